use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::show;
use crate::time::business_day;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::{Facts, Field, occasion};
use yinhui_store::person::PersonRecord;

/// A list of people by date.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListDates {
    /// `birthday`, `lunar_birthday`, `round`, `standing`, `absent`.
    pub list: String,
    /// First day; today when left out.
    pub from: Option<String>,
    /// Last day; a month on when left out, at most a year.
    pub to: Option<String>,
    /// For `absent`: away for more days than this; 90 when left out.
    pub days: Option<i64>,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows wanted, at most 500.
    pub limit: i64,
}

/// Somebody on a list by date.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DateRow {
    /// Record id of the person.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 出生日期, as fine as known.
    pub birth: String,
    /// 周岁 today.
    pub age: String,
    /// 所在支部
    pub branch: String,
    /// Masked.
    pub phones: String,
    /// The day; null where it is not known.
    pub day: Option<String>,
    /// Why: `80 周岁，逢十寿辰`.
    pub text: String,
    /// False where the dates are too coarse to be sure.
    pub sure: bool,
}

/// A list by date.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DateList {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// What it goes by, in words.
    pub rule: String,
    /// People in all.
    pub total: i64,
    /// The page.
    pub rows: Vec<DateRow>,
}

/// Days a list looks ahead unless it is told.
const AHEAD: i64 = 30;
/// Longer than a year shows everybody.
const MOST_DAYS: i64 = 366;
/// Away for so long, unless it is told.
const ABSENT_DAYS: i64 = 90;

/// Somebody on a list: when, and why.
struct Found {
    day: Option<NaiveDate>,
    text: String,
    sure: bool,
}

/// A list by date: 生日, 农历生日, 逢十寿辰, 党龄, 久未到馆. Only of people in the register now: whoever died or moved
/// away is on none.
pub(crate) fn dates(context: &Context<'_>, which: ListDates) -> Answer<DateList> {
    if !["birthday", "lunar_birthday", "round", "standing", "absent"].contains(&which.list.as_str()) {
        return Err(ApiError::invalid("list", "not_in_list", "没有这份名单，请从列表中选择。"));
    }
    let today = context.today();
    let from = day("from", which.from.as_deref())?.unwrap_or(today);
    let to = day("to", which.to.as_deref())?.unwrap_or(from + Duration::days(AHEAD - 1));
    if to < from || to - from >= Duration::days(MOST_DAYS) {
        return Err(ApiError::invalid("to", "range", "结束日期要在开始日期之后，最多一年。"));
    }
    let away = which.days.unwrap_or(ABSENT_DAYS);
    if !(1..=36_500).contains(&away) {
        return Err(ApiError::invalid("days", "range", "天数请填 1 到 36500。"));
    }
    let people = context.read(|reader| {
        let people = reader.everybody()?;
        let here = people.into_iter().filter(|p| show::fact(&p.facts, Field::State) == "在册");
        here.map(|person| {
            let seen = if which.list == "absent" { reader.last_seen(&person.id)? } else { None };
            Ok((person, seen))
        })
        .collect::<Result<Vec<_>, _>>()
    })?;
    let find = |person: &PersonRecord, seen: Option<&str>| match which.list.as_str() {
        "birthday" => occasion::birthday(&person.facts, from, to).map(birthday),
        "lunar_birthday" => occasion::lunar_birthday(&person.facts, from, to).map(birthday),
        "round" => {
            occasion::birthday(&person.facts, from, to).filter(|b| occasion::is_round(b.turns)).map(birthday)
        }
        "standing" => milestone(&person.facts, from, to),
        _ => absent(seen, today - Duration::days(away)),
    };
    let mut rows: Vec<(Found, PersonRecord)> = people
        .into_iter()
        .filter_map(|(person, seen)| Some((find(&person, seen.as_deref())?, person)))
        .collect();
    // Days that are not known come last, whoever is longest away first.
    rows.sort_by_cached_key(|(found, person)| {
        (found.day.is_none() && which.list != "absent", found.day, show::fact(&person.facts, Field::Name))
    });
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let limit = if which.limit <= 0 { 100 } else { which.limit.min(500) };
    Ok(DateList {
        from: from.to_string(),
        to: to.to_string(),
        rule: rule(&which.list, away),
        total,
        rows: rows
            .into_iter()
            .skip(usize::try_from(which.offset).unwrap_or(0))
            .take(usize::try_from(limit).unwrap_or(0))
            .map(|(found, person)| row(found, person, today))
            .collect(),
    })
}

fn day(path: &str, text: Option<&str>) -> Answer<Option<NaiveDate>> {
    text.filter(|text| !text.trim().is_empty()).map(|text| business_day(path, text)).transpose()
}

fn birthday(birthday: occasion::Birthday) -> Found {
    let round = if occasion::is_round(birthday.turns) { "，逢十寿辰" } else { "" };
    let text = match (&birthday.lunar, birthday.day) {
        (Some(lunar), _) => format!("农历{lunar}，{} 周岁{round}", birthday.turns),
        (None, Some(_)) => format!("{} 周岁{round}", birthday.turns),
        (None, None) => format!("{} 月，日期不详，{} 周岁{round}", birthday.month, birthday.turns),
    };
    Found { day: birthday.day, text, sure: birthday.day.is_some() }
}

fn milestone(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Option<Found> {
    let (years, sure) = occasion::milestone(facts, from, to)?;
    let doubt = if sure { "" } else { "（日期不够准确，请核对）" };
    Some(Found { day: None, text: format!("党龄满 {years} 年{doubt}"), sure })
}

fn absent(seen: Option<&str>, since: NaiveDate) -> Option<Found> {
    let Some(seen) = seen else {
        return Some(Found { day: None, text: "从未到馆".into(), sure: true });
    };
    let day: NaiveDate = seen.parse().ok()?;
    (day < since).then(|| Found { day: Some(day), text: format!("最近一次 {seen}"), sure: true })
}

/// What the list goes by, in words.
fn rule(list: &str, days: i64) -> String {
    match list {
        "birthday" => "按公历出生日期；2 月 29 日出生的，平年算在 28 日。只知道出生月份的排在最后。".into(),
        "lunar_birthday" => {
            "按农历换算（1901 年以后）；闰月出生的，无此闰月的年份过本月。出生日期不完整的不列。".into()
        }
        "round" => "周岁满 60、70、80……的公历生日。".into(),
        "standing" => "这段时间里党龄满 50、60、70、80 年；日期不够准确的注明待核对。".into(),
        _ => format!("在册人员中 {days} 天以上没有到馆的，从未到馆的也列出。"),
    }
}

fn row(found: Found, person: PersonRecord, today: NaiveDate) -> DateRow {
    let facts = &person.facts;
    DateRow {
        name: show::fact(facts, Field::Name),
        sex: show::fact(facts, Field::Sex),
        birth: show::fact(facts, Field::Birth),
        age: show::age(facts, today),
        branch: show::fact(facts, Field::Branch),
        phones: show::masked(Field::Phones, &show::fact(facts, Field::Phones), true),
        day: found.day.map(|day| day.to_string()),
        text: found.text,
        sure: found.sure,
        person: person.id,
    }
}
