//! What follows from a line of a ledger, in the same operation, so that it is taken back with it.

use crate::error::Answer;
use crate::ledger::finest::{averaged, awarded};
use chrono::{Days, NaiveDate};
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
        "care_visit" => visited(writer, before.as_ref(), now),
        "finest" => awarded(writer, before.as_ref(), now),
        // A score that is another's now counts for both of them.
        "finest_score" => before.iter().chain(now).try_for_each(|score| averaged(writer, score)),
        _ => Ok(()),
    }
}

/// Days before the day of a plan from which a visit does it.
const EARLY: Days = Days::new(14);

/// A visit does what was planned for that person about then; one that is not of that person and day any more leaves the plan
/// open again.
fn visited(writer: &Writer<'_>, before: Option<&EntryFacts<'_>>, now: Option<&EntryFacts<'_>>) -> Answer<()> {
    let when = |visit: Option<&EntryFacts<'_>>| {
        visit.map(|visit| (visit.person.map(str::to_owned), visit.day.to_owned()))
    };
    if when(before) == when(now) {
        return Ok(());
    }
    if let Some(gone) = before
        && let Some(plan) = plans(writer, gone, "已走访")?.into_iter().find(|plan| is_done_by(plan, gone))
    {
        let open = EntryFacts { until: None, state: Some("待走访"), ..plan.written() };
        writer.save_entry(Some(&plan.id), open)?;
    }
    let Some(visit) = now else { return Ok(()) };
    // The earliest that is due about then: what is planned for later is another visit.
    let latest = visit.day.parse::<NaiveDate>().ok().and_then(|day| day.checked_add_days(EARLY));
    let latest = latest.unwrap_or(NaiveDate::MAX).to_string();
    let Some(plan) = plans(writer, visit, "待走访")?.into_iter().rfind(|plan| plan.day <= latest) else {
        return Ok(());
    };
    let until = Some(visit.day).filter(|day| *day >= plan.day.as_str());
    let done = EntryFacts { until, state: Some("已走访"), ..plan.written() };
    writer.save_entry(Some(&plan.id), done)?;
    Ok(())
}

/// The plans of whom a visit is about in a state, the last day first.
fn plans(writer: &Writer<'_>, visit: &EntryFacts<'_>, state: &str) -> Answer<Vec<EntryRecord>> {
    let Some(person) = visit.person else { return Ok(Vec::new()) };
    let filter = EntryFilter {
        ledger: Some("care_plan".into()),
        person: Some(person.to_owned()),
        state: Some(state.to_owned()),
        ..EntryFilter::default()
    };
    Ok(writer.entries(&filter, 0, i64::from(i32::MAX))?)
}

/// The plan was done on the day of a visit, or, where the visit came before its day, has none.
fn is_done_by(plan: &EntryRecord, visit: &EntryFacts<'_>) -> bool {
    plan.until.as_deref().map_or(visit.day < plan.day.as_str(), |until| until == visit.day)
}
