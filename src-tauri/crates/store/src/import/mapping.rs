//! Headers of tables that were imported, and what a person decided about their columns.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// What is remembered of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRecord {
    /// JSON: the headers in their order.
    pub headers: String,
    /// JSON: header to what is done with the column, where a person said so.
    pub choices: String,
    /// The workbook it was last seen in.
    pub file: String,
    /// When, in UTC milliseconds.
    pub at: i64,
}

impl Reader<'_> {
    /// Everything remembered, the latest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn mappings(&self) -> StoreResult<Vec<MappingRecord>> {
        self.rows(
            "SELECT headers, choices, file, at FROM import_mapping WHERE undone = 0 ORDER BY at DESC, id DESC",
            [],
            |row| {
                Ok(MappingRecord {
                    headers: row.get(0)?,
                    choices: row.get(1)?,
                    file: row.get(2)?,
                    at: row.get(3)?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Remembers the headers of a table and what was decided, in place of what was known of the same headers.
    ///
    /// # Errors
    /// The engine's.
    pub fn remember_mapping(&self, headers: &str, choices: &str, file: &str) -> StoreResult<()> {
        let at = self.op().at.timestamp_millis();
        let held =
            self.row("SELECT id FROM import_mapping WHERE headers = ?1 AND undone = 0", [headers], |row| {
                row.get::<_, String>(0)
            })?;
        let mut row = Row::from([("choices", choices.into()), ("file", file.into()), ("at", at.into())]);
        match held {
            Some(id) => {
                self.update(Table::ImportMapping, &id, &row, None)?;
            }
            None => {
                row.insert("site", self.site().into());
                row.insert("headers", headers.into());
                self.insert(Table::ImportMapping, &new_id(), &row, None)?;
            }
        }
        Ok(())
    }
}
