use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::show;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::medal::{self, Reached};
use yinhui_core::person::standing::Standing;
use yinhui_core::person::{Facts, Field};
use yinhui_store::ledger::{EntryFilter, EntryRecord};
use yinhui_store::person::PersonRecord;
use yinhui_store::{Reader, StoreError};

/// Which year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListMedals {
    /// 颁发年度
    pub year: i64,
}

/// Who may be given the medal in a year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MedalList {
    /// 颁发年度
    pub year: i64,
    /// What the list goes by, in words.
    pub rule: String,
    /// Whose 50 years are full, whichever day their dates mean; by name.
    pub eligible: Vec<MedalRow>,
    /// 临界人员: it depends on a day that is not known.
    pub undecided: Vec<MedalRow>,
    /// How many were given it in earlier years.
    pub before: i64,
    /// How many were given it in this year.
    pub given: i64,
}

/// Somebody who may be given the medal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MedalRow {
    /// Record id.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 出生日期, as fine as known.
    pub birth: String,
    /// 入党时间
    pub joined: String,
    /// 转正时间
    pub full: String,
    /// 党龄 on 1 July of the year.
    pub standing: String,
    /// How it is reckoned.
    pub rule: String,
    /// What a person should look at.
    pub notes: Vec<String>,
    /// 所在支部
    pub branch: String,
    /// The opinion written down for this year: 同意, 暂缓, 不予; empty for none.
    pub opinion: String,
    /// Its reason.
    pub reason: String,
    /// Record id of the line of the ledger; null where none is written.
    pub entry: Option<String>,
}

/// Nobody is younger when they have been in the Party for 50 years.
const MEDAL_AGE: i32 = 68;

/// What is shown of somebody, and what their standing is reckoned from.
const SHOWN: [Field; 7] = [
    Field::Name,
    Field::Sex,
    Field::Birth,
    Field::Political,
    Field::PartyJoin,
    Field::FullMembership,
    Field::StandingCorrection,
];

/// Who may be given the medal in a year: living members in the register who were not given it before.
pub(crate) fn medals(context: &Context<'_>, list: ListMedals) -> Answer<MedalList> {
    let range = format!("年度请填 {} 到 2100。", medal::FIRST_YEAR);
    let invalid = || ApiError::invalid("year", "range", range.clone());
    let year = i32::try_from(list.year).ok().filter(|year| (medal::FIRST_YEAR..=2100).contains(year));
    let year = year.ok_or_else(invalid)?;
    let (people, held) = context.read(|reader| Ok((reader.everybody_with(&SHOWN)?, held(reader)?)))?;
    let given_in = |line: &EntryRecord| line.facts.get("year").and_then(|year| year.parse::<i32>().ok());
    let given = |line: &&EntryRecord| line.facts.get("opinion").is_some_and(|opinion| opinion == "同意");
    let count = |which: &dyn Fn(i32) -> bool| {
        let lines = held.values().flatten().filter(given).filter_map(given_in);
        i64::try_from(lines.filter(|year| which(*year)).count()).unwrap_or(i64::MAX)
    };
    let (mut eligible, mut undecided) = (Vec::new(), Vec::new());
    for person in people {
        let lines = held.get(&person.id).map_or(&[][..], Vec::as_slice);
        let line = lines.iter().find(|line| given_in(line) == Some(year));
        // Who was given it this year stands there, though they died since.
        if !is_member(&person) && !line.is_some_and(|line| given(&line)) {
            continue;
        }
        let Some((mut reached, standing)) = medal::reached(&person.facts, year) else { continue };
        if reached == Reached::No && is_undated(&person, year) {
            reached = Reached::Undecided;
        }
        let before = lines.iter().filter(given).any(|line| given_in(line) < Some(year));
        if before || reached == Reached::No {
            continue;
        }
        let row = row(person, &standing, line);
        if reached == Reached::Yes { eligible.push(row) } else { undecided.push(row) }
    }
    for rows in [&mut eligible, &mut undecided] {
        rows.sort_by(|one, other| {
            (&one.branch, &one.name, &one.person).cmp(&(&other.branch, &other.name, &other.person))
        });
    }
    Ok(MedalList {
        year: list.year,
        rule: format!(
            "健在的中共党员，到 {year} 年 7 月 1 日党龄满 50 周年，以前没有颁发过。党龄按入党时期计算（有无预备期不同）。\
             只知道年月、差一天就不同的，和没有入党时间、年满 68 周岁的，列为临界人员，由人核定。哪些情形不予颁发没有公开的完整规定，请按组织意见登记。"
        ),
        eligible,
        undecided,
        before: count(&|given| given < year),
        given: count(&|given| given == year),
    })
}

/// Every line of the medal ledger, by person.
fn held(reader: &Reader<'_>) -> Result<BTreeMap<String, Vec<EntryRecord>>, StoreError> {
    let filter = EntryFilter { ledger: Some("medal".into()), ..EntryFilter::default() };
    let mut held = BTreeMap::<String, Vec<EntryRecord>>::new();
    for line in reader.entries(&filter, 0, i64::from(i32::MAX))? {
        if let Some((person, _)) = &line.person {
            held.entry(person.clone()).or_default().push(line);
        }
    }
    Ok(held)
}

/// A living member in the register; probationary members are not yet counted as such.
fn is_member(person: &PersonRecord) -> bool {
    show::fact(&person.facts, Field::State) == "在册"
        && show::fact(&person.facts, Field::Political) == "中共党员"
}

/// Nothing tells since when they are in the Party, and they are old enough: nobody joins before 18.
fn is_undated(person: &PersonRecord, year: i32) -> bool {
    let date = |field| show::date(&person.facts, field);
    date(Field::PartyJoin).is_none()
        && date(Field::FullMembership).is_none()
        && date(Field::Birth).is_none_or(|birth| birth.year() + MEDAL_AGE <= year)
}

fn row(person: PersonRecord, standing: &Standing, line: Option<&EntryRecord>) -> MedalRow {
    let facts: &Facts = &person.facts;
    let told = |key: &str| line.and_then(|line| line.facts.get(key)).cloned().unwrap_or_default();
    MedalRow {
        name: show::fact(facts, Field::Name),
        sex: show::fact(facts, Field::Sex),
        birth: show::fact(facts, Field::Birth),
        joined: show::fact(facts, Field::PartyJoin),
        full: show::fact(facts, Field::FullMembership),
        standing: show::years(standing),
        rule: standing.rule.to_owned(),
        notes: standing.flags.iter().map(|note| note.label().to_owned()).collect(),
        branch: show::fact(facts, Field::Branch),
        opinion: told("opinion"),
        reason: told("reason"),
        entry: line.map(|line| line.id.clone()),
        person: person.id,
    }
}
