//! Party organizations: the tree, their members, their committees, their meetings.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_store::organization::OrganizationRecord;

mod attendance;
mod counts;
mod details;
mod due;
mod get;
mod join;
mod leave;
mod life;
mod list;
mod members;
mod rules;
mod save;
mod term;
mod transfer;

pub use attendance::LifeAttendance;
pub(crate) use attendance::attendance;
pub(crate) use counts::counts;
pub use counts::{CountOrganizations, OrganizationCount, OrganizationCounts};
pub use details::DetailInfo;
pub(crate) use details::details;
pub(crate) use due::due;
pub use due::{DueTerm, Dues};
pub(crate) use get::get;
pub use get::{OrganizationPage, PastComposition};
pub(crate) use join::join;
pub(crate) use leave::leave;
pub(crate) use life::{Due, Life, life};
pub use life::{LifeBranch, LifeGrid, LifeKind, LifeQuarter, ShowLife};
pub(crate) use list::list;
pub(crate) use members::members;
pub use members::{ListMembers, Member};
pub use rules::{MeetingRule, OrganizationRules};
pub(crate) use rules::{rules, save_rules};
pub(crate) use save::save;
pub use term::{Post, SavePost, SaveTerm, Term, TermRef};
pub(crate) use term::{remove_term, save_term};
pub use transfer::{Transfer, Transferred};
pub(crate) use transfer::{holds_formal, transfer};

/// One party organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Organization {
    /// Record id.
    pub id: String,
    /// Full name, as on the seal.
    pub name: String,
    /// 党委, 党总支, 党支部, 联合党支部, 功能型党支部 …
    pub kind: String,
    /// 离退休, 混编, 在职; empty while 未定.
    pub composition: String,
    /// Record id of the superior organization.
    pub parent: Option<String>,
    /// 入驻中心
    pub resident: bool,
    /// 撤销日期; empty while it is there.
    pub closed: String,
    /// Living registered people whose formal membership is here, or who are in this functional branch.
    pub people: i64,
}

impl Organization {
    pub(crate) fn of(record: OrganizationRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            kind: record.kind,
            composition: record.composition.unwrap_or_default(),
            parent: record.parent,
            resident: record.resident,
            closed: record.closed.unwrap_or_default(),
            people: record.people,
        }
    }
}

/// Names one party organization.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrganizationRef {
    /// Record id.
    pub id: String,
}

/// Write an organization.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveOrganization {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Full name.
    pub name: String,
    /// 党委, 党总支, 党支部 …
    pub kind: String,
    /// 离退休, 混编, 在职 or empty.
    pub composition: String,
    /// The day from which that composition holds, where it is another than before; left out, what stood there was wrong.
    pub composition_from: Option<String>,
    /// Record id of the superior organization.
    pub parent: Option<String>,
    /// 入驻中心; left out to leave it as it is.
    pub resident: Option<bool>,
    /// 撤销日期, `2026-03-05`; empty takes it away, left out leaves it as it is.
    pub closed: Option<String>,
    /// What else is known, by key (`organization.details`); left out to leave it as it is.
    pub details: Option<BTreeMap<String, String>>,
}

/// Names the record just written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Saved {
    /// Record id.
    pub id: String,
}

/// Somebody joins a functional branch beside their formal one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct JoinFunctional {
    /// Record id of the functional branch.
    pub organization: String,
    /// Record id of the person.
    pub person: String,
    /// Since when, `2026-03-05`; today when left out.
    pub from: Option<String>,
}
