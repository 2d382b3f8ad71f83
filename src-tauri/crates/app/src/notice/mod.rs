//! 通知: what the desk tells somebody the next time they come.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::person::NoticeRecord;

mod leave;
mod told;

pub(crate) use leave::leave;
pub(crate) use told::told;

/// One notice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Notice {
    /// Record id.
    pub id: String,
    /// What to say.
    pub text: String,
    /// The last day it is of use, `2026-03-05`; empty for no end.
    pub until: String,
    /// When they were told; empty while they are not.
    pub told_at: String,
}

impl Notice {
    pub(crate) fn of(record: NoticeRecord) -> Self {
        Self {
            id: record.id,
            text: record.text,
            until: record.until_day.unwrap_or_default(),
            told_at: record.told_at.map(crate::time::told_ms).unwrap_or_default(),
        }
    }
}

/// Leave somebody a notice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LeaveNotice {
    /// Record id of the person.
    pub person: String,
    /// What to say.
    pub text: String,
    /// The last day it is of use; no end when left out.
    pub until: Option<String>,
}

/// Names one notice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeRef {
    /// Record id.
    pub id: String,
}
