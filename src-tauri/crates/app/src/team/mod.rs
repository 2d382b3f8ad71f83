//! 社团, 志愿服务队, 专家队 …: the many things somebody may be in beside their one branch.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::team::BelongingRecord;

mod join;
mod leave;
mod list;
mod save;

pub(crate) use join::{first_day, join, living};
pub(crate) use leave::{last_day, leave};
pub(crate) use list::list;
pub(crate) use save::save;

/// One team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Team {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 社团, 志愿服务队 …
    pub kind: String,
    /// It is no more.
    pub ended: bool,
    /// Living registered people in it now.
    pub people: i64,
}

/// Write a team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveTeam {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// 社团, 志愿服务队 …
    pub kind: String,
    /// It is no more.
    #[serde(default)]
    pub ended: bool,
}

/// Somebody joins a team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Join {
    /// Record id of the team.
    pub team: String,
    /// Record id of the person.
    pub person: String,
    /// Since when, `2026-03-05`; today when left out.
    pub from: Option<String>,
}

/// Somebody leaves a team, or a functional branch.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Leave {
    /// Record id of the belonging.
    pub id: String,
    /// The day they are no longer in it, `2026-03-05`; today when left out.
    pub day: Option<String>,
}

/// What somebody is in, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Belonging {
    /// Record id of the belonging.
    pub id: String,
    /// Record id of the team or organization.
    pub to: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Since when; empty for 'from the beginning'.
    pub from: String,
    /// Until when; empty while it lasts.
    pub until: String,
}

impl Belonging {
    pub(crate) fn of(record: BelongingRecord) -> Self {
        Self {
            id: record.id,
            to: record.to,
            name: record.name,
            kind: record.kind,
            from: record.from_day.unwrap_or_default(),
            until: record.to_day.unwrap_or_default(),
        }
    }
}
