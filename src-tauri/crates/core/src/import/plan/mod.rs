//! What a run would do: a value to look at before anything is stored.

mod cards;
mod decide;
mod gather;
mod merge;
mod problems;

use super::{
    read::BookReading,
    table::{Column, Skipped},
};
use crate::person::{Facts, Field};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Somebody already registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The store's key.
    pub id: String,
    /// Keys of records that were joined into this one.
    pub joined: Vec<String>,
    /// What is known.
    pub facts: Facts,
    /// What is known under names of the centre's own.
    pub extras: BTreeMap<String, String>,
    /// The numbers of cards given out to them, and whether each is good.
    pub cards: Vec<(String, bool)>,
}

impl Known {
    /// The numbers of every card they were given.
    fn card_codes(&self) -> impl Iterator<Item = &str> {
        self.cards.iter().map(|(code, _)| code.as_str())
    }
}

/// What to do with people who are registered already. A blank never overwrites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Only what is still empty is filled.
    Fill,
    /// What the file says replaces what is stored, doubtful readings apart.
    #[default]
    Update,
    /// They are left as they are.
    Skip,
}

/// What to do with people who may be registered already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspect {
    /// They are stored apart and the pair is shown.
    #[default]
    New,
    /// They are left out and the pair is shown.
    Skip,
}

/// What a person decided about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It is left out.
    Skip,
    /// It is somebody else than those it may be.
    Apart,
    /// It is the registered person of that key.
    Person(String),
    /// It is the person of another row of the files.
    Row(Source),
}

/// How to plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// For people who are registered already.
    pub policy: Policy,
    /// Fields that follow another policy.
    pub fields: BTreeMap<Field, Policy>,
    /// For people who may be.
    pub suspect: Suspect,
    /// What a person decided about single rows.
    pub rows: BTreeMap<Source, Choice>,
}

impl Options {
    /// The policy for a field.
    pub fn policy_of(&self, field: Field) -> Policy {
        self.fields.get(&field).copied().unwrap_or(self.policy)
    }
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What was found on each sheet.
    pub sheets: Vec<SheetPlan>,
    /// One entry for each person of the files.
    pub people: Vec<Planned>,
    /// One entry for each row taken for a person.
    pub rows: Vec<RowPlan>,
    /// How many of each verdict.
    pub counts: Counts,
    /// What a clerk should look at.
    pub problems: Vec<Problem>,
    /// Pairs that may be one person.
    pub asks: Vec<Ask>,
}

/// A sheet in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPlan {
    /// The file.
    pub file: Arc<str>,
    /// The name on the tab.
    pub name: Arc<str>,
    /// Which table of its sheet, from 1.
    pub table: u32,
    /// First and last header row; None when the sheet was left out.
    pub header_rows: Option<(u32, u32)>,
    /// Why it was left out, in words.
    pub left_out: Option<String>,
    /// Something to know of the whole table, in words.
    pub note: Option<String>,
    /// How many rows are people.
    pub rows: usize,
    /// The rows that are none.
    pub skipped: Vec<Skipped>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// Where a record came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// Which table of the sheet, from 1.
    pub table: u32,
    /// The Excel row.
    pub row: u32,
}

impl Source {
    /// The sheet as a clerk reads it, with the table's number where it is not the first.
    pub fn title(&self) -> String {
        if self.table > 1 {
            format!("{}（第{}张表）", self.sheet, self.table)
        } else {
            self.sheet.to_string()
        }
    }
}

/// Whom a record would be written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A new person.
    New,
    /// The registered person of that key.
    Existing(String),
    /// Nobody: a suspect that is left out.
    Nobody,
}

/// What would happen to a person or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 新增
    New,
    /// 更新
    Update,
    /// 相同
    Same,
    /// 文件内重复: rows after the first of the same person.
    Duplicate,
    /// 疑似同一人
    Suspect,
    /// 不能导入
    Refused,
}

impl Verdict {
    /// The word a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Verdict::New => "新增",
            Verdict::Update => "更新",
            Verdict::Same => "相同",
            Verdict::Duplicate => "文件内重复",
            Verdict::Suspect => "疑似同一人",
            Verdict::Refused => "不能导入",
        }
    }
}

/// A field that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What is stored, if anything.
    pub before: Option<CompactString>,
    /// What would be stored.
    pub after: CompactString,
    /// Which of the person's sources it comes from, from 0.
    pub source: usize,
}

