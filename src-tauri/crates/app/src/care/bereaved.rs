use crate::care::{Bereaved, ListBereaved};
use crate::context::Context;
use crate::error::Answer;
use crate::person::show;
use crate::relative::Relative;
use chrono::Duration;
use yinhui_core::person::Field;

/// A death longer ago is not followed up any more: a roster brings in those of many years.
pub(super) const DAYS: i64 = 365;

/// Those who died within the last year, with whom they left behind: still to be followed up, or done.
pub(crate) fn bereaved(context: &Context<'_>, list: ListBereaved) -> Answer<Vec<Bereaved>> {
    let since = (context.today() - Duration::days(DAYS)).to_string();
    context.read(|reader| {
        let mut all = Vec::new();
        for record in reader.bereavements(&since, list.done)? {
            let person = reader.person(&record.person)?;
            let fact = |field| show::fact(&person.facts, field);
            let branch = fact(Field::Branch);
            let relatives = reader.relatives_of(&person.id)?;
            all.push(Bereaved {
                name: fact(Field::Name),
                belongs: if branch.is_empty() { show::unit(&person.facts) } else { branch },
                died: record.died.unwrap_or_default(),
                recorded: record.recorded_day,
                relatives: relatives.into_iter().filter(|one| one.alive).map(Relative::of).collect(),
                contact: contact(&person.facts),
                done: record.done_day.unwrap_or_default(),
                note: record.note.unwrap_or_default(),
                person: person.id,
            });
        }
        Ok(all)
    })
}

/// 岩叫（儿子）138****5678
fn contact(facts: &yinhui_core::person::Facts) -> String {
    let name = show::fact(facts, Field::EmergencyName);
    let relation = show::fact(facts, Field::EmergencyRelation);
    let phones = show::masked(Field::EmergencyPhones, &show::fact(facts, Field::EmergencyPhones), false);
    let relation = if relation.is_empty() { relation } else { format!("（{relation}）") };
    format!("{name}{relation} {phones}").trim().to_owned()
}
