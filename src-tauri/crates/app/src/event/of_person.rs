use crate::context::Context;
use crate::error::Answer;
use crate::event::{EventRow, get::lines};
use crate::person::PersonRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Events shown on somebody's page.
const MOST: i64 = 100;

/// An event on somebody's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonEvent {
    /// The event.
    pub event: EventRow,
    /// 报名, 候补, 请假 …
    pub state: String,
    /// 到, 迟到 …; empty while nothing is known.
    pub attendance: String,
}

/// The events somebody is registered for or came to, the last day first.
pub(crate) fn of_person(context: &Context<'_>, which: PersonRef) -> Answer<Vec<PersonEvent>> {
    let today = context.today();
    context.read(|reader| {
        let mut all = Vec::new();
        for id in reader.events_of(&which.id, MOST)? {
            let line = lines(reader, &id, today)?.into_iter().find(|line| line.person == which.id);
            all.push(PersonEvent {
                event: EventRow::of(reader.event(&id)?, context.now()),
                state: line.as_ref().map(|line| line.state.clone()).unwrap_or_default(),
                attendance: line.map(|line| line.attendance).unwrap_or_default(),
            });
        }
        Ok(all)
    })
}
