//! Days to remember: birthdays of either calendar, round ones, and years in the Party.

use super::{Facts, Field, standing};
use crate::date::{PartialDate, lunar::Lunar};
use chrono::{Datelike, NaiveDate};

/// From which age on a birthday that ends in 0 is a round one (逢十寿辰).
const ROUND_FROM: u32 = 60;
/// Years in the Party that are marked; 50 is that of the medal (`domain.md` 2.6).
const MILESTONES: [u32; 4] = [50, 60, 70, 80];

/// A birthday to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Birthday {
    /// When; none where only the month is known.
    pub day: Option<NaiveDate>,
    /// The month it falls in, where the day is not known.
    pub month: u32,
    /// 周岁 reached on it, or in that year by the Chinese calendar.
    pub turns: u32,
    /// 三月初五, where it was asked for by the Chinese calendar.
    pub lunar: Option<String>,
}

fn fact(facts: &Facts, field: Field) -> Option<PartialDate> {
    facts.get(&field)?.parse().ok()
}

/// The birthday from one day to another, both included. One born on 29 February has it on the 28th in other years.
pub fn birthday(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Option<Birthday> {
    let birth = fact(facts, Field::Birth)?;
    let month = birth.month()?;
    let turns = |year: i32| u32::try_from(year - birth.year()).unwrap_or(0);
    for year in from.year()..=to.year() {
        let found = match birth.day() {
            Some(day) => {
                let on = NaiveDate::from_ymd_opt(year, month, day)
                    .or_else(|| NaiveDate::from_ymd_opt(year, month, 28));
                on.filter(|on| (from..=to).contains(on)).map(|on| (Some(on), year))
            }
            None => {
                let (first, last) = month_of(year, month)?;
                (first <= to && last >= from).then_some((None, year))
            }
        };
        if let Some((day, year)) = found.filter(|(_, year)| *year > birth.year()) {
            return Some(Birthday { day, month, turns: turns(year), lunar: None });
        }
    }
    None
}

/// The same by the Chinese calendar; nobody whose day of birth is not known.
pub fn lunar_birthday(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Option<Birthday> {
    let born = fact(facts, Field::Birth)?.exact()?;
    let lunar = Lunar::of(born)?;
    let day = lunar.next(from).filter(|day| *day <= to && *day > born)?;
    // A birthday early in a solar year may belong to the Chinese year before.
    let years = |date: NaiveDate| {
        (date.year() - 1..=date.year()).rev().find(|year| lunar.in_year(*year) == Some(date))
    };
    let turns = years(day)? - years(born)?;
    Some(Birthday {
        day: Some(day),
        month: day.month(),
        turns: u32::try_from(turns).unwrap_or(0),
        lunar: Some(lunar.label()),
    })
}

/// True for 60, 70, 80 …
pub const fn is_round(turns: u32) -> bool {
    turns >= ROUND_FROM && turns.is_multiple_of(10)
}

/// The mark in the Party that is reached from one day to another, both included: the years, and whether the dates are
/// fine enough to be sure of it.
pub fn milestone(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Option<(u32, bool)> {
    let (join, full) = (fact(facts, Field::PartyJoin), fact(facts, Field::FullMembership));
    if join.is_none() && full.is_none() {
        return None;
    }
    let months = facts.get(&Field::StandingCorrection).and_then(|months| months.parse().ok()).unwrap_or(0);
    let on = |day: NaiveDate| standing::standing(join, full, months, day).years;
    let before = from.pred_opt().map_or((0, 0), on);
    let after = on(to);
    MILESTONES.into_iter().find_map(|mark| {
        let sure = before.1 < mark && after.0 >= mark;
        let maybe = before.0 < mark && after.1 >= mark;
        maybe.then_some((mark, sure))
    })
}

fn month_of(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let date = PartialDate::new(year, Some(month), None)?;
    Some((date.earliest(), date.latest()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(text: &str) -> Facts {
        Facts::from([(Field::Birth, text.into())])
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn birthdays_of_a_month() {
        let (from, to) = (day("2026-03-01"), day("2026-03-31"));
        let found =
            |text: &str| birthday(&born(text), from, to).map(|b| (b.day.map(|d| d.to_string()), b.turns));
        assert_eq!(found("1949-03-05"), Some((Some("2026-03-05".into()), 77)));
        assert_eq!(found("1949-03"), Some((None, 77)), "the month is known, the day is not");
        assert_eq!(found("1949-04-01"), None);
        assert_eq!(found("1949"), None);
        let february = birthday(&born("1948-02-29"), day("2026-02-01"), day("2026-02-28")).unwrap();
        assert_eq!(february.day, Some(day("2026-02-28")));
        let over_new_year = birthday(&born("1950-01-02"), day("2025-12-20"), day("2026-01-10")).unwrap();
        assert_eq!((over_new_year.day, over_new_year.turns), (Some(day("2026-01-02")), 76));
    }

    #[test]
    fn birthdays_by_the_chinese_calendar() {
        let found = lunar_birthday(&born("1949-03-05"), day("2026-03-01"), day("2026-03-31")).unwrap();
        assert_eq!((found.day, found.turns), (Some(day("2026-03-24")), 77));
        assert_eq!(found.lunar.as_deref(), Some("二月初六"));
        // The last day of a Chinese year.
        let eve = lunar_birthday(&born("1949-01-28"), day("2026-02-01"), day("2026-02-28")).unwrap();
        assert_eq!(
            (eve.day, eve.turns, eve.lunar.as_deref()),
            (Some(day("2026-02-16")), 77, Some("腊月三十"))
        );
        assert_eq!(lunar_birthday(&born("1949-03"), day("2026-01-01"), day("2026-12-31")), None);
    }

    #[test]
    fn fifty_years_in_the_party() {
        let joined =
            |text: &str| Facts::from([(Field::PartyJoin, text.into()), (Field::FullMembership, text.into())]);
        let year = |facts: &Facts| milestone(facts, day("2026-01-01"), day("2026-12-31"));
        assert_eq!(year(&joined("1976-07-01")), Some((50, true)));
        assert_eq!(year(&joined("1966-07-01")), Some((60, true)));
        assert_eq!(year(&joined("1975-07-01")), None, "that was last year");
        assert_eq!(milestone(&joined("1976"), day("2026-01-01"), day("2026-06-30")), Some((50, false)));
    }
}
