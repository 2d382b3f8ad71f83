use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::save::Read;
use crate::event::{Enrolment, EventRow, SaveEvent, kinds};
use crate::time::business_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_core::event::series::{MOST, Repeat};
use yinhui_core::kind::Kind;
use yinhui_store::Writer;
use yinhui_store::event::EventRecord;
use yinhui_store::write::Table;

/// When a series takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SeriesRule {
    /// `weekly`, `monthly_on`, `monthly_the`, `on`, `lunar`.
    pub repeat: String,
    /// Days of the week, 1 for Monday to 7 for Sunday (`weekly`; one of them for `monthly_the`).
    pub weekdays: Option<Vec<i64>>,
    /// Every so many weeks (`weekly`); each when left out.
    pub every: Option<i64>,
    /// Day of the month (`monthly_on`).
    pub day: Option<i64>,
    /// Which of the month, 1 to 4, or 5 for the last (`monthly_the`).
    pub week: Option<i64>,
    /// The days (`on`), or one day that was it in some year (`lunar`: 重阳 …).
    pub days: Option<Vec<String>>,
    /// First day.
    pub from: String,
    /// Last day, at most ten years later.
    pub to: String,
}

/// Plan a series, or plan one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveSeries {
    /// Left out for a new one.
    pub id: Option<String>,
    /// When it takes place.
    pub rule: SeriesRule,
    /// What each occurrence is; its day is that of the occurrence.
    pub event: SaveEvent,
}

/// A series is planned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavedSeries {
    /// Record id.
    pub id: String,
    /// Occurrences still to come that stay as they were: moved, changed or cancelled for themselves, with people on
    /// their own roster, or with something written down about them.
    pub kept: Vec<EventRow>,
    /// Occurrences still to come whose room is taken by something else then.
    pub clashes: Vec<SeriesClash>,
    /// Occurrences still to come whose lecturer, or somebody enrolled, is to be at something else then: `岩温（合唱排练）`.
    pub people_clashes: Vec<SeriesClash>,
}

/// The room of an occurrence is taken, or people are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeriesClash {
    /// The day.
    pub day: String,
    /// By what.
    pub with: Vec<String>,
}

/// Names one series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesRef {
    /// Record id.
    pub id: String,
}

/// One series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Series {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A series with its occurrences and who is enrolled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeriesPage {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it takes place.
    pub rule: SeriesRule,
    /// Its occurrences in order of time.
    pub occurrences: Vec<EventRow>,
    /// Who is enrolled, or was, by name.
    pub enrolments: Vec<Enrolment>,
}

/// All series, the newest first.
pub(crate) fn series_list(context: &Context<'_>, (): ()) -> Answer<Vec<Series>> {
    let found = context.read(|reader| reader.all_series())?;
    Ok(found.into_iter().map(|(id, name)| Series { id, name }).collect())
}

/// A series with its occurrences and who is enrolled.
pub(crate) fn series(context: &Context<'_>, which: SeriesRef) -> Answer<SeriesPage> {
    context.read(|reader| {
        let record = reader.series::<SeriesRule>(&which.id)?;
        let enrolments = reader.enrolments(&which.id)?.into_iter();
        Ok(SeriesPage {
            occurrences: reader
                .occurrences(&which.id)?
                .into_iter()
                .map(|event| EventRow::of(event, context.now()))
                .collect(),
            enrolments: enrolments.map(|one| Enrolment::of(reader, one)).collect::<Result<_, _>>()?,
            id: record.id,
            name: record.name,
            rule: record.rule,
        })
    })
}

