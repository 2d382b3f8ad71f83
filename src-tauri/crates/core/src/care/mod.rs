//! Who is to be visited, and why (`domain.md` 4.9, S42). The numbers of days are the centre's own to set.

use crate::date::{PartialDate, lunar::Lunar};
use crate::person::{Facts, Field};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// When somebody is due, as the centre has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// From this age on somebody is watched.
    pub age_from: u32,
    /// Days between two visits of those who are watched.
    pub visit_days: u32,
    /// Days after which somebody who used to come is missed.
    pub absent_days: u32,
    /// Days within which somebody is asked after once out of hospital.
    pub discharged_days: u32,
    /// Days before a festival from which its round begins.
    pub festival_days: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { age_from: 80, visit_days: 90, absent_days: 90, discharged_days: 7, festival_days: 30 }
    }
}

/// A stay in hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none while it lasts.
    pub until: Option<NaiveDate>,
    /// Somebody was there, though no visit is written down.
    pub visited: bool,
}

/// What is known of somebody's visits.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Their facts.
    pub facts: &'a Facts,
    /// The last visit to them.
    pub visited: Option<NaiveDate>,
    /// The last visit to them for the festival of now.
    pub festival: Option<NaiveDate>,
    /// The last day they were at the centre.
    pub seen: Option<NaiveDate>,
    /// Their last stay in hospital.
    pub stay: Option<Stay>,
}

/// Why somebody is to be visited, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 住院
    Hospital,
    /// 出院
    Discharged,
    /// 遗属
    Bereaved,
    /// 节日
    Festival,
    /// 高龄、独居、不能自理
    Watched,
    /// 久未到馆
    Absent,
}

impl Reason {
    /// Every reason, the most urgent first.
    pub const ALL: [Reason; 6] = [
        Reason::Hospital,
        Reason::Discharged,
        Reason::Bereaved,
        Reason::Festival,
        Reason::Watched,
        Reason::Absent,
    ];

    /// The word a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Reason::Hospital => "住院未看望",
            Reason::Discharged => "出院未联系",
            Reason::Festival => "节日慰问",
            Reason::Watched => "定期走访",
            Reason::Absent => "久未到馆",
            Reason::Bereaved => "遗属慰问",
        }
    }
}

/// A reason, since when it holds, and in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub reason: Reason,
    /// The day from which somebody is due; none where they were never visited.
    pub since: Option<NaiveDate>,
    /// Why, with the dates it goes by.
    pub text: String,
}

