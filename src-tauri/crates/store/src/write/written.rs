//! Dates as they were written stand in one column: each field of it is taken back by itself.

use crate::error::StoreResult;
use crate::person::Dates;
use crate::write::Value;

/// The column of a person that holds them.
pub(super) const WRITTEN: &str = "written";

/// The column with what an operation wrote taken back, field by field: only where it still stands and the date itself
/// is not kept. `None` where nothing is left to take back.
pub(super) fn spelled_before(
    before: &Value,
    after: &Value,
    now: &Value,
    kept: &[String],
) -> StoreResult<Option<Value>> {
    let (before, after, now) = (dates(before)?, dates(after)?, dates(now)?);
    let mut back = now.clone();
    for field in before.keys().chain(after.keys()) {
        let (old, new) = (before.get(field), after.get(field));
        if old == new || now.get(field) != new || kept.iter().any(|column| column == field.key()) {
            continue;
        }
        match old {
            Some(text) => drop(back.insert(*field, text.clone())),
            None => drop(back.remove(field)),
        }
    }
    if back == now {
        return Ok(None);
    }
    Ok(Some(if back.is_empty() { Value::Null } else { serde_json::to_string(&back)?.into() }))
}

fn dates(value: &Value) -> StoreResult<Dates> {
    Ok(match value.text() {
        Some(text) => serde_json::from_str(text)?,
        None => Dates::new(),
    })
}
