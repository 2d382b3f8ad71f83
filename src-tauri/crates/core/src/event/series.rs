//! 系列活动: weekly, monthly, on certain days, on a day of the Chinese calendar.

use crate::date::lunar::Lunar;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// When a series takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "repeat", rename_all = "snake_case")]
pub enum Repeat {
    /// On these days of each week, 1 for Monday to 7 for Sunday; every `every` weeks from the week it begins in.
    Weekly {
        /// Days of the week.
        days: Vec<u32>,
        /// 1 for each week, 2 for every other.
        every: u32,
    },
    /// On this day of each month; of a month that has no such day on its last.
    MonthlyOn {
        /// 1 to 31.
        day: u32,
    },
    /// On a weekday of each month, such as the first Friday.
    MonthlyThe {
        /// 1 to 4, or 5 for the last.
        week: u32,
        /// 1 for Monday to 7 for Sunday.
        weekday: u32,
    },
    /// On these days.
    On {
        /// The days.
        days: Vec<NaiveDate>,
    },
    /// Each year on a day of the Chinese calendar: the one that `like` fell on (重阳, 春节 …).
    Lunar {
        /// A day that was it in some year.
        like: NaiveDate,
    },
}

/// A series does not take place more often; ten years of a weekly course are 520.
pub const MOST: usize = 600;

impl Repeat {
    /// The days it takes place from one day to another, both included, in order; at most [`MOST`].
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        match self {
            Self::Weekly { days, every } => weekly(days, (*every).max(1), from, to),
            Self::MonthlyOn { day } => monthly(from, to, |year, month| on(year, month, *day)),
            Self::MonthlyThe { week, weekday } => {
                monthly(from, to, |year, month| the(year, month, *week, *weekday))
            }
            Self::On { days } => {
                let days = days.iter().copied().filter(|day| (from..=to).contains(day));
                days.collect::<BTreeSet<_>>().into_iter().take(MOST).collect()
            }
            Self::Lunar { like } => lunar(*like, from, to),
        }
    }
}

fn weekly(days: &[u32], every: u32, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let first = monday(from);
    from.iter_days()
        .take_while(|day| *day <= to)
        .filter(|day| days.contains(&day.weekday().number_from_monday()))
        .filter(|day| (monday(*day) - first).num_weeks() % i64::from(every) == 0)
        .take(MOST)
        .collect()
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

fn monthly(from: NaiveDate, to: NaiveDate, day: impl Fn(i32, u32) -> Option<NaiveDate>) -> Vec<NaiveDate> {
    let mut months = Vec::new();
    let (mut year, mut month) = (from.year(), from.month());
    while (year, month) <= (to.year(), to.month()) && months.len() <= MOST {
        months.push((year, month));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let days = months.into_iter().filter_map(|(year, month)| day(year, month));
    days.filter(|day| (from..=to).contains(day)).take(MOST).collect()
}

fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|last| NaiveDate::from_ymd_opt(year, month, day.min(last)))
}

fn the(year: i32, month: u32, week: u32, weekday: u32) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
    if week < 5 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(week).ok()?);
    }
    [5, 4].into_iter().find_map(|week| NaiveDate::from_weekday_of_month_opt(year, month, weekday, week))
}

fn lunar(like: NaiveDate, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let Some(day) = Lunar::of(like) else { return Vec::new() };
    (from.year() - 1..=to.year())
        .filter_map(|year| day.in_year(year))
        .filter(|day| (from..=to).contains(day))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(repeat: &Repeat, from: &str, to: &str) -> Vec<String> {
        repeat.days(day(from), day(to)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn series_as_centres_hold_them() {
        let chorus = Repeat::Weekly { days: vec![2, 4], every: 1 };
        assert_eq!(days(&chorus, "2026-03-04", "2026-03-12"), ["2026-03-05", "2026-03-10", "2026-03-12"]);
        let other = Repeat::Weekly { days: vec![1], every: 2 };
        assert_eq!(days(&other, "2026-03-04", "2026-04-01"), ["2026-03-16", "2026-03-30"]);
        let theme_day = Repeat::MonthlyOn { day: 31 };
        assert_eq!(
            days(&theme_day, "2026-01-31", "2026-04-30"),
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
        );
        let first_friday = Repeat::MonthlyThe { week: 1, weekday: 5 };
        assert_eq!(days(&first_friday, "2026-03-01", "2026-04-30"), ["2026-03-06", "2026-04-03"]);
        let last_friday = Repeat::MonthlyThe { week: 5, weekday: 5 };
        assert_eq!(days(&last_friday, "2026-01-01", "2026-02-28"), ["2026-01-30", "2026-02-27"]);
        let double_ninth = Repeat::Lunar { like: day("2025-10-29") };
        assert_eq!(days(&double_ninth, "2026-01-01", "2027-12-31"), ["2026-10-18", "2027-10-08"]);
    }

    fn repeats() -> impl Strategy<Value = Repeat> {
        prop_oneof![
            (proptest::collection::vec(1..=7_u32, 1..4), 1..4_u32)
                .prop_map(|(days, every)| Repeat::Weekly { days, every }),
            (1..=31_u32).prop_map(|day| Repeat::MonthlyOn { day }),
            (1..=5_u32, 1..=7_u32).prop_map(|(week, weekday)| Repeat::MonthlyThe { week, weekday }),
        ]
    }

    proptest! {
        #[test]
        fn ten_years_of_a_series_are_what_each_day_by_itself_says(repeat in repeats(), start in 0..3_650_u64) {
            let from = day("2020-01-01") + Days::new(start);
            let to = from + Days::new(3_652);
            let found = repeat.days(from, to);
            let expected = from.iter_days().take_while(|day| *day <= to).filter(|day| is_on(&repeat, from, *day));
            prop_assert_eq!(found, expected.take(MOST).collect::<Vec<_>>());
        }
    }

    /// The slow and obvious way: one day, by itself.
    fn is_on(repeat: &Repeat, from: NaiveDate, day: NaiveDate) -> bool {
        let last_of_month = day.succ_opt().unwrap().month() != day.month();
        match repeat {
            Repeat::Weekly { days, every } => {
                let weeks = (day - from).num_days() + i64::from(from.weekday().num_days_from_monday());
                days.contains(&day.weekday().number_from_monday()) && (weeks / 7) % i64::from(*every) == 0
            }
            Repeat::MonthlyOn { day: wanted } => {
                day.day() == *wanted || (last_of_month && *wanted > day.day())
            }
            Repeat::MonthlyThe { week, weekday } => {
                let nth = (day.day() - 1) / 7 + 1;
                let is_last = (day + Days::new(7)).month() != day.month();
                day.weekday().number_from_monday() == *weekday
                    && if *week < 5 { nth == *week } else { is_last }
            }
            Repeat::On { .. } | Repeat::Lunar { .. } => unreachable!(),
        }
    }
}
