use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::ledger::SaveEntry;
use crate::ledger::show::short;
use crate::person::show;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::StoreError;
use yinhui_store::ledger::EntryFilter;

/// The hours of one event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HoursOf {
    /// Record id of the event.
    pub event: String,
}

/// What those who were at an event served, to be looked at before it is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EventHours {
    /// A line for each who came and has none of this event yet: from its begin to its end.
    pub lines: Vec<SaveEntry>,
    /// Their names, in the same order.
    pub names: Vec<String>,
    /// How many have a line of this event already.
    pub already: i64,
}

/// The service of those who were at an event, as lines for the ledger. Writes nothing.
pub(crate) fn hours_of_event(context: &Context<'_>, of: HoursOf) -> Answer<EventHours> {
    let (event, came, held) = context.read(|reader| {
        let filter = EntryFilter {
            ledger: Some("volunteer".into()),
            event: Some(of.event.clone()),
            ..EntryFilter::default()
        };
        let held = reader.entries(&filter, 0, i64::from(i32::MAX))?;
        let came = reader.roster(&of.event)?.into_iter().filter(|one| one.presence.is_some());
        let came =
            came.map(|one| Ok((show::fact(&reader.person(&one.person)?.facts, Field::Name), one.person)));
        Ok((reader.event(&of.event)?, came.collect::<Result<Vec<_>, StoreError>>()?, held))
    })?;
    if event.day > context.today().to_string() {
        return Err(ApiError::new(Code::Conflict, "活动还没有开始，结束后再登记时长。"));
    }
    let held = held.into_iter().filter_map(|line| line.person.map(|(id, _)| id)).collect::<BTreeSet<_>>();
    let already = came.iter().filter(|(_, person)| held.contains(person)).count();
    let hours = span(&event.from, &event.to).map(short);
    let new = came.into_iter().filter(|(_, person)| !held.contains(person));
    let (lines, names) = new
        .map(|(name, person)| {
            let facts = [
                ("content", Some(event.name.clone())),
                ("from", Some(event.from.clone())),
                ("to", Some(event.to.clone())),
                ("hours", hours.clone()),
                ("place", event.venue.clone()),
            ];
            let facts = facts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
            let line = SaveEntry {
                id: None,
                ledger: "volunteer".into(),
                day: event.day.clone(),
                until: None,
                person: Some(person),
                organization: None,
                team: None,
                event: Some(event.id.clone()),
                state: None,
                facts: facts.collect::<BTreeMap<_, _>>(),
            };
            (line, name)
        })
        .unzip();
    Ok(EventHours { lines, names, already: i64::try_from(already).unwrap_or(i64::MAX) })
}

/// Hundredths of an hour between two times of a day.
fn span(from: &str, to: &str) -> Option<i64> {
    let minutes = |clock: &str| {
        let (hour, minute) = clock.split_once(':')?;
        Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
    };
    Some((minutes(to)? - minutes(from)?) * 100 / 60).filter(|hundredths| *hundredths > 0)
}
