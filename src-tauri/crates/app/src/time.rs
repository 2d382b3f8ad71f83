//! How times are told to people and read from them.

use crate::error::{Answer, ApiError};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use yinhui_core::date::day;

/// `2026-03-05T14:26:00+08:00`.
pub(crate) fn told(at: DateTime<Utc>) -> String {
    day::at_beijing(at).format("%Y-%m-%dT%H:%M:%S+08:00").to_string()
}

/// The same for stored milliseconds.
pub(crate) fn told_ms(at: i64) -> String {
    DateTime::from_timestamp_millis(at).map(told).unwrap_or_default()
}

/// `14:26` for stored milliseconds.
pub(crate) fn clock_ms(at: i64) -> String {
    let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
    day::at_beijing(at).format("%H:%M").to_string()
}

/// Reads a local time `2026-03-05T09:10`, seconds allowed.
pub(crate) fn local(path: &str, text: &str) -> Answer<DateTime<Utc>> {
    let text = text.trim().replace(' ', "T");
    let parsed = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
    parsed
        .and_then(|naive| day::BEIJING.from_local_datetime(&naive).single())
        .map(|at| at.with_timezone(&Utc))
        .ok_or_else(|| ApiError::invalid(path, "time", "时间请写成 2026-03-05T09:10 这样。"))
}

/// Reads a business day `2026-03-05`.
pub(crate) fn business_day(path: &str, text: &str) -> Answer<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| ApiError::invalid(path, "day", "日期请写成 2026-03-05 这样。"))
}
