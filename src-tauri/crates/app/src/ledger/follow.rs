//! What follows from a line of a ledger, in the same operation, so that it is taken back with it.

use crate::error::Answer;
use crate::ledger::finest::{averaged, awarded};
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter};

/// Writes what follows from a line just written or put back.
pub(super) fn up(writer: &Writer<'_>, entry: &EntryFacts<'_>) -> Answer<()> {
    match entry.ledger {
        "care_visit" => visited(writer, entry),
        "finest" => awarded(writer, entry),
        "finest_score" => averaged(writer, entry),
        _ => Ok(()),
    }
}

/// Writes what follows from a line just taken out.
pub(super) fn removed(writer: &Writer<'_>, entry: &EntryFacts<'_>) -> Answer<()> {
    match entry.ledger {
        "finest_score" => averaged(writer, entry),
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
    let until = Some(visit.day).filter(|day| *day >= plan.day.as_str());
    let done = EntryFacts { until, state: Some("已走访"), ..plan.written() };
    writer.save_entry(Some(&plan.id), done)?;
    Ok(())
}
