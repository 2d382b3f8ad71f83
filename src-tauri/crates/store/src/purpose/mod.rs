//! Purposes of daily visits.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeRecord {
    /// Record id.
    pub id: String,
    /// 活动中心, 老年大学 …
    pub name: String,
    /// No longer offered.
    pub retired: bool,
}

impl Reader<'_> {
    /// All purposes in their order.
    ///
    /// # Errors
    /// The engine's.
    pub fn purposes(&self) -> StoreResult<Vec<PurposeRecord>> {
        self.rows("SELECT id, name, retired FROM purpose WHERE undone = 0 ORDER BY position, id", [], |row| {
            Ok(PurposeRecord { id: row.get(0)?, name: row.get(1)?, retired: row.get(2)? })
        })
    }
}

impl Writer<'_> {
    /// Adds a purpose at the end of the list.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the name is taken.
    pub fn create_purpose(&self, name: &str) -> StoreResult<String> {
        let id = new_id();
        let position = self.count("SELECT coalesce(max(position), 0) + 1 FROM purpose", [])?;
        let row =
            Row::from([("site", self.site().into()), ("name", name.into()), ("position", position.into())]);
        self.insert(Table::Purpose, &id, &row, None)?;
        Ok(id)
    }

    /// Renames a purpose or takes it out of the offer.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`], [`crate::StoreError::Conflict`].
    pub fn save_purpose(&self, id: &str, name: &str, retired: bool) -> StoreResult<bool> {
        self.must_be_in_use(Table::Purpose, id)?;
        self.update(
            Table::Purpose,
            id,
            &Row::from([("name", name.into()), ("retired", retired.into())]),
            None,
        )
    }
}
