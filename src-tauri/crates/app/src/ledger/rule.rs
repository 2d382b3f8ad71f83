//! What a ledger refuses, beyond what its columns say.

use crate::error::{Answer, ApiError, Code};
use crate::ledger::finest::{nomination, reviews};
use yinhui_core::ledger::Ledger;
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter};

/// Refuses a line that cannot be true, with a sentence that says why.
pub(super) fn allow(
    writer: &Writer<'_>,
    ledger: &Ledger,
    id: Option<&str>,
    entry: &EntryFacts<'_>,
) -> Answer<()> {
    living(writer, ledger, entry)?;
    match ledger.key.as_str() {
        "medal" => one_medal(writer, id, entry),
        "volunteer" => hours(writer, id, entry),
        "appointment" => fresh(entry),
        "dispatch" => in_force(writer, entry),
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

/// The medal is given once (`domain.md` 2.6).
fn one_medal(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    let given = entry.facts.get("opinion").is_some_and(|opinion| opinion == "同意");
    let facts = [("opinion".to_owned(), "同意".to_owned())].into();
    let filter = EntryFilter {
        ledger: Some("medal".into()),
        person: entry.person.map(str::to_owned),
        facts,
        ..EntryFilter::default()
    };
    let other = writer.entries(&filter, 0, 2)?.into_iter().find(|other| Some(other.id.as_str()) != id);
    match other.filter(|_| given) {
        None => Ok(()),
        Some(other) => {
            let year = other.facts.get("year").cloned().unwrap_or_default();
            let message = format!("这位同志已在 {year} 年度登记过纪念章，纪念章只颁发一次。");
            Err(ApiError::invalid("person", "second_medal", message))
        }
    }
}

/// Nobody serves longer than the clock says, nor twice at the same time.
fn hours(writer: &Writer<'_>, id: Option<&str>, entry: &EntryFacts<'_>) -> Answer<()> {
    let fact = |key: &str| entry.facts.get(key).map(String::as_str);
    let worked = fact("hours").and_then(|hours| hours.parse::<i64>().ok()).unwrap_or(0);
    if worked > 2_400 {
        return Err(ApiError::invalid("facts.hours", "range", "一天最多 24 小时，请核对时长。"));
    }
    let (Some(from), Some(to)) = (fact("from"), fact("to")) else { return Ok(()) };
    let most = minutes(to) - minutes(from);
    if most <= 0 {
        return Err(ApiError::invalid("facts.to", "order", "结束时间要晚于开始时间，请核对。"));
    }
    if worked * 60 > most * 100 {
        return Err(ApiError::invalid("facts.hours", "range", "时长超过了起止时间之间的长度，请核对。"));
    }
    let filter = EntryFilter {
        ledger: Some("volunteer".into()),
        person: entry.person.map(str::to_owned),
        from: Some(entry.day.to_owned()),
        to: Some(entry.day.to_owned()),
        ..EntryFilter::default()
    };
    let clash = writer.entries(&filter, 0, 100)?.into_iter().any(|other| {
        let of = |key: &str| other.facts.get(key).cloned();
        Some(other.id.as_str()) != id
            && matches!((of("from"), of("to")), (Some(begun), Some(ended)) if begun.as_str() < to && from < ended.as_str())
    });
    if clash {
        return Err(ApiError::invalid(
            "facts.from",
            "overlap",
            "这位同志这段时间已经记过一次服务，同一时间不能重复计时。",
        ));
    }
    Ok(())
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

/// Who is sent out in a role must hold it on that day, where the register knows of a role that has run out.
fn in_force(writer: &Writer<'_>, entry: &EntryFacts<'_>) -> Answer<()> {
    let Some(person) = entry.person else { return Ok(()) };
    let filter = EntryFilter {
        ledger: Some("appointment".into()),
        person: Some(person.to_owned()),
        ..EntryFilter::default()
    };
    let held = writer.entries(&filter, 0, 100)?;
    let runs = |until: &Option<String>| until.as_deref().is_none_or(|until| until >= entry.day);
    if held.is_empty() || held.iter().any(|one| runs(&one.until)) {
        return Ok(());
    }
    let until = held.iter().filter_map(|one| one.until.clone()).max().unwrap_or_default();
    Err(ApiError::new(
        Code::Conflict,
        format!("这位同志的聘任已于 {until} 到期，请先在“聘任与任职”续聘再派单。"),
    ))
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
