//! The invented people of the sample.

use super::bodies::{Bodies, Body, named};
use super::{Maker, date};
use crate::error::Answer;
use chrono::{Months, NaiveDate};
use compact_str::CompactString;
use yinhui_core::person::identity::check_digit;
use yinhui_core::person::{Facts, Field};

/// Record ids of everybody: first the members owed a medal, then the other members, then those of no party, then those
/// who died or moved away.
pub(super) struct People {
    all: Vec<String>,
    medals: usize,
    members: usize,
    living: usize,
}

impl People {
    pub(super) fn everybody(&self) -> &[String] {
        &self.all
    }

    /// Who is alive and in the register.
    pub(super) fn living(&self) -> &[String] {
        self.all.get(..self.living).unwrap_or_default()
    }

    /// Members alive and in the register.
    pub(super) fn members(&self) -> &[String] {
        self.all.get(..self.members).unwrap_or_default()
    }

    /// Members whose 50 years in the Party are full this year.
    pub(super) fn owed_a_medal(&self) -> &[String] {
        self.all.get(..self.medals).unwrap_or_default()
    }
}

/// Who somebody is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    OwedAMedal,
    Member,
    /// 离休
    Veteran,
    NoMember,
}

/// Those of them who retired before the rest.
const VETERANS: usize = 9;