/// A round of visits: its name, and its first and last day.
pub type Festival = (&'static str, NaiveDate, NaiveDate);

/// The festival whose round is on: 元旦春节, 七一, 重阳.
pub fn festival(rules: &Rules, today: NaiveDate) -> Option<Festival> {
    use chrono::Datelike;
    let before = |day: NaiveDate| day.checked_sub_days(Days::new(rules.festival_days.into()));
    let lunar = |year: i32, known: (i32, u32, u32)| {
        Lunar::of(NaiveDate::from_ymd_opt(known.0, known.1, known.2)?)?.in_year(year)
    };
    let rounds = (today.year()..=today.year() + 1).flat_map(|year| {
        [
            ("元旦春节", NaiveDate::from_ymd_opt(year, 1, 1), lunar(year, (2024, 2, 10))),
            ("七一", NaiveDate::from_ymd_opt(year, 7, 1), NaiveDate::from_ymd_opt(year, 7, 1)),
            ("重阳", lunar(year, (2024, 10, 11)), lunar(year, (2024, 10, 11))),
        ]
    });
    let mut on = rounds.filter_map(|(name, first, last)| Some((name, before(first?)?, last?)));
    on.find(|(_, from, to)| (*from..=*to).contains(&today))
}

/// Why somebody living is to be visited today, when the round of that [`festival`] is on or none; nothing where they are
/// not.
pub fn due(known: &Known<'_>, rules: &Rules, (today, festival): (NaiveDate, Option<Festival>)) -> Vec<Due> {
    let marks = marks(known.facts, rules, today);
    let watched = !marks.is_empty();
    let regular = watched.then(|| regular(known, rules, &marks, today)).flatten();
    // What they are watched for is said once.
    let said = if regular.is_some() { String::new() } else { format!("{}，", marks.join("、")) };
    [
        stay(known, rules, today),
        festival.filter(|_| watched).and_then(|festival| round(known, festival, &said)),
        regular,
        absent(known, rules, today),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Those whom somebody left behind are to be visited, until they were or the follow-up is done: `died` as it is known,
/// else since the day it was written down. A visit before that was to who died.
pub fn bereaved(died: Option<PartialDate>, recorded: NaiveDate, visited: Option<NaiveDate>) -> Option<Due> {
    let since = died.map(PartialDate::earliest);
    if visited.is_some_and(|visited| visited >= since.unwrap_or(recorded)) {
        return None;
    }
    let when = died.map_or_else(String::new, |died| format!("{died} "));
    Some(Due { reason: Reason::Bereaved, since, text: format!("{when}去世，遗属还没有慰问") })
}

/// Why somebody is watched at all: 80 周岁, 独居, 不能自理.
pub fn marks(facts: &Facts, rules: &Rules, today: NaiveDate) -> Vec<String> {
    let fact = |field| facts.get(&field).map_or("", |fact| fact.as_str());
    let birth = fact(Field::Birth).parse::<PartialDate>().ok();
    let mut marks = Vec::new();
    if let Some((least, most)) = birth.map(|birth| birth.full_years_by(today)) {
        if least >= rules.age_from {
            marks.push(format!("{least} 周岁"));
        } else if most >= rules.age_from {
            marks.push(format!("可能满 {} 周岁（出生日期不完整）", rules.age_from));
        }
    }
    if fact(Field::Residence).contains("独居") || fact(Field::SpecialMarks).contains("独居") {
        marks.push("独居".into());
    }
    if fact(Field::SelfCare) == "不能自理" {
        marks.push("不能自理".into());
    }
    marks
}

/// In hospital and not visited there; out of it and not asked after.
fn stay(known: &Known<'_>, rules: &Rules, today: NaiveDate) -> Option<Due> {
    let stay = known.stay?;
    let since = stay.until.unwrap_or(stay.from);
    let again = known.visited.is_some_and(|visited| visited >= since);
    if again || since > today {
        return None;
    }
    match stay.until {
        None if stay.visited => None,
        None => Some(Due {
            reason: Reason::Hospital,
            since: Some(since),
            text: format!("{since} 住院，还没有看望"),
        }),
        Some(until) => {
            let last = until.checked_add_days(Days::new(rules.discharged_days.into()))?;
            (today <= last).then(|| Due {
                reason: Reason::Discharged,
                since: Some(until),
                text: format!("{until} 出院，{last} 前应联系"),
            })
        }
    }
}

fn round(known: &Known<'_>, (name, from, to): Festival, marks: &str) -> Option<Due> {
    let done = known.festival.is_some_and(|day| day >= from);
    (!done).then(|| Due {
        reason: Reason::Festival,
        since: Some(from),
        text: format!("{marks}{name}慰问，{to} 前"),
    })
}

fn regular(known: &Known<'_>, rules: &Rules, marks: &[String], today: NaiveDate) -> Option<Due> {
    let marks = marks.join("、");
    let Some(visited) = known.visited else {
        return Some(Due {
            reason: Reason::Watched, since: None, text: format!("{marks}，没有走访记录")
        });
    };
    let since = visited.checked_add_days(Days::new(rules.visit_days.into()))?;
    (since <= today).then(|| Due {
        reason: Reason::Watched,
        since: Some(since),
        text: format!("{marks}，上次走访 {visited}"),
    })
}

/// Somebody who used to come, and neither came nor was visited since.
fn absent(known: &Known<'_>, rules: &Rules, today: NaiveDate) -> Option<Due> {
    let seen = known.seen?;
    let last = known.visited.map_or(seen, |visited| visited.max(seen));
    let since = last.checked_add_days(Days::new(rules.absent_days.into()))?;
    (since <= today).then(|| Due {
        reason: Reason::Absent,
        since: Some(since),
        text: format!("最近一次到馆 {seen}"),
    })
}

#[cfg(test)]
mod tests;
