use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::ledger::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::ledger::dues::{Band, Formula};
use yinhui_core::ledger::hundredths;

/// Where the formula stands among the settings.
const NAME: &str = "dues";

/// How the dues of a month follow from the base (`domain.md` 2.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DuesRule {
    /// Bands from the lowest on.
    pub bands: Vec<DuesBand>,
    /// Only what lies within a band is charged at its rate; else the whole base at the rate of its band.
    pub within: bool,
}

/// A band of bases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DuesBand {
    /// Bases above so many 元, as typed; `0` for the first.
    pub above: String,
    /// Per cent, as typed: `0.5`.
    pub rate: String,
}

/// What somebody of that base pays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskDues {
    /// 元 a month, as typed.
    pub base: String,
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuesDue {
    /// 元 a month.
    pub amount: String,
}

/// The formula of dues.
pub(crate) fn rule(context: &Context<'_>, (): ()) -> Answer<DuesRule> {
    Ok(shown(&context.read(|reader| reader.setting(NAME))?.unwrap_or_default()))
}

/// Sets the formula of dues.
pub(crate) fn save_rule(context: &Context<'_>, save: DuesRule) -> Answer<DuesRule> {
    if save.bands.is_empty() || save.bands.len() > 10 {
        return Err(ApiError::invalid("bands", "count", "请列 1 到 10 档。"));
    }
    let bands = save.bands.iter().enumerate().map(|(at, band)| read(at, band)).collect::<Answer<Vec<_>>>()?;
    if bands.first().is_some_and(|band| band.above != 0) {
        return Err(ApiError::invalid("bands.0.above", "first", "第一档要从 0 元起。"));
    }
    if bands.iter().zip(bands.iter().skip(1)).any(|(one, next)| next.above <= one.above) {
        return Err(ApiError::invalid("bands", "order", "各档的起点要一档比一档高。"));
    }
    let formula = Formula { bands, within: save.within };
    context.write(|writer| {
        writer.save_setting(NAME, &formula)?;
        Ok(shown(&formula))
    })
}

fn read(at: usize, band: &DuesBand) -> Answer<Band> {
    let number = |field: &str, label: &str, text: &str, most: i64| {
        let found = hundredths(text).filter(|number| *number <= most);
        let message = format!("第 {} 档的{label}请填数字，最多两位小数。", at + 1);
        found.ok_or_else(|| ApiError::invalid(&format!("bands.{at}.{field}"), "number", message))
    };
    Ok(Band {
        above: number("above", "起点（元）", &band.above, 10_000_000)?,
        rate: number("rate", "比例（%）", band.rate.trim_end_matches(['%', '％']), 10_000)?,
    })
}

fn shown(formula: &Formula) -> DuesRule {
    let band = |band: &Band| DuesBand { above: show::short(band.above), rate: show::short(band.rate) };
    DuesRule { bands: formula.bands.iter().map(band).collect(), within: formula.within }
}

/// What somebody of a base pays a month by the formula.
pub(crate) fn due(context: &Context<'_>, ask: AskDues) -> Answer<DuesDue> {
    let base = hundredths(&ask.base)
        .ok_or_else(|| ApiError::invalid("base", "number", "计算基数请填数字，最多两位小数。"))?;
    let formula = context.read(|reader| reader.setting::<Formula>(NAME))?.unwrap_or_default();
    Ok(DuesDue { amount: show::hundredths(formula.due(base)) })
}
