//! 交班: what one shift leaves for the next.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftNoteRecord {
    /// Record id.
    pub id: String,
    /// UTC milliseconds.
    pub at: i64,
    /// Who wrote it.
    pub operator: String,
    /// What.
    pub text: String,
    /// Who has read it.
    pub read_by: Option<String>,
    /// When, UTC milliseconds.
    pub read_at: Option<i64>,
}

impl Reader<'_> {
    /// The latest notes, newest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn shift_notes(&self, limit: i64) -> StoreResult<Vec<ShiftNoteRecord>> {
        self.rows(
            "SELECT id, at, operator, text, read_by, read_at FROM shift_note WHERE undone = 0
             ORDER BY at DESC, id DESC LIMIT ?1",
            [limit],
            |row| {
                Ok(ShiftNoteRecord {
                    id: row.get(0)?,
                    at: row.get(1)?,
                    operator: row.get(2)?,
                    text: row.get(3)?,
                    read_by: row.get(4)?,
                    read_at: row.get(5)?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Leaves a note for the next shift. Answers its record id.
    ///
    /// # Errors
    /// The engine's.
    pub fn write_shift_note(&self, day: &str, text: &str) -> StoreResult<String> {
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("day", day.into()),
            ("at", self.op().at.timestamp_millis().into()),
            ("operator", self.op().operator.into()),
            ("text", text.into()),
        ]);
        self.insert(Table::ShiftNote, &id, &row, None)?;
        Ok(id)
    }

    /// Somebody has read it.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn shift_note_read(&self, id: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::ShiftNote, id)?;
        let row = Row::from([
            ("read_by", self.op().operator.into()),
            ("read_at", self.op().at.timestamp_millis().into()),
        ]);
        self.update(Table::ShiftNote, id, &row, None)
    }
}
