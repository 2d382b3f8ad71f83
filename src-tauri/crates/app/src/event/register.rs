use crate::context::Context;
use crate::error::{Answer, ApiError, Code, FieldError};
use crate::person::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::Writer;
use yinhui_store::event::EventRecord;

/// People of one call.
const MOST: usize = 1_000;

/// Register people for an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Register {
    /// Record id of the event.
    pub event: String,
    /// Record ids of the people.
    pub people: Vec<String>,
    /// Give them a place though there is none; left out, who comes when it is full waits.
    pub beyond: Option<bool>,
}

/// They are registered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Registered {
    /// How many are new, those who wait among them.
    pub added: i64,
    /// How many were registered already.
    pub already: i64,
    /// How many of the new ones wait for a place.
    pub waiting: i64,
    /// How many more are registered than fit.
    pub over: i64,
    /// What speaks against some of them: a warning, not a refusal.
    pub warnings: Vec<Warning>,
}

/// Something that speaks against somebody at an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Warning {
    /// Record id of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// What it is.
    pub text: String,
}

/// From this age on a relative signs for who takes part (`domain.md` 4.5).
const SIGNATURE_AGE: u32 = 80;

/// Registers people for an event, all of them or, where one cannot be, none. When it is full, they wait.
pub(crate) fn register(context: &Context<'_>, register: Register) -> Answer<Registered> {
    if register.people.is_empty() || register.people.len() > MOST {
        return Err(ApiError::invalid("people", "count", format!("请选 1 到 {MOST} 位人员。")));
    }
    let today = context.today();
    context.write(|writer| {
        let event = writer.event(&register.event)?;
        if event.cancelled {
            return Err(ApiError::new(Code::Conflict, "这场活动已经取消，不能报名。"));
        }
        let mut free = free_places(&event, register.beyond.unwrap_or(false));
        let mut done = Registered { added: 0, already: 0, waiting: 0, over: 0, warnings: Vec::new() };
        refuse_dead(writer, &register.people)?;
        for person in &register.people {
            done.warnings.extend(warnings(writer, &event, person, today)?);
            // Who is enrolled for the series has a place.
            let held = writer.is_registered(&event.id, person)?;
            let place = held || free > 0;
            let state = if place { "registered" } else { "waiting" };
            if !writer.register(&event.id, person, state)? {
                done.already += 1;
                continue;
            }
            done.added += 1;
            free -= i64::from(place && !held);
            done.waiting += i64::from(!place);
        }
        let expected = writer.event(&event.id)?.expected;
        done.over = event.capacity.map_or(0, |most| (expected - most).max(0));
        Ok(done)
    })
}

fn free_places(event: &EventRecord, beyond: bool) -> i64 {
    match event.capacity.filter(|_| !beyond) {
        None => i64::MAX,
        // Nobody passes those who wait.
        Some(_) if event.waiting > 0 => 0,
        Some(most) => (most - event.expected).max(0),
    }
}

/// Refuses a list with somebody who died; which of them is said by their place in it.
pub(super) fn refuse_dead(writer: &Writer<'_>, people: &[String]) -> Answer<()> {
    let mut dead = Vec::new();
    for (at, person) in people.iter().enumerate() {
        if show::fact(&writer.person(person)?.facts, Field::State) == "去世" {
            let message = "登记为去世，不能报名".to_owned();
            dead.push(FieldError { path: format!("people.{at}"), code: "deceased".into(), message });
        }
    }
    if dead.is_empty() {
        return Ok(());
    }
    let message = format!("名单里有 {} 位登记为去世的人员，没有报名。请去掉后再试。", dead.len());
    Err(ApiError { fields: dead, ..ApiError::new(Code::Conflict, message) })
}

/// What speaks against somebody at an event.
pub(super) fn warnings(
    writer: &Writer<'_>,
    event: &EventRecord,
    person: &str,
    today: NaiveDate,
) -> Answer<Vec<Warning>> {
    let facts = writer.person(person)?.facts;
    let day = event.day.parse().unwrap_or(today);
    let age = show::date(&facts, Field::Birth).map(|birth| birth.full_years_by(day));
    let mut texts = Vec::new();
    if let (Some((_, oldest)), Some(from)) = (age, event.age_from)
        && i64::from(oldest) < from
    {
        texts.push(format!("不满 {from} 岁"));
    }
    if let (Some((youngest, _)), Some(to)) = (age, event.age_to)
        && i64::from(youngest) > to
    {
        texts.push(format!("超过 {to} 岁"));
    }
    if age.is_some_and(|(youngest, _)| youngest >= SIGNATURE_AGE) {
        texts.push(format!("已满 {SIGNATURE_AGE} 岁，请家属签字"));
    }
    for (other, speaks) in writer.clashes(&event.id, person)? {
        texts.push(format!("同一时间{}“{other}”", if speaks { "要主讲" } else { "已报名" }));
    }
    let name = show::fact(&facts, Field::Name);
    let warning = |text| Warning { person: person.to_owned(), name: name.clone(), text };
    Ok(texts.into_iter().map(warning).collect())
}
