//! Lists as somebody likes to see them.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRecord {
    /// Record id.
    pub id: String,
    /// The page it is of.
    pub page: String,
    /// Its name.
    pub name: String,
    /// Filter, columns and order as the page wrote them.
    pub value: String,
}

impl Reader<'_> {
    /// The views of a page, by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn views(&self, page: &str) -> StoreResult<Vec<ViewRecord>> {
        self.rows(
            "SELECT id, page, name, value FROM saved_view WHERE page = ?1 AND undone = 0 ORDER BY name, id",
            [page],
            |row| {
                Ok(ViewRecord { id: row.get(0)?, page: row.get(1)?, name: row.get(2)?, value: row.get(3)? })
            },
        )
    }
}

impl Writer<'_> {
    /// Keeps a view; one of that name is written anew. Answers the record id.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_view(&self, page: &str, name: &str, value: &str) -> StoreResult<String> {
        let held = self.views(page)?.into_iter().find(|view| view.name == name);
        if let Some(held) = held {
            self.update(Table::SavedView, &held.id, &Row::from([("value", value.into())]), None)?;
            return Ok(held.id);
        }
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("page", page.into()),
            ("name", name.into()),
            ("value", value.into()),
        ]);
        self.insert(Table::SavedView, &id, &row, None)?;
        Ok(id)
    }
}
