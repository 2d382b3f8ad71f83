//! From groups of digits to a date.

use super::{Context, DateReading, Usage, is_plausible_year};
use crate::date::PartialDate;
use crate::flag::Flag;
use chrono::{Datelike, NaiveDate};

/// The date of year, month and day as written; 0 for a month or day means that it was written as 00.
pub(super) fn build(year: u32, month: Option<u32>, day: Option<u32>) -> DateReading {
    let Ok(signed) = i32::try_from(year) else {
        return DateReading::lost(Flag::Unreadable, "年份无法识别，请核对");
    };
    if !is_plausible_year(year) {
        return DateReading::lost(Flag::Unreadable, format!("年份“{year}”不合常理，请核对"));
    }
    let known = |part: Option<u32>| part.filter(|p| *p > 0);
    if month == Some(0) || day == Some(0) {
        let date = PartialDate::new(signed, known(month), known(month).and(known(day)));
        return DateReading::doubtful(date, "月或日写作00，只记到已知的部分，请核对");
    }
    match PartialDate::new(signed, month, day) {
        Some(date) => DateReading::sure(date, Flag::Normalised),
        None => DateReading::lost(Flag::Damaged, "没有这一天，请查档案更正"),
    }
}

/// As [`build`], with a year of two digits: the century follows from what the date is for.
pub(super) fn build_short(
    short: u32,
    month: Option<u32>,
    day: Option<u32>,
    usage: Usage,
    context: &Context,
) -> DateReading {
    let candidates: Vec<u32> =
        [1900 + short, 2000 + short].into_iter().filter(|y| is_possible(*y, month, usage, context)).collect();
    match candidates.as_slice() {
        [year] => build(*year, month, day),
        [first, _] => build(*first, month, day)
            .at_least(Flag::Doubtful, Some("两位数的年份可作两种理解，暂按19××年，请核对")),
        _ => DateReading::lost(Flag::Unreadable, "两位数的年份与其他日期不合，请核对"),
    }
}

/// Can a date of that use stand in that year (`domain.md` 4.3, two-digit years)?
fn is_possible(year: u32, month: Option<u32>, usage: Usage, context: &Context) -> bool {
    let Ok(year) = i32::try_from(year) else { return false };
    let month = month.filter(|m| (1..=12).contains(m)).unwrap_or(1);
    let Some(start) = NaiveDate::from_ymd_opt(year, month, 1) else { return false };
    let grown_up = context.birth.is_none_or(|birth| year >= birth.year() + 18);
    start <= context.today
        && match usage {
            // Nobody who comes is older than 115.
            Usage::Birth => year < 2000 && year >= context.today.year().min(2100) - 115,
            Usage::Work => year < 2000,
            Usage::Party => year >= 1921 && grown_up,
            Usage::Retire => year >= 1950 && grown_up,
            Usage::Other => year >= context.today.year() - 100,
        }
}

/// A date written without separators: 1949, 194903, 19490312, 6405, 490312, 19493.
pub(super) fn from_run(digits: &str, usage: Usage, context: &Context) -> DateReading {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    // A longer run may be a number of somebody, which no message repeats.
    let unreadable = || match digits.len() {
        0..=8 => DateReading::lost(Flag::Unreadable, format!("“{digits}”不像日期，请核对")),
        _ => DateReading::lost(Flag::Unreadable, "数字太长，不像日期，请核对"),
    };
    match digits.len() {
        8 => match (part(0, 4), part(4, 6), part(6, 8)) {
            (Some(y), m, d) if is_plausible_year(y) => build(y, m, d),
            _ => unreadable(),
        },
        6 => match (part(0, 4), part(4, 6), part(0, 2), part(2, 4)) {
            (Some(y), Some(m), _, _) if is_plausible_year(y) && m <= 12 => build(y, Some(m), None),
            (_, d, Some(y), Some(m)) if (1..=12).contains(&m) => build_short(y, Some(m), d, usage, context),
            _ => unreadable(),
        },
        4 => match (part(0, 4), part(0, 2), part(2, 4)) {
            (Some(y), _, _) if is_plausible_year(y) => build(y, None, None),
            (_, Some(y), Some(m)) if (1..=12).contains(&m) => build_short(y, Some(m), None, usage, context),
            _ => unreadable(),
        },
        7 => seven(digits).unwrap_or_else(unreadable),
        _ => unreadable(),
    }
}

/// Seven digits lack one: 1949312 is 1949-3-12 when no other cut gives a day.
fn seven(digits: &str) -> Option<DateReading> {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let year = part(0, 4).filter(|y| is_plausible_year(*y))?;
    let cuts = [(part(4, 5), part(5, 7)), (part(4, 6), part(6, 7))];
    let mut found = cuts.into_iter().filter_map(|(m, d)| {
        PartialDate::new(i32::try_from(year).ok()?, Some(m?).filter(|m| *m > 0), d.filter(|d| *d > 0))
    });
    match (found.next(), found.next()) {
        (Some(date), None) => Some(DateReading::doubtful(Some(date), "少写一位数字，请核对")),
        (Some(_), Some(_)) => {
            let year = PartialDate::new(i32::try_from(year).ok()?, None, None);
            Some(DateReading::doubtful(year, "少写一位数字，月和日分不清，只记到年"))
        }
        _ => None,
    }
}
