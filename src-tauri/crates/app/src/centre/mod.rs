//! The centre itself and its settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod get;
mod save;

pub(crate) use get::get;
pub(crate) use save::save;

/// The centre.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Centre {
    /// Full name, as on the seal.
    pub name: String,
    /// Name of the region.
    pub region: String,
    /// True: a person counts once a day for each purpose; false: once a day.
    pub visits_per_purpose: bool,
    /// The desk notes who leaves, and 在馆 is shown.
    #[serde(default)]
    pub check_out: bool,
    /// Years a new card holds; 0 for ever.
    #[serde(default)]
    pub card_years: i64,
    /// The desk asks who stands before it for one missing fact.
    #[serde(default = "yes")]
    pub ask_facts: bool,
}

fn yes() -> bool {
    true
}
