//! What a form may ask of somebody on a day, and what their record tells.

use crate::date::{PartialDate, Tri};
use crate::person::age::{Band, band};
use crate::person::standing::standing;
use crate::report::Registered;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a record tells about one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The word.
    Is(String),
    /// It does not tell, and why; a ruling may.
    Unknown(&'static str),
}

/// Rulings of a year: the word somebody decided on for (record id of a person, fact).
pub type Rulings = BTreeMap<(String, String), String>;

/// A part of the revolution (`domain.md` 1.3, F2 to F4): its last day and the words of the form.
const PERIODS: [((i32, u32, u32), &str); 5] = [
    ((1927, 7, 31), "1927年7月底以前"),
    ((1937, 7, 6), "1927年8月1日至1937年7月6日"),
    ((1942, 12, 31), "1937年7月7日至1942年12月底"),
    ((1945, 9, 2), "1943年1月1日至1945年9月2日"),
    ((1949, 9, 30), "1945年9月3日至1949年9月30日"),
];
const LATER: &str = "1949年10月1日以后";

/// Ages that the forms of 离休干部 count (`domain.md` 1.3, F2 to F4).
const ELDER: [(u32, &str); 3] = [(69, "69岁及以下"), (79, "70岁至79岁"), (u32::MAX, "80岁及以上")];

/// 党龄 in bands of our own.
const STANDING: [(u32, &str); 7] = [
    (9, "不满10年"),
    (19, "10-19年"),
    (29, "20-29年"),
    (39, "30-39年"),
    (49, "40-49年"),
    (59, "50-59年"),
    (u32::MAX, "60年及以上"),
];

/// 正省部级 … 科员、办事员及其他: the columns of F5 and F6.
pub(super) const RANKS: [&str; 8] =
    ["正省部级", "副省部级", "正厅局级", "副厅局级", "正县处级", "副县处级", "正乡科级", "副乡科级"];
pub(super) const CLERK: &str = "科员、办事员及其他";

/// What is missing is a word of its own: a rule between cells then names who has to be filled in. Only a date too coarse
/// to tell is unknown, which a ruling may decide.
const MISSING: &str = "未填";

/// Facts of a person that a form may ask.
pub(super) const FACTS: [&str; 13] = [
    "nature",
    "rank",
    "sex",
    "member",
    "self_care",
    "elder",
    "period",
    "beijing",
    "retirement_kind",
    "age_band",
    "standing",
    "treatment",
    "branch",
];

/// What is known of somebody on a day: each fact a form may ask but `composition`, which is of the organization.
pub(super) struct ToldOf(Vec<Told>);

impl ToldOf {
    /// Their record on a day, and what was ruled where it does not tell.
    pub(super) fn of(person: &Registered, day: NaiveDate, rulings: &Rulings) -> ToldOf {
        let each = FACTS.iter().map(|fact| {
            // Most years have no ruling, and everybody is asked about everything.
            let ruled =
                if rulings.is_empty() { None } else { rulings.get(&(person.id.clone(), (*fact).to_owned())) };
            ruled.map_or_else(|| told(person, fact, day), |word| Told::Is(word.clone()))
        });
        ToldOf(each.collect())
    }

    /// What is known of one fact.
    pub(super) fn get(&self, fact: &str) -> Option<&Told> {
        FACTS.iter().position(|one| *one == fact).and_then(|place| self.0.get(place))
    }
}

/// The words among which a fact that is not told can be ruled; empty where nothing is asked.
pub fn choices(fact: &str) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match fact {
        "in" | "in_before" | "retired" | "died" => own(&["是", "否"]),
        "elder" => ELDER.iter().map(|(_, word)| (*word).to_owned()).collect(),
        "period" => PERIODS.iter().map(|(_, word)| (*word).to_owned()).collect(),
        "standing" => STANDING.iter().map(|(_, word)| (*word).to_owned()).collect(),
        "age_band" => Band::ALL.iter().map(|band| band.label().to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn told(person: &Registered, fact: &str, day: NaiveDate) -> Told {
    let is = |word: &str| Told::Is(word.to_owned());
    match fact {
        "nature" => is(match person.nature.as_deref() {
            Some(nature @ ("机关" | "事业" | "企业")) => nature,
            _ => "未定",
        }),
        "rank" => rank(person),
        "sex" => match person.sex.as_deref() {
            Some(sex @ ("男" | "女")) => is(sex),
            _ => is(MISSING),
        },
        "member" => is(if person.is_member(day) { "是" } else { "否" }),
        "self_care" => is(person.self_care.as_deref().unwrap_or(MISSING)),
        "elder" => match person.birth {
            None => is(MISSING),
            Some(birth) => banded(birth.full_years_by(day), &ELDER, "出生日期不全，不能确定年龄"),
        },
        "period" => period(person.work_start),
        "beijing" => {
            let there = person.residence.as_deref().is_some_and(|place| place.starts_with("北京"));
            is(if there { "是" } else { "否" })
        }
        "retirement_kind" => is(person.retirement_kind.as_deref().unwrap_or(MISSING)),
        "age_band" => match band(person.birth, day) {
            Band::Undecided => Told::Unknown("出生日期不全，不能确定属哪一档"),
            band => is(band.label()),
        },
        "standing" => party_standing(person, day),
        "treatment" => is(person.treatment.as_deref().filter(|word| !word.is_empty()).unwrap_or(MISSING)),
        "branch" => is(person.branch(day).unwrap_or("none")),
        _ => Told::Unknown("没有这一项"),
    }
}

/// The level a form has a column for.
fn rank(person: &Registered) -> Told {
    match person.rank.as_deref() {
        None | Some("") => Told::Is(MISSING.to_owned()),
        Some(rank) if RANKS.contains(&rank) => Told::Is(rank.to_owned()),
        Some(_) => Told::Is(CLERK.to_owned()),
    }
}

fn period(start: Option<PartialDate>) -> Told {
    let Some(start) = start else { return Told::Is(MISSING.to_owned()) };
    for ((year, month, day), word) in PERIODS {
        let Some(last) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
        match start.on_or_before(last) {
            Tri::Yes => return Told::Is(word.to_owned()),
            Tri::Undecided => return Told::Unknown("参加革命工作时间不全，不能确定时期"),
            Tri::No => {}
        }
    }
    Told::Is(LATER.to_owned())
}

fn banded((least, most): (u32, u32), bands: &[(u32, &str)], coarse: &'static str) -> Told {
    let of = |years: u32| bands.iter().find(|(last, _)| years <= *last).map(|(_, word)| *word);
    match (of(least), of(most)) {
        (Some(low), Some(high)) if low == high => Told::Is(low.to_owned()),
        _ => Told::Unknown(coarse),
    }
}

fn party_standing(person: &Registered, day: NaiveDate) -> Told {
    let held = standing(person.party_join, person.full_membership, person.correction, day);
    match held.start {
        None => Told::Is(MISSING.to_owned()),
        Some(_) => banded(held.years, &STANDING, "入党时间不全，不能确定党龄"),
    }
}
