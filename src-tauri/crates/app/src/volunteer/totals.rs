use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::ledger::show::short;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_store::ledger::{EntryFilter, EntryRecord};

/// Hours from one day to another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TotalHours {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// What was served from one day to another. Every line counts once, whichever team or event it names.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VolunteerTotals {
    /// 人次
    pub times: i64,
    /// 人数
    pub people: i64,
    /// Hours.
    pub hours: String,
    /// By person, most hours first.
    pub persons: Vec<PersonHours>,
    /// By team, most hours first; hours of no team come last, without an id.
    pub teams: Vec<TeamHours>,
}

/// What somebody served.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonHours {
    /// Record id.
    pub person: String,
    /// 姓名
    pub name: String,
    /// How often.
    pub times: i64,
    /// Hours.
    pub hours: String,
    /// The teams they served with.
    pub teams: Vec<String>,
    /// The last day.
    pub last: String,
}

/// What a team served.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamHours {
    /// Record id; null for those who served with none.
    pub team: Option<String>,
    /// Its name.
    pub name: String,
    /// 人次
    pub times: i64,
    /// 人数
    pub people: i64,
    /// Hours.
    pub hours: String,
}

/// What is added up of a person or team.
#[derive(Default)]
struct Sum {
    name: String,
    hundredths: i64,
    times: i64,
    people: BTreeSet<String>,
    teams: BTreeSet<String>,
    last: String,
}

/// Hours by person and by team.
pub(crate) fn totals(context: &Context<'_>, span: TotalHours) -> Answer<VolunteerTotals> {
    let (from, to) = (business_day("from", &span.from)?, business_day("to", &span.to)?);
    if to < from {
        return Err(ApiError::invalid("to", "order", "结束日期不能早于开始日期。"));
    }
    let lines = context.read(|reader| {
        let filter = EntryFilter {
            ledger: Some("volunteer".into()),
            from: Some(from.to_string()),
            to: Some(to.to_string()),
            ..EntryFilter::default()
        };
        reader.entries(&filter, 0, i64::from(i32::MAX))
    })?;
    let mut persons = BTreeMap::<String, Sum>::new();
    let mut teams = BTreeMap::<Option<String>, Sum>::new();
    for line in &lines {
        let Some((person, name)) = &line.person else { continue };
        let team = line.team.clone();
        let own = persons.entry(person.clone()).or_default();
        own.name.clone_from(name);
        own.take(line, person);
        own.teams.extend(team.iter().map(|(_, name)| name.clone()));
        let named = team.as_ref().map_or_else(|| "没有团队".to_owned(), |(_, name)| name.clone());
        let with = teams.entry(team.map(|(id, _)| id)).or_default();
        with.name = named;
        with.take(line, person);
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (times, hundredths) =
        persons.values().fold((0, 0), |(t, h), sum| (t + sum.times, h + sum.hundredths));
    let people = number(persons.len());
    let mut persons = persons.into_iter().collect::<Vec<_>>();
    persons
        .sort_by(|(_, one), (_, other)| (-one.hundredths, &one.name).cmp(&(-other.hundredths, &other.name)));
    let mut teams = teams.into_iter().collect::<Vec<_>>();
    teams.sort_by(|(one_id, one), (other_id, other)| {
        (one_id.is_none(), -one.hundredths, &one.name).cmp(&(
            other_id.is_none(),
            -other.hundredths,
            &other.name,
        ))
    });
    Ok(VolunteerTotals {
        times,
        people,
        hours: short(hundredths),
        persons: persons
            .into_iter()
            .map(|(person, sum)| PersonHours {
                person,
                name: sum.name,
                times: sum.times,
                hours: short(sum.hundredths),
                teams: sum.teams.into_iter().collect(),
                last: sum.last,
            })
            .collect(),
        teams: teams
            .into_iter()
            .map(|(team, sum)| TeamHours {
                team,
                name: sum.name,
                times: sum.times,
                people: number(sum.people.len()),
                hours: short(sum.hundredths),
            })
            .collect(),
    })
}

impl Sum {
    fn take(&mut self, line: &EntryRecord, person: &str) {
        self.times += 1;
        self.hundredths += hundredths(line);
        self.people.insert(person.to_owned());
        self.last = self.last.as_str().max(line.day.as_str()).to_owned();
    }
}

/// The hours of a line in hundredths.
pub(super) fn hundredths(line: &EntryRecord) -> i64 {
    line.facts.get("hours").and_then(|hours| hours.parse().ok()).unwrap_or(0)
}
