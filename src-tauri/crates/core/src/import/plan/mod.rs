//! What a run would do: a value to look at before anything is stored.

mod decide;
mod gather;
mod merge;
mod problems;

use super::{
    read::BookReading,
    table::{Column, Skipped},
};
use crate::person::{Facts, Field};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Somebody already registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The store's key.
    pub id: String,
    /// What is known.
    pub facts: Facts,
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

/// How to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// For people who are registered already.
    pub policy: Policy,
    /// For people who may be.
    pub suspect: Suspect,
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetPlan {
    /// The file.
    pub file: String,
    /// The name on the tab.
    pub name: String,
    /// First and last header row; None when the sheet was left out.
    pub header_rows: Option<(u32, u32)>,
    /// Why it was left out, in words.
    pub left_out: Option<String>,
    /// How many rows are people.
    pub rows: usize,
    /// The rows that are none.
    pub skipped: Vec<Skipped>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// Where a record came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The Excel row.
    pub row: u32,
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
    pub before: Option<String>,
    /// What would be stored.
    pub after: String,
    /// Which of the person's sources it comes from, from 0.
    pub source: usize,
    /// The column it comes from, if it stands in a cell.
    pub col: Option<u32>,
}

/// A person of the files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Planned {
    /// Whom it would be written to.
    pub target: Target,
    /// What would happen.
    pub verdict: Verdict,
    /// The facts as they would stand after the run, existing ones included.
    pub facts: Facts,
    /// The fields that would change.
    pub changes: Vec<Change>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowPlan {
    /// Where it stands.
    pub source: Source,
    /// What would happen.
    pub verdict: Verdict,
    /// The place of its person in [`Plan::people`]; None when refused.
    pub person: Option<usize>,
    /// Why, in words, where there is something to say.
    pub text: Option<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// A row of the files.
    pub row: Source,
    /// The other one.
    pub other: Other,
}

/// The other side of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Other {
    /// A row of the files.
    Row(Source),
    /// A registered person's key.
    Existing(String),
}

/// Plans the import of workbooks that have been read, against everybody registered.
pub fn plan(books: &[BookReading], existing: &[Known], options: Options) -> Plan {
    let gathered = gather::gather(books);
    let mut plan = Plan {
        sheets: sheets(books),
        people: Vec::new(),
        rows: Vec::new(),
        counts: Counts::default(),
        problems: problems::of_cells(books),
        asks: Vec::new(),
    };
    decide::decide(gathered, existing, options, &mut plan);
    count(&mut plan);
    plan.problems.sort_by(|a, b| (&a.file, &a.sheet, a.row).cmp(&(&b.file, &b.sheet, b.row)));
    plan
}

fn sheets(books: &[BookReading]) -> Vec<SheetPlan> {
    let of = |file: &str, sheet: &super::read::SheetReading| SheetPlan {
        file: file.to_owned(),
        name: sheet.name.clone(),
        header_rows: sheet.header_rows,
        left_out: sheet.left_out.clone(),
        rows: sheet.rows.len(),
        skipped: sheet.skipped.clone(),
        columns: sheet.columns.clone(),
    };
    books.iter().flat_map(|book| book.sheets.iter().map(move |sheet| of(&book.file, sheet))).collect()
}

fn count(plan: &mut Plan) {
    let people = |verdict: Verdict| plan.people.iter().filter(|p| p.verdict == verdict).count();
    let rows = |verdict: Verdict| plan.rows.iter().filter(|r| r.verdict == verdict).count();
    plan.counts = Counts {
        new: people(Verdict::New),
        update: people(Verdict::Update),
        same: people(Verdict::Same),
        suspect: people(Verdict::Suspect),
        duplicate: rows(Verdict::Duplicate),
        refused: rows(Verdict::Refused),
    };
}
