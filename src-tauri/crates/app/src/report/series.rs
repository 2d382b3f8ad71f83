use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::annual::number;
use crate::report::count::Begun;
use crate::report::frozen::content_of;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::report as rules;

/// Years side by side.
const YEARS: i64 = 5;

/// A figure over the years.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CellSeries {
    /// Form id.
    pub form: String,
    /// Cell id.
    pub cell: String,
    /// The last of the years.
    pub year: i64,
}

/// A figure of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct YearValue {
    /// Calendar year.
    pub year: i64,
    /// The figure.
    pub value: f64,
    /// It is the one that was frozen.
    pub frozen: bool,
}

/// A figure of five years, the earliest first: as frozen, else as it can be counted now. Years before the first record
/// of the centre are left out.
pub(crate) fn series(context: &Context<'_>, series: CellSeries) -> Answer<Vec<YearValue>> {
    let begun = Begun::read(context, series.year)?;
    let mut values = Vec::new();
    let mut known = false;
    for year in (series.year - YEARS + 1..=series.year).rev() {
        context.stop_if_cancelled()?;
        context.progress(values.len(), usize::try_from(YEARS).unwrap_or(1));
        if let Some(content) = content_of(context, year)? {
            known |= content.cell(&series.form, &series.cell).is_some();
            // A figure that came later says nothing of a year frozen before.
            if !content.knows(&series.form, &series.cell) {
                continue;
            }
            let value =
                content.values().get(&format!("{}:{}", series.form, series.cell)).copied().unwrap_or(0);
            values.push(YearValue { year, value: number(value), frozen: true });
            continue;
        }
        let Some(counted) = begun.read_back_to(context, year)? else { break };
        let form = counted.forms.iter().find(|form| form.id == series.form);
        let cells = form.map(|form| rules::count(form, &counted.facts)).unwrap_or_default();
        let cell = cells.iter().find(|cell| cell.id == series.cell);
        known |= cell.is_some();
        let value = cell.map_or(0, |cell| cell.counted.value());
        values.push(YearValue { year, value: number(value), frozen: false });
        if counted.facts.before.is_empty() && content_of(context, year - 1)?.is_none() {
            break;
        }
    }
    if !known {
        return Err(ApiError::new(Code::NotFound, "没有这个指标。"));
    }
    values.reverse();
    Ok(values)
}
