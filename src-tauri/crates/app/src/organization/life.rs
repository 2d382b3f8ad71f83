use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::organization::rules::in_force;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::date::PartialDate;
use yinhui_core::kind::top;
use yinhui_core::organization::life::{Stretch, counts, last_day, quarter, stretch_of, stretches};
use yinhui_core::organization::term::{Frequency, Per, Rules};
use yinhui_store::ledger::EntryFilter;
use yinhui_store::organization::{MeetingRecord, OrganizationRecord};
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
    /// How many make a stretch of each kind complete: one, or one for each 党小组.
    pub asked: Vec<i64>,
    /// The stretches of each kind it was excused from, from 1.
    pub excused: Vec<Vec<i64>>,
    /// The stretches of each kind that are not its to hold, from 1: it was not there, or it has no 党小组.
    pub outside: Vec<Vec<i64>>,
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
/// Part of a branch; its meeting counts for the branch.
const GROUP: &str = "党小组";
/// The meeting each 党小组 holds for itself.
const GROUP_MEETING: &str = "党小组会";
/// A branch of those who still work is another's to look after.
const IN_SERVICE: &str = "在职";

/// 三会一课 of a year.
pub(crate) fn life(context: &Context<'_>, show: ShowLife) -> Answer<LifeGrid> {
    let year = i32::try_from(show.year).ok().filter(|year| (1950..=2200).contains(year));
    let year = year.ok_or_else(|| ApiError::invalid("year", "year", "年度请填四位数字。"))?;
    context.read(|reader| {
        let life = Life::of(reader, &reader.organizations()?, year, context.today())?;
        Ok(LifeGrid { kinds: kinds(&life.rules), quarters: life.quarters(), branches: life.branches })
    })
}

/// How one stretch stands for one branch and one kind of meeting.
pub(crate) struct Due<'a> {
    /// Record id of the branch.
    pub branch: &'a str,
    /// Its name.
    pub name: &'a str,
    /// 党员大会 …
    pub kind: &'a str,
    /// From 1.
    pub stretch: usize,
    /// The last day of the stretch.
    pub until: Option<NaiveDate>,
    /// 已召开, 已免 or 未召开.
    pub stands: Stretch,
}

/// 三会一课 of a year, until today.
pub(crate) struct Life {
    year: i32,
    rules: Rules,
    /// Months of the year that have begun.
    months: usize,
    branches: Vec<LifeBranch>,
}

impl Life {
    /// What was held in a year, and by whom it was to be held.
    pub(crate) fn of(
        reader: &Reader<'_>,
        all: &[OrganizationRecord],
        year: i32,
        today: NaiveDate,
    ) -> Result<Life, StoreError> {
        // What is planned was not held yet.
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31").min(today.to_string()));
        // A year that is over has twelve months, one to come has none.
        let months = match year.cmp(&today.year()) {
            Ordering::Less => 12,
            Ordering::Equal => usize::try_from(today.month()).unwrap_or(12),
            Ordering::Greater => 0,
        };
        let rules = in_force(reader)?;
        let groups = groups(all);
        let seen = Seen {
            year,
            held: held(&rules, &meetings(reader, &first, &last)?, &groups),
            excused: excused(reader, &rules, &year.to_string())?,
            groups,
        };
        let branches = all.iter().filter(|one| is_branch(one)).map(|one| seen.branch(&rules, one));
        let branches = branches.filter(|branch| is_there(&rules, branch)).collect::<Vec<_>>();
        Ok(Life { year, rules, months, branches })
    }

    /// Every stretch that counts: to be held, held, or excused.
    pub(crate) fn due(&self) -> impl Iterator<Item = Due<'_>> {
        self.branches.iter().flat_map(move |branch| {
            let meetings = self.rules.meetings.iter().enumerate();
            meetings.flat_map(move |(at, meeting)| {
                let per = meeting.per;
                (1..=stretches(per)).filter_map(move |stretch| {
                    Some(Due {
                        branch: &branch.id,
                        name: &branch.name,
                        kind: &meeting.kind,
                        stretch,
                        until: last_day(per, self.year, stretch),
                        stands: counts(per, stretch, self.months, branch.stands(at, stretch))?,
                    })
                })
            })
        })
    }

    fn quarters(&self) -> Vec<LifeQuarter> {
        let mut all = Vec::new();
        for (at, meeting) in self.rules.meetings.iter().enumerate() {
            for nth in 1..=4 {
                let mut sum = LifeQuarter {
                    kind: meeting.kind.clone(),
                    quarter: number(nth),
                    required: 0,
                    held: 0,
                    excused: 0,
                };
                for branch in &self.branches {
                    let counted =
                        quarter(meeting.per, nth, self.months, |stretch| branch.stands(at, stretch));
                    sum.required += number(counted.required);
                    sum.held += number(counted.held);
                    sum.excused += number(counted.excused);
                }
                all.push(sum);
            }
        }
        all
    }
}

fn is_branch(one: &OrganizationRecord) -> bool {
    BRANCHES.contains(&one.kind.as_str()) && one.composition.as_deref() != Some(IN_SERVICE)
}

/// It was there in the year, or held something in it.
fn is_there(rules: &Rules, branch: &LifeBranch) -> bool {
    let outside = branch.outside.iter().zip(&rules.meetings);
    let mut all = outside.filter(|(_, meeting)| meeting.kind != GROUP_MEETING);
    let was_out = all.all(|(outside, meeting)| outside.len() == stretches(meeting.per));
    !was_out || branch.held.iter().flatten().any(|count| *count > 0)
}

