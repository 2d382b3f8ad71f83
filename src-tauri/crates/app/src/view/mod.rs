//! Lists as somebody likes to see them: filter, columns and order under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod list;
mod remove;
mod save;

pub(crate) use list::list;
pub(crate) use remove::remove;
pub(crate) use save::save;

/// Whose views to list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewPage {
    /// `people`.
    pub page: String,
}

/// One view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct View {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the page wrote: filter, columns, order.
    pub value: serde_json::Value,
}

/// Keep a view; one of that name is written anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// `people`.
    pub page: String,
    /// Its name.
    pub name: String,
    /// Filter, columns, order.
    pub value: serde_json::Value,
}

/// Names one view.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ViewRef {
    /// Record id.
    pub id: String,
}
