use crate::error::StoreResult;
use crate::log::OperationRecord;
use crate::read::Reader;
use crate::write::Value;
use std::collections::BTreeMap;

/// One changed column of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The operation that did it.
    pub operation: String,
    /// Table of the record.
    pub table: String,
    /// Column, or `what` for a remark.
    pub column: String,
    /// Value before.
    pub before: Value,
    /// Value after.
    pub after: Value,
}

impl Reader<'_> {
    /// What was done to a person's record, newest first: operations, and their changes. Visits stand elsewhere.
    ///
    /// # Errors
    /// The engine's.
    pub fn person_history(&self, person: &str) -> StoreResult<(Vec<OperationRecord>, Vec<Change>)> {
        let operations = self.operations_where(
            "o.id IN (SELECT operation FROM log WHERE person = ?1 AND tbl <> 'presence')",
            [person],
        )?;
        let rows = self.rows(
            "SELECT operation, tbl, changes FROM log WHERE person = ?1 AND tbl <> 'presence' ORDER BY seq",
            [person],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
        )?;
        let mut changes = Vec::new();
        for (operation, table, json) in rows {
            let columns: BTreeMap<String, (Value, Value)> = serde_json::from_str(&json)?;
            changes.extend(columns.into_iter().map(|(column, (before, after))| Change {
                operation: operation.clone(),
                table: table.clone(),
                column,
                before,
                after,
            }));
        }
        Ok((operations, changes))
    }
}
