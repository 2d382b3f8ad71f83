//! 评分表: the standard of a scheme and year item by item, and what organizations got for it (`domain.md` 2.8).
//! Points are counted in hundredths.

mod evidence;

pub use evidence::{EvidenceRecord, Shows};

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRecord {
    /// Record id.
    pub id: String,
    /// 规范化达标, 示范党支部 …
    pub scheme: String,
    /// Its year.
    pub year: i64,
    /// How many items it has.
    pub items: i64,
    /// Their full marks together.
    pub most: i64,
    /// Organizations with any score.
    pub scored: i64,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRecord {
    /// Record id.
    pub id: String,
    /// 一级指标; empty for none.
    pub part: String,
    /// What is asked.
    pub standard: String,
    /// 满分
    pub most: i64,
}

/// What is written of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Record id of the item as it was; `None` for a new one.
    pub id: Option<String>,
    /// 一级指标; empty for none.
    pub part: String,
    /// What is asked.
    pub standard: String,
    /// 满分
    pub most: i64,
}

/// What an organization got for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRecord {
    /// Record id of the item.
    pub item: String,
    /// 自评
    pub own: Option<i64>,
    /// 复评
    pub review: Option<i64>,
    /// What shows it.
    pub evidence: Option<String>,
}

/// What an organization got in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreSum {
    /// Record id of the organization.
    pub organization: String,
    /// Items with a score of its own, and their sum.
    pub own: (i64, i64),
    /// Items reviewed, and their sum.
    pub review: (i64, i64),
}

const SELECT: &str = "SELECT s.id, s.scheme, s.year,
        (SELECT count(*) FROM score_item i WHERE i.sheet = s.id AND i.undone = 0),
        (SELECT coalesce(sum(most), 0) FROM score_item i WHERE i.sheet = s.id AND i.undone = 0),
        (SELECT count(DISTINCT c.organization) FROM score c JOIN score_item i ON i.id = c.item AND i.undone = 0
         WHERE i.sheet = s.id AND c.undone = 0)
    FROM score_sheet s";

fn sheet(row: &rusqlite::Row<'_>) -> rusqlite::Result<SheetRecord> {
    Ok(SheetRecord {
        id: row.get(0)?,
        scheme: row.get(1)?,
        year: row.get(2)?,
        items: row.get(3)?,
        most: row.get(4)?,
        scored: row.get(5)?,
    })
}

