//! How facts are shown: masked, with age and party standing worked out.

use crate::person::{PersonRow, Standing};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use yinhui_core::date::PartialDate;
use yinhui_core::person::{Facts, Field, field::Kind, identity, phone, standing};
use yinhui_store::person::PersonRecord;

/// A fact, or empty.
pub(crate) fn fact(facts: &Facts, field: Field) -> String {
    facts.get(&field).map(ToString::to_string).unwrap_or_default()
}

/// The unit, or unit and post where they stand in one text.
pub(crate) fn unit(facts: &Facts) -> String {
    let unit = facts.get(&Field::Unit).or_else(|| facts.get(&Field::UnitPost));
    unit.map(ToString::to_string).unwrap_or_default()
}

/// A partial date among the facts.
pub(crate) fn date(facts: &Facts, field: Field) -> Option<PartialDate> {
    facts.get(&field).and_then(|text| text.parse().ok())
}

/// A masked field as an open counter may show it. Beside a birth date finer than the year the ID shows its first six
/// digits only, since the rest could be put together (`domain.md` 7.1).
pub(crate) fn masked(field: Field, value: &str, beside_birth: bool) -> String {
    match field.kind() {
        Kind::Phones => phone::mask(value),
        Kind::Identity if beside_birth => identity::mask_short(value),
        _ if field.is_masked() => identity::mask(value),
        _ => value.to_owned(),
    }
}

/// Something written in a cell, whatever it is taken for: a number of a person in it is masked. Days, amounts and house
/// numbers are none.
pub(crate) fn guarded(written: &str) -> String {
    if identity::holds_number(written) { identity::mask(written) } else { written.to_owned() }
}

/// What was written in a cell that was read for a field; beside a name or among remarks may stand a number too.
pub(crate) fn written(field: Option<Field>, text: &str) -> String {
    match field {
        Some(field) if field.is_masked() => masked(field, text, false),
        _ => guarded(text),
    }
}

/// Every fact by key, masked where it must be.
pub(crate) fn masked_facts(facts: &Facts) -> BTreeMap<String, String> {
    let beside_birth = shows_birth(facts);
    facts.iter().map(|(field, value)| (field.key().to_owned(), masked(*field, value, beside_birth))).collect()
}

pub(super) fn shows_birth(facts: &Facts) -> bool {
    facts.get(&Field::Birth).is_some_and(|birth| birth.len() > 4)
}

/// 周岁: `76`, `75–76` where the date is coarse, empty where unknown.
pub(crate) fn age(facts: &Facts, today: NaiveDate) -> String {
    let Some(birth) = date(facts, Field::Birth) else { return String::new() };
    range(birth.full_years_by(today))
}

/// One number, or from one to the other.
pub(crate) fn range((least, most): (u32, u32)) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}

/// 党龄 on a day; none without a joining date.
pub(crate) fn worked_out(facts: &Facts, today: NaiveDate) -> Option<standing::Standing> {
    let (join, full) = (date(facts, Field::PartyJoin), date(facts, Field::FullMembership));
    if join.is_none() && full.is_none() {
        return None;
    }
    let correction =
        facts.get(&Field::StandingCorrection).and_then(|months| months.parse().ok()).unwrap_or(0);
    Some(standing::standing(join, full, correction, today))
}

/// 党龄 with the rule that was used; none without a joining date.
pub(crate) fn party_standing(facts: &Facts, today: NaiveDate) -> Option<Standing> {
    let found = worked_out(facts, today)?;
    let text = years(&found);
    let flags = found.flags.iter().map(|flag| flag.label().to_owned()).collect();
    Some(Standing { text, rule: found.rule.to_owned(), flags })
}

/// 50年2个月, or from how long to how long.
pub(crate) fn years(standing: &standing::Standing) -> String {
    let (years, months) = (standing.years, standing.months);
    if (years.0, months.0) == (years.1, months.1) {
        format!("{}年{}个月", years.0, months.0)
    } else {
        format!("{}年{}个月至{}年{}个月", years.0, months.0, years.1, months.1)
    }
}

/// One line of a list, without the columns somebody chose.
pub(crate) fn row(person: PersonRecord, today: NaiveDate) -> PersonRow {
    let facts = &person.facts;
    let show = |field: Field| masked(field, &fact(facts, field), shows_birth(facts));
    PersonRow {
        name: show(Field::Name),
        sex: show(Field::Sex),
        birth: show(Field::Birth),
        age: age(facts, today),
        ethnicity: show(Field::Ethnicity),
        retirement_kind: show(Field::RetirementKind),
        branch: show(Field::Branch),
        unit: unit(facts),
        rank: show(Field::Rank),
        identity: show(Field::Identity),
        phones: show(Field::Phones),
        state: show(Field::State),
        cells: BTreeMap::new(),
        id: person.id,
    }
}
