//! What stands in the way of putting an old value back, and what comes back with it.

use crate::error::{StoreError, StoreResult};
use crate::write::undo::{Entry, Reason};
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;
use std::collections::BTreeMap;

impl Writer<'_> {
    /// Why these values cannot be put back though nobody changed them since.
    pub(super) fn obstacle(
        &self,
        root: &str,
        entry: &Entry,
        restored: &BTreeMap<&str, Value>,
    ) -> StoreResult<Option<Reason>> {
        let comes_back = restored.get("undone") == Some(&Value::from(false));
        if let Some(person) = entry.person.as_deref().filter(|person| comes_back && *person != entry.row)
            && self.is_taken_back(Table::Person, person)?
        {
            return Ok(Some(Reason::PersonGone));
        }
        let taken = match entry.table {
            Table::Membership if comes_back || restored.get("to_day") == Some(&Value::Null) => {
                self.formal_membership_since(root, entry)?
            }
            Table::Unit | Table::Organization | Table::Purpose | Table::Operator | Table::Team
                if comes_back || restored.contains_key("name") =>
            {
                let table = entry.table.name();
                self.count(
                    &format!(
                        "SELECT count(*) FROM {table} WHERE undone = 0 AND id <> ?1
                         AND name = coalesce(?2, (SELECT name FROM {table} WHERE id = ?1))"
                    ),
                    params![entry.row, restored.get("name")],
                )?
            }
            Table::Card if comes_back => self.count(
                "SELECT count(*) FROM card now JOIN card back USING (code)
                 WHERE back.id = ?1 AND now.id <> back.id AND now.undone = 0",
                [&entry.row],
            )?,
            Table::PersonExtra if comes_back => self.count(
                "SELECT count(*) FROM person_extra now JOIN person_extra back USING (person, label)
                 WHERE back.id = ?1 AND now.id <> back.id AND now.undone = 0",
                [&entry.row],
            )?,
            Table::Registration if comes_back => self.count(
                "SELECT count(*) FROM registration now JOIN registration back USING (event, person)
                 WHERE back.id = ?1 AND now.id <> back.id AND now.undone = 0",
                [&entry.row],
            )?,
            Table::ImportMapping if comes_back => self.count(
                "SELECT count(*) FROM import_mapping now JOIN import_mapping back USING (headers)
                 WHERE back.id = ?1 AND now.id <> back.id AND now.undone = 0",
                [&entry.row],
            )?,
            Table::ReceivedReturn if comes_back || restored.contains_key("sender") => self.count(
                "SELECT count(*) FROM received_return now JOIN received_return back USING (form, year)
                 WHERE back.id = ?1 AND now.id <> back.id AND now.undone = 0
                   AND now.sender = coalesce(?2, back.sender)",
                params![entry.row, restored.get("sender")],
            )?,
            _ => 0,
        };
        Ok((taken > 0).then_some(Reason::Replaced))
    }

    /// Formal membership is held in one place at a time, and whoever was moved, or taken out, by a later operation stays
    /// as that left them.
    fn formal_membership_since(&self, root: &str, entry: &Entry) -> StoreResult<i64> {
        let held = self.count(
            "SELECT count(*) FROM membership held JOIN membership back ON back.person = held.person
             WHERE back.id = ?1 AND held.id <> back.id AND back.kind = 'formal' AND held.kind = 'formal'
               AND held.to_day IS NULL AND held.undone = 0",
            [&entry.row],
        )?;
        let moved = self.count(
            "SELECT count(*) FROM log l JOIN operation o ON o.id = l.operation
             JOIN membership later ON later.id = l.row JOIN membership back ON back.person = later.person
             WHERE back.id = ?1 AND back.kind = 'formal' AND later.kind = 'formal'
               AND l.tbl = 'membership' AND l.action <> 'note' AND l.seq > ?2
               AND o.undone = 0 AND o.undoes IS NULL AND o.id NOT IN (?3, ?4)",
            params![entry.row, entry.seq, root, self.operation_id()],
        )?;
        Ok(held + moved)
    }

    /// A record in use again brings back what it names, its branch, its unit, its purpose, or takes the one that has
    /// that name now.
    pub(super) fn revive_named_by(&self, entry: &Entry) -> StoreResult<()> {
        let (column, table) = match entry.table {
            Table::Presence => ("purpose", Table::Purpose),
            Table::Membership => ("organization", Table::Organization),
            Table::Organization => ("parent", Table::Organization),
            Table::Person => ("unit", Table::Unit),
            _ => return Ok(()),
        };
        let now = self.values(entry.table, &entry.row, &["undone", column])?;
        let [live, Value::Text(named)] = now.as_slice() else { return Ok(()) };
        if *live != Value::from(false) || !self.is_taken_back(table, named)? {
            return Ok(());
        }
        let sql = format!(
            "SELECT id FROM {0} WHERE undone = 0 AND name = (SELECT name FROM {0} WHERE id = ?1)",
            table.name()
        );
        match self.row(&sql, [named], |row| row.get::<_, String>(0))? {
            Some(other) => {
                let row = Row::from([(column, other.into())]);
                self.update(entry.table, &entry.row, &row, entry.person.as_deref())?;
            }
            None => {
                self.update(table, named, &Row::from([("undone", Value::from(false))]), None)?;
            }
        }
        Ok(())
    }

    /// Column names from the log become SQL only when the table has them.
    pub(super) fn refuse_unknown_columns(
        &self,
        table: Table,
        row: &BTreeMap<&str, Value>,
    ) -> StoreResult<()> {
        let known = self
            .rows("SELECT name FROM pragma_table_info(?1)", [table.name()], |row| row.get::<_, String>(0))?;
        match row.keys().find(|column| !known.iter().any(|known| known == *column)) {
            Some(column) => Err(StoreError::Broken(format!("log names column {column} of {}", table.name()))),
            None => Ok(()),
        }
    }

    fn is_taken_back(&self, table: Table, id: &str) -> StoreResult<bool> {
        Ok(self.values(table, id, &["undone"])?.first() == Some(&Value::from(true)))
    }
}
