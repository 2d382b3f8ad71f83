use crate::checkin::HourCount;
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::time::business_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which days to show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ShowSpan {
    /// First day, `2026-03-01`.
    pub from: String,
    /// Last day, at most ten years later.
    pub to: String,
    /// Only this purpose.
    pub purpose: Option<String>,
}

/// One day of a span.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DayCount {
    /// `2026-03-05`.
    pub day: String,
    /// 到馆人次
    pub visits: i64,
    /// 到馆人数: distinct registered people.
    pub persons: i64,
    /// 不记名人次
    pub anonymous: i64,
}

/// 人次 for one purpose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PurposeCount {
    /// Its name.
    pub purpose: String,
    /// 人次.
    pub visits: i64,
}

/// Days at the desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Span {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// 到馆人次
    pub visits: i64,
    /// 到馆人数: distinct registered people of the whole span.
    pub persons: i64,
    /// 不记名人次
    pub anonymous: i64,
    /// Day by day, days without any left out.
    pub days: Vec<DayCount>,
    /// By purpose, most first.
    pub purposes: Vec<PurposeCount>,
    /// By hour of the day, hours without any left out.
    pub hours: Vec<HourCount>,
}

/// Days of one span: ten years.
const LONGEST: i64 = 3_660;

/// Visits of the days from one to another: by day, purpose and hour.
pub(crate) fn span(context: &Context<'_>, show: ShowSpan) -> Answer<Span> {
    let (from, to) = days(&show.from, &show.to)?;
    let (from, to) = (from.to_string(), to.to_string());
    let purpose = show.purpose.as_deref().filter(|purpose| !purpose.is_empty());
    let (totals, days, purposes, hours) = context.read(|reader| {
        Ok((
            reader.span_totals(&from, &to, purpose)?,
            reader.span_days(&from, &to, purpose)?,
            reader.span_purposes(&from, &to)?,
            reader.span_hours(&from, &to, purpose)?,
        ))
    })?;
    let day = |(day, totals): (String, yinhui_store::checkin::DayTotals)| DayCount {
        day,
        visits: totals.visits,
        persons: totals.persons,
        anonymous: totals.anonymous,
    };
    Ok(Span {
        from,
        to,
        visits: totals.visits,
        persons: totals.persons,
        anonymous: totals.anonymous,
        days: days.into_iter().map(day).collect(),
        purposes: purposes.into_iter().map(|(purpose, visits)| PurposeCount { purpose, visits }).collect(),
        hours: hours.into_iter().map(|(hour, visits)| HourCount { hour, visits }).collect(),
    })
}

/// Both days of a span, checked.
pub(super) fn days(from: &str, to: &str) -> Answer<(NaiveDate, NaiveDate)> {
    let (from, to) = (business_day("from", from)?, business_day("to", to)?);
    if from > to {
        return Err(ApiError::invalid("to", "order", "结束日期早于开始日期，请核对。"));
    }
    if (to - from).num_days() > LONGEST {
        return Err(ApiError::invalid("to", "too_long", "一次最多看十年，请缩短日期范围。"));
    }
    Ok((from, to))
}
