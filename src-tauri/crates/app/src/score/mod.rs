//! 评分表: the standard of a scheme and year, item by item, and what organizations got for it (`domain.md` 2.8). The
//! items are the centre's own: the local list is not fixed anywhere.

use crate::ledger::show::short;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::score::{ItemRecord, ScoreRecord, SheetRecord};
use yinhui_store::{Reader, StoreError};

mod evidence;
mod export;
mod get;
mod mark;
mod read_items;
mod save_sheet;
mod sheets;
mod table;

pub use evidence::{Evidence, EvidenceRef, SaveEvidence};
pub(crate) use evidence::{could_show, save_evidence};
pub use export::ExportScores;
pub(crate) use export::export;
pub(crate) use get::get;
pub use get::{ScoreOf, ScorePage, ScoreRow};
pub use mark::MarkScore;
pub(crate) use mark::mark;
pub(crate) use read_items::read_items;
pub use read_items::{ReadScoreItems, ScoreItemDraft};
pub use save_sheet::{SaveScoreSheet, ScoreItem};
pub(crate) use save_sheet::{remove_sheet, save_sheet};
pub(crate) use sheets::sheets;
pub(crate) use table::table;
pub use table::{ScoreTable, ScoreTotal};

/// Names one sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScoreSheetRef {
    /// Record id.
    pub id: String,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreSheet {
    /// Record id.
    pub id: String,
    /// 规范化达标, 示范党支部 …
    pub scheme: String,
    /// Its year.
    pub year: i64,
    /// How many items it has.
    pub items: i64,
    /// Their full marks together, `100`, `97.5`.
    pub most: String,
    /// How many organizations have any score.
    pub scored: i64,
}

impl From<SheetRecord> for ScoreSheet {
    fn from(record: SheetRecord) -> Self {
        Self {
            id: record.id,
            scheme: record.scheme,
            year: record.year,
            items: record.items,
            most: short(record.most),
            scored: record.scored,
        }
    }
}

/// What an organization got for the items of a sheet, and what shows it.
fn rows(reader: &Reader<'_>, sheet: &str, organization: &str) -> Result<Vec<ScoreRow>, StoreError> {
    let scores = reader.scores(sheet, organization)?;
    let mut shown = evidence::shown(reader, sheet, organization)?;
    let items = reader.score_items(sheet)?.into_iter();
    let rows = items.map(|item| {
        let score = scores.iter().find(|score| score.item == item.id);
        let shown = shown.remove(&item.id).unwrap_or_default();
        row(item, score, shown)
    });
    Ok(rows.collect())
}

fn row(item: ItemRecord, score: Option<&ScoreRecord>, shown: Vec<Evidence>) -> ScoreRow {
    let points = |points: Option<i64>| points.map(short).unwrap_or_default();
    ScoreRow {
        item: item.id,
        part: item.part,
        standard: item.standard,
        most: short(item.most),
        own: points(score.and_then(|score| score.own)),
        review: points(score.and_then(|score| score.review)),
        evidence: score.and_then(|score| score.evidence.clone()).unwrap_or_default(),
        shown,
    }
}