/// Plans a series and its occurrences. Planned anew, it changes those still to come that nobody has touched: not those
/// moved, changed or cancelled, nor those somebody is registered for or came to; these are named.
pub(crate) fn save_series(context: &Context<'_>, save: SaveSeries) -> Answer<SavedSeries> {
    let days = days(&save.rule)?;
    let today = context.today().to_string();
    let event = SaveEvent { id: None, day: save.rule.from.clone(), cancelled: false, ..save.event };
    context.write(|writer| {
        let kinds = kinds::in_force(writer)?;
        let name = Read::of(&kinds, event.clone())?.facts().name.to_owned();
        let before = save.id.as_deref().map(|id| planned(writer, id)).transpose()?.flatten();
        let id = writer.save_series(save.id.as_deref(), &name, &save.rule, &event)?;
        refuse_too_many(writer, &id, event.capacity, &today)?;
        let held = writer.occurrences(&id)?;
        let mut kept = Vec::new();
        let mut wanted = days.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        for occurrence in held {
            let original = occurrence.series.as_ref().map(|(_, day)| day.clone()).unwrap_or_default();
            let is_wanted = wanted.remove(&original);
            if original < today {
                continue;
            }
            if is_touched(&occurrence, &original)
                || is_changed(&occurrence, before.as_ref(), &kinds)
                || writer.is_event_named(&occurrence.id)?
            {
                kept.push(EventRow::of(occurrence, context.now()));
                continue;
            }
            if is_wanted {
                put(writer, &kinds, Some(&occurrence.id), &event, &original)?;
            } else {
                writer.remove(Table::Event, &occurrence.id, None)?;
            }
        }
        // Of a series planned anew, only days to come are new.
        for day in wanted.into_iter().filter(|day| save.id.is_none() || *day >= today) {
            let occurrence = put(writer, &kinds, None, &event, &day)?;
            writer.put_in_series(&occurrence, &id, &day)?;
        }
        Ok(SavedSeries {
            clashes: clashes(writer, &id, &today, |event| Ok(writer.venue_clashes(event)?))?,
            people_clashes: clashes(writer, &id, &today, |event| {
                let found = writer.people_clashes(event)?.into_iter();
                Ok(found.map(|(_, name, other)| format!("{name}（{other}）")).collect())
            })?,
            id,
            kept,
        })
    })
}

/// With what each occurrence still to come clashes, where it does.
fn clashes(
    writer: &Writer<'_>,
    id: &str,
    today: &str,
    with: impl Fn(&str) -> Answer<Vec<String>>,
) -> Answer<Vec<SeriesClash>> {
    let mut clashes = Vec::new();
    for event in writer.occurrences(id)?.into_iter().filter(|event| event.day.as_str() >= today) {
        let with = with(&event.id)?;
        if !with.is_empty() {
            clashes.push(SeriesClash { day: event.day, with });
        }
    }
    Ok(clashes)
}

/// What the occurrences of a series were planned as; `None` where it was planned before that was kept.
fn planned(writer: &Writer<'_>, id: &str) -> Answer<Option<SaveEvent>> {
    let event = writer.series::<SeriesRule>(id)?.event;
    Ok(event.and_then(|event| serde_json::from_str(&event).ok()))
}

/// A limit is not set below those who are enrolled.
fn refuse_too_many(writer: &Writer<'_>, id: &str, capacity: Option<i64>, today: &str) -> Answer<()> {
    let enrolled = writer.enrolments(id)?.into_iter();
    let enrolled = enrolled.filter(|one| one.to_day.as_deref().is_none_or(|to| to > today)).count();
    let enrolled = i64::try_from(enrolled).unwrap_or(i64::MAX);
    if capacity.is_some_and(|most| most < enrolled) {
        let message = format!("已有 {enrolled} 人报名整个系列，人数上限不能再少。");
        return Err(ApiError::invalid("event.capacity", "below", message));
    }
    Ok(())
}

/// Somebody wrote something else of it than of the series.
fn is_changed(occurrence: &EventRecord, planned: Option<&SaveEvent>, kinds: &[Kind]) -> bool {
    let Some(planned) = planned else { return false };
    // A plan of a kind that is no more cannot be compared: what is there is kept.
    let Ok(read) = Read::of(kinds, planned.clone()) else { return true };
    let facts = read.facts();
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let first = |pair: &Option<(String, String)>| pair.as_ref().map(|(id, _)| id.clone());
    let as_planned = occurrence.name == facts.name
        && occurrence.kind == facts.kind
        && occurrence.from == facts.from
        && occurrence.to == facts.to
        && occurrence.venue == some(facts.venue)
        && occurrence.capacity == facts.capacity
        && occurrence.remark == some(facts.remark)
        && occurrence.away == facts.away
        && occurrence.campaign == some(facts.campaign)
        && occurrence.brand == some(facts.brand)
        && first(&occurrence.organization).as_deref() == facts.organization
        && first(&occurrence.team).as_deref() == facts.team
        && first(&occurrence.lecturer).as_deref() == facts.lecturer
        && (occurrence.age_from, occurrence.age_to) == (facts.age_from, facts.age_to);
    !as_planned
}

