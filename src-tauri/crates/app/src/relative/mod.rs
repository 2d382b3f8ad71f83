//! Relatives of people, and who is called when something happens.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::phone;
use yinhui_store::person::RelativeRecord;

mod list;
mod remove;
mod reveal;
mod save;

pub(crate) use list::list;
pub(crate) use remove::remove;
pub(crate) use reveal::reveal;
pub(crate) use save::save;

/// One relative.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Relative {
    /// Record id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 配偶, 子女 …
    pub relation: String,
    /// Masked.
    pub phones: String,
    /// Free text.
    pub remark: String,
    /// Called when something happens.
    pub emergency: bool,
    /// Still living.
    pub alive: bool,
    /// Record id where they are registered here too.
    pub linked: Option<String>,
}

impl Relative {
    pub(crate) fn of(record: RelativeRecord) -> Self {
        Self {
            phones: record.phones.as_deref().map(phone::mask).unwrap_or_default(),
            remark: crate::person::show::guarded(&record.remark.unwrap_or_default()),
            id: record.id,
            name: record.name,
            relation: record.relation,
            emergency: record.emergency,
            alive: record.alive,
            linked: record.linked,
        }
    }
}

/// Write a relative.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveRelative {
    /// Record id of the person.
    pub person: String,
    /// Left out for a new one.
    pub id: Option<String>,
    /// 姓名
    pub name: String,
    /// 配偶, 子女 …
    pub relation: String,
    /// Left out, the numbers stay as they are.
    pub phones: Option<String>,
    /// Left out, it stays as it is.
    pub remark: Option<String>,
    /// Called when something happens.
    pub emergency: bool,
    /// Still living.
    pub alive: bool,
    /// Record id where they are registered here too.
    pub linked: Option<String>,
}

/// Names one relative.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelativeRef {
    /// Record id.
    pub id: String,
}
