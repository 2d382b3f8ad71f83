//! Ways to settle a doubtful fact, for a person to choose from.

use super::{CellReading, RowReading};
use crate::{
    date::read::{Context, candidates},
    person::{Field, field::Kind, identity::IdentityNumber},
};
use chrono::NaiveDate;

/// What a doubtful fact can be, the likeliest first; the words stand for themselves when typed. Empty where only a
/// person can know.
pub fn choices(row: &RowReading, cell: &CellReading, today: NaiveDate) -> Vec<String> {
    if !cell.flag.needs_look() {
        return Vec::new();
    }
    let mut out = Vec::new();
    if !cell.understood.is_empty() {
        out.push(cell.understood.to_string());
    }
    let number = || {
        let text = row.facts.get(&Field::Identity)?;
        IdentityNumber::new(text).filter(IdentityNumber::is_valid)
    };
    match cell.field {
        Field::Birth => out.extend(number().map(|n| n.birth().to_string())),
        Field::Sex => out.extend(number().map(|n| n.sex().to_owned())),
        Field::State => out.extend(["去世", "转出", "在册"].map(str::to_owned)),
        _ => {}
    }
    if cell.field.kind() == Kind::Date {
        let context = Context { today, birth: None };
        out.extend(candidates(&cell.written, &context).iter().map(ToString::to_string));
    }
    let mut seen = Vec::new();
    out.retain(|text| {
        let is_new = !seen.contains(text);
        seen.push(text.clone());
        is_new
    });
    out
}
