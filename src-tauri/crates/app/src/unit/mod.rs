//! The units people worked in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod list;
mod save;

pub(crate) use list::list;
pub(crate) use save::save;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unit {
    /// Record id.
    pub id: String,
    /// Full name, as on the seal.
    pub name: String,
    /// 机关, 事业, 企业, 军队, 其他; empty while 未定.
    pub nature: String,
    /// Living registered people who worked here.
    pub people: i64,
}

/// Write a unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveUnit {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Full name.
    pub name: String,
    /// 机关, 事业, 企业, 军队, 其他 or empty.
    pub nature: String,
}
