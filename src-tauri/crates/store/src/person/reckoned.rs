//! What a list is filtered by that is worked out and stands in no field: 党龄, 到馆. It stands in `person_sort`.

use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::{Value, Writer};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use compact_str::CompactString;
use rusqlite::named_params;
use yinhui_core::date::day::business_day;
use yinhui_core::person::{Facts, Field, standing::standing};

/// A test of what is worked out of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reckoned {
    /// 党龄 of so many full years at least, or at most, on that day; only where the dates leave no doubt.
    Standing {
        /// How many.
        years: Bound,
        /// The day.
        on: NaiveDate,
    },
    /// 到馆人次 of that year, which is the one that runs.
    Visits {
        /// How many.
        times: Bound,
        /// The year.
        year: i32,
    },
}

/// A number and the side of it that passes; the number itself does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It or more.
    Least(i64),
    /// It or less.
    Most(i64),
}

impl Reckoned {
    /// SQL that is true for those of `person_sort s` who pass; its parameters are added.
    pub(super) fn sql(&self, params: &mut Vec<Value>) -> String {
        let mut place = |value: Value| {
            params.push(value);
            format!("?{}", params.len())
        };
        match self {
            // Who is to begin one day has no full year yet, and that is known.
            Self::Standing { years: Bound::Least(..=0), .. } => "s.standing_latest IS NOT NULL".into(),
            Self::Standing { years: Bound::Least(years), on } => {
                format!("s.standing_latest <= {}", place(years_before(*on, *years).into()))
            }
            Self::Standing { years: Bound::Most(years), on } => {
                format!("s.standing_earliest > {}", place(years_before(*on, years.saturating_add(1)).into()))
            }
            // Everybody came not at all, at least.
            Self::Visits { times: Bound::Least(..=0), .. } => "1".into(),
            Self::Visits { times, year } => {
                let year = place(i64::from(*year).into());
                match times {
                    Bound::Least(times) => {
                        format!("(s.visits_year = {year} AND s.visits >= {})", place((*times).into()))
                    }
                    Bound::Most(times) => {
                        format!("(s.visits_year <> {year} OR s.visits <= {})", place((*times).into()))
                    }
                }
            }
        }
    }
}

/// The day so many years before, as a text to compare with; of a 29 February too.
fn years_before(day: NaiveDate, years: i64) -> String {
    format!("{:04}-{:02}-{:02}", i64::from(day.year()).saturating_sub(years), day.month(), day.day())
}

/// The first and the last day 党龄 can have begun, by these facts.
pub(super) fn standing_start(facts: &Facts) -> Option<(String, String)> {
    let date = |field| facts.get(&field).and_then(|date| date.parse().ok());
    let correction = facts.get(&Field::StandingCorrection).map_or("", CompactString::as_str);
    // When it began does not hang on the day it is asked for.
    let (earliest, latest) = standing(
        date(Field::PartyJoin),
        date(Field::FullMembership),
        correction.parse().unwrap_or(0),
        NaiveDate::default(),
    )
    .start?;
    Some((earliest.to_string(), latest.to_string()))
}

/// Who came in as many days stands higher at the desk.
const OFTEN_DAYS: i64 = 180;

/// The days since when visits are counted for a list.
#[derive(Debug, Clone)]
pub(super) struct Since {
    /// The first day whose visits make somebody come often.
    half_year: String,
    /// The year that runs.
    year: i32,
}

impl Since {
    /// As they are at a moment.
    pub(super) fn of(now: DateTime<Utc>) -> Self {
        let half_year = business_day(now - Duration::days(OFTEN_DAYS)).to_string();
        Self { half_year, year: business_day(now).year() }
    }
}

impl Reader<'_> {
    /// Counts anew how often somebody comes, or everybody.
    pub(super) fn tally(&self, person: Option<&str>, since: &Since) -> StoreResult<()> {
        let who = if person.is_some() { "s.person = :person" } else { ":person IS NULL" };
        let presence = "FROM presence v INDEXED BY presence_counted
             WHERE v.person = s.person AND v.person IS NOT NULL AND v.undone = 0";
        self.connection()
            .prepare_cached(&format!(
                "UPDATE person_sort SET often = t.often, visits = t.visits, visits_year = :year, last_visit = t.last FROM (
                     SELECT s.person AS whose,
                            (SELECT count(*) {presence} AND v.day >= :half_year) AS often,
                            (SELECT coalesce(sum(v.visits), 0) {presence} AND v.day >= :new_year) AS visits,
                            (SELECT v.day {presence} AND v.visits > 0 ORDER BY v.day DESC LIMIT 1) AS last
                     FROM person_sort s WHERE {who}) t
                 WHERE person = t.whose AND (person_sort.often, person_sort.visits, visits_year, last_visit)
                       IS NOT (t.often, t.visits, :year, t.last)"
            ))?
            .execute(named_params! {
                ":person": person,
                ":half_year": since.half_year,
                ":new_year": format!("{:04}-01-01", since.year),
                ":year": since.year,
            })?;
        Ok(())
    }
}

impl Writer<'_> {
    /// Somebody's visits changed.
    pub(crate) fn tally_person(&self, person: &str) -> StoreResult<()> {
        self.tally(Some(person), &Since::of(self.op().at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A date as fine as somebody knows it.
    fn date() -> impl Strategy<Value = String> {
        (1918..2030_i32, 1..=12_u32, 1..=28_u32, 0..3_u8).prop_map(|(year, month, day, fine)| match fine {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        })
    }

    fn day() -> impl Strategy<Value = NaiveDate> {
        (1990..2031_i32, 1..=366_u32)
            .prop_filter_map("a day of that year", |(year, day)| NaiveDate::from_yo_opt(year, day))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        /// What is compared as texts passes exactly where the full years, counted, do.
        #[test]
        fn a_bound_passes_where_the_years_do(
            join in date(), full in prop::option::of(date()), correction in -30..30_i64, on in day(), bound in 0..70_i64,
        ) {
            let mut facts = Facts::from([(Field::PartyJoin, join.clone().into()), (Field::StandingCorrection, correction.to_string().into())]);
            if let Some(full) = &full {
                facts.insert(Field::FullMembership, full.as_str().into());
            }
            let years = standing(join.parse().ok(), full.and_then(|full| full.parse().ok()), correction as i32, on).years;
            let (earliest, latest) = standing_start(&facts).unwrap();
            let least = bound == 0 || latest <= years_before(on, bound);
            let most = earliest > years_before(on, bound + 1);
            prop_assert_eq!(least, i64::from(years.0) >= bound);
            prop_assert_eq!(most, i64::from(years.1) <= bound);
        }
    }
}
