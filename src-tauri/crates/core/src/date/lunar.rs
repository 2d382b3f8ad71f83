//! Days of the Chinese calendar (农历), 1901 to 2100.

use chinese_lunisolar_calendar::{ChineseVariant, LunarDay, LunarMonth, LunisolarDate};
use chrono::{Datelike, NaiveDate};

/// A day of the Chinese year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lunar {
    month: LunarMonth,
    day: LunarDay,
}

impl Lunar {
    /// The lunar day of a date; none outside the years the table covers.
    pub fn of(date: NaiveDate) -> Option<Lunar> {
        let date = LunisolarDate::from_date(date).ok()?;
        Some(Lunar { month: date.to_lunar_month(), day: date.to_lunar_day() })
    }

    /// The date it falls on in a Chinese year, named by the year it begins in. Who was born in a leap month keeps the
    /// day in the ordinary month of years without it, and the thirtieth is the twenty-ninth of a short month.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let year = u16::try_from(year).ok()?;
        let (month, day) = (self.month.to_u8(), self.day.to_u8());
        let on = |leap: bool, day: u8| LunisolarDate::from_ymd(year, month, leap, day).ok();
        let leap = self.month.is_leap_month();
        let found = on(leap, day).or_else(|| on(false, day)).or_else(|| on(false, day.checked_sub(1)?))?;
        Some(found.to_naive_date())
    }

    /// The first date not before `from` on which it falls.
    pub fn next(self, from: NaiveDate) -> Option<NaiveDate> {
        // A Chinese year begins up to seven weeks after the one it is named by.
        (from.year() - 1..=from.year() + 1).filter_map(|year| self.in_year(year)).find(|date| *date >= from)
    }

    /// 三月初五, 闰四月初一.
    pub fn label(self) -> String {
        format!("{}{}", self.month.to_str(ChineseVariant::Simple), self.day.to_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn days_that_almanacs_give() {
        for (date, label) in [
            (day(2026, 2, 17), "正月初一"),
            (day(2026, 9, 25), "八月十五"),
            (day(2025, 7, 25), "闰六月初一"),
            (day(1949, 3, 5), "二月初六"),
        ] {
            assert_eq!(Lunar::of(date).unwrap().label(), label, "{date}");
        }
        assert_eq!(Lunar::of(day(1900, 5, 1)), None);
    }

    #[test]
    fn a_birthday_comes_again_each_chinese_year() {
        let born = Lunar::of(day(1949, 3, 5)).unwrap();
        assert_eq!(born.in_year(2026), Some(day(2026, 3, 24)));
        assert_eq!(born.next(day(2026, 3, 25)), born.in_year(2027));
        let new_year_eve = Lunar::of(day(2026, 2, 16)).unwrap();
        assert_eq!(
            new_year_eve.next(day(2027, 1, 1)),
            Some(day(2027, 2, 5)),
            "the last day of a Chinese year"
        );
        let leap = Lunar::of(day(2025, 7, 25)).unwrap();
        assert_eq!(
            leap.in_year(2026).map(|date| Lunar::of(date).unwrap().label()).as_deref(),
            Some("六月初一")
        );
    }

    proptest::proptest! {
        #[test]
        fn every_day_comes_back_to_itself(days in 0_i64..60_000) {
            let date = day(1921, 1, 1) + chrono::Duration::days(days);
            let lunar = Lunar::of(date).unwrap();
            let again = [date.year() - 1, date.year()].into_iter().filter_map(|year| lunar.in_year(year));
            proptest::prop_assert!(again.into_iter().any(|other| other == date), "{} {}", date, lunar.label());
        }
    }
}
