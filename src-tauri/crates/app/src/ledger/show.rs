//! How lines are shown.

use std::collections::BTreeMap;
use yinhui_core::ledger::{Column, ColumnKind, Facts, Ledger};
use yinhui_store::ledger::EntryRecord;

/// What stands in the columns, as it is shown and typed.
pub(super) fn facts(ledger: &Ledger, facts: &Facts) -> BTreeMap<String, String> {
    facts
        .iter()
        .map(|(key, value)| {
            let shown = ledger.column(key).map_or_else(|| value.clone(), |column| fact(column, value));
            (key.clone(), shown)
        })
        .collect()
}

/// One value as it is shown and typed.
pub(super) fn fact(column: &Column, value: &str) -> String {
    match value.parse::<i64>() {
        Ok(number) if matches!(column.kind, ColumnKind::Hours | ColumnKind::Score) => short(number),
        Ok(number) if column.kind.is_hundredths() => hundredths(number),
        _ => value.to_owned(),
    }
}

/// `1200.50`, `2`.
pub(super) fn hundredths(number: i64) -> String {
    let (whole, part) = (number / 100, number % 100);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}") }
}

/// `1200.5`, `2`.
pub(crate) fn short(number: i64) -> String {
    let shown = hundredths(number);
    if shown.contains('.') { shown.trim_end_matches('0').to_owned() } else { shown }
}

/// It should have been done before today, and is still in one of the states before the last ones; or it ran out.
pub(super) fn is_overdue(ledger: &Ledger, record: &EntryRecord, today: &str) -> bool {
    if ledger.expires.is_some() {
        return record.until.as_deref().is_some_and(|until| until < today);
    }
    let open = record.until.is_none()
        && record.state.as_ref().is_none_or(|state| ledger.states.iter().take(2).any(|first| first == state));
    let due = ledger.due.as_ref().and_then(|column| record.facts.get(column));
    open && due.is_some_and(|due| due.as_str() < today)
}