impl Reader<'_> {
    /// Every sheet, the last year first.
    ///
    /// # Errors
    /// The engine's.
    pub fn score_sheets(&self) -> StoreResult<Vec<SheetRecord>> {
        self.rows(&format!("{SELECT} WHERE s.undone = 0 ORDER BY s.year DESC, s.scheme"), [], sheet)
    }

    /// One sheet.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn score_sheet(&self, id: &str) -> StoreResult<SheetRecord> {
        self.row(&format!("{SELECT} WHERE s.id = ?1 AND s.undone = 0"), [id], sheet)?
            .ok_or(StoreError::NotFound("score_sheet"))
    }

    /// The items of a sheet in their order.
    ///
    /// # Errors
    /// The engine's.
    pub fn score_items(&self, sheet: &str) -> StoreResult<Vec<ItemRecord>> {
        self.rows(
            "SELECT id, part, standard, most FROM score_item WHERE sheet = ?1 AND undone = 0 ORDER BY place, id",
            [sheet],
            |row| {
                Ok(ItemRecord { id: row.get(0)?, part: row.get(1)?, standard: row.get(2)?, most: row.get(3)? })
            },
        )
    }

    /// The sheet an item stands on, and its full marks.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn score_item(&self, item: &str) -> StoreResult<(String, i64)> {
        let sql =
            "SELECT i.sheet, i.most FROM score_item i JOIN score_sheet s ON s.id = i.sheet AND s.undone = 0
            WHERE i.id = ?1 AND i.undone = 0";
        self.row(sql, [item], |row| Ok((row.get(0)?, row.get(1)?)))?.ok_or(StoreError::NotFound("score_item"))
    }

    /// What an organization got for the items of a sheet.
    ///
    /// # Errors
    /// The engine's.
    pub fn scores(&self, sheet: &str, organization: &str) -> StoreResult<Vec<ScoreRecord>> {
        self.rows(
            "SELECT c.item, c.own, c.review, c.evidence FROM score c JOIN score_item i ON i.id = c.item AND i.undone = 0
             WHERE i.sheet = ?1 AND c.organization = ?2 AND c.undone = 0",
            [sheet, organization],
            |row| {
                Ok(ScoreRecord { item: row.get(0)?, own: row.get(1)?, review: row.get(2)?, evidence: row.get(3)? })
            },
        )
    }

    /// What each organization got in all for a sheet.
    ///
    /// # Errors
    /// The engine's.
    pub fn score_sums(&self, sheet: &str) -> StoreResult<Vec<ScoreSum>> {
        self.rows(
            "SELECT c.organization, count(c.own), coalesce(sum(c.own), 0), count(c.review), coalesce(sum(c.review), 0)
             FROM score c JOIN score_item i ON i.id = c.item AND i.undone = 0
             WHERE i.sheet = ?1 AND c.undone = 0 GROUP BY c.organization",
            [sheet],
            |row| {
                Ok(ScoreSum {
                    organization: row.get(0)?,
                    own: (row.get(1)?, row.get(2)?),
                    review: (row.get(3)?, row.get(4)?),
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Writes a sheet, or one anew, with its items in their order. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] where the scheme has a sheet of that year, or an item that
    /// is scored would go, or would be worth less than somebody got for it.
    pub fn save_score_sheet(
        &self,
        id: Option<&str>,
        scheme: &str,
        year: i64,
        items: &[NewItem],
    ) -> StoreResult<String> {
        let taken =
            "SELECT count(*) FROM score_sheet WHERE scheme = ?1 AND year = ?2 AND undone = 0 AND id <> ?3";
        let other: (&str, i64, &str) = (scheme, year, id.unwrap_or_default());
        if self.count(taken, other)? > 0 {
            return Err(StoreError::Conflict("sheet of that year"));
        }
        let mut row = Row::from([("scheme", scheme.into()), ("year", Value::from(year))]);
        let sheet = if let Some(id) = id {
            self.must_be_in_use(Table::ScoreSheet, id)?;
            self.update(Table::ScoreSheet, id, &row, None)?;
            id.to_owned()
        } else {
            let id = new_id();
            row.insert("site", self.site().into());
            self.insert(Table::ScoreSheet, &id, &row, None)?;
            id
        };
        self.save_items(&sheet, items)?;
        Ok(sheet)
    }

    fn save_items(&self, sheet: &str, items: &[NewItem]) -> StoreResult<()> {
        let held = self.score_items(sheet)?;
        for gone in held.iter().filter(|one| items.iter().all(|item| item.id.as_ref() != Some(&one.id))) {
            let filled = "SELECT (SELECT count(*) FROM score WHERE item = ?1 AND undone = 0)
                + (SELECT count(*) FROM score_evidence s LEFT JOIN event v ON v.id = s.event LEFT JOIN entry e ON e.id = s.entry
                   WHERE s.item = ?1 AND s.undone = 0 AND coalesce(v.undone, e.undone) = 0)";
            if self.count(filled, [&gone.id])? > 0 {
                return Err(StoreError::Conflict("item scored"));
            }
            self.remove(Table::ScoreItem, &gone.id, None)?;
        }
        for (place, item) in (1_i64..).zip(items) {
            let mut row = Row::from([
                ("place", Value::from(place)),
                ("part", item.part.as_str().into()),
                ("standard", item.standard.as_str().into()),
                ("most", item.most.into()),
            ]);
            let Some(id) = &item.id else {
                row.extend([("site", self.site().into()), ("sheet", sheet.into())]);
                self.insert(Table::ScoreItem, &new_id(), &row, None)?;
                continue;
            };
            if held.iter().all(|one| one.id != *id) {
                return Err(StoreError::NotFound("score_item"));
            }
            let above = "SELECT count(*) FROM score WHERE item = ?1 AND undone = 0 AND max(coalesce(own, 0), coalesce(review, 0)) > ?2";
            if self.count(above, (id, item.most))? > 0 {
                return Err(StoreError::Conflict("scored above"));
            }
            self.update(Table::ScoreItem, id, &row, None)?;
        }
        Ok(())
    }

    /// Takes a sheet nobody is scored by out.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] where somebody is.
    pub fn remove_score_sheet(&self, id: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::ScoreSheet, id)?;
        self.save_items(id, &[])?;
        self.remove(Table::ScoreSheet, id, None)
    }

    /// Writes what an organization got for an item.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_score(&self, organization: &str, score: &ScoreRecord) -> StoreResult<()> {
        self.score_item(&score.item)?;
        self.must_be_in_use(Table::Organization, organization)?;
        let mut row = Row::from([
            ("own", score.own.into()),
            ("review", score.review.into()),
            ("evidence", score.evidence.clone().into()),
            ("undone", false.into()),
        ]);
        let held = self.row(
            "SELECT id FROM score WHERE item = ?1 AND organization = ?2 AND undone = 0",
            [score.item.as_str(), organization],
            |row| row.get::<_, String>(0),
        )?;
        if let Some(held) = held {
            self.update(Table::Score, &held, &row, None)?;
            return Ok(());
        }
        row.remove("undone");
        row.extend([
            ("site", self.site().into()),
            ("item", score.item.as_str().into()),
            ("organization", organization.into()),
        ]);
        self.insert(Table::Score, &new_id(), &row, None)
    }
}
