//! What follows from a line of a ledger, in the same operation, so that it is taken back with it.

use crate::error::Answer;
use crate::ledger::finest::{averaged, awarded};
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};

/// Writes what follows from a line that was written, changed, put back or taken out: as it was before, and as it is now.
pub(super) fn up(
    writer: &Writer<'_>,
    before: Option<&EntryRecord>,
    now: Option<&EntryFacts<'_>>,
) -> Answer<()> {
    let before = before.map(EntryRecord::written);
    let Some(ledger) = now.or(before.as_ref()).map(|entry| entry.ledger) else { return Ok(()) };
    match ledger {
        "care_visit" => now.map_or(Ok(()), |visit| visited(writer, visit)),
        "finest" => awarded(writer, before.as_ref(), now),
        // A score that is another's now counts for both of them.
        "finest_score" => before.iter().chain(now).try_for_each(|score| averaged(writer, score)),
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
