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
    /// What a fact of the centre's own is called.
    pub label: Option<String>,
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
            "SELECT l.operation, l.tbl, l.changes, e.label FROM log l
             LEFT JOIN person_extra e ON l.tbl = 'person_extra' AND e.id = l.row
             WHERE l.person = ?1 AND l.tbl <> 'presence' ORDER BY l.seq",
            [person],
            |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?)),
        )?;
        let mut changes = Vec::new();
        for (operation, table, json, label) in rows {
            let (table, label): (String, Option<String>) = (table, label);
            let columns: BTreeMap<String, (Value, Value)> = serde_json::from_str(&json)?;
            changes.extend(columns.into_iter().map(|(column, (before, after))| Change {
                operation: operation.clone(),
                table: table.clone(),
                column,
                label: label.clone(),
                before,
                after,
            }));
        }
        Ok((operations, changes))
    }
}
