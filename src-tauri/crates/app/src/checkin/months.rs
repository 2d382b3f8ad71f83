use crate::context::Context;
use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_store::{Reader, StoreError};

/// Which year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowMonths {
    /// `2026`.
    pub year: i64,
}

/// 人次 of a year by month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Months {
    /// The year.
    pub year: i64,
    /// Purposes, the one with most first; each with twelve figures.
    pub purposes: Vec<PurposeMonths>,
    /// All purposes together, twelve figures.
    pub visits: Vec<i64>,
    /// The same of the year before.
    pub before: Vec<i64>,
}

/// 人次 for one purpose by month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PurposeMonths {
    /// Its name.
    pub purpose: String,
    /// January to December.
    pub visits: Vec<i64>,
}

/// Visits of a year by month and purpose, and those of the year before.
pub(crate) fn months(context: &Context<'_>, show: ShowMonths) -> Answer<Months> {
    if !(1950..=2100).contains(&show.year) {
        return Err(ApiError::invalid("year", "range", "年度请填 1950 到 2100。"));
    }
    let (now, before) =
        context.read(|reader| Ok((year(reader, show.year)?, year(reader, show.year - 1)?)))?;
    let mut purposes = now
        .iter()
        .map(|(purpose, visits)| PurposeMonths { purpose: purpose.clone(), visits: visits.to_vec() })
        .collect::<Vec<_>>();
    purposes.sort_by_key(|one| std::cmp::Reverse(one.visits.iter().sum::<i64>()));
    Ok(Months { year: show.year, purposes, visits: together(&now), before: together(&before) })
}

/// Twelve figures by purpose.
type Year = BTreeMap<String, [i64; 12]>;

fn year(reader: &Reader<'_>, year: i64) -> Result<Year, StoreError> {
    let mut found = Year::new();
    for (day, purpose, visits) in
        reader.span_days_by_purpose(&format!("{year}-01-01"), &format!("{year}-12-31"))?
    {
        let month =
            day.get(5..7).and_then(|month| month.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
        let months = found.entry(purpose).or_default();
        if let Some(sum) = month.and_then(|month| months.get_mut(month)) {
            *sum += visits;
        }
    }
    Ok(found)
}

fn together(year: &Year) -> Vec<i64> {
    let mut sums = vec![0; 12];
    for months in year.values() {
        for (sum, visits) in sums.iter_mut().zip(months) {
            *sum += visits;
        }
    }
    sums
}
