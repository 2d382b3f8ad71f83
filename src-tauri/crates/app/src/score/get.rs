use crate::context::Context;
use crate::error::Answer;
use crate::ledger::Named;
use crate::ledger::show::short;
use crate::score::{Evidence, ScoreSheet, rows};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which organization on which sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScoreOf {
    /// Record id of the sheet.
    pub sheet: String,
    /// Record id of the organization.
    pub organization: String,
}

/// A sheet as an organization filled it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScorePage {
    /// The sheet.
    pub sheet: ScoreSheet,
    /// The organization.
    pub organization: Named,
    /// Its items in their order.
    pub rows: Vec<ScoreRow>,
    /// 自评 in all; empty while nothing is scored.
    pub own: String,
    /// 复评 in all; empty while nothing is reviewed.
    pub review: String,
}

/// One item, and what an organization got for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreRow {
    /// Record id of the item.
    pub item: String,
    /// 一级指标; empty for none.
    pub part: String,
    /// What is asked.
    pub standard: String,
    /// 满分
    pub most: String,
    /// 自评; empty for none.
    pub own: String,
    /// 复评; empty for none.
    pub review: String,
    /// What shows it: where it lies, a link, a number of a file.
    pub evidence: String,
    /// Events and lines of ledgers that show it, in order of their days.
    pub shown: Vec<Evidence>,
}

/// A sheet as an organization filled it in.
pub(crate) fn get(context: &Context<'_>, which: ScoreOf) -> Answer<ScorePage> {
    context.read(|reader| {
        let sheet = reader.score_sheet(&which.sheet)?;
        let organization = reader.organization(&which.organization)?;
        let scores = reader.scores(&which.sheet, &which.organization)?;
        let sum = |points: Vec<i64>| {
            if points.is_empty() { String::new() } else { short(points.into_iter().sum()) }
        };
        let own = sum(scores.iter().filter_map(|score| score.own).collect());
        let review = sum(scores.iter().filter_map(|score| score.review).collect());
        Ok(ScorePage {
            rows: rows(reader, &which.sheet, &which.organization)?,
            sheet: sheet.into(),
            organization: Named { id: organization.id, name: organization.name },
            own,
            review,
        })
    })
}
