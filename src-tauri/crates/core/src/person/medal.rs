//! “光荣在党50年”纪念章: who has been in the Party for 50 full years by 1 July of a year (`domain.md` 2.6, S23). What
//! excludes somebody is not established, so the organization's opinion (组织意见) decides, not this.

use super::standing::{Standing, standing};
use super::{Facts, Field};
use crate::date::PartialDate;
use chrono::{Months, NaiveDate};

/// The medal was first given in this year.
pub const FIRST_YEAR: i32 = 2021;
/// Full years in the Party.
const YEARS: u32 = 50;

/// Whether somebody has been in the Party long enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// Whichever day the dates mean.
    Yes,
    /// 临界: it depends on a day that is not known.
    Undecided,
    /// Not by that day, or there is no date at all.
    No,
}

/// The day by which the years must be full.
pub fn cut_off(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 7, 1)
}

/// Whether somebody's years are full by 1 July of a year, and the standing it goes by.
pub fn reached(facts: &Facts, year: i32) -> Option<(Reached, Standing)> {
    let date = |field| facts.get(&field).and_then(|date| date.parse::<PartialDate>().ok());
    let correction =
        facts.get(&Field::StandingCorrection).and_then(|months| months.parse().ok()).unwrap_or(0);
    let on = cut_off(year)?;
    let standing = standing(date(Field::PartyJoin), date(Field::FullMembership), correction, on);
    let latest = on.checked_sub_months(Months::new(YEARS * 12))?;
    let reached = match standing.start {
        Some((_, last)) if last <= latest => Reached::Yes,
        Some((first, _)) if first <= latest => Reached::Undecided,
        _ => Reached::No,
    };
    Some((reached, standing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use proptest::prelude::*;

    fn of(join: &str, full: &str) -> Facts {
        let facts = [(Field::PartyJoin, join), (Field::FullMembership, full)];
        facts
            .into_iter()
            .filter(|(_, date)| !date.is_empty())
            .map(|(field, date)| (field, date.into()))
            .collect()
    }

    fn is(join: &str, full: &str, year: i32) -> Reached {
        reached(&of(join, full), year).unwrap().0
    }

    #[test]
    fn the_first_of_july_counts_and_the_second_does_not() {
        assert_eq!(is("1976-07-01", "", 2026), Reached::Yes);
        assert_eq!(is("1976-07-02", "", 2026), Reached::No);
        assert_eq!(is("1976-07", "", 2026), Reached::Undecided);
        assert_eq!(is("1976-06", "", 2026), Reached::Yes);
        assert_eq!(is("1976-08", "", 2026), Reached::No);
        assert_eq!(is("1976", "", 2026), Reached::Undecided);
        assert_eq!(is("", "", 2026), Reached::No);
    }

    #[test]
    fn with_a_year_of_probation_it_takes_a_year_more() {
        assert_eq!(is("1968-05-01", "", 2018), Reached::No);
        assert_eq!(is("1968-05-01", "", 2019), Reached::Yes);
        assert_eq!(is("1978-05-01", "1979-05-01", 2029), Reached::Yes);
        assert_eq!(is("1977-08", "", 2028), Reached::Undecided, "the rule changed on the 12th");
    }

    /// The table of `domain.md` 2.5 as it stands there: for one day of joining, the months of probation.
    fn months(join: NaiveDate) -> &'static [u32] {
        let until = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let table: [(NaiveDate, &[u32]); 9] = [
            (until(1923, 6, 9), &[0]),
            (until(1927, 4, 26), &[3, 4, 5, 6]),
            (until(1928, 6, 17), &[0, 1, 2, 3]),
            (until(1945, 4, 22), &[0]),
            (until(1956, 9, 14), &[6, 12, 18, 24]),
            (until(1969, 3, 31), &[12]),
            (until(1977, 8, 11), &[0]),
            (until(1982, 9, 5), &[12]),
            (until(9999, 1, 1), &[12]),
        ];
        table.iter().find(|(last, _)| join <= *last).unwrap().1
    }

    /// Every day the date can be, and every probation it can have had.
    fn by_days(join: PartialDate, year: i32) -> Reached {
        let mut found = (false, false);
        let mut day = join.earliest();
        while day <= join.latest() {
            for months in months(day) {
                let start = day.checked_add_months(Months::new(*months)).unwrap();
                let full = start.checked_add_months(Months::new(600)).unwrap();
                if full <= NaiveDate::from_ymd_opt(year, 7, 1).unwrap() {
                    found.0 = true
                } else {
                    found.1 = true
                }
            }
            day = day.succ_opt().unwrap();
        }
        match found {
            (true, false) => Reached::Yes,
            (true, true) => Reached::Undecided,
            _ => Reached::No,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn it_is_what_trying_every_day_says(days in 0..29_000u64, fine in 0..3u8, year in FIRST_YEAR..2040) {
            let joined = NaiveDate::from_ymd_opt(1921, 7, 1).unwrap() + chrono::Days::new(days);
            let date = match fine {
                0 => PartialDate::new(joined.year(), None, None),
                1 => PartialDate::new(joined.year(), Some(joined.month()), None),
                _ => PartialDate::full(joined),
            }.unwrap();
            prop_assume!(date.earliest() >= NaiveDate::from_ymd_opt(1921, 7, 1).unwrap());
            prop_assert_eq!(is(&date.to_string(), "", year), by_days(date, year), "{}", date);
        }
    }
}
