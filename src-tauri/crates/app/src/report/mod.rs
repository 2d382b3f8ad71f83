//! Annual statistics: every figure opens to its rows.

use crate::host::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod amount;
mod annual;
mod cell;
pub(crate) mod count;
mod differences;
mod export;
mod figures;
pub(crate) mod form;
mod freeze;
mod frozen;
mod kept;
mod name_lists;
pub(crate) mod received;
mod records;
mod ruling;
mod series;

pub(crate) use amount::{add_amount, remove_amount};
pub(crate) use annual::annual;
pub(crate) use cell::cell;
pub(crate) use differences::differences;
pub use differences::{CellDifference, ChangedSince, Differences};
pub(crate) use export::export;
pub use form::{
    ExportForm, FormBody, FormDraft, FormFact, FormInfo, FormList, FormRef, FormRemoved, FormTable, ReadForm,
    SaveForm,
};
pub(crate) use freeze::{freeze, rules, save_rules, unfreeze};
pub(crate) use kept::Kept;
pub use received::{
    AddReceived, ExportReceived, NewReceived, OpenReceived, ReadReceived, ReceivedAdded, ReceivedDraft,
    ReceivedFile, ReceivedForm, ReceivedInfo, ReceivedList, ReceivedNames, ReceivedPart, ReceivedRef,
    ReceivedTitle, SaveReceived,
};
pub use ruling::Ruling;
pub(crate) use ruling::{note, rule, rulings};
pub(crate) use series::series;
pub use series::{CellSeries, YearValue};

/// Which year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct YearRef {
    /// Calendar year.
    pub year: i64,
}

/// Stock, flow or to date: never mixed (`domain.md` 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// 时点: as at the end of a day.
    Stock,
    /// 年度: within the year.
    Flow,
    /// 累计: from the beginning to that day.
    ToDate,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Cell {
    /// Id within the form.
    pub id: String,
    /// What it counts.
    pub label: String,
    /// Depth under the line above, 0 or 1.
    pub indent: i64,
    /// 口径, in words.
    pub definition: String,
    /// The figure.
    pub value: f64,
    /// 人, 人次, 个 …
    pub unit: String,
    /// 时点, 年度, 累计.
    pub kind: CellKind,
    /// Rows behind it.
    pub rows: i64,
    /// Rows that cannot be decided; listed, never added.
    pub undecided: i64,
    /// Typed by hand rather than counted.
    pub manual: bool,
    /// A word on it.
    pub note: Option<String>,
    /// Shown as it was frozen.
    pub frozen: bool,
    /// The same figure a year before; null before the centre's first record.
    pub last_year: Option<f64>,
}

/// How grave a failed check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 错误
    Error,
    /// 提示
    Warn,
}

/// A rule between figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Id within the form.
    pub id: String,
    /// How grave.
    pub level: Level,
    /// It holds.
    pub passed: bool,
    /// In words, with the figures.
    pub message: String,
    /// The cells it names.
    pub cells: Vec<String>,
    /// The people or records that explain why it does not hold.
    pub people: Vec<CellRow>,
    /// 说明 written beside it; empty where there is none.
    pub note: String,
}

/// The rows and columns of a form that is a table; its cells are `row.column`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Layout {
    /// Head of the stub.
    pub stub: String,
    /// From left to right.
    pub columns: Vec<LayoutColumn>,
    /// From top to bottom.
    pub rows: Vec<LayoutRow>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LayoutColumn {
    /// Id within the form.
    pub id: String,
    /// Its head.
    pub label: String,
    /// The head over it and its neighbours.
    pub group: Option<String>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LayoutRow {
    /// Id within the form.
    pub id: String,
    /// What it holds.
    pub label: String,
    /// Depth under the row above, 0 or 1.
    pub indent: i64,
}

/// One form, filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Form {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Where its columns and rows come from, and whether they are official.
    pub source: String,
    /// 填报单位
    pub reporting_unit: String,
    /// `2026-12-31`, in an open year today.
    pub as_at: String,
    /// The year is over.
    pub closed: bool,
    /// Its rows and columns, where it is a table.
    pub layout: Option<Layout>,
    /// Its figures in order, row by row.
    pub cells: Vec<Cell>,
    /// Its checks.
    pub checks: Vec<Check>,
}

