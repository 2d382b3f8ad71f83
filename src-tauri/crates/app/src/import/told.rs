//! What was understood of the workbooks, as the page is told.

use crate::import::{ImportOptions, plans::Stored};
use crate::person::show;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::import::plan::{Plan, Planned, Source, Target};
use yinhui_core::import::read::{BookReading, SheetReading};
use yinhui_core::import::table::{Column, Skip};

/// Problems sent to the page at once.
const MOST_PROBLEMS: usize = 1_000;
/// Things written in a column that are shown beside its header.
const SAMPLES: usize = 3;

/// One column as understood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Column from 0.
    pub col: i64,
    /// `D`.
    pub letter: String,
    /// Header as written.
    pub header: String,
    /// Key of the field (`unit_post` is unit and post in one cell), `keep_remark`, `keep_own`, or null for 不导入.
    pub field: Option<String>,
    /// The field's word.
    pub label: String,
    /// Why.
    pub reason: String,
    /// Somebody should look: header and content do not fit, or nobody knows what it is.
    pub doubtful: bool,
    /// It is hidden in the workbook, and read like the others.
    pub hidden: bool,
    /// The user decided, now or in an earlier import.
    pub decided: bool,
    /// The first few things written in it, ID and phone masked.
    pub samples: Vec<String>,
}

/// A table like this one that was imported before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormerMapping {
    /// When: `2025-03-05`.
    pub at: String,
    /// The workbook.
    pub file: String,
    /// The headers are the very same.
    pub same_headers: bool,
    /// Headers that are new.
    pub added: Vec<String>,
    /// Headers that are gone.
    pub missing: Vec<String>,
    /// Columns a person decided then.
    pub choices: i64,
    /// What was decided then is applied.
    pub applied: bool,
}

/// A row that is no person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SkippedRow {
    /// Excel row from 1.
    pub row: i64,
    /// 合计行, 空行, 隐藏的行 …
    pub reason: String,
    /// It is hidden in the workbook.
    pub hidden: bool,
}

/// One sheet as understood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportSheet {
    /// The workbook it stands in.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Which table of the sheet, from 1.
    pub table: i64,
    /// The name, with the table's number where the sheet has several.
    pub title: String,
    /// Header rows, Excel rows from 1.
    pub header_rows: Vec<i64>,
    /// Why the whole sheet was left out.
    pub left_out: Option<String>,
    /// The tab is hidden in the workbook.
    pub hidden: bool,
    /// Something to know of the whole table.
    pub note: Option<String>,
    /// A table like it that was imported before.
    pub former: Option<FormerMapping>,
    /// Rows that are people.
    pub rows: i64,
    /// Rows that are not.
    pub skipped: Vec<SkippedRow>,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
}

/// Rows by fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportCounts {
    /// 新增
    pub new: i64,
    /// 更新
    pub update: i64,
    /// 相同
    pub same: i64,
    /// 文件内重复
    pub duplicate: i64,
    /// 疑似同一人
    pub suspect: i64,
    /// 不能导入
    pub refused: i64,
}

/// What a run comes to, in people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Outcome {
    /// Registered anew, suspects among them.
    #[serde(default)]
    pub added: i64,
    /// Registered before and changed.
    #[serde(default)]
    pub updated: i64,
    /// Rows that change nothing: the same, again, left out, refused.
    #[serde(default)]
    pub left: i64,
}

/// One thing to look at.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The workbook.
    #[serde(default)]
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Which table of the sheet, from 1.
    #[serde(default)]
    pub table: i64,
    /// Excel row from 1.
    pub row: i64,
    /// `D`, empty for the whole row.
    pub col: String,
    /// A short word for scripts.
    pub code: String,
    /// A sentence for the clerk.
    pub text: String,
}

/// What was understood; nothing is written yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportPlan {
    /// The plan's id, valid until the program ends.
    pub plan: String,
    /// Names of the workbooks.
    pub files: Vec<String>,
    /// Sheets.
    pub sheets: Vec<ImportSheet>,
    /// Rows by fate.
    pub counts: ImportCounts,
    /// What a run would come to.
    pub outcome: Outcome,
    /// Things to look at, at most 1,000.
    pub problems: Vec<Problem>,
    /// Things to look at in all.
    pub problems_total: i64,
    /// The options it was made with.
    pub options: ImportOptions,
}

