//! What follows from a line of a ledger, in the same operation, so that it is taken back with it.

use crate::error::Answer;
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter};

/// Writes what follows from a line just written.
pub(super) fn up(writer: &Writer<'_>, entry: &EntryFacts<'_>) -> Answer<()> {
    match entry.ledger {
        "care_visit" => visited(writer, entry),
        _ => Ok(()),
    }
}

/// A visit does what was planned for that person: the earliest plan still open.
fn visited(writer: &Writer<'_>, visit: &EntryFacts<'_>) -> Answer<()> {
    let open = EntryFilter {
        ledger: Some("care_plan".into()),
        person: visit.person.map(str::to_owned),
        state: Some("待走访".into()),
        ..EntryFilter::default()
    };
    let Some(plan) = writer.entries(&open, 0, i64::from(i32::MAX))?.into_iter().next_back() else {
        return Ok(());
    };
    let done = EntryFacts {
        ledger: "care_plan",
        day: &plan.day,
        until: Some(visit.day).filter(|day| *day >= plan.day.as_str()),
        person: visit.person,
        organization: None,
        team: None,
        event: None,
        state: Some("已走访"),
        facts: &plan.facts,
    };
    writer.save_entry(Some(&plan.id), done)?;
    Ok(())
}
