use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::attend::attend_one;
use crate::form::sentence;
use crate::ledger::Named;
use crate::person::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::Writer;
use yinhui_store::event::{EventRecord, Marks};

/// Say what is known of somebody at an event; what is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Mark {
    /// Record id of the event.
    pub event: String,
    /// Record id of the person.
    pub person: String,
    /// `registered`, `excused`, `withdrawn`.
    pub state: Option<String>,
    /// Why they are excused, or were absent.
    pub reason: Option<String>,
    /// `late` or `proxy` (they came, another signed), which checks them in; `online`, `delivered`, `absent`; empty for
    /// none of these.
    pub attendance: Option<String>,
    /// Of the telephone invitation: `told`, `comes`, `stays`, `unreached`; empty for none.
    pub answer: Option<String>,
    /// 家属已签字
    pub family_signed: Option<bool>,
    /// 安全承诺书已签
    pub safety_signed: Option<bool>,
    /// Place on the roster put in order by hand, from 1.
    pub place: Option<i64>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Marked {
    /// Who moved up from the waiting list.
    pub moved_up: Vec<Named>,
}

const STATES: [&str; 3] = ["registered", "excused", "withdrawn"];
const ANSWERS: [&str; 5] = ["", "told", "comes", "stays", "unreached"];

/// Writes what is known of somebody at an event. A place that becomes free goes to the first who waits.
pub(crate) fn mark(context: &Context<'_>, mark: Mark) -> Answer<Marked> {
    check(&mark)?;
    context.write(|writer| {
        let event = writer.event(&mark.event)?;
        refuse_contradiction(writer, &mark)?;
        refuse_ahead(context, &event, &mark)?;
        if mark.attendance.as_deref().is_some_and(|how| ["late", "proxy"].contains(&how)) {
            attend_one(context, writer, &event, &mark.person)?;
        }
        let id = registration(writer, &mark.event, &mark.person)?;
        let reason = mark.reason.as_ref().map(|reason| sentence(reason, 60));
        if let Some(state) = &mark.state {
            let kept = reason.as_deref().filter(|reason| state == "excused" && !reason.is_empty());
            writer.mark_registration(&id, &mark.person, state, kept)?;
        }
        let marks = Marks {
            attendance: mark.attendance.clone(),
            reason: reason.filter(|_| mark.state.is_none()),
            answer: mark.answer.clone(),
            family_signed: mark.family_signed,
            safety_signed: mark.safety_signed,
            place: mark.place,
        };
        writer.write_marks(&id, &mark.person, &marks)?;
        Ok(Marked { moved_up: move_up(writer, &event.id)? })
    })
}

/// Whoever waits takes the places that are free: who they are.
pub(super) fn move_up(writer: &Writer<'_>, event: &str) -> Answer<Vec<Named>> {
    let named = writer.move_up(event)?.into_iter().map(|person| {
        let name = show::fact(&writer.person(&person)?.facts, Field::Name);
        Ok(Named { id: person, name })
    });
    named.collect()
}

fn check(mark: &Mark) -> Answer<()> {
    let not_in = |words: &[&str], value: &Option<String>| {
        value.as_deref().is_some_and(|value| !words.contains(&value))
    };
    if not_in(&STATES, &mark.state) {
        return Err(ApiError::invalid("state", "not_in_list", "请选报名、请假或取消。"));
    }
    if not_in(&["", "late", "proxy", "online", "delivered", "absent"], &mark.attendance) {
        return Err(ApiError::invalid("attendance", "not_in_list", "请选迟到、代签、线上、送学上门或缺席。"));
    }
    if not_in(&ANSWERS, &mark.answer) {
        return Err(ApiError::invalid("answer", "not_in_list", "请选已通知、来、不来或未接。"));
    }
    if mark.place.is_some_and(|place| !(1..=100_000).contains(&place)) {
        return Err(ApiError::invalid("place", "range", "次序请填 1 到 100000。"));
    }
    Ok(())
}

/// Who came cannot have been absent, elsewhere or excused.
fn refuse_contradiction(writer: &Writer<'_>, mark: &Mark) -> Answer<()> {
    let here = writer.presence_at(&mark.event, &mark.person)?.is_some();
    let away = mark.attendance.as_deref().is_some_and(|how| ["online", "delivered", "absent"].contains(&how))
        || mark.state.as_deref().is_some_and(|state| state != "registered");
    if here && away {
        return Err(ApiError::new(Code::Conflict, "这位同志已经签到，要改请先撤销签到。"));
    }
    Ok(())
}

/// Nobody was online, visited or absent before the day.
fn refuse_ahead(context: &Context<'_>, event: &EventRecord, mark: &Mark) -> Answer<()> {
    let known =
        mark.attendance.as_deref().is_some_and(|how| ["online", "delivered", "absent"].contains(&how));
    if known && event.day > context.today().to_string() {
        return Err(ApiError::new(Code::Conflict, "活动还没有到日期，到那天再登记出席情况。"));
    }
    Ok(())
}

/// The registration that carries the marks; who is enrolled for the series gets one, and who just came is no more
/// registered by it than before.
pub(super) fn registration(writer: &Writer<'_>, event: &str, person: &str) -> Answer<String> {
    if let Some((id, _)) = writer.registration_of(event, person)? {
        return Ok(id);
    }
    let is_walk_in = writer.presence_at(event, person)?.is_some() && !writer.is_registered(event, person)?;
    writer.register(event, person, if is_walk_in { "walk_in" } else { "registered" })?;
    let made = writer.registration_of(event, person)?;
    made.map(|(id, _)| id).ok_or_else(|| ApiError::not_found("报名"))
}
