use crate::context::Context;
use crate::error::Answer;
use crate::event::{EventRef, EventRow};
use crate::ledger::Named;
use crate::person::show;
use crate::time::clock_ms;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::{Field, stroke};
use yinhui_store::event::RosterRecord;
use yinhui_store::{Reader, StoreError};

/// An event with its roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EventPage {
    /// The event.
    pub event: EventRow,
    /// Who is expected, who waits and who came, by name.
    pub roster: Vec<RosterLine>,
    /// Heads without a name who came.
    pub anonymous: i64,
    /// 应到: registered, without those who withdrew.
    pub due: i64,
    /// 实到: of those due, who came, came late, was online or signed for by another (`design.md` 4a 11).
    pub present: i64,
    /// 另到: who came without being registered; heads without a name apart.
    pub walk_ins: i64,
    /// Other events at the same venue at the same time.
    pub venue_clashes: Vec<String>,
    /// Who is registered or speaks here and is to be at another event at the same time.
    pub people_clashes: Vec<PersonClash>,
}

/// Somebody who is to be at two places.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonClash {
    /// Who.
    pub person: Named,
    /// Name of the other event.
    pub other: String,
}

/// One person on a roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RosterLine {
    /// Record id of the registration; null for a walk-in and for who is enrolled for the series.
    pub registration: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 出生年月, to tell two of one name apart.
    pub birth: String,
    /// 周岁
    pub age: String,
    /// 所在支部, or the unit.
    pub belongs: String,
    /// 职级
    pub rank: String,
    /// Masked.
    pub phones: String,
    /// 报名, 候补, 请假, 取消; 未报名 for a walk-in.
    pub state: String,
    /// Why they are excused or were absent.
    pub reason: String,
    /// 到, 迟到, 代签, 线上, 送学上门, 缺席; empty while nothing is known.
    pub attendance: String,
    /// 已通知, 来, 不来, 未接; empty for nothing.
    pub answer: String,
    /// 家属已签字
    pub family_signed: bool,
    /// 安全承诺书已签
    pub safety_signed: bool,
    /// They are enrolled for the series, not for this day alone.
    pub enrolled: bool,
    /// Place among those who wait, from 1; null for all others.
    pub waiting: Option<i64>,
    /// Place on a roster put in order by hand.
    pub place: Option<i64>,
    /// Place by 姓氏笔画, from 1.
    pub by_strokes: i64,
    /// Record id of their presence; null while they have not come.
    pub presence: Option<String>,
    /// When they came, `09:12`; empty while they have not.
    pub at: String,
}

impl RosterLine {
    /// 应到: registered, excused or not.
    pub(super) fn is_due(&self) -> bool {
        self.state == "报名" || self.state == "请假"
    }

    /// 到, 迟到, 代签, 线上 (`design.md` 4a 11).
    pub(super) fn is_present(&self) -> bool {
        self.presence.is_some() || self.attendance == "线上"
    }
}

/// An event with its roster.
pub(crate) fn get(context: &Context<'_>, which: EventRef) -> Answer<EventPage> {
    let today = context.today();
    context.read(|reader| {
        let event = reader.event(&which.id)?;
        let roster = lines(reader, &which.id, today)?;
        let came = count(&roster, |line| line.presence.is_some());
        Ok(EventPage {
            anonymous: event.here - came,
            due: count(&roster, RosterLine::is_due),
            present: count(&roster, |line| line.is_due() && line.is_present()),
            walk_ins: count(&roster, |line| !line.is_due() && line.is_present()),
            venue_clashes: reader.venue_clashes(&which.id)?,
            people_clashes: people_clashes(reader, &which.id)?,
            event: EventRow::of(event, context.now()),
            roster,
        })
    })
}

fn people_clashes(reader: &Reader<'_>, event: &str) -> Result<Vec<PersonClash>, StoreError> {
    let found = reader.people_clashes(event)?.into_iter();
    Ok(found.map(|(id, name, other)| PersonClash { person: Named { id, name }, other }).collect())
}

