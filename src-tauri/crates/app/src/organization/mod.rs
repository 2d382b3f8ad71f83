//! Party organizations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod join;
mod leave;
mod list;
mod save;

pub(crate) use join::join;
pub(crate) use leave::leave;
pub(crate) use list::list;
pub(crate) use save::save;

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
    /// Living registered people whose formal membership is here.
    pub people: i64,
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
    /// Record id of the superior organization.
    pub parent: Option<String>,
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
