use crate::error::Answer;
use std::collections::BTreeSet;
use yinhui_store::Writer;

/// Takes somebody out of every event and series from a day on; whoever waits for their place moves up.
pub(crate) fn withdraw_from_all(writer: &Writer<'_>, person: &str, day: &str, reason: &str) -> Answer<()> {
    let mut freed = BTreeSet::new();
    for (registration, event) in writer.registrations_from(person, day)? {
        writer.mark_registration(&registration, person, "withdrawn", Some(reason))?;
        freed.insert(event);
    }
    for held in writer.enrolments_of(person)? {
        writer.end_enrolment(&held, day.max(held.from_day.as_str()))?;
        let occurrences = writer.occurrences(&held.series)?.into_iter();
        freed.extend(occurrences.filter(|event| event.day.as_str() >= day).map(|event| event.id));
    }
    for event in freed {
        writer.move_up(&event)?;
    }
    Ok(())
}
