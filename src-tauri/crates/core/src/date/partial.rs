//! A year, a month or a day, as an interval.

use super::Tri;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A date as fine as it is known: 1949, 1949-03 or 1949-03-05. It stands for every day it can be.
///
/// Ordered by its earliest day; of equal earliest days the coarser comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    /// 0 when unknown.
    month: u8,
    /// 0 when unknown.
    day: u8,
}

/// How fine a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// The text is no partial date in ISO form, or no such day exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date: expected 1949, 1949-03 or 1949-03-05")]
pub struct NotADate;

impl PartialDate {
    /// A date of the years 1000 to 9999. None when the day does not exist, or a day comes without a month.
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
        if !(1000..=9999).contains(&year) || (month.is_none() && day.is_some()) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        let small = |part: Option<u32>| part.map_or(Some(0), |p| u8::try_from(p).ok());
        Some(PartialDate { year: u16::try_from(year).ok()?, month: small(month)?, day: small(day)? })
    }

    /// The same day, fully known.
    pub fn full(day: NaiveDate) -> Option<PartialDate> {
        PartialDate::new(day.year(), Some(day.month()), Some(day.day()))
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, if known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<u32> {
        (self.day > 0).then_some(u32::from(self.day))
    }

    /// How fine it is known.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The same date, no finer than asked: `1949-03-05` as a month is `1949-03`.
    pub fn coarsened(self, to: Precision) -> PartialDate {
        match to {
            Precision::Year => PartialDate { month: 0, day: 0, ..self },
            Precision::Month => PartialDate { day: 0, ..self },
            Precision::Day => self,
        }
    }

    /// The first day it can be.
    pub fn earliest(self) -> NaiveDate {
        // Checked when made; the fallback cannot be reached.
        NaiveDate::from_ymd_opt(self.year(), self.month().unwrap_or(1), self.day().unwrap_or(1))
            .unwrap_or(NaiveDate::MIN)
    }

    /// The last day it can be.
    pub fn latest(self) -> NaiveDate {
        let first = self.earliest();
        let span = match self.precision() {
            Precision::Year => Months::new(12),
            Precision::Month => Months::new(1),
            Precision::Day => return first,
        };
        first.checked_add_months(span).and_then(|next| next.pred_opt()).unwrap_or(first)
    }

    /// The day itself, when it is fully known.
    pub fn exact(self) -> Option<NaiveDate> {
        (self.precision() == Precision::Day).then(|| self.earliest())
    }

    /// Is it that day or earlier?
    pub fn on_or_before(self, day: NaiveDate) -> Tri {
        Tri::of(self.latest() <= day, self.earliest() <= day)
    }

    /// Is it earlier than that day?
    pub fn before(self, day: NaiveDate) -> Tri {
        Tri::of(self.latest() < day, self.earliest() < day)
    }

    /// Is it in the days from `from` to `to`, both included?
    pub fn within(self, from: NaiveDate, to: NaiveDate) -> Tri {
        Tri::of(
            self.earliest() >= from && self.latest() <= to,
            self.earliest() <= to && self.latest() >= from && from <= to,
        )
    }

    /// Can both be the same day?
    pub fn may_equal(self, other: PartialDate) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// The finer of two dates that can be the same day, when one contains the other.
    pub fn finer(self, other: PartialDate) -> Option<PartialDate> {
        let (coarse, fine) = if self.precision() < other.precision() { (self, other) } else { (other, self) };
        (fine.coarsened(coarse.precision()) == coarse).then_some(fine)
    }

    /// Full years (周岁) that have passed on a day: at least, at most. A birthday counts on the day itself; a
    /// date in the future gives 0.
    pub fn full_years_by(self, day: NaiveDate) -> (u32, u32) {
        (full_years(self.latest(), day), full_years(self.earliest(), day))
    }
}

/// Full years from one day to another, 0 when the second is earlier.
fn full_years(from: NaiveDate, to: NaiveDate) -> u32 {
    let years = to.year() - from.year() - i32::from((to.month(), to.day()) < (from.month(), from.day()));
    u32::try_from(years).unwrap_or(0)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;

    /// Read from the bytes: every row of an import asks for several dates several times.
    fn from_str(text: &str) -> Result<PartialDate, NotADate> {
        let number = |from: usize, to: usize| -> Result<u32, NotADate> {
            let digits = text.as_bytes().get(from..to).ok_or(NotADate)?;
            digits.iter().try_fold(0, |sum, digit| match digit {
                b'0'..=b'9' => Ok(sum * 10 + u32::from(digit - b'0')),
                _ => Err(NotADate),
            })
        };
        let part = |from: usize, to: usize| -> Result<Option<u32>, NotADate> {
            match text.as_bytes().get(from - 1) {
                None => Ok(None),
                Some(b'-') => number(from, to).map(Some),
                Some(_) => Err(NotADate),
            }
        };
        if text.len() > 10 {
            return Err(NotADate);
        }
        let (year, month, day) = (number(0, 4)?, part(5, 7)?, part(8, 10)?);
        i32::try_from(year).ok().and_then(|year| PartialDate::new(year, month, day)).ok_or(NotADate)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_writes_iso() {
        for text in ["1949", "1949-03", "1949-03-05", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "",
            "49",
            "1949-3",
            "1949-13",
            "1949-02-29",
            "1949-03-05-1",
            "1949-00",
            "+949",
            "1949-03-",
            "0999",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn serde_is_the_string() {
        assert_eq!(serde_json::to_string(&date("1949-03")).unwrap(), "\"1949-03\"");
        assert_eq!(serde_json::from_str::<PartialDate>("\"1949-03\"").unwrap(), date("1949-03"));
        assert!(serde_json::from_str::<PartialDate>("\"1949-3\"").is_err());
    }

    #[test]
    fn an_interval_answers_three_ways() {
        let month = date("1977-08");
        assert_eq!(month.on_or_before(day("1977-08-31")), Tri::Yes);
        assert_eq!(month.on_or_before(day("1977-08-11")), Tri::Undecided);
        assert_eq!(month.on_or_before(day("1977-07-31")), Tri::No);
        assert_eq!(month.before(day("1977-08-01")), Tri::No);
        assert_eq!(month.within(day("1969-04-01"), day("1977-08-11")), Tri::Undecided);
        assert_eq!(date("1976").within(day("1976-01-01"), day("1976-12-31")), Tri::Yes);
    }

    #[test]
    fn ages() {
        assert_eq!(date("1949-03-05").full_years_by(day("2025-03-04")), (75, 75));
        assert_eq!(date("1949-03-05").full_years_by(day("2025-03-05")), (76, 76));
        assert_eq!(date("1949").full_years_by(day("2025-12-31")), (76, 76));
        assert_eq!(date("1949").full_years_by(day("2025-06-30")), (75, 76));
        assert_eq!(date("2030").full_years_by(day("2025-06-30")), (0, 0));
    }

    #[test]
    fn the_finer_of_two() {
        assert_eq!(date("1949-03").finer(date("1949-03-05")), Some(date("1949-03-05")));
        assert_eq!(date("1949-03-05").finer(date("1949")), Some(date("1949-03-05")));
        assert_eq!(date("1949-03").finer(date("1949-04-05")), None);
    }
}
