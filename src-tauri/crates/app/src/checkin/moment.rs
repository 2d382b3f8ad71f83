//! When and what for: the same for a person, a group and a guest.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::time;
use chrono::{DateTime, Duration, Utc};
use yinhui_core::date::day::business_day;
use yinhui_store::event::EventRecord;
use yinhui_store::{Reader, checkin::NewVisit};

/// A visit's moment and purpose, checked.
pub(crate) struct Moment {
    pub at: DateTime<Utc>,
    pub day: String,
    pub purpose: String,
    pub purpose_name: String,
    pub back_entered: bool,
    /// The event they say they come to.
    pub event: Option<EventRecord>,
}

impl Moment {
    /// Reads what was asked for: now, or a time that has passed; a purpose on offer, or the first.
    pub(crate) fn read(
        context: &Context<'_>,
        reader: &Reader<'_>,
        at: Option<&str>,
        purpose: Option<&str>,
    ) -> Answer<Self> {
        let moment = match at.filter(|at| !at.trim().is_empty()) {
            None => context.now(),
            Some(text) => past(time::local("at", text)?, context.now())?,
        };
        let offered = reader.purposes()?.into_iter().filter(|purpose| !purpose.retired).collect::<Vec<_>>();
        let chosen = match purpose.map(str::trim).filter(|name| !name.is_empty()) {
            None => offered.into_iter().next(),
            Some(name) => offered.into_iter().find(|purpose| purpose.name == name),
        };
        let chosen = chosen
            .ok_or_else(|| ApiError::invalid("purpose", "purpose", "没有这个到馆用途，请从列表中选择。"))?;
        Ok(Self {
            at: moment,
            day: business_day(moment).to_string(),
            purpose: chosen.id,
            purpose_name: chosen.name,
            back_entered: at.is_some(),
            event: None,
        })
    }

    /// The same for an event: it must take place on that day.
    pub(crate) fn at_event(self, reader: &Reader<'_>, event: Option<&str>) -> Answer<Self> {
        Ok(Self { event: event_on(reader, event, &self.day)?, ..self })
    }

    pub(crate) fn visit(&self) -> NewVisit<'_> {
        NewVisit {
            day: &self.day,
            at: self.at.timestamp_millis(),
            purpose: &self.purpose,
            back_entered: self.back_entered,
            event: self.event.as_ref().map(|event| event.id.as_str()),
            booking: None,
        }
    }
}

/// The event that was chosen, if one was: it must take place on that day, and not be called off.
pub(super) fn event_on(reader: &Reader<'_>, event: Option<&str>, day: &str) -> Answer<Option<EventRecord>> {
    let Some(id) = event.map(str::trim).filter(|event| !event.is_empty()) else { return Ok(None) };
    let event = reader.event(id)?;
    if event.cancelled {
        return Err(ApiError::new(Code::Conflict, "这场活动已经取消，不能签到。"));
    }
    if event.day != day {
        return Err(ApiError::invalid("event", "day", "这场活动不在这一天，请核对日期。"));
    }
    Ok(Some(event))
}

/// Visits are entered for what has been, at most twenty years back: a slip of the year is caught.
fn past(at: DateTime<Utc>, now: DateTime<Utc>) -> Answer<DateTime<Utc>> {
    if at > now {
        return Err(ApiError::invalid("at", "future", "补录的时间还没有到，请核对。"));
    }
    if at < now - Duration::days(20 * 366) {
        return Err(ApiError::invalid("at", "too_old", "补录的时间太早，请核对年份。"));
    }
    Ok(at)
}
