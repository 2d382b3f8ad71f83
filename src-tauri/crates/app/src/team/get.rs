use crate::context::Context;
use crate::error::Answer;
use crate::person::{PersonRow, show};
use crate::team::{Team, kinds::in_force};
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::StoreError;

/// Which team, and when.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TeamOf {
    /// Record id.
    pub id: String,
    /// At the end of that day; today when left out.
    pub day: Option<String>,
}

/// A team with its members.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamPage {
    /// The team.
    pub team: Team,
    /// The day its members are those of.
    pub day: String,
    /// Its members at the end of that day: who leads first, then by name.
    pub members: Vec<TeamMember>,
    /// Who was in it and is no more by that day, the last to leave first.
    pub past: Vec<TeamMember>,
}

/// Somebody in a team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamMember {
    /// Record id of the belonging.
    pub id: String,
    /// Who.
    pub person: PersonRow,
    /// 队长, 副队长 …; empty for none.
    pub post: String,
    /// They lead it.
    pub leads: bool,
    /// Since when; empty where that is not known.
    pub from: String,
    /// Until when; empty while it lasts.
    pub until: String,
}

/// A team with its members at the end of a day. Who died or moved away by today is left out of today's.
pub(crate) fn get(context: &Context<'_>, which: TeamOf) -> Answer<TeamPage> {
    let today = context.today();
    let day = which.day.as_deref().map(|day| business_day("day", day)).transpose()?.unwrap_or(today);
    let is_today = day >= today;
    let at = day.to_string();
    context.read(|reader| {
        let kinds = in_force(reader)?;
        let found = reader.teams()?.into_iter().find(|team| team.id == which.id);
        let team = Team::of(found.ok_or(StoreError::NotFound("team"))?, &kinds);
        let (mut members, mut past) = (Vec::new(), Vec::new());
        for held in reader.members_of_team(&which.id)? {
            if held.from_day.as_ref().is_some_and(|from| *from > at) {
                continue;
            }
            let person = reader.person(&held.person)?;
            let state = show::fact(&person.facts, Field::State);
            let is_gone = is_today && matches!(state.as_str(), "去世" | "转出");
            let is_past = is_gone || held.to_day.as_ref().is_some_and(|to| *to <= at);
            let member = TeamMember {
                leads: team.leader.as_ref().is_some_and(|leader| leader.id == held.person),
                person: show::row(person, today),
                post: held.post.unwrap_or_default(),
                from: held.from_day.unwrap_or_default(),
                until: held.to_day.unwrap_or_default(),
                id: held.id,
            };
            if is_past { past.push(member) } else { members.push(member) }
        }
        members.sort_by_key(|member| (!member.leads, member.post.is_empty()));
        past.sort_by(|one, other| other.until.cmp(&one.until));
        Ok(TeamPage { team, day: at, members, past })
    })
}
