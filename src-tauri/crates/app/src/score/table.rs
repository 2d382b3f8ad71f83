use crate::context::Context;
use crate::error::Answer;
use crate::ledger::show::short;
use crate::score::{ScoreItem, ScoreSheet, ScoreSheetRef};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::{Reader, StoreError};

/// A sheet, organization by organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreTable {
    /// The sheet.
    pub sheet: ScoreSheet,
    /// Its items in their order.
    pub items: Vec<ScoreItem>,
    /// Every organization that is there, and those scored that are closed.
    pub rows: Vec<ScoreTotal>,
}

/// What one organization got in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreTotal {
    /// Record id.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// Items it has scored itself by.
    pub own_items: i64,
    /// 自评; empty for none.
    pub own: String,
    /// Items reviewed.
    pub review_items: i64,
    /// 复评; empty for none.
    pub review: String,
    /// 评定: state and level in the ledger of this scheme and year, `已达标`, `已达标（省）`; empty for none.
    pub concluded: String,
}

/// A sheet, organization by organization.
pub(crate) fn table(context: &Context<'_>, which: ScoreSheetRef) -> Answer<ScoreTable> {
    let today = context.today().to_string();
    context.read(|reader| {
        let sheet = ScoreSheet::from(reader.score_sheet(&which.id)?);
        let items = reader.score_items(&which.id)?.into_iter().map(|item| ScoreItem {
            id: Some(item.id),
            part: item.part,
            standard: item.standard,
            most: short(item.most),
        });
        Ok(ScoreTable { items: items.collect(), rows: totals(reader, &sheet, &today)?, sheet })
    })
}

pub(super) fn totals(
    reader: &Reader<'_>,
    sheet: &ScoreSheet,
    today: &str,
) -> Result<Vec<ScoreTotal>, StoreError> {
    let sums = reader.score_sums(&sheet.id)?;
    let sums = sums.into_iter().map(|sum| (sum.organization.clone(), sum)).collect::<BTreeMap<_, _>>();
    let concluded = concluded(reader, sheet)?;
    let mut rows = Vec::new();
    for organization in reader.organizations()? {
        let sum = sums.get(&organization.id);
        let gone = organization.closed.as_deref().is_some_and(|closed| closed <= today);
        let small = matches!(organization.kind.as_str(), "党小组" | "党委");
        if sum.is_none() && (gone || small) {
            continue;
        }
        let (own, review) = sum.map_or(((0, 0), (0, 0)), |sum| (sum.own, sum.review));
        let shown = |(items, points): (i64, i64)| if items == 0 { String::new() } else { short(points) };
        rows.push(ScoreTotal {
            concluded: concluded.get(&organization.id).cloned().unwrap_or_default(),
            organization: organization.id,
            name: organization.name,
            own_items: own.0,
            own: shown(own),
            review_items: review.0,
            review: shown(review),
        });
    }
    Ok(rows)
}

/// What the ledger of 达标与示范 says for the scheme and year, by organization.
fn concluded(reader: &Reader<'_>, sheet: &ScoreSheet) -> Result<BTreeMap<String, String>, StoreError> {
    let facts = [("scheme".into(), sheet.scheme.clone()), ("year".into(), sheet.year.to_string())].into();
    let filter = EntryFilter { ledger: Some("model".into()), facts, ..EntryFilter::default() };
    let found = reader.entries(&filter, 0, 10_000)?.into_iter().rev().filter_map(|line| {
        let level = line.facts.get("level").map(|level| format!("（{level}）")).unwrap_or_default();
        Some((line.organization?.0, format!("{}{level}", line.state.unwrap_or_default())))
    });
    Ok(found.collect())
}
