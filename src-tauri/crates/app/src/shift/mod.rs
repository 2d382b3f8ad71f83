//! 交班: what one shift at the desk leaves for the next.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod list;
mod read;
mod write;

pub(crate) use list::list;
pub(crate) use read::read;
pub(crate) use write::write;

/// One note.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShiftNote {
    /// Record id.
    pub id: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Who wrote it.
    pub operator: String,
    /// What.
    pub text: String,
    /// Who has read it; empty while nobody has.
    pub read_by: String,
    /// When; empty while nobody has.
    pub read_at: String,
    /// It waits for this operator: another wrote it, and nobody has read it.
    pub waits: bool,
}

/// Leave a note for the next shift.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteShift {
    /// What.
    pub text: String,
}

/// Names one note.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShiftRef {
    /// Record id.
    pub id: String,
}