fn put(
    writer: &Writer<'_>,
    kinds: &[Kind],
    id: Option<&str>,
    event: &SaveEvent,
    day: &str,
) -> Answer<String> {
    let read = Read::of(kinds, SaveEvent { day: day.to_owned(), ..event.clone() })?;
    Ok(writer.save_event(id, read.facts())?)
}

/// Moved, cancelled, or something hangs on it.
fn is_touched(event: &EventRecord, original: &str) -> bool {
    event.cancelled || event.day != original || event.here > 0 || event.waiting > 0 || event.registered > 0
}

/// The days a rule gives, or what is wrong with it.
pub(crate) fn days(rule: &SeriesRule) -> Answer<Vec<NaiveDate>> {
    let (from, to) = (business_day("rule.from", &rule.from)?, business_day("rule.to", &rule.to)?);
    if from > to {
        return Err(ApiError::invalid("rule.to", "order", "结束日期早于开始日期，请核对。"));
    }
    if (to - from).num_days() > 3_660 {
        return Err(ApiError::invalid("rule.to", "too_long", "一个系列最长十年，请缩短日期范围。"));
    }
    let days = repeat(rule)?.days(from, to);
    if days.is_empty() {
        return Err(ApiError::invalid("rule", "none", "按这个规律，这段时间里没有一天，请核对。"));
    }
    if days.len() >= MOST {
        return Err(ApiError::invalid(
            "rule.to",
            "too_many",
            format!("一个系列最多 {MOST} 场，请缩短日期范围。"),
        ));
    }
    Ok(days)
}

fn repeat(rule: &SeriesRule) -> Answer<Repeat> {
    let within = |path: &str, label: &str, number: Option<i64>, most: u32| {
        number
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| ApiError::invalid(path, "range", format!("{label}请填 1 到 {most}。")))
    };
    let weekdays = || {
        let asked = rule.weekdays.clone().unwrap_or_default();
        let days = asked.iter().map(|day| within("rule.weekdays", "星期", Some(*day), 7));
        let days = days.collect::<Answer<Vec<_>>>()?;
        if days.is_empty() {
            return Err(ApiError::invalid("rule.weekdays", "required", "请选择星期几。"));
        }
        Ok(days)
    };
    let written = || {
        let asked = rule.days.clone().unwrap_or_default();
        let days = asked.iter().map(|day| business_day("rule.days", day));
        let days = days.collect::<Answer<Vec<_>>>()?;
        if days.is_empty() {
            return Err(ApiError::invalid("rule.days", "required", "请填写日期。"));
        }
        Ok(days)
    };
    match rule.repeat.as_str() {
        "weekly" => {
            let every = within("rule.every", "间隔周数", rule.every.or(Some(1)), 52)?;
            Ok(Repeat::Weekly { days: weekdays()?, every })
        }
        "monthly_on" => Ok(Repeat::MonthlyOn { day: within("rule.day", "每月几号", rule.day, 31)? }),
        "monthly_the" => Ok(Repeat::MonthlyThe {
            week: within("rule.week", "第几个", rule.week, 5)?,
            weekday: weekdays()?.first().copied().unwrap_or(1),
        }),
        "on" => Ok(Repeat::On { days: written()? }),
        "lunar" => written()?
            .first()
            .map(|like| Repeat::Lunar { like: *like })
            .ok_or_else(|| ApiError::invalid("rule.days", "required", "请填写日期。")),
        _ => Err(ApiError::invalid("rule.repeat", "not_in_list", "重复方式请从列表中选择。")),
    }
}
