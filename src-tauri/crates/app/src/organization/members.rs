use crate::context::Context;
use crate::error::Answer;
use crate::person::{PersonRow, show};
use crate::report::count::registered;
use crate::time::business_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::report::Standing;
use yinhui_store::organization::MemberRecord;
use yinhui_store::{Reader, StoreError};

/// Who is in an organization.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListMembers {
    /// Record id of the organization.
    pub organization: String,
    /// At the end of that day; today when left out.
    pub day: Option<String>,
}

/// Somebody in an organization.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Member {
    /// Who.
    pub person: PersonRow,
    /// `formal` or `functional`.
    pub kind: String,
    /// Since when; empty for 'from the beginning'.
    pub from: String,
    /// 政治面貌
    pub political: String,
    /// 入党时间
    pub party_join: String,
    /// What the letter of introduction says, by key.
    pub transfer: BTreeMap<String, String>,
}

/// Who is in an organization at the end of a day, by name. Who had died or left by then is left out.
pub(crate) fn members(context: &Context<'_>, list: ListMembers) -> Answer<Vec<Member>> {
    let today = context.today();
    let day = list.day.as_deref().map(|day| business_day("day", day)).transpose()?.unwrap_or(today);
    let (at, day) = (day, day.to_string());
    context.read(|reader| {
        reader.organization(&list.organization)?;
        let gone = if at < today { gone(reader, at)? } else { BTreeSet::new() };
        let mut all = Vec::new();
        for held in reader.members_of(&list.organization)?.into_iter().filter(|held| holds(held, &day)) {
            let person = reader.person(&held.person)?;
            let fact = |field| show::fact(&person.facts, field);
            let is_gone = matches!(fact(yinhui_core::person::Field::State).as_str(), "去世" | "转出");
            if gone.contains(&held.person) || (at >= today && is_gone) {
                continue;
            }
            all.push(Member {
                political: fact(yinhui_core::person::Field::Political),
                party_join: fact(yinhui_core::person::Field::PartyJoin),
                person: show::row(person, today),
                kind: held.kind,
                from: held.from_day.unwrap_or_default(),
                transfer: held.transfer,
            });
        }
        Ok(all)
    })
}

/// Who was not 在册 at the end of a past day.
fn gone(reader: &Reader<'_>, day: NaiveDate) -> Result<BTreeSet<String>, StoreError> {
    let all = reader.register()?.into_iter().map(registered);
    Ok(all.filter(|person| person.standing(day) == Standing::Out).map(|person| person.id).collect())
}

/// From its first day on, until the day before its end.
fn holds(held: &MemberRecord, day: &str) -> bool {
    held.from_day.as_deref().is_none_or(|from| from <= day)
        && held.to_day.as_deref().is_none_or(|to| day < to)
}