/// A year's return.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Annual {
    /// Calendar year.
    pub year: i64,
    /// Its forms.
    pub forms: Vec<Form>,
    /// 定稿, or its offer to a second person; null while it is a draft.
    pub frozen: Option<FrozenState>,
}

/// 定稿
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FrozenState {
    /// Who offered it.
    pub offered_by: String,
    /// Who confirmed it; null while a second person has to look.
    pub confirmed_by: Option<String>,
    /// `2026-12-31 10:00`
    pub at: String,
    /// Version of the program that counted it.
    pub program: String,
    /// The log as it then was.
    pub log_head: String,
}

/// 补录: an amount typed for a figure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAmount {
    /// Calendar year.
    pub year: i64,
    /// Form id.
    pub form: String,
    /// Cell id.
    pub cell: String,
    /// What it adds; below nought takes away.
    pub amount: i64,
    /// Why.
    pub reason: String,
}

/// Which amount.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AmountRef {
    /// Record id.
    pub id: String,
}

/// Decide a fact of somebody whose record does not tell, for the returns of one year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RuleOn {
    /// Calendar year.
    pub year: i64,
    /// Record id of the person.
    pub person: String,
    /// The fact, as the row asks it.
    pub fact: String,
    /// The word; empty takes the ruling back.
    pub word: String,
    /// On what ground.
    pub reason: Option<String>,
}

/// 说明 beside a check.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    /// Calendar year.
    pub year: i64,
    /// Form id.
    pub form: String,
    /// Id of the check.
    pub check: String,
    /// The words; empty takes them back.
    pub note: String,
}

/// Open a frozen year again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unfreeze {
    /// Calendar year.
    pub year: i64,
    /// Why.
    pub reason: String,
}

/// How a centre freezes its returns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReturnRules {
    /// 定稿 needs a second person.
    pub second_person: bool,
}

/// Open one figure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OpenCell {
    /// Form id.
    pub form: String,
    /// Cell id.
    pub cell: String,
    /// Calendar year.
    pub year: i64,
    /// Rows to pass over.
    pub offset: Option<i64>,
    /// Rows wanted, at most 1,000; all when left out.
    pub limit: Option<i64>,
}

/// One row behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CellRow {
    /// `person`, `presence`, `organization` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Record id.
    pub id: String,
    /// Name to show; a presence of a person names the person.
    pub label: String,
    /// A second line: branch, purpose …
    pub detail: String,
    /// What it adds to the figure.
    pub weight: f64,
    /// Its day, `2026-03-05`, empty where none applies.
    pub date: String,
    /// Record id of the person it is about.
    pub person: Option<String>,
    /// Of a row that cannot be decided: the fact a ruling would decide.
    pub ask: Option<String>,
    /// The words among which it can be ruled.
    pub choices: Vec<String>,
}

/// A figure, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenedCell {
    /// The figure.
    pub cell: Cell,
    /// Sum of the weights of all its rows.
    pub value: f64,
    /// Rows in all.
    pub total: i64,
    /// The page of rows.
    pub rows: Vec<CellRow>,
    /// Rows that cannot be decided, with the reason in `detail`.
    pub undecided: Vec<CellRow>,
}

/// Write a year's return to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportAnnual {
    /// Calendar year.
    pub year: i64,
    /// Id of the one form wanted, with its name list; all of them when left out.
    pub form: Option<String>,
    /// The name lists with ID numbers; needs `purpose`.
    #[serde(default)]
    pub full: bool,
    /// 内部, 公示, 上报.
    pub purpose: Option<String>,
    /// Where to.
    pub file: FileRef,
}
