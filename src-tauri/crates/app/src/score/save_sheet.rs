use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::organization::Saved;
use crate::score::ScoreSheetRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::ledger::hundredths;
use yinhui_store::score::NewItem;

/// Items of one sheet.
const MOST_ITEMS: usize = 300;

/// Write a sheet, or one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveScoreSheet {
    /// Left out for a new one.
    pub id: Option<String>,
    /// 规范化达标, 示范党支部 …
    pub scheme: String,
    /// Its year.
    pub year: i64,
    /// All its items in their order; those left out go, where nobody is scored by them.
    pub items: Vec<ScoreItem>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ScoreItem {
    /// Left out for a new one.
    pub id: Option<String>,
    /// 一级指标; empty for none.
    pub part: String,
    /// What is asked.
    pub standard: String,
    /// 满分, as typed.
    pub most: String,
}

/// Writes a sheet, or one anew.
pub(crate) fn save_sheet(context: &Context<'_>, save: SaveScoreSheet) -> Answer<Saved> {
    let scheme = required("scheme", "评分项目", &save.scheme, 60)?;
    if !(1949..=2200).contains(&save.year) {
        return Err(ApiError::invalid("year", "range", "年度请填四位数字，例如 2026。"));
    }
    if save.items.is_empty() || save.items.len() > MOST_ITEMS {
        return Err(ApiError::invalid("items", "count", format!("评分表请列 1 到 {MOST_ITEMS} 条。")));
    }
    let items = save.items.iter().enumerate().map(|(at, item)| read(at, item)).collect::<Answer<Vec<_>>>()?;
    context.write(|writer| {
        let id = writer.save_score_sheet(save.id.as_deref(), &scheme, save.year, &items)?;
        Ok(Saved { id })
    })
}

fn read(at: usize, item: &ScoreItem) -> Answer<NewItem> {
    let standard = required(&format!("items.{at}.standard"), "考核内容", &item.standard, 500)?;
    let most = hundredths(&item.most).filter(|most| (1..=100_000).contains(most));
    let most = most.ok_or_else(|| {
        let message = format!("第 {} 条的满分请填 0.01 到 1000，最多两位小数。", at + 1);
        ApiError::invalid(&format!("items.{at}.most"), "number", message)
    })?;
    Ok(NewItem { id: item.id.clone(), part: sentence(&item.part, 60), standard, most })
}

/// Takes a sheet nobody is scored by out; the log can bring it back.
pub(crate) fn remove_sheet(context: &Context<'_>, which: ScoreSheetRef) -> Answer<()> {
    context.write(|writer| Ok(writer.remove_score_sheet(&which.id)?))
}
