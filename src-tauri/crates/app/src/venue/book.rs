use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::{SeriesRule, clock, series_days};
use crate::form::{required, sentence};
use crate::time::business_day;
use crate::venue::VenueUse;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::Writer;
use yinhui_store::new_id;
use yinhui_store::venue::{BookingFacts, VenueRecord};

/// Book a venue, or write a booking anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveBooking {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Record id of the venue.
    pub venue: String,
    /// `2026-03-05`; of a repeated booking, its first day.
    pub day: String,
    /// As typed: `9:00`, `0900`.
    pub from: String,
    /// As typed: `11:00`, `1100`.
    pub to: String,
    /// What for.
    pub purpose: String,
    /// Record id of the party organization that uses it.
    pub organization: Option<String>,
    /// Record id of the team.
    pub team: Option<String>,
    /// Record id of the unit.
    pub unit: Option<String>,
    /// A body known by its name alone.
    pub body: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Heads expected.
    pub expected: Option<i64>,
    /// Free text.
    pub remark: Option<String>,
    /// When it repeats; only of a new one.
    pub repeat: Option<SeriesRule>,
}

/// It is booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Booked {
    /// What is booked, in order of time.
    pub uses: Vec<VenueUse>,
    /// Days on which the venue is taken: they are not booked.
    pub skipped: Vec<SkippedDay>,
    /// What speaks against it: a warning, not a refusal.
    pub warnings: Vec<String>,
}

/// A day that is not booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkippedDay {
    /// `2026-03-05`
    pub day: String,
    /// What takes the venue then.
    pub why: String,
}

/// A booking as read, ready to be written.
struct Read {
    from: String,
    to: String,
    purpose: String,
    body: Option<String>,
    contact: Option<String>,
    remark: Option<String>,
    days: Vec<NaiveDate>,
    save: SaveBooking,
}

impl Read {
    fn of(save: SaveBooking) -> Answer<Self> {
        let day = business_day("day", &save.day)?;
        let (from, to) = (clock::read("from", &save.from)?, clock::read("to", &save.to)?);
        if from >= to {
            return Err(ApiError::invalid("to", "order", "结束时间要晚于开始时间，请核对。"));
        }
        if save.expected.is_some_and(|heads| !(0..=100_000).contains(&heads)) {
            return Err(ApiError::invalid("expected", "range", "预计人数请填 0 到 100000，不清楚请留空。"));
        }
        let words = |text: &Option<String>, most| {
            let words = sentence(text.as_deref().unwrap_or_default(), most);
            Some(words).filter(|words| !words.is_empty())
        };
        let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let save = SaveBooking {
            organization: some(save.organization),
            team: some(save.team),
            unit: some(save.unit),
            ..save
        };
        let body = words(&save.body, 60);
        let named = [&save.organization, &save.team, &save.unit, &body].into_iter().flatten().count();
        if named != 1 {
            return Err(ApiError::invalid(
                "body",
                "one_of",
                "请写明由谁使用：党组织、团队、单位或其他，选一项。",
            ));
        }
        let days = match &save.repeat {
            Some(_) if save.id.is_some() => {
                return Err(ApiError::invalid(
                    "repeat",
                    "new_only",
                    "已有的预约不能再设重复，请另建一次预约。",
                ));
            }
            Some(rule) => series_days(rule)?,
            None => vec![day],
        };
        Ok(Self {
            purpose: required("purpose", "用途", &save.purpose, 60)?,
            contact: words(&save.contact, 60),
            remark: words(&save.remark, 200),
            from,
            to,
            body,
            days,
            save,
        })
    }

    fn facts<'a>(&'a self, day: &'a str, batch: Option<&'a str>) -> BookingFacts<'a> {
        BookingFacts {
            venue: &self.save.venue,
            day,
            from: &self.from,
            to: &self.to,
            purpose: &self.purpose,
            organization: self.save.organization.as_deref(),
            team: self.save.team.as_deref(),
            unit: self.save.unit.as_deref(),
            body: self.body.as_deref(),
            contact: self.contact.as_deref(),
            expected: self.save.expected,
            batch,
            cancelled: false,
            remark: self.remark.as_deref(),
        }
    }
}

/// Books a venue, or writes a booking anew. Where it repeats, the days on which the venue is taken are left out and
/// named; where no day is free, nothing is booked.
pub(crate) fn book(context: &Context<'_>, save: SaveBooking) -> Answer<Booked> {
    let read = Read::of(save)?;
    context.write(|writer| {
        let venue = writer.venue(&read.save.venue)?;
        if venue.ended && read.save.id.is_none() {
            return Err(ApiError::new(Code::Conflict, "这个场地已经停用，不能再预约。"));
        }
        let held = read.save.id.as_deref().map(|id| writer.booking(id)).transpose()?;
        if let Some(held) = &held {
            let first = read.days.first().map(ToString::to_string).unwrap_or_default();
            if held.named + held.heads.0 + held.heads.1 + held.heads.2 > 0 && held.day != first {
                return Err(ApiError::new(Code::Conflict, "这次使用已经登记了人数，不能改日期。"));
            }
        }
        let batch = match &held {
            Some(held) => held.batch.clone(),
            None => (read.days.len() > 1).then(new_id),
        };
        let mut done = Booked { uses: Vec::new(), skipped: Vec::new(), warnings: warnings(&venue, &read) };
        for day in read.days.iter().map(ToString::to_string) {
            if let Some(why) = taken(writer, &read, &day)? {
                done.skipped.push(SkippedDay { day, why });
                continue;
            }
            let id = writer.save_booking(read.save.id.as_deref(), read.facts(&day, batch.as_deref()))?;
            done.uses.push(writer.booking(&id)?.into());
        }
        match done.skipped.first() {
            Some(first) if done.uses.is_empty() => {
                let message = format!("{} {}，请换一个时间或场地。", first.day, first.why);
                Err(ApiError::invalid("from", "taken", message))
            }
            _ => Ok(done),
        }
    })
}

/// What takes the venue at that time, in words.
fn taken(writer: &Writer<'_>, read: &Read, day: &str) -> Answer<Option<String>> {
    let when = (day, read.from.as_str(), read.to.as_str());
    let found = writer.taken(&read.save.venue, when, read.save.id.as_deref())?;
    Ok(found.map(|(what, from, to)| format!("{from}–{to} 已有“{what}”")))
}

fn warnings(venue: &VenueRecord, read: &Read) -> Vec<String> {
    let mut all = Vec::new();
    if let (Some(seats), Some(expected)) = (venue.seats, read.save.expected)
        && expected > seats
    {
        all.push(format!("预计 {expected} 人，{}只能容纳 {seats} 人。", venue.name));
    }
    let outside = read.days.iter().filter(|day| {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        venue
            .opens
            .get(weekday)
            .is_some_and(|hours| hours.as_ref().is_none_or(|(from, to)| read.from < *from || *to < read.to))
    });
    match (outside.count(), read.days.len()) {
        (0, _) => {}
        (_, 1) => all.push(format!("这个时间不在{}的开放时间内。", venue.name)),
        (days, _) => all.push(format!("其中 {days} 天不在{}的开放时间内。", venue.name)),
    }
    all
}