impl Maker<'_> {
    /// Everybody, in their branches.
    pub(super) fn people(&mut self, bodies: &Bodies) -> Answer<People> {
        let places = places(&bodies.branches, self.size.members)
            .into_iter()
            .chain(places(&bodies.mixed, self.size.mixed_members));
        let mut places = places.collect::<Vec<_>>();
        self.rng.shuffle(&mut places);
        let members = places.len();
        let mut all = Vec::new();
        for (nth, branch) in places.into_iter().enumerate() {
            let who = if nth < self.size.medals { Who::OwedAMedal } else { Who::Member };
            all.push(self.person(who, Some(branch), None)?);
        }
        for nth in 0..self.size.others {
            let who = if nth < VETERANS { Who::Veteran } else { Who::NoMember };
            all.push(self.person(who, None, None)?);
        }
        let living = all.len();
        let gone =
            std::iter::repeat_n("去世", self.size.died).chain(std::iter::repeat_n("转出", self.size.left));
        for state in gone {
            let branch = self.rng.choice(bodies.mixed.iter()).map(|(_, name)| name.as_str());
            all.push(self.person(Who::Member, branch, Some(state))?);
        }
        Ok(People { all, medals: self.size.medals, members, living })
    }

    fn person(&mut self, who: Who, branch: Option<&str>, state: Option<&str>) -> Answer<String> {
        let woman = self.rng.bool();
        let born = match who {
            Who::OwedAMedal => self.day(date(self.year - 90, 1, 1), date(self.year - 73, 12, 31)),
            Who::Veteran => self.day(date(1926, 1, 1), date(1931, 12, 31)),
            Who::Member | Who::NoMember => {
                // Two of three are not yet eighty.
                let oldest = if self.rng.u8(0..3) == 0 { 94 } else { 79 };
                self.day(date(self.year - oldest, 1, 1), date(self.year - 62, 12, 31))
            }
        };
        let mut facts = self.plain(born, woman);
        self.work(&mut facts, who, born, woman);
        self.party(&mut facts, who, born);
        let mut put = |field, value: &str| facts.insert(field, CompactString::from(value));
        if let Some(branch) = branch {
            put(Field::Branch, branch);
        }
        if let Some(state) = state {
            let since = self.this_year().to_string();
            put(Field::State, state);
            put(Field::StateSince, &since);
        }
        let today = self.context.today().to_string();
        Ok(self.writer.create_person(&facts, &Default::default(), &today)?)
    }

    /// Name, numbers and where they live.
    fn plain(&mut self, born: NaiveDate, woman: bool) -> Facts {
        let dai = self.rng.u8(0..10) < 3;
        let words = self.words;
        let name = if dai {
            let first = self.one(if woman { &words.dai_women } else { &words.dai_men }).to_owned();
            format!("{first}{}", self.one(&words.dai_ends))
        } else {
            let given = if woman { &words.given_women } else { &words.given_men };
            let second = if self.rng.u8(0..8) == 0 { "" } else { self.one(given) };
            format!("{}{}{second}", self.one(&words.family), self.one(given))
        };
        let ethnicity = if dai { "傣族" } else { self.one(&words.ethnicities) };
        let identity = self.identity(born, woman);
        let phone = format!("1990000{:04}", self.rng.u32(0..10_000));
        let address = format!("示例市{}{}号", self.one(&words.streets), self.rng.u32(1..300));
        let residence = ["与配偶同住", "与配偶同住", "与子女同住", "与子女同住", "独居", "养老机构"];
        let health = ["健康或良好", "健康或良好", "一般或较弱", "有慢性病"];
        let pairs = [
            (Field::Name, name),
            (Field::Sex, if woman { "女" } else { "男" }.into()),
            (Field::Ethnicity, ethnicity.into()),
            (Field::Birth, born.to_string()),
            (Field::Identity, identity),
            (Field::Phones, phone),
            (Field::Address, address),
            (Field::Residence, self.rng.choice(residence).unwrap_or_default().into()),
            (Field::Health, self.rng.choice(health).unwrap_or_default().into()),
            (Field::SelfCare, if self.rng.u8(0..40) == 0 { "不能自理" } else { "自理" }.into()),
            (
                Field::Education,
                self.rng.choice(["高中", "中专", "大专", "大专", "本科"]).unwrap_or_default().into(),
            ),
            (Field::Resettled, if self.rng.u8(0..60) == 0 { "是" } else { "否" }.into()),
            (Field::Counted, "是".into()),
        ];
        pairs.into_iter().map(|(field, value)| (field, CompactString::from(value))).collect()
    }

    /// A number nobody else has.
    fn identity(&mut self, born: NaiveDate, woman: bool) -> String {
        loop {
            let serial = self.rng.u32(0..499) * 2 + u32::from(!woman);
            let first = format!("532822{}{serial:03}", born.format("%Y%m%d"));
            let number = check_digit(&first).map_or_else(String::new, |digit| format!("{first}{digit}"));
            if self.numbers.insert(number.clone()) {
                return number;
            }
        }
    }

    fn work(&mut self, facts: &mut Facts, who: Who, born: NaiveDate, woman: bool) {
        let words = self.words;
        let unit = named(self.one(&words.units));
        let begun = match who {
            Who::Veteran => self.day(date(1947, 1, 1), date(1949, 9, 30)),
            _ => after(born, 18 + self.rng.u32(0..6)),
        };
        let retired = after(born, if woman { 55 } else { 60 }).max(date(1984, 1, 1)).min(self.last);
        let kind = if unit.ends_with("公司") {
            "国企管理人员"
        } else {
            self.rng.choice(["公务员", "参公", "事业"]).unwrap_or_default()
        };
        let pairs = [
            (Field::Unit, unit),
            (Field::Post, self.one(&words.posts).to_owned()),
            (
                Field::Rank,
                if who == Who::Veteran { "副县处级".into() } else { self.one(&words.ranks).to_owned() },
            ),
            (Field::WorkStart, begun.to_string()),
            (Field::Retire, retired.to_string()),
            (Field::RetirementKind, if who == Who::Veteran { "离休" } else { "退休" }.into()),
            (Field::StaffKind, kind.into()),
        ];
        facts.extend(pairs.into_iter().map(|(field, value)| (field, CompactString::from(value))));
    }

    /// Nobody but those owed a medal has been in the Party for 50 years by 1 July.
    fn party(&mut self, facts: &mut Facts, who: Who, born: NaiveDate) {
        let joined = match who {
            Who::Veteran | Who::NoMember => {
                let political = if self.rng.u8(0..6) == 0 { "民盟盟员" } else { "群众" };
                facts.insert(Field::Political, political.into());
                return;
            }
            Who::OwedAMedal => self.day(date(self.year - 54, 1, 1), date(self.year - 50, 6, 30)),
            Who::Member => {
                let first = date(self.year - 50, 8, 1).max(after(born, 20));
                self.day(first, date(self.year - 4, 12, 31).max(first))
            }
        };
        // 1969-04-01 to 1977-08-11 there was no probation (domain.md 2.5).
        let probation = !(date(1969, 4, 1)..=date(1977, 8, 11)).contains(&joined);
        let full = if probation { after(joined, 1) } else { joined };
        facts.insert(Field::Political, "中共党员".into());
        facts.insert(Field::PartyJoin, joined.to_string().into());
        facts.insert(Field::FullMembership, full.to_string().into());
    }
}

/// The name of a branch for each member, shared out evenly.
fn places(branches: &[Body], members: usize) -> Vec<&str> {
    branches
        .iter()
        .cycle()
        .take(if branches.is_empty() { 0 } else { members })
        .map(|(_, name)| name.as_str())
        .collect()
}

/// So many years later.
fn after(day: NaiveDate, years: u32) -> NaiveDate {
    day.checked_add_months(Months::new(years * 12)).unwrap_or(day)
}
