use crate::ledger::medals_of;
use crate::person::show;
use chrono::NaiveDate;
use yinhui_core::person::{Field, occasion};
use yinhui_store::person::PersonRecord;
use yinhui_store::{Reader, StoreError};

/// At most one thing the day has to say to somebody who stands at the desk: their birthday, or fifty years in the Party,
/// until they have the medal.
pub(super) fn say(
    reader: &Reader<'_>,
    person: &PersonRecord,
    today: NaiveDate,
) -> Result<Option<String>, StoreError> {
    let birthday = occasion::birthday(&person.facts, today, today);
    if birthday.is_some_and(|birthday| birthday.day.is_some()) {
        return Ok(Some("今天是您的生日".into()));
    }
    let says = has_fifty_years(person, today) && medals_of(reader, &person.id)?.is_empty();
    Ok(says.then(|| "党龄满50年".into()))
}

fn has_fifty_years(person: &PersonRecord, today: NaiveDate) -> bool {
    let is_member = person.facts.get(&Field::Political).is_some_and(|political| political == "中共党员");
    is_member && show::worked_out(&person.facts, today).is_some_and(|standing| standing.years == (50, 50))
}
