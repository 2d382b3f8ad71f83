//! Dates in number cells.

use super::{Context, DateReading, Usage, believable, parts, read_text};
use crate::date::PartialDate;
use crate::flag::Flag;
use chrono::{Days, NaiveDate};

/// Serial numbers of days that a person's date can have: 1916 to 2064.
const SERIALS: std::ops::RangeInclusive<u32> = 6000..=60000;

/// Reads a number cell: 1949.03, 1949.1 (October: January would have been typed 1949.01; flagged, because
/// the cell does not show it), 194903, 19490312, 49.3, or a serial day of the 1900 system.
pub fn read_number(value: f64, usage: Usage, context: &Context) -> DateReading {
    if !value.is_finite() || value < 0.0 {
        return DateReading::lost(Flag::Unreadable, "不是能识别的日期，请核对");
    }
    if value == 0.0 {
        return DateReading::doubtful(None, "原表写作0，未录入");
    }
    let text = value.to_string();
    let reading = match text.split_once('.') {
        None => whole(&text, usage, context),
        Some((head, "1")) if matches!(head.len(), 2 | 4) => read_text(&format!("{head}.10"), usage, context)
            .at_least(Flag::Doubtful, Some("数字末尾的0丢失，按10月理解，请核对")),
        Some((head, _)) if head.len() == 5 => {
            head.parse().map_or_else(|_| unreadable(), |n| five_digits(n, usage, context))
        }
        Some(_) => read_text(&text, usage, context),
    };
    believable(reading.at_least(Flag::Normalised, None), context)
}

fn unreadable() -> DateReading {
    DateReading::lost(Flag::Unreadable, "不是能识别的日期，请核对")
}

fn whole(digits: &str, usage: Usage, context: &Context) -> DateReading {
    let Ok(number) = digits.parse::<u32>() else { return unreadable() };
    match digits.len() {
        5 => five_digits(number, usage, context),
        4 => {
            let reading = parts::from_run(digits, usage, context);
            match (reading.date, SERIALS.contains(&number)) {
                (None, true) => serial(number).map_or(reading, |day| {
                    DateReading::doubtful(Some(day), "按表格内部的日期序号理解，请核对")
                }),
                _ => reading,
            }
        }
        _ => parts::from_run(digits, usage, context),
    }
}

/// Five digits: a serial day (17958 is 1949-03-01). 19493 may also be 1949.3 written without its zero.
pub(super) fn five_digits(number: u32, usage: Usage, _context: &Context) -> DateReading {
    let Some(day) = SERIALS.contains(&number).then(|| serial(number)).flatten() else { return unreadable() };
    let (year, month) = (number / 10, number % 10);
    if (1900..=2099).contains(&year) && month > 0 && usage != Usage::Other {
        return DateReading::doubtful(None, format!("可能是{year}年{month}月，也可能是日期序号，请核对"));
    }
    DateReading::sure(day, Flag::Normalised).at_least(Flag::Normalised, Some("由表格内部的日期序号换算"))
}

/// The day of a serial number of the 1900 system; numbers below 61 are off by one there and never asked for.
fn serial(number: u32) -> Option<PartialDate> {
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(u64::from(number)))?;
    PartialDate::full(day)
}
