//! Annual statistics: every figure opens to its rows.

use crate::host::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod annual;
mod cell;
pub(crate) mod count;
mod export;
mod records;

pub(crate) use annual::annual;
pub(crate) use cell::cell;
pub(crate) use export::export;

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
}

/// One form, filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Form {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// 填报单位
    pub reporting_unit: String,
    /// `2026-12-31`, in an open year today.
    pub as_at: String,
    /// The year is over.
    pub closed: bool,
    /// Its figures in order.
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
pub struct ExportAnnual {
    /// Calendar year.
    pub year: i64,
    /// Where to.
    pub file: FileRef,
}
