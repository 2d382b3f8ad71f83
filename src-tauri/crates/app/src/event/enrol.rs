use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::kinds;
use crate::event::register::{Warning, refuse_dead, warnings as warned};
use crate::event::rules::{COURSE, in_force};
use crate::person::show;
use crate::team::first_day;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::kind::top;
use yinhui_core::person::Field;
use yinhui_store::event::{EnrolmentRecord, EventRecord};
use yinhui_store::{Reader, StoreError, Writer};

/// People of one call.
const MOST: usize = 1_000;

/// Enrol people for all occurrences of a series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Enrol {
    /// Record id of the series.
    pub series: String,
    /// Record ids of the people.
    pub people: Vec<String>,
    /// From that day on; today when left out.
    pub from: Option<String>,
}

/// They are enrolled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Enrolled {
    /// How many are new.
    pub added: i64,
    /// How many were enrolled already.
    pub already: i64,
    /// How many more are enrolled than fit.
    pub over: i64,
    /// What speaks against some of them: a warning, not a refusal.
    pub warnings: Vec<Warning>,
}

/// Somebody enrolled for a series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Enrolment {
    /// Record id.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// 所在支部, or the unit.
    pub belongs: String,
    /// From that day on.
    pub from: String,
    /// Until that day; empty while it lasts.
    pub until: String,
}

/// Ends an enrolment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EnrolmentRef {
    /// Record id.
    pub id: String,
    /// The first day they are not enrolled any more; today when left out.
    pub day: Option<String>,
}

impl Enrolment {
    pub(super) fn of(reader: &Reader<'_>, record: EnrolmentRecord) -> Result<Self, StoreError> {
        let facts = reader.person(&record.person)?.facts;
        let branch = show::fact(&facts, Field::Branch);
        Ok(Self {
            id: record.id,
            name: show::fact(&facts, Field::Name),
            belongs: if branch.is_empty() { show::unit(&facts) } else { branch },
            person: record.person,
            from: record.from_day,
            until: record.to_day.unwrap_or_default(),
        })
    }
}

/// Enrols people for all occurrences of a series from a day on.
pub(crate) fn enrol(context: &Context<'_>, enrol: Enrol) -> Answer<Enrolled> {
    if enrol.people.is_empty() || enrol.people.len() > MOST {
        return Err(ApiError::invalid("people", "count", format!("请选 1 到 {MOST} 位人员。")));
    }
    let from = first_day(context, enrol.from.as_deref())?.to_string();
    context.write(|writer| {
        refuse_dead(writer, &enrol.people)?;
        let next = writer.occurrences(&enrol.series)?;
        let next = next.iter().find(|one| one.day >= from && !one.cancelled);
        let (mut added, mut warnings) = (0, Vec::new());
        for person in &enrol.people {
            added += i64::from(writer.enrol(&enrol.series, person, &from)?);
            if let Some(next) = next {
                warnings.extend(warned(writer, next, person, context.today())?);
                warnings.extend(too_many_courses(writer, next, person)?);
            }
        }
        let expected = next.map(|next| writer.event(&next.id)).transpose()?;
        let over = expected.and_then(|event| Some((event.expected - event.capacity?).max(0)));
        Ok(Enrolled {
            added,
            already: i64::try_from(enrol.people.len()).unwrap_or(0) - added,
            over: over.unwrap_or(0),
            warnings,
        })
    })
}

/// Somebody is in more courses than the centre gives a person.
fn too_many_courses(writer: &Writer<'_>, event: &EventRecord, person: &str) -> Answer<Option<Warning>> {
    let most = in_force(writer)?.courses;
    let kinds = kinds::in_force(writer)?;
    if top(&kinds, &event.kind) != COURSE || most == 0 {
        return Ok(None);
    }
    let courses = kinds.iter().map(|kind| kind.name.as_str()).filter(|kind| top(&kinds, kind) == COURSE);
    let in_courses = writer.courses_of(person, &courses.collect::<Vec<_>>(), &event.day)?;
    let name = show::fact(&writer.person(person)?.facts, Field::Name);
    let text = format!("已报 {in_courses} 门课程，超过每人 {most} 门");
    Ok((in_courses > most).then(|| Warning { person: person.to_owned(), name, text }))
}

/// From a day on somebody is not enrolled any more; what was, stays.
pub(crate) fn end_enrolment(context: &Context<'_>, end: EnrolmentRef) -> Answer<()> {
    let day = end.day.as_deref().map(|day| business_day("day", day)).transpose()?;
    let day = day.unwrap_or_else(|| context.today()).to_string();
    context.write(|writer| {
        let held = writer.enrolment(&end.id)?;
        if held.to_day.is_some() {
            return Err(ApiError::new(Code::Conflict, "已经退出了，不用再办。"));
        }
        if day < held.from_day {
            return Err(ApiError::invalid("day", "before", "退出的日期早于报名的日期，请核对。"));
        }
        writer.end_enrolment(&held, &day)?;
        // The place is free for who waits for one of the days to come.
        for event in writer.occurrences(&held.series)?.iter().filter(|event| event.day >= day) {
            writer.move_up(&event.id)?;
        }
        Ok(())
    })
}
