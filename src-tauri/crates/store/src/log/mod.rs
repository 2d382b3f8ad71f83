//! The log, read: who did what, when.

use crate::error::{StoreError, StoreResult};
use crate::read::Reader;
use rusqlite::Params;

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRecord {
    /// Record id.
    pub id: String,
    /// UTC milliseconds.
    pub at: i64,
    /// Who.
    pub operator: String,
    /// Role needed to take it back.
    pub role: String,
    /// At which desk.
    pub desk: String,
    /// What: the name of the command.
    pub kind: String,
    /// The operation it takes back.
    pub undoes: Option<String>,
    /// It was taken back.
    pub undone: bool,
    /// Records it changed.
    pub changes: i64,
    /// Of an export: what was taken out, in a word.
    pub taken: Option<String>,
    /// Of an export: the use that was stated.
    pub purpose: Option<String>,
}

const SELECT: &str = "SELECT o.id, o.at, o.operator, o.role, o.desk, o.kind, o.undoes, o.undone,
    (SELECT count(*) FROM log l WHERE l.operation = o.id AND l.action <> 'note'),
    (SELECT json_extract(l.changes, '$.what[1]') FROM log l WHERE l.operation = o.id AND l.action = 'note'),
    (SELECT json_extract(l.changes, '$.purpose[1]') FROM log l WHERE l.operation = o.id AND l.action = 'note')
    FROM operation o";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<OperationRecord> {
    Ok(OperationRecord {
        id: row.get(0)?,
        at: row.get(1)?,
        operator: row.get(2)?,
        role: row.get(3)?,
        desk: row.get(4)?,
        kind: row.get(5)?,
        undoes: row.get(6)?,
        undone: row.get(7)?,
        changes: row.get(8)?,
        taken: row.get(9)?,
        purpose: row.get(10)?,
    })
}

impl Reader<'_> {
    /// Operations since a time, newest first, and how many there are.
    ///
    /// # Errors
    /// The engine's.
    pub fn operations(
        &self,
        since: i64,
        offset: i64,
        limit: i64,
    ) -> StoreResult<(Vec<OperationRecord>, i64)> {
        let total = self.count("SELECT count(*) FROM operation WHERE at >= ?1", [since])?;
        let sql = format!("{SELECT} WHERE o.at >= ?1 ORDER BY o.seq DESC LIMIT ?2 OFFSET ?3");
        Ok((self.rows(&sql, [since, limit, offset], record)?, total))
    }

    /// One operation.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn operation(&self, id: &str) -> StoreResult<OperationRecord> {
        self.row(&format!("{SELECT} WHERE o.id = ?1"), [id], record)?.ok_or(StoreError::NotFound("operation"))
    }

    /// The operation that created a row.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn operation_that_created(&self, row: &str) -> StoreResult<OperationRecord> {
        let sql = format!(
            "{SELECT} WHERE o.id = (SELECT operation FROM log WHERE row = ?1 AND action = 'insert' LIMIT 1)"
        );
        self.row(&sql, [row], record)?.ok_or(StoreError::NotFound("operation"))
    }

    pub(crate) fn operations_where(
        &self,
        condition: &str,
        params: impl Params,
    ) -> StoreResult<Vec<OperationRecord>> {
        self.rows(&format!("{SELECT} WHERE {condition} ORDER BY o.seq DESC"), params, record)
    }
}
