//! Rosters a centre already keeps: plan, look, run, report, undo.

use crate::host::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod clusters;
mod former;
mod list;
pub(crate) mod open;
mod options;
mod plan;
mod plans;
mod problem_table;
mod readings;
pub(crate) mod report;
pub(crate) mod rows;
mod run;
mod template;
mod told;
mod undo;
mod write;

pub(crate) use clusters::clusters;
pub(crate) use list::list;
pub use options::*;
pub(crate) use plan::{plan, read_people, replan};
pub(crate) use plans::Plans;
pub(crate) use problem_table::problem_table;
pub(crate) use readings::readings;
pub(crate) use report::report;
pub(crate) use rows::{about, rows};
pub(crate) use run::run;
pub(crate) use template::template;
pub use told::*;
pub(crate) use undo::undo;

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

/// Which rows of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ShowRows {
    /// The plan's id.
    pub plan: String,
    /// The workbook; all when left out.
    #[serde(default)]
    pub file: Option<String>,
    /// Sheet name; all when left out.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Which table of the sheet; all when left out.
    #[serde(default)]
    pub table: Option<i64>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only rows with a cell to look at.
    pub odd: Option<bool>,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows wanted, at most 200.
    pub limit: i64,
}

/// A way to settle a doubtful fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CellChoice {
    /// What to send as the text of a [`CellFix`].
    pub text: String,
    /// For the button; ID and phone masked.
    pub label: String,
}

/// One fact of a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportCell {
    /// Column from 0; null for a fact that has no cell of its own.
    pub col: Option<i64>,
    /// Key of the field it was read for; empty for a column that is not taken.
    pub field: String,
    /// The field's word.
    pub label: String,
    /// As written; ID and phone masked.
    pub written: String,
    /// As understood; ID and phone masked.
    pub understood: String,
    /// How.
    pub flag: CellFlag,
    /// Why, in words.
    pub note: Option<String>,
    /// Ways to settle it, the likeliest first; empty where there is nothing to choose.
    pub choices: Vec<CellChoice>,
    /// The user put it right.
    pub settled: bool,
}

/// Somebody a row may be.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaybeSame {
    /// Record id, where it is a registered person.
    pub person: Option<String>,
    /// The row, where it stands in the files.
    pub place: Option<RowPlace>,
    /// The name.
    pub name: String,
    /// Sex, birth, unit, branch and masked numbers, to tell people apart.
    pub about: Vec<String>,
}

/// One row of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Where it stands.
    pub place: RowPlace,
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
    /// People it may be.
    pub maybe: Vec<MaybeSame>,
    /// What the user decided about it.
    pub fate: Option<RowFate>,
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
    /// What it came to.
    pub outcome: Outcome,
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

/// Write the rows that need a hand into a workbook laid out as the user's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteProblems {
    /// The plan's id.
    pub plan: String,
    /// Where to.
    pub file: FileRef,
}

/// Write a blank roster to fill in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteTemplate {
    /// Where to.
    pub file: FileRef,
}

/// Values that look like one and the same, written in several ways.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Cluster {
    /// Key of the field.
    pub field: String,
    /// The field's word.
    pub label: String,
    /// The values, the commonest first.
    pub values: Vec<ClusterValue>,
    /// Which of them to keep, as a suggestion.
    pub suggested: String,
    /// Why they look alike.
    pub reason: String,
}

/// One way of writing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ClusterValue {
    /// The value.
    pub text: String,
    /// People of the files who have it.
    pub people: i64,
    /// It is registered already.
    pub registered: bool,
}
