use crate::checkin::moment::Moment;
use crate::checkin::person::enter;
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::time::told_ms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::event::EventRecord;
use yinhui_store::{Reader, Writer};

/// Mark people present at an event, from the roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Attend {
    /// Record id of the event.
    pub event: String,
    /// Record ids of the people.
    pub people: Vec<String>,
    /// Name of the purpose of their visit; the first of the list when left out.
    pub purpose: Option<String>,
}

/// They are marked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attended {
    /// How many are new.
    pub marked: i64,
    /// How many stood there already.
    pub already: i64,
}

/// People of one call.
const MOST: usize = 1_000;

/// Marks people present: on the day, until it is over, now; afterwards at the time it began, as entered from paper.
pub(crate) fn attend(context: &Context<'_>, attend: Attend) -> Answer<Attended> {
    if attend.people.is_empty() || attend.people.len() > MOST {
        return Err(ApiError::invalid("people", "count", format!("请选 1 到 {MOST} 位人员。")));
    }
    context.write(|writer| {
        let event = writer.event(&attend.event)?;
        let moment = moment(context, writer, &event, attend.purpose.as_deref())?;
        let mut marked = 0;
        for person in &attend.people {
            marked += i64::from(!enter(context, writer, person, &moment)?.repeat);
        }
        Ok(Attended { marked, already: i64::try_from(attend.people.len()).unwrap_or(0) - marked })
    })
}

/// Marks one person at an event, unless they stand there already.
pub(super) fn attend_one(
    context: &Context<'_>,
    writer: &Writer<'_>,
    event: &EventRecord,
    person: &str,
) -> Answer<()> {
    if writer.presence_at(&event.id, person)?.is_none() {
        let moment = moment(context, writer, event, None)?;
        enter(context, writer, person, &moment)?;
    }
    Ok(())
}

/// Now while the event is on; its beginning when it is over.
pub(super) fn moment(
    context: &Context<'_>,
    reader: &Reader<'_>,
    event: &EventRecord,
    purpose: Option<&str>,
) -> Answer<Moment> {
    let begun = format!("{}T{}", event.day, event.from);
    let over = format!("{}T{}", event.day, event.to) <= told_ms(context.now().timestamp_millis());
    let now = event.day == context.today().to_string() && !over;
    let at = if now { None } else { Some(begun.as_str()) };
    Moment::read(context, reader, at, purpose)?.at_event(reader, Some(&event.id))
}
