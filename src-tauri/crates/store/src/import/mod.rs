//! Imports that ran.

mod mapping;

pub use mapping::MappingRecord;

use crate::error::{StoreError, StoreResult};
use crate::new_id;
pub use crate::person::{extra_key, sheet_key};
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Record id.
    pub id: String,
    /// UTC milliseconds.
    pub at: i64,
    /// Who.
    pub operator: String,
    /// JSON: names of the workbooks.
    pub files: String,
    /// JSON: rows by fate.
    pub counts: String,
    /// JSON: what was left out or left as it was.
    pub problems: String,
    /// It was taken back.
    pub undone: bool,
}

/// What is written of an import, as JSON texts of the caller's own forms.
#[derive(Debug, Clone, Copy)]
pub struct NewImport<'a> {
    /// Names of the workbooks.
    pub files: &'a str,
    /// Rows by fate.
    pub counts: &'a str,
    /// For each [`sheet_key`], the column letter of each field.
    pub columns: &'a str,
    /// What was left out or left as it was.
    pub problems: &'a str,
}

const SELECT: &str = "SELECT id, at, operator, files, counts, problems, undone FROM import";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<ImportRecord> {
    Ok(ImportRecord {
        id: row.get(0)?,
        at: row.get(1)?,
        operator: row.get(2)?,
        files: row.get(3)?,
        counts: row.get(4)?,
        problems: row.get(5)?,
        undone: row.get(6)?,
    })
}

impl Reader<'_> {
    /// All imports, newest first, those taken back included.
    ///
    /// # Errors
    /// The engine's.
    pub fn imports(&self) -> StoreResult<Vec<ImportRecord>> {
        self.rows(&format!("{SELECT} ORDER BY at DESC, id DESC"), [], record)
    }

    /// One import.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn import(&self, id: &str) -> StoreResult<ImportRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1"), [id], record)?.ok_or(StoreError::NotFound("import"))
    }
}

impl Writer<'_> {
    /// Writes down that an import runs in this operation.
    ///
    /// # Errors
    /// The engine's.
    pub fn create_import(&self, import: NewImport<'_>) -> StoreResult<String> {
        let id = new_id();
        let op = self.op();
        let row = Row::from([
            ("site", self.site().into()),
            ("at", op.at.timestamp_millis().into()),
            ("operator", op.operator.into()),
            ("files", import.files.into()),
            ("counts", import.counts.into()),
            ("columns", import.columns.into()),
            ("problems", import.problems.into()),
        ]);
        self.insert(Table::Import, &id, &row, None)?;
        Ok(id)
    }

    /// Keeps a pair that a human should look at.
    ///
    /// # Errors
    /// The engine's.
    pub fn add_suspect_pair(&self, person: &str, other: &str, reason: &str) -> StoreResult<()> {
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("other", other.into()),
            ("reason", reason.into()),
        ]);
        self.insert(Table::SuspectPair, &new_id(), &row, Some(person))
    }
}
