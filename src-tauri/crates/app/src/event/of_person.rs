use crate::context::Context;
use crate::error::Answer;
use crate::event::EventRow;
use crate::event::get::{attendance, state};
use crate::person::PersonRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Events shown on somebody's page.
const MOST: i64 = 100;
/// What who speaks at an event is there.
const SPEAKER: &str = "主讲";

/// An event on somebody's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonEvent {
    /// The event.
    pub event: EventRow,
    /// 报名, 候补, 请假 …; 主讲 for who speaks there.
    pub state: String,
    /// 到, 迟到 …; empty while nothing is known.
    pub attendance: String,
}

/// The events somebody is registered for, came to or speaks at, the last day first.
pub(crate) fn of_person(context: &Context<'_>, which: PersonRef) -> Answer<Vec<PersonEvent>> {
    let found = context.read(|reader| reader.events_of(&which.id, MOST))?;
    let parts = found.into_iter().map(|part| {
        let speaks = part.event.lecturer.as_ref().is_some_and(|(id, _)| *id == which.id);
        PersonEvent {
            state: if speaks { SPEAKER } else { state(part.state.as_deref()) }.to_owned(),
            attendance: attendance(part.attendance.as_deref(), part.here).to_owned(),
            event: EventRow::of(part.event, context.now()),
        }
    });
    Ok(parts.collect())
}