/// The 党小组 of each branch.
type Groups<'a> = BTreeMap<&'a str, Vec<&'a OrganizationRecord>>;

fn groups(all: &[OrganizationRecord]) -> Groups<'_> {
    let mut groups = Groups::new();
    for group in all.iter().filter(|one| one.kind == GROUP) {
        if let Some(parent) = group.parent.as_deref() {
            groups.entry(parent).or_default().push(group);
        }
    }
    groups
}

/// The meetings of some days; one of a kind of the centre's own counts as the kind it is part of.
pub(super) fn meetings(
    reader: &Reader<'_>,
    first: &str,
    last: &str,
) -> Result<Vec<MeetingRecord>, StoreError> {
    let kinds = crate::event::kinds::in_force(reader)?;
    let counted =
        |meeting: MeetingRecord| MeetingRecord { kind: top(&kinds, &meeting.kind).to_owned(), ..meeting };
    Ok(reader.meetings(first, last)?.into_iter().map(counted).collect())
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

fn held(rules: &Rules, meetings: &[MeetingRecord], groups: &Groups<'_>) -> Held {
    let branch_of =
        groups.iter().flat_map(|(branch, groups)| groups.iter().map(|group| (group.id.as_str(), *branch)));
    let branch_of = branch_of.collect::<BTreeMap<_, _>>();
    let mut held = Held::new();
    for meeting in meetings {
        if let Some(per) = per_of(rules, &meeting.kind) {
            let stretch = stretch_of(per, month_of(&meeting.day));
            let holder = meeting.organization.as_str();
            let holder = branch_of.get(holder).copied().unwrap_or(holder).to_owned();
            *held.entry((holder, meeting.kind.clone(), stretch)).or_default() += 1;
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

/// What is known of a year.
struct Seen<'a> {
    year: i32,
    held: Held,
    excused: Excused,
    groups: Groups<'a>,
}

impl Seen<'_> {
    fn branch(&self, rules: &Rules, one: &OrganizationRecord) -> LifeBranch {
        let each = |of: &dyn Fn(&Frequency, usize) -> bool| -> Vec<Vec<i64>> {
            let those = |meeting: &Frequency| {
                let stretches = 1..=stretches(meeting.per);
                stretches.filter(|stretch| of(meeting, *stretch)).map(number).collect()
            };
            rules.meetings.iter().map(those).collect()
        };
        let key = |meeting: &Frequency, stretch| (one.id.clone(), meeting.kind.clone(), stretch);
        let count =
            |meeting: &Frequency, stretch| self.held.get(&key(meeting, stretch)).copied().unwrap_or(0);
        let held =
            |meeting: &Frequency| (1..=stretches(meeting.per)).map(|nth| count(meeting, nth)).collect();
        LifeBranch {
            id: one.id.clone(),
            name: one.name.clone(),
            held: rules.meetings.iter().map(held).collect(),
            asked: rules.meetings.iter().map(|meeting| self.asked(one, meeting)).collect(),
            excused: each(&|meeting, stretch| self.excused.contains(&key(meeting, stretch))),
            outside: each(&|meeting, stretch| !self.is_to_hold(one, meeting, stretch)),
        }
    }

    fn groups_of(&self, branch: &OrganizationRecord) -> &[&OrganizationRecord] {
        self.groups.get(branch.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// At most how many are to be held in a stretch.
    fn asked(&self, branch: &OrganizationRecord, meeting: &Frequency) -> i64 {
        if meeting.kind != GROUP_MEETING {
            return 1;
        }
        let there = |day| self.groups_of(branch).iter().filter(|group| was_there(group, day)).count();
        let each =
            (1..=stretches(meeting.per)).filter_map(|nth| last_day(meeting.per, self.year, nth)).map(there);
        number(each.max().unwrap_or(0).max(1))
    }

    /// The branch, and for the meeting of 党小组 one of those, was there when the stretch ended.
    fn is_to_hold(&self, branch: &OrganizationRecord, meeting: &Frequency, stretch: usize) -> bool {
        let Some(day) = last_day(meeting.per, self.year, stretch) else { return false };
        let has_groups = || self.groups_of(branch).iter().any(|group| was_there(group, day));
        was_there(branch, day) && (meeting.kind != GROUP_MEETING || has_groups())
    }
}

/// It had been founded by the end of a day and was not closed.
fn was_there(one: &OrganizationRecord, day: NaiveDate) -> bool {
    let founded = one.details.get("founded").and_then(|founded| founded.parse::<PartialDate>().ok());
    founded.is_none_or(|founded| founded.earliest() <= day)
        && one.closed.as_deref().is_none_or(|closed| closed > day.to_string().as_str())
}

impl LifeBranch {
    /// How a stretch of the kind at that place stands.
    fn stands(&self, at: usize, stretch: usize) -> Stretch {
        let asked = self.asked.get(at).copied().unwrap_or(1);
        let held = self.held.get(at).and_then(|held| held.get(stretch.checked_sub(1)?)).copied().unwrap_or(0);
        let among = |those: &[Vec<i64>]| those.get(at).is_some_and(|those| those.contains(&number(stretch)));
        if held >= asked {
            Stretch::Held
        } else if among(&self.outside) {
            Stretch::Outside
        } else if among(&self.excused) {
            Stretch::Excused
        } else {
            Stretch::Open
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
