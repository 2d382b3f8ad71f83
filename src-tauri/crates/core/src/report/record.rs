//! Records of the centre as figures count them: lines of ledgers, organizations, teams, events …

use crate::report::count::doubted;
use crate::report::{Counted, Facts, Kind, Row};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A record of the centre as a figure may count it: a line of a ledger, an organization, a team …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is a record of: `ledger.care_visit`, `organization`, `member`, `talent`, `team`, `event`, `attendance`.
    pub table: String,
    /// Record id.
    pub id: String,
    /// Record id of the person it is about.
    pub person: Option<String>,
    /// Record id of the organization or team it is about.
    pub body: Option<String>,
    /// A name to show.
    pub label: String,
    /// Its day, or the first on which it holds; `None` for the beginning.
    pub from: Option<NaiveDate>,
    /// The day after the last on which it holds; `None` while it does.
    pub to: Option<NaiveDate>,
    /// Heads, where it stands for several.
    pub heads: i64,
    /// What is known of it, by key.
    pub facts: BTreeMap<String, String>,
    /// Why it is not sure that it counts.
    pub doubt: Option<Doubt>,
}

/// Why it is not sure that something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// The fact a ruling would decide.
    pub fact: &'static str,
    /// In words.
    pub why: &'static str,
}

/// Nobody can tell whether they were registered on the day.
pub const STANDING_DOUBT: Doubt =
    Doubt { fact: "in", why: "去世或转出的时间不全，不能确定当天是否在册" };

/// Which records make a figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    /// Of what.
    pub table: String,
    /// A fact that must be one of these words; all conditions hold together.
    #[serde(default, rename = "where")]
    pub conditions: BTreeMap<String, Vec<String>>,
    /// Distinct people, or distinct organizations and teams, rather than records.
    #[serde(default)]
    pub distinct: Option<Distinct>,
    /// Heads rather than records.
    #[serde(default)]
    pub heads: bool,
}

/// What is counted once however many records name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distinct {
    /// People.
    Person,
    /// Organizations and teams.
    Body,
}

/// Whether a record belongs to the time of a figure: of a year those of its days, to date all until then, at a day
/// those that hold at its end.
pub(super) fn in_time(record: &Record, kind: Kind, facts: &Facts) -> bool {
    let begun = record.from.is_none_or(|from| from <= facts.as_at);
    match kind {
        Kind::Flow => begun && record.from.is_some_and(|from| facts.first <= from),
        Kind::ToDate => begun,
        Kind::Stock => begun && record.to.is_none_or(|to| facts.as_at < to),
    }
}

/// Whether a record is one of those a figure asks for.
pub(super) fn fits(record: &Record, records: &Records) -> bool {
    record.table == records.table
        && records.conditions.iter().all(|(key, words)| {
            let value = record.facts.get(key).map_or("", String::as_str);
            words.iter().any(|word| word == value)
        })
}

/// What must not be counted again in one figure: the person, the body, or nothing.
pub(super) fn once(record: &Record, records: &Records) -> Option<Option<String>> {
    match records.distinct {
        None => Some(None),
        Some(Distinct::Person) => record.person.clone().map(Some),
        Some(Distinct::Body) => record.body.clone().map(Some),
    }
}

/// A record as a row behind a figure.
pub(super) fn row_of_record(record: &Record, records: &Records) -> Arc<Row> {
    Arc::new(Row {
        id: record.id.as_str().into(),
        person: record.person.as_deref().map(Into::into),
        label: record.label.as_str().into(),
        day: record.from,
        weight: if records.heads { record.heads } else { 1 },
        detail: record
            .facts
            .iter()
            // Whom it is about is a word of ours, not of the record.
            .filter(|(key, value)| !["subject", "member"].contains(&key.as_str()) && !value.is_empty())
            .take(3)
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>()
            .join("，")
            .into(),
        kind: record.table.as_str().into(),
        ask: None,
    })
}

pub(super) fn counted_records(records: &Records, kind: Kind, facts: &Facts) -> Counted {
    let asked = facts.records.iter().filter(|record| fits(record, records) && in_time(record, kind, facts));
    // Of one body or person a record that surely counts goes before one that may not.
    let (sure, doubtful) = asked.partition::<Vec<_>, _>(|record| record.doubt.is_none());
    let mut seen = BTreeSet::new();
    let found = sure.into_iter().chain(doubtful).filter(|record| match once(record, records) {
        None => false,
        Some(None) => true,
        Some(Some(key)) => seen.insert(key),
    });
    let mut counted = Counted::default();
    for record in found {
        let row = row_of_record(record, records);
        match record.doubt {
            None => counted.rows.push(row),
            Some(doubt) => counted.undecided.push(doubted(&row, doubt)),
        }
    }
    counted
}