/// A fact under a name of the centre's own that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraChange {
    /// The name.
    pub label: String,
    /// What is stored, if anything.
    pub before: Option<String>,
    /// What would be stored.
    pub after: String,
    /// Which of the person's sources it comes from, from 0.
    pub source: usize,
    /// The column it comes from.
    pub col: u32,
}

/// A person of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Whom it would be written to.
    pub target: Target,
    /// What would happen.
    pub verdict: Verdict,
    /// The facts as they would stand after the run, existing ones included.
    pub facts: Facts,
    /// Of somebody registered, the fields that would change.
    pub changes: Vec<Change>,
    /// Of somebody new, the facts that do not come from the first source: field, and place in `sources`.
    pub later: Vec<(Field, usize)>,
    /// The facts under names of the centre's own that would change.
    pub extras: Vec<ExtraChange>,
    /// The rows it comes from, in their order.
    pub sources: Vec<Source>,
    /// The fields a clerk should look at.
    pub warn: BTreeSet<Field>,
    /// Registered people it may be: their keys.
    pub suspect_of: Vec<String>,
    /// People of the same files it may be: their places in [`Plan::people`].
    pub suspect_in_file: Vec<usize>,
}

/// A row taken for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlan {
    /// Where it stands.
    pub source: Source,
    /// What would happen.
    pub verdict: Verdict,
    /// The place of its person in [`Plan::people`]; None when refused.
    pub person: Option<usize>,
    /// Why, in words, where there is something to say.
    pub text: Option<String>,
    /// It has a cell a clerk should look at.
    pub odd: bool,
}

/// How many of each verdict: people for new, update, same and suspect; rows for duplicate and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// 新增
    pub new: usize,
    /// 更新
    pub update: usize,
    /// 相同
    pub same: usize,
    /// 文件内重复
    pub duplicate: usize,
    /// 疑似同一人
    pub suspect: usize,
    /// 不能导入
    pub refused: usize,
}

/// Something a clerk should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// Which table of the sheet, from 1.
    pub table: u32,
    /// The Excel row; 0 for the sheet itself.
    pub row: u32,
    /// The column's letters; empty where no single cell is meant.
    pub col: String,
    /// `doubtful`, `damaged`, `unreadable`, `refused`, `differs`, `kept`, `left_out`.
    pub code: &'static str,
    /// In plain words: what and what to do.
    pub text: String,
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// A row of the files.
    pub row: Source,
    /// The other one.
    pub other: Other,
}

/// The other side of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Other {
    /// A row of the files.
    Row(Source),
    /// A registered person's key.
    Existing(String),
}

/// Plans the import of workbooks that have been read, against everybody registered.
pub fn plan(books: &[BookReading], existing: &[Known], options: &Options) -> Plan {
    let gathered = gather::gather(books, options);
    let mut plan = Plan {
        sheets: sheets(books),
        people: Vec::new(),
        rows: Vec::new(),
        counts: Counts::default(),
        problems: problems::of_sheets(books),
        asks: Vec::new(),
    };
    decide::decide(gathered, existing, options, &mut plan);
    count(&mut plan);
    plan.problems
        .sort_by(|a, b| (&a.file, &a.sheet, a.table, a.row).cmp(&(&b.file, &b.sheet, b.table, b.row)));
    plan
}

fn sheets(books: &[BookReading]) -> Vec<SheetPlan> {
    let of = |file: &Arc<str>, sheet: &super::read::SheetReading| SheetPlan {
        file: file.clone(),
        name: sheet.name.clone(),
        table: sheet.table,
        header_rows: sheet.header_rows,
        left_out: sheet.left_out.clone(),
        note: sheet.note.clone(),
        rows: sheet.people.len(),
        skipped: sheet.skipped.clone(),
        columns: sheet.columns.clone(),
    };
    books.iter().flat_map(|book| book.sheets.iter().map(move |sheet| of(&book.file, sheet))).collect()
}

fn count(plan: &mut Plan) {
    let mut counts = Counts::default();
    for person in &plan.people {
        match person.verdict {
            Verdict::New => counts.new += 1,
            Verdict::Update => counts.update += 1,
            Verdict::Same => counts.same += 1,
            Verdict::Suspect => counts.suspect += 1,
            Verdict::Duplicate | Verdict::Refused => {}
        }
    }
    let rows = |verdict: Verdict| plan.rows.iter().filter(|r| r.verdict == verdict).count();
    counts.duplicate = rows(Verdict::Duplicate);
    counts.refused = rows(Verdict::Refused);
    plan.counts = counts;
}
