//! What a ledger refuses, beyond what its columns say.

use crate::error::{Answer, ApiError, Code};
use crate::event;
use crate::ledger::finest::{nomination, reviews};
use yinhui_core::ledger::{Facts, Ledger};
use yinhui_core::person::medal;
use yinhui_core::talent::state_on;
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};
use yinhui_store::{Reader, StoreError, Writer};

/// Refuses a line that cannot be true, with a sentence that says why.
pub(super) fn allow(
    writer: &Writer<'_>,
    ledger: &Ledger,
    before: Option<&EntryRecord>,
    entry: &EntryFacts<'_>,
) -> Answer<()> {
    let id = before.map(|before| before.id.as_str());
    living(writer, ledger, entry)?;
    match ledger.key.as_str() {
        "medal" => one_medal(writer, id, entry),
        "volunteer" => hours(writer, id, entry),
        "appointment" => fresh(entry),
        "dispatch" => sent(writer, entry),
        "request" => replied(entry),
        event::menu::LEDGER => event::menu::allow(writer, before, entry),
        "finest" => chosen(writer, id, entry),
        "finest_score" => reviewed(writer, id, entry),
        _ => Ok(()),
    }
}

/// Nobody visits, treats or appoints the dead; those they leave behind are visited as such.
fn living(writer: &Writer<'_>, ledger: &Ledger, entry: &EntryFacts<'_>) -> Answer<()> {
    let must = match &ledger.living_unless {
        Some(unless) => entry.facts.get(&unless.field) != Some(&unless.value),
        None => ledger.living,
    };
    let Some(person) = entry.person.filter(|_| must) else { return Ok(()) };
    let died = writer.states(person)?.into_iter().next().filter(|state| state.state == "去世");
    let Some(died) = died else { return Ok(()) };
    // What happened before may still be written down; of an unknown day nothing can be said.
    if died.since.as_deref().is_some_and(|since| entry.day < since) {
        return Ok(());
    }
    let hint = match &ledger.living_unless {
        Some(unless) => format!("慰问家属请把类型选为“{}”。", unless.value),
        None => "如果登记有误，请管理员在人员页改回。".into(),
    };
    let message = format!("这位同志登记为去世，不能记入{}。{hint}", ledger.title);
    Err(ApiError::invalid("person", "deceased", message))
}

/// The medals given to somebody: one, or, while a second is written down, two.
pub(crate) fn medals_of(reader: &Reader<'_>, person: &str) -> Result<Vec<EntryRecord>, StoreError> {
    let given = EntryFilter {
        ledger: Some("medal".into()),
        person: Some(person.to_owned()),
        facts: [("opinion".to_owned(), "同意".to_owned())].into(),
        ..EntryFilter::default()
    };
    reader.entries(&given, 0, 2)
}

/// The medal is given once (`domain.md` 2.6).
fn one_medal(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    let year = entry.facts.get("year").and_then(|year| year.parse::<i32>().ok());
    if year.is_some_and(|year| !(medal::FIRST_YEAR..=2100).contains(&year)) {
        let message = format!("纪念章从 {} 年起颁发，请核对颁发年度。", medal::FIRST_YEAR);
        return Err(ApiError::invalid("facts.year", "range", message));
    }
    let given = entry.facts.get("opinion").is_some_and(|opinion| opinion == "同意");
    let Some(person) = entry.person else { return Ok(()) };
    let other = medals_of(writer, person)?.into_iter().find(|other| Some(other.id.as_str()) != id);
    match other.filter(|_| given) {
        None => Ok(()),
        Some(other) => {
            let year = other.facts.get("year").cloned().unwrap_or_default();
            let message = format!("这位同志已在 {year} 年度登记过纪念章，纪念章只颁发一次。");
            Err(ApiError::invalid("person", "second_medal", message))
        }
    }
}

/// Nobody serves longer than the clock or the event says, nor twice at the same time, nor longer than a day has hours.
fn hours(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    let worked = served(entry.facts);
    let too_long = |most: i64| worked * 60 > most * 100;
    let clock = clock(entry.facts);
    if let Some((from, to)) = clock {
        let most = minutes(to) - minutes(from);
        if most <= 0 {
            return Err(ApiError::invalid("facts.to", "order", "结束时间要晚于开始时间，请核对。"));
        }
        if too_long(most) {
            return Err(ApiError::invalid("facts.hours", "range", "时长超过了起止时间之间的长度，请核对。"));
        }
    }
    let event = entry.event.map(|event| writer.event(event)).transpose()?;
    if event.is_some_and(|event| too_long(minutes(&event.to) - minutes(&event.from))) {
        return Err(ApiError::invalid("facts.hours", "range", "时长超过了这场活动的长度，请核对。"));
    }
    let filter = EntryFilter {
        ledger: Some("volunteer".into()),
        person: entry.person.map(str::to_owned),
        from: Some(entry.day.to_owned()),
        to: Some(entry.day.to_owned()),
        ..EntryFilter::default()
    };
    let others = writer.entries(&filter, 0, 100)?;
    let others = others.iter().filter(|other| Some(other.id.as_str()) != id).collect::<Vec<_>>();
    for other in &others {
        refuse_twice(other, entry, clock)?;
    }
    if worked + others.iter().map(|other| served(&other.facts)).sum::<i64>() > 2_400 {
        return Err(ApiError::invalid("facts.hours", "range", "一天加起来超过 24 小时，请核对时长。"));
    }
    Ok(())
}

fn served(facts: &Facts) -> i64 {
    facts.get("hours").and_then(|hours| hours.parse().ok()).unwrap_or(0)
}

fn clock(facts: &Facts) -> Option<(&str, &str)> {
    Some((facts.get("from")?.as_str(), facts.get("to")?.as_str()))
}