/// Everything the page shows of a plan.
pub(crate) fn told(stored: &Stored) -> ImportPlan {
    let sheets = stored.readings.iter().flat_map(|book| {
        book.sheets.iter().map(|sheet| told_sheet(book, sheet, stored.formers.get(&key(book, sheet))))
    });
    ImportPlan {
        plan: stored.id.clone(),
        files: stored.readings.iter().map(|book| book.file.to_string()).collect(),
        sheets: sheets.collect(),
        counts: counts(&stored.plan),
        outcome: outcome(&stored.plan),
        problems: problems(&stored.plan).take(MOST_PROBLEMS).collect(),
        problems_total: number(stored.plan.problems.len()),
        options: stored.options.clone(),
    }
}

/// Names a table among several workbooks.
pub(crate) type TableKey = (String, String, u32);

/// What is remembered of each table's like.
pub(crate) type Formers = BTreeMap<TableKey, FormerMapping>;

/// The key of a table.
pub(crate) fn key(book: &BookReading, sheet: &SheetReading) -> TableKey {
    (book.file.to_string(), sheet.name.to_string(), sheet.table)
}

fn told_sheet(book: &BookReading, sheet: &SheetReading, former: Option<&FormerMapping>) -> ImportSheet {
    let skipped = sheet.skipped.iter();
    ImportSheet {
        file: book.file.to_string(),
        name: sheet.name.to_string(),
        table: i64::from(sheet.table),
        title: Source { file: "".into(), sheet: sheet.name.clone(), table: sheet.table, row: 0 }.title(),
        header_rows: sheet
            .header_rows
            .filter(|(first, _)| *first > 0)
            .map(|(first, last)| (first..=last).map(i64::from).collect())
            .unwrap_or_default(),
        left_out: sheet.left_out.clone(),
        hidden: sheet.hidden,
        note: sheet.note.clone(),
        former: former.cloned(),
        rows: number(sheet.people.len()),
        skipped: skipped
            .map(|skipped| SkippedRow {
                row: i64::from(skipped.row),
                reason: skipped.text.clone(),
                hidden: skipped.reason == Skip::Hidden,
            })
            .collect(),
        columns: sheet.columns.iter().map(|column| told_column(book, sheet, column)).collect(),
    }
}

fn told_column(book: &BookReading, sheet: &SheetReading, column: &Column) -> ImportColumn {
    ImportColumn {
        col: i64::from(column.col),
        letter: column.letter.clone(),
        header: column.header.clone(),
        field: column.taken.key().map(str::to_owned),
        label: column.taken.label().to_owned(),
        reason: column.reason.clone(),
        doubtful: column.doubtful,
        hidden: column.hidden,
        decided: column.decided,
        samples: samples(book, sheet, column).unwrap_or_default(),
    }
}

fn samples(book: &BookReading, sheet: &SheetReading, column: &Column) -> Option<Vec<String>> {
    let cells = book.cells(sheet)?;
    let filled = sheet
        .people
        .iter()
        .filter_map(|person| cells.row(person.row))
        .map(|row| row.cell(column.col))
        .filter(|cell| !cell.is_blank());
    Some(filled.take(SAMPLES).map(|cell| show::written(column.field(), &cell.written())).collect())
}

/// Rows by fate.
pub(crate) fn counts(plan: &Plan) -> ImportCounts {
    let counts = plan.counts;
    ImportCounts {
        new: number(counts.new),
        update: number(counts.update),
        same: number(counts.same),
        duplicate: number(counts.duplicate),
        suspect: number(counts.suspect),
        refused: number(counts.refused),
    }
}

/// What a run would come to.
pub(crate) fn outcome(plan: &Plan) -> Outcome {
    let changes = |person: &Planned| !person.changes.is_empty() || !person.extras.is_empty();
    let people = |is: fn(&Target) -> bool| plan.people.iter().filter(move |person| is(&person.target));
    let added = people(|target| *target == Target::New).count();
    let updated =
        people(|target| matches!(target, Target::Existing(_))).filter(|person| changes(person)).count();
    Outcome {
        added: number(added),
        updated: number(updated),
        left: number(plan.rows.len().saturating_sub(added + updated)),
    }
}

/// What a clerk should look at.
pub(crate) fn problems(plan: &Plan) -> impl Iterator<Item = Problem> {
    plan.problems.iter().map(|found| Problem {
        file: found.file.to_string(),
        sheet: found.sheet.to_string(),
        table: i64::from(found.table),
        row: i64::from(found.row),
        col: found.col.clone(),
        code: found.code.to_owned(),
        text: found.text.clone(),
    })
}

pub(crate) fn number(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
