//! 社团, 志愿服务队, 专家队 …: the many things somebody may be in beside their one branch.

use crate::ledger::Named;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::kind::{Kind, top};
use yinhui_store::team::{BelongingRecord, TeamRecord};

mod export;
mod get;
mod join;
pub(crate) mod kinds;
mod leave;
mod list;
mod save;
mod set_post;

pub use export::ExportTeam;
pub(crate) use export::export;
pub(crate) use get::get;
pub use get::{TeamMember, TeamOf, TeamPage};
pub(crate) use join::{first_day, join, living};
pub(crate) use leave::{last_day, leave};
pub(crate) use list::list;
pub(crate) use save::save;
pub use set_post::SetTeamPost;
pub(crate) use set_post::set_post;

/// Where a team keeps the day it ended.
pub(crate) const ENDED_ON: &str = "ended_on";

/// One team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Team {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 社团, 志愿服务队 …
    pub kind: String,
    /// The kind at the top that is part of, which the return counts it by.
    pub top: String,
    /// It is no more.
    pub ended: bool,
    /// The day it ended, as fine as known; empty where it goes on or nobody knows.
    pub ended_on: String,
    /// Living registered people in it now.
    pub people: i64,
    /// 负责人
    pub leader: Option<Named>,
    /// 联系电话
    pub phone: String,
    /// 成立时间, as fine as known.
    pub founded: String,
    /// 简介
    pub about: String,
}

impl Team {
    pub(crate) fn of(record: TeamRecord, kinds: &[Kind]) -> Self {
        let told = |key: &str| record.details.get(key).cloned().unwrap_or_default();
        Self {
            phone: told("phone"),
            founded: told("founded"),
            about: told("about"),
            ended_on: told(ENDED_ON),
            top: top(kinds, &record.kind).to_owned(),
            leader: record.leader.map(|(id, name)| Named { id, name }),
            id: record.id,
            name: record.name,
            kind: record.kind,
            ended: record.ended,
            people: record.people,
        }
    }
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
    /// The day it ended, may be typed; today when left out for one that ends now.
    pub ended_on: Option<String>,
    /// Record id of who leads it; empty for nobody, left out to leave it as it is.
    pub leader: Option<String>,
    /// 联系电话; left out to leave it as it is.
    pub phone: Option<String>,
    /// 成立时间, as fine as known; left out to leave it as it is.
    pub founded: Option<String>,
    /// 简介; left out to leave it as it is.
    pub about: Option<String>,
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
    /// 队长, 副队长 …
    pub post: Option<String>,
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
