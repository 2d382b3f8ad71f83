use crate::context::Context;
use crate::duplicate::{DuplicatePage, DuplicatePair, DuplicateSide, ListDuplicates};
use crate::error::Answer;
use crate::person::show;
use std::collections::{BTreeMap, BTreeSet};
use yinhui_core::person::{Facts, Field, duplicate};
use yinhui_store::person::{Pair, PersonRecord, pair};
use yinhui_store::{Reader, StoreError};

/// The pairs a human should look at: those a rule finds, and those an import left.
pub(crate) fn list(context: &Context<'_>, show: ListDuplicates) -> Answer<DuplicatePage> {
    let limit = if show.limit <= 0 { 50 } else { show.limit.min(200) };
    context.read(|reader| {
        let people = reader.everybody()?;
        let pairs = pairs(reader, &people)?;
        let by_id: BTreeMap<&str, &PersonRecord> = people.iter().map(|p| (p.id.as_str(), p)).collect();
        let page = pairs
            .iter()
            .skip(usize::try_from(show.offset).unwrap_or(0))
            .take(usize::try_from(limit).unwrap_or(0))
            .filter_map(|((one, other), reasons)| {
                Some((*by_id.get(one.as_str())?, *by_id.get(other.as_str())?, reasons))
            })
            .map(|(one, other, reasons)| {
                let (one, other) = fuller_first(one, other);
                Ok(DuplicatePair {
                    one: side(reader, one)?,
                    other: side(reader, other)?,
                    reasons: reasons.clone(),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(DuplicatePage { total: i64::try_from(pairs.len()).unwrap_or(i64::MAX), pairs: page })
    })
}

fn pairs(reader: &Reader<'_>, people: &[PersonRecord]) -> Result<Vec<(Pair, Vec<String>)>, StoreError> {
    let apart: BTreeSet<Pair> = reader.distinct_pairs()?.into_iter().collect();
    let facts: Vec<&Facts> = people.iter().map(|person| &person.facts).collect();
    let id = |at: usize| people.get(at).map(|person| person.id.as_str());
    let mut found = Vec::new();
    let mut seen = apart;
    for likely in duplicate::likely(&facts) {
        let Some((one, other)) = id(likely.one).zip(id(likely.other)) else { continue };
        if seen.insert(pair(one, other)) {
            found.push((pair(one, other), likely.reasons.iter().map(|r| (*r).to_owned()).collect()));
        }
    }
    for (both, reason) in reader.suspect_pairs()? {
        if seen.insert(both.clone()) {
            found.push((both, vec![reason]));
        }
    }
    Ok(found)
}

/// The record that knows more is the one to keep; of two that know as much, the older.
pub(super) fn fuller_first<'a>(
    one: &'a PersonRecord,
    other: &'a PersonRecord,
) -> (&'a PersonRecord, &'a PersonRecord) {
    let (older, newer) = if one.id < other.id { (one, other) } else { (other, one) };
    if newer.facts.len() > older.facts.len() { (newer, older) } else { (older, newer) }
}

pub(super) fn side(reader: &Reader<'_>, person: &PersonRecord) -> Result<DuplicateSide, StoreError> {
    let facts = &person.facts;
    Ok(DuplicateSide {
        id: person.id.clone(),
        name: show::fact(facts, Field::Name),
        sex: show::fact(facts, Field::Sex),
        birth: show::fact(facts, Field::Birth),
        branch: show::fact(facts, Field::Branch),
        unit: show::unit(facts),
        state: show::fact(facts, Field::State),
        visits: reader.visit_count(&person.id, "0000-01-01", "9999-12-31")?,
        facts: i64::try_from(facts.len()).unwrap_or(i64::MAX),
    })
}
