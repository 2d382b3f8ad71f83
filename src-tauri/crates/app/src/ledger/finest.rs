//! 最美银发志愿者评选: nomination, the reviewers' scores, the result and the award it brings.

use crate::error::Answer;
use yinhui_core::ledger::Facts;
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};

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

/// Who is chosen stands among the awards, once; where reviewers said something, theirs is the mean that stands.
pub(super) fn awarded(writer: &Writer<'_>, chosen: &EntryFacts<'_>) -> Answer<()> {
    if !reviews(writer, chosen)?.is_empty() {
        averaged(writer, chosen)?;
    }
    let (Some("当选"), Some(day)) = (chosen.state, chosen.until) else { return Ok(()) };
    let name = if chosen.person.is_some() { "最美银发志愿者" } else { "最美银发志愿团队" };
    let mut facts = Facts::from([("name".to_owned(), name.to_owned())]);
    let told = ["level", "issuer", "document"].into_iter();
    facts.extend(told.filter_map(|key| Some((key.to_owned(), chosen.facts.get(key)?.clone()))));
    let held = EntryFilter {
        ledger: Some("award".into()),
        from: Some(day.to_owned()),
        to: Some(day.to_owned()),
        person: chosen.person.map(str::to_owned),
        team: chosen.team.map(str::to_owned),
        facts: [("name".to_owned(), name.to_owned())].into(),
        ..EntryFilter::default()
    };
    if !writer.entries(&held, 0, 1)?.is_empty() {
        return Ok(());
    }
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
    writer.save_entry(None, award)?;
    Ok(())
}
