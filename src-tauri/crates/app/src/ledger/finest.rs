//! 最美银发志愿者评选: nomination, the reviewers' scores, the result and the award it brings.

use crate::error::Answer;
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};
use yinhui_store::write::Table;

/// The nomination a line is about: of the same person or team, in the same year.
pub(super) fn nomination(writer: &Writer<'_>, line: &EntryFacts<'_>) -> Answer<Option<EntryRecord>> {
    Ok(alike(writer, "finest", line)?.into_iter().next())
}

/// What the reviewers said of who a line is about in that year.
pub(super) fn reviews(writer: &Writer<'_>, line: &EntryFacts<'_>) -> Answer<Vec<EntryRecord>> {
    alike(writer, "finest_score", line)
}

fn alike(writer: &Writer<'_>, ledger: &str, line: &EntryFacts<'_>) -> Answer<Vec<EntryRecord>> {
    let year = line.facts.get("year").cloned().unwrap_or_default();
    let filter = EntryFilter {
        ledger: Some(ledger.to_owned()),
        person: line.person.map(str::to_owned),
        team: line.team.map(str::to_owned),
        facts: [("year".to_owned(), year)].into(),
        ..EntryFilter::default()
    };
    Ok(writer.entries(&filter, 0, i64::from(i32::MAX))?)
}

/// Writes the mean of all scores into the nomination.
pub(super) fn averaged(writer: &Writer<'_>, line: &EntryFacts<'_>) -> Answer<()> {
    let Some(nominated) = nomination(writer, line)? else { return Ok(()) };
    let scores = reviews(writer, line)?;
    let scores = scores.iter().filter_map(|one| one.facts.get("score")?.parse::<i64>().ok());
    let scores = scores.collect::<Vec<_>>();
    let mut facts = nominated.facts.clone();
    let count = i64::try_from(scores.len()).unwrap_or(i64::MAX);
    if count == 0 {
        facts.remove("reviews");
        facts.remove("average");
    } else {
        // The middle of a hundredth goes up.
        let mean = (scores.iter().sum::<i64>() * 2 + count) / (count * 2);
        facts.insert("reviews".into(), count.to_string());
        facts.insert("average".into(), mean.to_string());
    }
    let state = match nominated.state.as_deref() {
        Some("已推荐") if count > 0 => Some("评审中"),
        Some("评审中") if count == 0 => Some("已推荐"),
        other => other,
    };
    let entry = EntryFacts { state, facts: &facts, ..nominated.written() };
    writer.save_entry(Some(&nominated.id), entry)?;
    Ok(())
}

/// Who is chosen stands among the awards, once, and no longer when they are not; where reviewers said something, theirs
/// is the mean that stands.
pub(super) fn awarded(
    writer: &Writer<'_>,
    before: Option<&EntryFacts<'_>>,
    now: Option<&EntryFacts<'_>>,
) -> Answer<()> {
    if let Some(now) = now
        && !reviews(writer, now)?.is_empty()
    {
        averaged(writer, now)?;
    }
    let mut held = None;
    // One that was written by hand is the same award.
    for line in before.into_iter().chain(now) {
        held = held.or(award_of(writer, line)?);
    }
    match (now.filter(|now| is_chosen(now)), held) {
        (Some(chosen), held) => award(writer, chosen, held.as_ref()),
        (None, Some(held)) => Ok(writer.remove(Table::Entry, &held.id, held.written().person)?),
        (None, None) => Ok(()),
    }
}

fn is_chosen(line: &EntryFacts<'_>) -> bool {
    line.state == Some("当选")
}

fn name_of(line: &EntryFacts<'_>) -> &'static str {
    if line.person.is_some() { "最美银发志愿者" } else { "最美银发志愿团队" }
}

/// The award a nomination brought.
fn award_of(writer: &Writer<'_>, line: &EntryFacts<'_>) -> Answer<Option<EntryRecord>> {
    let Some(day) = line.until.filter(|_| is_chosen(line)) else { return Ok(None) };
    let held = EntryFilter {
        ledger: Some("award".into()),
        from: Some(day.to_owned()),
        to: Some(day.to_owned()),
        person: line.person.map(str::to_owned),
        team: line.team.map(str::to_owned),
        facts: [("name".to_owned(), name_of(line).to_owned())].into(),
        ..EntryFilter::default()
    };
    Ok(writer.entries(&held, 0, 1)?.into_iter().next())
}

/// Writes the award of who is chosen, in place of the one that is held.
fn award(writer: &Writer<'_>, chosen: &EntryFacts<'_>, held: Option<&EntryRecord>) -> Answer<()> {
    let Some(day) = chosen.until else { return Ok(()) };
    let mut facts = held.map(|held| held.facts.clone()).unwrap_or_default();
    facts.insert("name".into(), name_of(chosen).into());
    let told = ["level", "issuer", "document"].into_iter();
    facts.extend(told.filter_map(|key| Some((key.to_owned(), chosen.facts.get(key)?.clone()))));
    let award = EntryFacts {
        ledger: "award",
        day,
        until: None,
        person: chosen.person,
        organization: None,
        team: chosen.team,
        event: None,
        state: None,
        facts: &facts,
    };
    writer.save_entry(held.map(|held| held.id.as_str()), award)?;
    Ok(())
}
