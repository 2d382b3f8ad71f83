use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::organization::rules::in_force;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::organization::life::{quarter, stretch_of, stretches};
use yinhui_core::organization::term::{Per, Rules};
use yinhui_store::ledger::EntryFilter;
use yinhui_store::organization::MeetingRecord;
use yinhui_store::{Reader, StoreError};

/// The meetings of a year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowLife {
    /// The year.
    pub year: i64,
}

/// 三会一课 of a year: every branch by kind of meeting and stretch of the year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LifeGrid {
    /// The kinds of meeting that are to be held.
    pub kinds: Vec<LifeKind>,
    /// Every branch there is, by name.
    pub branches: Vec<LifeBranch>,
    /// Quarter by quarter, over all branches.
    pub quarters: Vec<LifeQuarter>,
}

/// A kind of meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LifeKind {
    /// 党员大会 …
    pub kind: String,
    /// Into how many stretches the year falls for it: 12, 4 or 1.
    pub stretches: i64,
}

/// One branch.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LifeBranch {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many meetings of each kind in each stretch, in the order of the kinds.
    pub held: Vec<Vec<i64>>,
    /// The stretches of each kind it was excused from, from 1.
    pub excused: Vec<Vec<i64>>,
}

/// One quarter of one kind of meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LifeQuarter {
    /// 党员大会 …
    pub kind: String,
    /// 1 to 4.
    pub quarter: i64,
    /// 应召开
    pub required: i64,
    /// 已召开
    pub held: i64,
    /// 排除
    pub excused: i64,
}

/// The ledger of branches excused from a meeting.
const EXCUSES: &str = "life_excuse";
/// Organizations that hold the meetings of a branch.
const BRANCHES: [&str; 3] = ["党支部", "联合党支部", "流动党员党支部"];

/// 三会一课 of a year.
pub(crate) fn life(context: &Context<'_>, show: ShowLife) -> Answer<LifeGrid> {
    let year = Some(show.year).filter(|year| (1950..=2200).contains(year));
    let year = year.ok_or_else(|| ApiError::invalid("year", "year", "年度请填四位数字。"))?;
    let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
    // A year that is over has twelve months, one to come has none.
    let today = context.today();
    let months = match year.cmp(&i64::from(today.year())) {
        Ordering::Less => 12,
        Ordering::Equal => usize::try_from(today.month()).unwrap_or(12),
        Ordering::Greater => 0,
    };
    context.read(|reader| {
        let rules = in_force(reader)?;
        let held = held(&rules, &reader.meetings(&first, &last)?);
        let excused = excused(reader, &rules, &year.to_string())?;
        let organizations = reader.organizations()?.into_iter().filter(|one| {
            let there = one.closed.as_ref().is_none_or(|closed| *closed > first);
            there && BRANCHES.contains(&one.kind.as_str())
        });
        let branches = organizations.map(|one| branch(&rules, one.id, one.name, &held, &excused));
        let branches = branches.collect::<Vec<_>>();
        Ok(LifeGrid { kinds: kinds(&rules), quarters: quarters(&rules, &branches, months), branches })
    })
}

/// By (organization, kind, stretch): how many.
type Held = BTreeMap<(String, String, usize), i64>;
/// (organization, kind, stretch).
type Excused = BTreeSet<(String, String, usize)>;

fn per_of(rules: &Rules, kind: &str) -> Option<Per> {
    rules.meetings.iter().find(|meeting| meeting.kind == kind).map(|meeting| meeting.per)
}

fn month_of(day: &str) -> usize {
    day.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1)
}

fn held(rules: &Rules, meetings: &[MeetingRecord]) -> Held {
    let mut held = Held::new();
    for meeting in meetings {
        if let Some(per) = per_of(rules, &meeting.kind) {
            let stretch = stretch_of(per, month_of(&meeting.day));
            *held.entry((meeting.organization.clone(), meeting.kind.clone(), stretch)).or_default() += 1;
        }
    }
    held
}

fn excused(reader: &Reader<'_>, rules: &Rules, year: &str) -> Result<Excused, StoreError> {
    let filter = EntryFilter { ledger: Some(EXCUSES.into()), ..EntryFilter::default() };
    let entries = reader.entries(&filter, 0, 100_000)?;
    let found = entries.into_iter().filter_map(|entry| {
        let (organization, _) = entry.organization?;
        let (kind, month) = (entry.facts.get("kind")?.clone(), entry.facts.get("month")?);
        let per = per_of(rules, &kind)?;
        month.starts_with(year).then(|| (organization, kind, stretch_of(per, month_of(month))))
    });
    Ok(found.collect())
}

fn kinds(rules: &Rules) -> Vec<LifeKind> {
    let kind = |meeting: &yinhui_core::organization::term::Frequency| LifeKind {
        kind: meeting.kind.clone(),
        stretches: number(stretches(meeting.per)),
    };
    rules.meetings.iter().map(kind).collect()
}

fn branch(rules: &Rules, id: String, name: String, held: &Held, excused: &Excused) -> LifeBranch {
    let key = |kind: &str, stretch: usize| (id.clone(), kind.to_owned(), stretch);
    let all = |per| 1..=stretches(per);
    LifeBranch {
        held: rules
            .meetings
            .iter()
            .map(|one| {
                all(one.per).map(|stretch| held.get(&key(&one.kind, stretch)).copied().unwrap_or(0)).collect()
            })
            .collect(),
        excused: rules
            .meetings
            .iter()
            .map(|one| {
                let excused = all(one.per).filter(|stretch| excused.contains(&key(&one.kind, *stretch)));
                excused.map(number).collect()
            })
            .collect(),
        name,
        id: id.clone(),
    }
}

fn quarters(rules: &Rules, branches: &[LifeBranch], months: usize) -> Vec<LifeQuarter> {
    let mut all = Vec::new();
    for (at, meeting) in rules.meetings.iter().enumerate() {
        for nth in 1..=4 {
            let mut sum = LifeQuarter {
                kind: meeting.kind.clone(),
                quarter: number(nth),
                required: 0,
                held: 0,
                excused: 0,
            };
            for branch in branches {
                let (held, excused) = (branch.held.get(at), branch.excused.get(at));
                let has =
                    |stretch: usize| held.and_then(|held| held.get(stretch - 1)).is_some_and(|n| *n > 0);
                let out = |stretch: usize| excused.is_some_and(|excused| excused.contains(&number(stretch)));
                let counted = quarter(meeting.per, nth, months, has, out);
                sum.required += number(counted.required);
                sum.held += number(counted.held);
                sum.excused += number(counted.excused);
            }
            all.push(sum);
        }
    }
    all
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
