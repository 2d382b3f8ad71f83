use crate::error::{StoreError, StoreResult};
use crate::file::enlarge_cache;
use crate::read::Reader;
use crate::write::chain::{Payload, link};
use crate::write::{Kind, Op, Row, Table, Value};
use rusqlite::{Transaction, params, params_from_iter};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// Writes rows and their log inside one operation. Reads what it has written.
pub struct Writer<'a> {
    reader: Reader<'a>,
    operation: String,
    op: Op<'a>,
    site: String,
    seq: Cell<i64>,
    chain: Cell<[u8; 32]>,
    begun: Cell<bool>,
    changes: RefCell<BTreeSet<Kind>>,
    source: RefCell<Option<String>>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn begin(transaction: &'a Transaction<'a>, operation: &str, op: Op<'a>) -> StoreResult<Self> {
        let reader = Reader::new(transaction);
        let site = reader.row("SELECT id FROM centre LIMIT 1", [], |row| row.get(0))?.unwrap_or_default();
        let (seq, chain) = reader.chain_head()?;
        Ok(Self {
            reader,
            operation: operation.to_owned(),
            op,
            site,
            seq: Cell::new(seq),
            chain: Cell::new(chain),
            begun: Cell::new(false),
            changes: RefCell::default(),
            source: RefCell::default(),
        })
    }

    /// The site that owns new rows.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// What the operation is.
    pub fn op(&self) -> Op<'a> {
        self.op
    }

    /// This operation's id.
    pub fn operation_id(&self) -> &str {
        &self.operation
    }

    /// Keeps more pages in memory until this operation ends: it will touch most of the file.
    ///
    /// # Errors
    /// The engine's.
    pub fn expect_much(&self) -> StoreResult<()> {
        enlarge_cache(self.connection())
    }

    /// From now on changes come from this place of a workbook; `None` ends it.
    pub fn set_source(&self, source: Option<(&str, &str, i64)>) {
        *self.source.borrow_mut() =
            source.map(|(file, sheet, row)| serde_json::json!([file, sheet, row]).to_string());
    }

    /// Inserts a row. `person` is whom it is about.
    ///
    /// # Errors
    /// The engine's; [`StoreError::Conflict`] where a rule of the table is broken.
    pub fn insert(&self, table: Table, id: &str, row: &Row, person: Option<&str>) -> StoreResult<()> {
        let columns = row.keys().copied().collect::<Vec<_>>();
        let places = (2..=columns.len() + 1).map(|n| format!("?{n}")).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO {} (id, {}) VALUES (?1, {})",
            table.name(),
            columns.join(", "),
            places.join(", ")
        );
        let id_value = Value::from(id);
        let values = std::iter::once(&id_value).chain(row.values());
        self.connection().prepare_cached(&sql)?.execute(params_from_iter(values))?;
        let changes = row
            .iter()
            .filter(|(_, value)| **value != Value::Null)
            .map(|(column, value)| (*column, (Value::Null, value.clone())))
            .collect();
        self.note(table, id, person, "insert", &changes)
    }

    /// Updates the columns that differ. Answers whether any did.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such row.
    pub fn update(
        &self,
        table: Table,
        id: &str,
        row: &BTreeMap<&str, Value>,
        person: Option<&str>,
    ) -> StoreResult<bool> {
        let before = self.values(table, id, &row.keys().copied().collect::<Vec<_>>())?;
        let changes = row
            .iter()
            .zip(before)
            .filter(|((_, after), before)| *after != before)
            .map(|((column, after), before)| (*column, (before, after.clone())))
            .collect::<BTreeMap<_, _>>();
        if changes.is_empty() {
            return Ok(false);
        }
        let sets = changes
            .keys()
            .enumerate()
            .map(|(n, column)| format!("{column} = ?{}", n + 2))
            .collect::<Vec<_>>();
        let sql = format!("UPDATE {} SET {} WHERE id = ?1", table.name(), sets.join(", "));
        let id_value = Value::from(id);
        let values = std::iter::once(&id_value).chain(changes.values().map(|(_, after)| after));
        self.connection().prepare_cached(&sql)?.execute(params_from_iter(values))?;
        self.note(table, id, person, "update", &changes)?;
        Ok(true)
    }

    /// Takes one row out of use; taking that operation back puts it in use again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a row that is not in use.
    pub fn remove(&self, table: Table, id: &str, person: Option<&str>) -> StoreResult<()> {
        self.must_be_in_use(table, id)?;
        self.update(table, id, &Row::from([("undone", Value::from(true))]), person)?;
        Ok(())
    }

    /// Writes into the log that something was done that changed no record, such as revealing a number.
    ///
    /// # Errors
    /// The engine's.
    pub fn remark(
        &self,
        table: Table,
        id: &str,
        person: Option<&str>,
        what: &'static str,
    ) -> StoreResult<()> {
        let changes = BTreeMap::from([("what", (Value::Null, Value::from(what)))]);
        self.note(table, id, person, "note", &changes)
    }

    /// Writes into the log that something was taken out, and for what use where one was stated.
    ///
    /// # Errors
    /// The engine's.
    pub fn remark_use(
        &self,
        table: Table,
        id: &str,
        what: &'static str,
        purpose: Option<&str>,
    ) -> StoreResult<()> {
        let mut changes = BTreeMap::from([("what", (Value::Null, Value::from(what)))]);
        changes.extend(purpose.map(|purpose| ("purpose", (Value::Null, Value::from(purpose)))));
        self.note(table, id, None, "note", &changes)
    }

    /// Writes down why a person was saved though something spoke against it.
    ///
    /// # Errors
    /// The engine's.
    pub fn remark_reason(&self, person: &str, reason: &str) -> StoreResult<()> {
        let changes = BTreeMap::from([("reason", (Value::Null, Value::from(reason)))]);
        self.note(Table::Person, person, Some(person), "note", &changes)
    }

    /// Values of some columns of a row, undone rows included.
    pub(crate) fn values(&self, table: Table, id: &str, columns: &[&str]) -> StoreResult<Vec<Value>> {
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", columns.join(", "), table.name());
        self.row(&sql, [id], |row| (0..columns.len()).map(|n| row.get(n)).collect())?
            .ok_or(StoreError::NotFound(table.name()))
    }

    /// Refuses a row that is not there or was taken back.
    pub(crate) fn must_be_in_use(&self, table: Table, id: &str) -> StoreResult<()> {
        match self.values(table, id, &["undone"])?.first() {
            Some(Value::Number(0)) => Ok(()),
            _ => Err(StoreError::NotFound(table.name())),
        }
    }

    fn note(
        &self,
        table: Table,
        id: &str,
        person: Option<&str>,
        action: &'static str,
        changes: &BTreeMap<&str, (Value, Value)>,
    ) -> StoreResult<()> {
        self.record_operation()?;
        let seq = self.seq.get() + 1;
        let text = serde_json::to_string(changes)?;
        let source = self.source.borrow();
        let payload = Payload {
            seq,
            operation: &self.operation,
            at: self.op.at.timestamp_millis(),
            operator: self.op.operator,
            desk: self.op.desk,
            kind: self.op.kind,
            table: table.name(),
            row: id,
            action,
            changes: &text,
            source: source.as_deref().unwrap_or_default(),
        };
        let hash = payload.hash();
        let chain = link(&self.chain.get(), &hash);
        self.connection()
            .prepare_cached(
                "INSERT INTO log (seq, operation, tbl, row, person, action, changes, source, payload_hash, chain)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![seq, self.operation, table.name(), id, person, action, text, *source, hash, chain])?;
        self.seq.set(seq);
        self.chain.set(chain);
        if action != "note" {
            self.changes.borrow_mut().insert(table.kind());
        }
        Ok(())
    }

    /// Writes the operation itself down, before its first log row or, where it may change none, by itself.
    pub(super) fn record_operation(&self) -> StoreResult<()> {
        if self.begun.replace(true) {
            return Ok(());
        }
        let op = self.op;
        let seq = self.count("SELECT coalesce(max(seq), 0) + 1 FROM operation", [])?;
        self.connection().execute(
            "INSERT INTO operation (id, seq, site, at, operator, role, desk, kind, undoes, request)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.operation,
                seq,
                self.site,
                op.at.timestamp_millis(),
                op.operator,
                op.role,
                op.desk,
                op.kind,
                op.undoes,
                op.request
            ],
        )?;
        Ok(())
    }

    /// Keeps the answer for a repeat of the request. Answers the kinds that changed, `None` when nothing did.
    pub(crate) fn finish<T: Serialize>(&self, value: &T) -> StoreResult<Option<BTreeSet<Kind>>> {
        if !self.begun.get() {
            return Ok(None);
        }
        if self.op.request.is_some() {
            self.connection().execute(
                "UPDATE operation SET response = ?2 WHERE id = ?1",
                params![self.operation, serde_json::to_string(value)?],
            )?;
        }
        Ok(Some(self.changes.take()))
    }
}
