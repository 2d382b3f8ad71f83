//! Rosters a centre already keeps: plan, look, run, report, undo.

use crate::host::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod list;
mod open;
mod plan;
mod plans;
mod readings;
pub(crate) mod report;
pub(crate) mod rows;
mod run;
mod undo;
mod write;

pub(crate) use list::list;
pub(crate) use plan::{plan, replan};
pub(crate) use plans::Plans;
pub(crate) use readings::readings;
pub(crate) use report::report;
pub(crate) use rows::rows;
pub(crate) use run::run;
pub(crate) use undo::undo;

/// What to do where a person is already registered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// 补空: only fill fields that are empty.
    Fill,
    /// 更新: the file wins; a blank never overwrites.
    #[default]
    Update,
    /// 跳过: leave registered people as they are.
    Skip,
}

/// What to do with a row that may be somebody already here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Suspect {
    /// Store as a person of its own, the pair kept for a human.
    #[default]
    New,
    /// Leave out.
    Skip,
}

/// What to do with hidden rows and sheets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Leave out, and say so.
    #[default]
    Skip,
    /// Read them too.
    Take,
}

/// A row's fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 新增
    New,
    /// 更新
    Update,
    /// 相同
    Same,
    /// 文件内重复
    Duplicate,
    /// 疑似同一人
    Suspect,
    /// 不能导入
    Refused,
}

/// How a cell was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellFlag {
    /// 正常
    Normal,
    /// 已规范
    Normalised,
    /// 存疑
    Doubtful,
    /// 残缺
    Damaged,
    /// 无法识别
    Unreadable,
}

/// How to plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ImportOptions {
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Registered people.
    pub policy: Option<Policy>,
    /// Suspects.
    pub suspect: Option<Suspect>,
    /// Hidden rows and sheets.
    pub hidden: Option<Hidden>,
    /// Columns the user decided otherwise.
    pub columns: Option<Vec<ColumnChoice>>,
}

/// A column the user decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Sheet name.
    pub sheet: String,
    /// Column from 0.
    pub col: i64,
    /// Key of the field, or null for 不导入.
    pub field: Option<String>,
}

/// Plan an import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct PlanImport {
    /// One workbook or several that are read as one.
    pub files: Vec<FileRef>,
    /// How.
    pub options: Option<ImportOptions>,
}

/// Plan again, otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReplanImport {
    /// The plan's id.
    pub plan: String,
    /// How.
    pub options: ImportOptions,
}

/// Names a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanRef {
    /// The plan's id.
    pub plan: String,
}

/// One column as understood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Column from 0.
    pub col: i64,
    /// `D`.
    pub letter: String,
    /// Header as written.
    pub header: String,
    /// Key of the field (`unit_post` is unit and post in one cell), or null for 不导入.
    pub field: Option<String>,
    /// The field's word.
    pub label: String,
    /// Why.
    pub reason: String,
}

/// A row that is no person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SkippedRow {
    /// Excel row from 1.
    pub row: i64,
    /// 合计行, 空行, 隐藏行 …
    pub reason: String,
}

/// One sheet as understood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportSheet {
    /// The workbook it stands in.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Header rows, Excel rows from 1.
    pub header_rows: Vec<i64>,
    /// Why the whole sheet was left out.
    pub left_out: Option<String>,
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

/// One thing to look at.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Problem {
    /// Sheet name.
    pub sheet: String,
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
    /// Things to look at, at most 1,000.
    pub problems: Vec<Problem>,
    /// Things to look at in all.
    pub problems_total: i64,
    /// The options it was made with.
    pub options: ImportOptions,
}

/// Which rows of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ShowRows {
    /// The plan's id.
    pub plan: String,
    /// Sheet name; all when left out.
    pub sheet: Option<String>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only rows with a cell to look at.
    pub odd: Option<bool>,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows wanted, at most 200.
    pub limit: i64,
}

/// One cell of a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportCell {
    /// Column from 0.
    pub col: i64,
    /// As written; ID and phone masked.
    pub written: String,
    /// As understood; ID and phone masked.
    pub understood: String,
    /// How.
    pub flag: CellFlag,
    /// Why, in words.
    pub note: Option<String>,
}

/// One row of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Sheet name.
    pub sheet: String,
    /// Excel row from 1.
    pub row: i64,
    /// Its fate.
    pub verdict: Verdict,
    /// Why, in words.
    pub note: String,
    /// Its cells, by column.
    pub cells: Vec<ImportCell>,
    /// For 更新: each field old → new.
    pub changes: Vec<crate::person::FieldChange>,
    /// The registered person it belongs to.
    pub person: Option<String>,
}

/// A page of rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRows {
    /// Rows that fit.
    pub total: i64,
    /// The page.
    pub rows: Vec<ImportRow>,
}

/// Names an import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRef {
    /// Record id.
    pub id: String,
}

/// An import that ran.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Record id.
    pub id: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Who.
    pub operator: String,
    /// Names of the workbooks.
    pub files: Vec<String>,
    /// Rows by fate.
    pub counts: ImportCounts,
    /// Rows that were left as they are or left out, with the reason.
    pub problems: Vec<Problem>,
    /// It was taken back.
    pub undone: bool,
}

/// What an undo could not take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Kept {
    /// Record id of the person, if it is one.
    pub person: Option<String>,
    /// What it is, to show.
    pub name: String,
    /// Why it was kept.
    pub reason: String,
}

/// Taken back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Undone {
    /// Changes taken back.
    pub undone: i64,
    /// What stays, and why.
    pub kept: Vec<Kept>,
}

/// The readings of a plan, one JSON value a line, for scripts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Readings {
    /// The lines.
    pub lines: Vec<serde_json::Value>,
}
