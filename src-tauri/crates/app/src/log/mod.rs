//! The one log: audit trail and undo.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod label;
mod list;
mod may_undo;
mod undo;

pub(crate) use label::label;
pub(crate) use list::list;
pub(crate) use may_undo::may_undo;
pub(crate) use undo::{take_back, taken_back, undo};

/// Which operations.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListLog {
    /// From this local time or day on.
    pub since: Option<String>,
    /// Rows to pass over.
    pub offset: Option<i64>,
    /// Rows wanted, at most 500; 100 when left out.
    pub limit: Option<i64>,
}

/// One operation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogEntry {
    /// Record id.
    pub id: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Who.
    pub operator: String,
    /// At which desk.
    pub desk: String,
    /// What, in words.
    pub label: String,
    /// Records it changed.
    pub changes: i64,
    /// It was taken back.
    pub undone: bool,
    /// This operator may take it back.
    pub may_undo: bool,
}

/// A page of the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogPage {
    /// Operations that fit.
    pub total: i64,
    /// Newest first.
    pub rows: Vec<LogEntry>,
}

/// Names an operation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OperationRef {
    /// Record id.
    pub operation: String,
}
