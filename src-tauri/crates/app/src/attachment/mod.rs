//! 附件: photos and documents of events and of lines of ledgers.

use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::attachment::{AttachmentRecord, Holder};

mod add;
mod get;
mod list;
mod remove;
mod restore;
mod save_as;

pub use add::AddAttachment;
pub(crate) use add::add;
pub(crate) use get::get;
pub(crate) use list::list;
pub(crate) use remove::remove;
pub(crate) use restore::restore;
pub use save_as::SaveAttachment;
pub(crate) use save_as::save_as;

/// What files hang on: an event or a line of a ledger, one of the two.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AttachmentHolder {
    /// Record id of the event.
    pub event: Option<String>,
    /// Record id of the line.
    pub entry: Option<String>,
}

impl AttachmentHolder {
    fn read(&self) -> Answer<Holder<'_>> {
        match (&self.event, &self.entry) {
            (Some(event), None) => Ok(Holder::Event(event)),
            (None, Some(entry)) => Ok(Holder::Entry(entry)),
            _ => Err(ApiError::invalid("event", "one_of", "请说明附件属于哪场活动或哪条台账。")),
        }
    }
}

/// Names one file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRef {
    /// Record id.
    pub id: String,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// Record id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// It is a photo the page can show.
    pub photo: bool,
    /// Bytes.
    pub size: i64,
}

impl From<AttachmentRecord> for Attachment {
    fn from(record: AttachmentRecord) -> Self {
        Self { id: record.id, name: record.name, photo: record.photo, size: record.size }
    }
}
