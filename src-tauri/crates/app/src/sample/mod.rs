//! 示例中心: a centre of invented people, to try the program and to see that its figures follow from records alone.
//!
//! How large it is stands in `assets/sample`; nothing that counts knows of it. A seed changes the people, never a size.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use fastrand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_core::date::day::{BEIJING, business_day};
use yinhui_store::Writer;

mod bodies;
mod choices;
mod ledgers;
mod life;
mod people;
mod size;
mod visits;

use size::{Size, Words};

/// The years a sample may be of.
const FIRST_YEAR: i32 = 2021;
const LAST_YEAR: i32 = 2027;
/// The seed unless another is asked for.
const SEED: i64 = 76;

/// Fill an empty centre with the sample.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BuildSample {
    /// The year its records are of; last year when left out.
    pub year: Option<i64>,
    /// Another seed gives other people.
    pub seed: Option<i64>,
}

/// The sample is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SampleBuilt {
    /// The year its records are of.
    pub year: i64,
    /// People.
    pub people: i64,
    /// 到馆人次
    pub visits: i64,
}

/// The name and the region of the sample's centre.
///
/// # Errors
/// A fault where the program's own data cannot be read.
pub fn centre() -> Answer<(String, String)> {
    let size = Size::of_the_sample()?;
    Ok((size.name, size.region))
}

/// The year a sample is of: the one asked for, or last year.
///
/// # Errors
/// `invalid` for a year no sample can be of, or one that has not come.
pub fn year_of(asked: Option<i64>, now: DateTime<Utc>) -> Answer<i32> {
    let today = business_day(now);
    let latest = today.year().min(LAST_YEAR);
    let year =
        asked.unwrap_or_else(|| i64::from((today.year() - 1).clamp(FIRST_YEAR, latest.max(FIRST_YEAR))));
    let year = i32::try_from(year).ok().filter(|year| (FIRST_YEAR..=latest).contains(year));
    let message = || format!("示例的年度请填 {FIRST_YEAR} 到 {latest}。");
    year.ok_or_else(|| ApiError::invalid("year", "range", message()))
}

/// Fills a centre that has nobody yet, as one operation.
pub(crate) fn build(context: &Context<'_>, sample: BuildSample) -> Answer<SampleBuilt> {
    let today = context.today();
    let year = year_of(sample.year, context.now())?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today).min(today);
    let seed = sample.seed.unwrap_or(SEED).cast_unsigned();
    let (size, words) = (Size::of_the_sample()?, Words::of_the_sample()?);
    context.write(|writer| {
        if !writer.everybody()?.is_empty() {
            let message = "这里已经登记了人员，不能再装入示例。请在另一个空的数据文件夹里试用。";
            return Err(ApiError::new(Code::Conflict, message));
        }
        writer.expect_much()?;
        let rng = Rng::with_seed(seed);
        let numbers = BTreeSet::new();
        let mut maker = Maker { context, writer, size: &size, words: &words, rng, numbers, year, last };
        let bodies = maker.bodies()?;
        let people = maker.people(&bodies)?;
        maker.teams(&bodies, &people)?;
        let visits = maker.visits(&bodies, &people)?;
        maker.life(&bodies, &people)?;
        maker.ledgers(&bodies, &people)?;
        maker.stations(&people)?;
        maker.menu(&bodies)?;
        Ok(SampleBuilt { year: year.into(), people: count(people.everybody()), visits })
    })
}

fn count<T>(all: &[T]) -> i64 {
    i64::try_from(all.len()).unwrap_or(i64::MAX)
}

/// What the parts of the sample are made with.
struct Maker<'a> {
    context: &'a Context<'a>,
    writer: &'a Writer<'a>,
    size: &'a Size,
    words: &'a Words,
    rng: Rng,
    /// Numbers given out.
    numbers: BTreeSet<String>,
    year: i32,
    /// The last day of the year that has come.
    last: NaiveDate,
}

impl Maker<'_> {
    /// One of some words.
    fn one<'w>(&mut self, words: &'w [String]) -> &'w str {
        self.rng.choice(words).map_or("", String::as_str)
    }

    /// A day from one to another, both included.
    fn day(&mut self, from: NaiveDate, to: NaiveDate) -> NaiveDate {
        let days = u64::try_from((to - from).num_days()).unwrap_or(0);
        from.checked_add_days(Days::new(self.rng.u64(0..=days))).unwrap_or(from)
    }

    /// A day of the year that has come.
    fn this_year(&mut self) -> NaiveDate {
        let first = date(self.year, 1, 1);
        self.day(first, self.last.max(first))
    }

    /// So many of these, in no order, none twice.
    fn some<'p>(&mut self, of: &'p [String], number: usize) -> Vec<&'p str> {
        self.rng.choose_multiple(of.iter(), number).into_iter().map(String::as_str).collect()
    }

    /// The last days on which the centre was open: every day but Sunday.
    fn open_days(&self) -> Vec<NaiveDate> {
        let back = std::iter::successors(Some(self.last), NaiveDate::pred_opt);
        let mut days =
            back.filter(|day| day.weekday() != Weekday::Sun).take(self.size.open_days).collect::<Vec<_>>();
        days.reverse();
        days
    }
}

/// A day that is known to be one.
fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// UTC milliseconds of a time of a day at the centre.
fn moment(day: NaiveDate, minute: u32) -> i64 {
    let at = day.and_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or_default();
    at.and_local_timezone(BEIJING).single().map_or(0, |at| at.timestamp_millis())
}
