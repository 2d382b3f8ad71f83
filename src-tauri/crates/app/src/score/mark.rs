use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::sentence;
use crate::ledger::show::short;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::ledger::hundredths;
use yinhui_store::score::ScoreRecord;

/// Write what an organization got for an item; what is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MarkScore {
    /// Record id of the item.
    pub item: String,
    /// Record id of the organization.
    pub organization: String,
    /// 自评, as typed; empty takes it back.
    pub own: Option<String>,
    /// 复评, as typed; empty takes it back.
    pub review: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
}

/// Writes what an organization got for an item.
pub(crate) fn mark(context: &Context<'_>, mark: MarkScore) -> Answer<()> {
    context.write(|writer| {
        let (sheet, most) = writer.score_item(&mark.item)?;
        let held = writer.scores(&sheet, &mark.organization)?.into_iter().find(|one| one.item == mark.item);
        let held =
            held.unwrap_or(ScoreRecord { item: mark.item.clone(), own: None, review: None, evidence: None });
        let points = |path: &str, typed: &Option<String>, before: Option<i64>| {
            typed.as_ref().map_or(Ok(before), |typed| points(path, typed, most))
        };
        let evidence = mark.evidence.as_ref().map(|words| sentence(words, 500));
        let score = ScoreRecord {
            own: points("own", &mark.own, held.own)?,
            review: points("review", &mark.review, held.review)?,
            evidence: evidence.map_or(held.evidence, |words| Some(words).filter(|words| !words.is_empty())),
            item: held.item,
        };
        writer.save_score(&mark.organization, &score)?;
        Ok(())
    })
}

fn points(path: &str, typed: &str, most: i64) -> Answer<Option<i64>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let points = hundredths(typed).filter(|points| *points <= most);
    let message = || format!("得分请填 0 到 {}（这一条的满分）。", short(most));
    points.map(Some).ok_or_else(|| ApiError::invalid(path, "range", message()))
}