/// The same time is not written twice: where both lines have a clock it says so, else the event does.
fn refuse_twice(other: &EntryRecord, entry: &EntryFacts<'_>, now: Option<(&str, &str)>) -> Answer<()> {
    match (clock(&other.facts), now) {
        (Some((begun, ended)), Some((from, to))) if begun < to && from < ended => Err(ApiError::invalid(
            "facts.from",
            "overlap",
            "这位同志这段时间已经记过一次服务，同一时间不能重复计时。",
        )),
        (Some(_), Some(_)) => Ok(()),
        _ if entry.event.is_some() && other.written().event == entry.event => {
            Err(ApiError::invalid("event", "second", "这位同志这场活动已经记过时长，请在原来那一行修改。"))
        }
        _ => Ok(()),
    }
}

fn minutes(clock: &str) -> i64 {
    let (hour, minute) = clock.split_once(':').unwrap_or_default();
    hour.parse::<i64>().unwrap_or(0) * 60 + minute.parse::<i64>().unwrap_or(0)
}

/// A term that is over before it begins is none; the days are compared before.
fn fresh(entry: &EntryFacts<'_>) -> Answer<()> {
    if entry.until == Some(entry.day) {
        return Err(ApiError::invalid("until", "order", "任期到期日要晚于任职日期，请核对。"));
    }
    Ok(())
}

/// Somebody is sent, who is in the pool where they are known to it, and who holds the role they are sent in.
fn sent(writer: &Writer<'_>, entry: &EntryFacts<'_>) -> Answer<()> {
    let Some(person) = entry.person else {
        let is_sent = entry.state.is_some_and(|state| ["已派单", "已接单", "已完成"].contains(&state));
        return if is_sent {
            Err(ApiError::invalid("person", "required", "请先选派出人才，再改为已派单。"))
        } else {
            Ok(())
        };
    };
    if let Some(talent) = writer.talent_of(person)? {
        let states = talent.states.into_iter().map(|(day, state, _)| (day, state)).collect::<Vec<_>>();
        let state = state_on(&states, entry.day).unwrap_or("申报");
        if state != "入库" {
            let message = format!("这位同志在人才库里那天是“{state}”，不能派单。请先办理入库或另选一位。");
            return Err(ApiError::new(Code::Conflict, message));
        }
    }
    in_force(writer, person, entry)
}

/// Who is sent out in a role must hold it on that day; where no role is said, the register must not know of roles that all
/// have run out.
fn in_force(writer: &Writer<'_>, person: &str, entry: &EntryFacts<'_>) -> Answer<()> {
    let mut filter = EntryFilter {
        ledger: Some("appointment".into()),
        person: Some(person.to_owned()),
        ..EntryFilter::default()
    };
    let role = entry.facts.get("role");
    filter.facts.extend(role.map(|role| ("role".to_owned(), role.clone())));
    let held = writer.entries(&filter, 0, 100)?;
    let runs = |one: &EntryRecord| {
        one.day.as_str() <= entry.day && one.until.as_deref().is_none_or(|until| until >= entry.day)
    };
    if held.iter().any(runs) || (held.is_empty() && role.is_none()) {
        return Ok(());
    }
    let until = held.iter().filter_map(|one| one.until.as_deref()).filter(|until| *until < entry.day).max();
    let message = match (until, role) {
        (Some(until), _) => {
            format!("这位同志的聘任已于 {until} 到期，请先在“聘任与任职”续聘再派单。")
        }
        (None, Some(role)) => {
            format!("这位同志那天没有“{role}”的聘任，请先在“聘任与任职”登记再派单。")
        }
        (None, None) => "这位同志的聘任那天还没有开始，请核对服务日期。".into(),
    };
    Err(ApiError::new(Code::Conflict, message))
}

/// What was answered has an answer.
fn replied(entry: &EntryFacts<'_>) -> Answer<()> {
    if entry.state == Some("已答复") && !entry.facts.contains_key("reply") {
        return Err(ApiError::invalid("facts.reply", "required", "已答复的请写明答复内容。"));
    }
    Ok(())
}

/// Nominated once a year. What follows from being chosen is an award, which has a day and a level.
fn chosen(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    if nomination(writer, entry)?.is_some_and(|other| Some(other.id.as_str()) != id) {
        let message = "这一年度已经推荐过，请在原来那一行修改。";
        return Err(ApiError::invalid("facts.year", "second", message));
    }
    if entry.state != Some("当选") {
        return Ok(());
    }
    if entry.until.is_none() {
        return Err(ApiError::invalid("until", "required", "当选的请填公布日期，表彰台账按这一天登记。"));
    }
    if !entry.facts.contains_key("level") {
        return Err(ApiError::invalid("facts.level", "required", "当选的请选级别，表彰台账按级别统计。"));
    }
    Ok(())
}

/// Only who was nominated that year and is not yet decided on is reviewed, once by each reviewer.
fn reviewed(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    let Some(nominated) = nomination(writer, entry)? else {
        let message = "这一年度的评选里没有推荐，请先在“最美银发志愿者评选”登记推荐。";
        return Err(ApiError::new(Code::Conflict, message));
    };
    if nominated.state.as_deref().is_some_and(|state| ["当选", "未当选"].contains(&state)) {
        return Err(ApiError::new(Code::Conflict, "这一年度的评选已经有结果，不能再打分。"));
    }
    let reviewer = entry.facts.get("reviewer");
    let again = reviews(writer, entry)?
        .into_iter()
        .any(|other| Some(other.id.as_str()) != id && other.facts.get("reviewer") == reviewer);
    if again {
        let message = "这位评委已经打过分，请在原来那一行修改。";
        return Err(ApiError::invalid("facts.reviewer", "second", message));
    }
    Ok(())
}
