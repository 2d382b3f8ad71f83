use crate::context::Context;
use crate::error::Answer;
use crate::ledger::{Entries, EntryRow, show};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::{Reader, StoreError};

/// More lines are not sent at once.
const MOST: i64 = 500;

/// List lines of a ledger, or of all of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListEntries {
    /// Which lines.
    pub filter: Entries,
    /// How many to pass over.
    pub offset: i64,
    /// How many to send, at most 500.
    pub limit: Option<i64>,
}

/// A page of lines, the last day first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntryPage {
    /// The lines.
    pub rows: Vec<EntryRow>,
    /// How many fit.
    pub total: i64,
    /// How many distinct people they are about.
    pub persons: i64,
    /// Sums of the columns that are summed up, by key, as they are shown; none over all ledgers.
    pub sums: BTreeMap<String, String>,
}

/// A page of the lines that fit, and what they come to.
pub(crate) fn list(context: &Context<'_>, list: ListEntries) -> Answer<EntryPage> {
    let filter = list.filter.filter(context.today())?;
    let (offset, limit) = (list.offset.max(0), list.limit.unwrap_or(100).clamp(1, MOST));
    let today = context.today().to_string();
    context.read(|reader| {
        let (total, persons) = reader.count_entries(&filter)?;
        Ok(EntryPage {
            rows: reader
                .entries(&filter, offset, limit)?
                .into_iter()
                .map(|record| EntryRow::of(record, &today))
                .collect(),
            total,
            persons,
            sums: sums(reader, &filter)?,
        })
    })
}

/// Sums of the columns that are summed up, by key.
pub(super) fn sums(
    reader: &Reader<'_>,
    filter: &EntryFilter,
) -> Result<BTreeMap<String, String>, StoreError> {
    let Some(ledger) = filter.ledger.as_deref().and_then(ledger::ledger) else { return Ok(BTreeMap::new()) };
    ledger
        .fields
        .iter()
        .filter(|column| column.sum)
        .map(|column| {
            let sum = reader.sum_entries(filter, &column.key)?;
            Ok((column.key.clone(), show::fact(column, &sum.to_string())))
        })
        .collect()
}
