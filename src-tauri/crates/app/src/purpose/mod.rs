//! Why people come in daily: a list that is data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod list;
mod save;

pub(crate) use list::list;
pub(crate) use save::save;

/// One purpose of a daily visit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, TS)]
pub struct Purpose {
    /// Record id.
    pub id: String,
    /// 活动中心, 老年大学, 书屋 …
    pub name: String,
    /// No longer offered; kept for the past.
    pub retired: bool,
}

/// Adds a purpose, renames one, or takes it out of the offer.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePurpose {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// No longer offered.
    pub retired: bool,
}
