use crate::error::StoreResult;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

/// Reads the store; cannot write. Each noun's folder adds what can be asked of it.
pub struct Reader<'a> {
    connection: &'a Connection,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Every row of a query.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> StoreResult<Vec<T>> {
        let mut statement = self.prepared(sql)?;
        let rows = statement.query_map(params, map)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    /// The first row of a query, if there is one.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> StoreResult<Option<T>> {
        let mut statement = self.prepared(sql)?;
        Ok(statement.query_row(params, map).optional()?)
    }

    /// The one number a query answers.
    pub(crate) fn count(&self, sql: &str, params: impl Params) -> StoreResult<i64> {
        let mut statement = self.prepared(sql)?;
        Ok(statement.query_row(params, |row| row.get(0))?)
    }

    fn prepared(&self, sql: &str) -> StoreResult<CachedStatement<'a>> {
        #[cfg(test)]
        crate::tests::plans::heard(sql);
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// The name of a record, taken back or not, for what has one.
    ///
    /// # Errors
    /// The engine's.
    pub fn label_of(&self, table: &str, id: &str) -> StoreResult<Option<String>> {
        let sql = match table {
            "person" => "SELECT name FROM person WHERE id = ?1",
            "unit" => "SELECT name FROM unit WHERE id = ?1",
            "organization" => "SELECT name FROM organization WHERE id = ?1",
            "purpose" => "SELECT name FROM purpose WHERE id = ?1",
            "event" => "SELECT name FROM event WHERE id = ?1",
            "team" => "SELECT name FROM team WHERE id = ?1",
            _ => return Ok(None),
        };
        self.row(sql, [id], |row| row.get(0))
    }
}
