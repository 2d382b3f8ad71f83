//! Dates as people write them in rosters (`domain.md` 4.3).
//!
//! Nothing is invented: what cannot be decided is read coarser and flagged, what cannot be is left out.

mod candidates;
mod chinese;
mod number;
mod parts;
mod text;

pub use candidates::candidates;
pub use number::read_number;
pub use text::read_text;

use super::PartialDate;
use crate::flag::Flag;
use chrono::NaiveDate;
use serde::Serialize;

/// What the date is for: it decides the century of a two-digit year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Birth: 49.3 is 1949.
    Birth,
    /// Start of work: 68.10 is 1968.
    Work,
    /// Joining the Party or becoming a full member: not before 1921, not before the age of 18.
    Party,
    /// Retirement: not before 1950, not before the age of 18.
    Retire,
    /// Anything else: whichever century is not in the future.
    Other,
}

/// What is known beside the text.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Dates after this day are not believed.
    pub today: NaiveDate,
    /// The person's birth, if read already.
    pub birth: Option<PartialDate>,
}

/// What was made of a written date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateReading {
    /// The date, as fine as the text says; None when there is none or it cannot be told.
    pub date: Option<PartialDate>,
    /// How far it can be trusted.
    pub flag: Flag,
    /// For the clerk: what is odd and what to do.
    pub note: Option<String>,
}

impl DateReading {
    fn blank() -> DateReading {
        DateReading { date: None, flag: Flag::Normal, note: None }
    }

    fn sure(date: PartialDate, flag: Flag) -> DateReading {
        DateReading { date: Some(date), flag, note: None }
    }

    fn doubtful(date: Option<PartialDate>, note: impl Into<String>) -> DateReading {
        DateReading { date, flag: Flag::Doubtful, note: Some(note.into()) }
    }

    fn lost(flag: Flag, note: impl Into<String>) -> DateReading {
        DateReading { date: None, flag, note: Some(note.into()) }
    }

    /// The same reading, at least as doubtful as `flag`; the first note stays.
    fn at_least(mut self, flag: Flag, note: Option<&str>) -> DateReading {
        self.flag = self.flag.max(flag);
        if self.note.is_none() {
            self.note = note.map(str::to_owned);
        }
        self
    }
}

/// Nobody alive today was born, joined or began to work before this year.
const FIRST_YEAR: i32 = 1850;

/// A year that can stand on a roster without a second look.
fn is_plausible_year(year: u32) -> bool {
    (FIRST_YEAR as u32..=2099).contains(&year)
}

/// 0 and 1 as a spreadsheet shows them: the last day of 1899, the first days of 1900.
fn is_zero(date: PartialDate) -> bool {
    let month = (date.year(), date.month());
    month == (1900, Some(1)) || (month == (1899, Some(12)) && date.to_string().as_str() > "1899-12-29")
}

/// Last check of every reading: January 1900 is how a spreadsheet shows 0, and a date that has not come yet is
/// shown to the clerk.
fn believable(reading: DateReading, context: &Context) -> DateReading {
    match reading.date {
        Some(date) if is_zero(date) => {
            DateReading::lost(Flag::Unreadable, "表格把0显示成了1900年初，不是真日期，请补录")
        }
        Some(date) if date.earliest() > context.today => {
            reading.at_least(Flag::Doubtful, Some("日期在今天之后，请核对"))
        }
        _ => reading,
    }
}
