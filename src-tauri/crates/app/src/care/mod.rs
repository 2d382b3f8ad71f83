//! Care: who is to be visited, who is owed a medal, and those who are left behind (遗属跟进).

use crate::relative::Relative;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod bereaved;
mod due;
mod export;
mod follow_up;
mod medals;
mod rules;

pub(crate) use bereaved::bereaved;
pub(crate) use due::due;
pub use due::{ListVisitsDue, ReasonCount, VisitDue, VisitsDue};
pub use export::{ExportMedals, ExportVisitsDue};
pub(crate) use export::{export_due, export_medals};
pub(crate) use follow_up::follow_up;
pub(crate) use medals::medals;
pub use medals::{ListMedals, MedalList, MedalRow};
pub use rules::CareRules;
pub(crate) use rules::{rules, save_rules};

/// Which follow-ups to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListBereaved {
    /// Those that are done instead of those still to do.
    pub done: bool,
}

/// Somebody who died, and those left behind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Bereaved {
    /// Record id of who died.
    pub person: String,
    /// Their name.
    pub name: String,
    /// 所在支部, or the unit.
    pub belongs: String,
    /// When they died, as fine as known; empty where it is not.
    pub died: String,
    /// Business day their death was written down.
    pub recorded: String,
    /// Living relatives.
    pub relatives: Vec<Relative>,
    /// The emergency contact of the register, where no relative is noted.
    pub contact: String,
    /// Business day the follow-up was done; empty while it is not.
    pub done: String,
    /// What was done.
    pub note: String,
}

/// A follow-up is done.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Record id of who died.
    pub person: String,
    /// What was done.
    pub note: String,
}