fn count(roster: &[RosterLine], fits: impl Fn(&RosterLine) -> bool) -> i64 {
    i64::try_from(roster.iter().filter(|line| fits(line)).count()).unwrap_or(0)
}

/// The roster of an event, by name.
pub(super) fn lines(
    reader: &Reader<'_>,
    event: &str,
    today: chrono::NaiveDate,
) -> Result<Vec<RosterLine>, StoreError> {
    let records = reader.roster(event)?;
    let mut waiting =
        records.iter().filter(|one| one.state.as_deref() == Some("waiting")).collect::<Vec<_>>();
    waiting.sort_by(|one, other| {
        one.waiting_since.cmp(&other.waiting_since).then(one.registration.cmp(&other.registration))
    });
    let waiting = waiting.into_iter().zip(1..).map(|(one, place)| (one.person.clone(), place));
    let waiting = waiting.collect::<BTreeMap<String, i64>>();
    let mut lines = Vec::with_capacity(records.len());
    for record in records {
        let place = waiting.get(&record.person).copied();
        lines.push(line(reader, record, place, today)?);
    }
    let mut by_strokes = (0..lines.len()).collect::<Vec<_>>();
    by_strokes.sort_by_cached_key(|at| lines.get(*at).map(|line| stroke::sort_key(&line.name)));
    for (place, at) in by_strokes.into_iter().enumerate() {
        if let Some(line) = lines.get_mut(at) {
            line.by_strokes = i64::try_from(place + 1).unwrap_or(i64::MAX);
        }
    }
    Ok(lines)
}

fn line(
    reader: &Reader<'_>,
    record: RosterRecord,
    waiting: Option<i64>,
    today: chrono::NaiveDate,
) -> Result<RosterLine, StoreError> {
    let facts = reader.person(&record.person)?.facts;
    let fact = |field| show::fact(&facts, field);
    let branch = fact(Field::Branch);
    Ok(RosterLine {
        name: fact(Field::Name),
        sex: fact(Field::Sex),
        birth: fact(Field::Birth).chars().take(7).collect(),
        age: show::age(&facts, today),
        belongs: if branch.is_empty() { show::unit(&facts) } else { branch },
        rank: fact(Field::Rank),
        phones: show::masked(Field::Phones, &fact(Field::Phones), false),
        state: state(record.state.as_deref()).to_owned(),
        reason: record.reason.unwrap_or_default(),
        attendance: attendance(record.attendance.as_deref(), record.presence.is_some()).to_owned(),
        answer: answer(record.answer.as_deref()).to_owned(),
        family_signed: record.family_signed,
        safety_signed: record.safety_signed,
        enrolled: record.enrolled,
        waiting,
        place: record.place,
        by_strokes: 0,
        at: record.at.map(clock_ms).unwrap_or_default(),
        registration: record.registration,
        person: record.person,
        presence: record.presence,
    })
}

pub(super) fn state(stored: Option<&str>) -> &'static str {
    match stored {
        None | Some("walk_in") => "未报名",
        Some("waiting") => "候补",
        Some("excused") => "请假",
        Some("withdrawn") => "取消",
        Some(_) => "报名",
    }
}

pub(super) fn attendance(stored: Option<&str>, here: bool) -> &'static str {
    match (stored, here) {
        (Some("late"), true) => "迟到",
        (Some("proxy"), true) => "代签",
        (_, true) => "到",
        (Some("online"), false) => "线上",
        (Some("delivered"), false) => "送学上门",
        (Some("absent"), false) => "缺席",
        (_, false) => "",
    }
}

fn answer(stored: Option<&str>) -> &'static str {
    match stored {
        Some("told") => "已通知",
        Some("comes") => "来",
        Some("stays") => "不来",
        Some("unreached") => "未接",
        _ => "",
    }
}
