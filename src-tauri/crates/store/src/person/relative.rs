//! Relatives of people, and who is called when something happens.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelativeRecord {
    /// Record id.
    pub id: String,
    /// Whose.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 配偶, 子女 …
    pub relation: String,
    /// Numbers with a space between them.
    pub phones: Option<String>,
    /// Free text.
    pub remark: Option<String>,
    /// Called when something happens.
    pub emergency: bool,
    /// Still living.
    pub alive: bool,
    /// Record id where they are registered here too.
    pub linked: Option<String>,
}

/// What is written of a relative.
#[derive(Debug, Clone, Copy)]
pub struct RelativeFacts<'a> {
    /// 姓名
    pub name: &'a str,
    /// 配偶, 子女 …
    pub relation: &'a str,
    /// `None` leaves them as they are.
    pub phones: Option<&'a str>,
    /// `None` leaves it as it is.
    pub remark: Option<&'a str>,
    /// Called when something happens.
    pub emergency: bool,
    /// Still living.
    pub alive: bool,
    /// Record id where they are registered here too.
    pub linked: Option<&'a str>,
}

const SELECT: &str =
    "SELECT id, person, name, relation, phones, remark, emergency, alive, linked FROM relative";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<RelativeRecord> {
    Ok(RelativeRecord {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        relation: row.get(3)?,
        phones: row.get(4)?,
        remark: row.get(5)?,
        emergency: row.get(6)?,
        alive: row.get(7)?,
        linked: row.get(8)?,
    })
}

impl Reader<'_> {
    /// One relative.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn relative(&self, id: &str) -> StoreResult<RelativeRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1 AND undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("relative"))
    }

    /// Somebody's relatives: who is called first stands first.
    ///
    /// # Errors
    /// The engine's.
    pub fn relatives_of(&self, person: &str) -> StoreResult<Vec<RelativeRecord>> {
        let sql =
            format!("{SELECT} WHERE person = ?1 AND undone = 0 ORDER BY emergency DESC, alive DESC, id");
        self.rows(&sql, [person], record)
    }
}

impl Writer<'_> {
    /// Notes a relative, or writes one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn save_relative(
        &self,
        person: &str,
        id: Option<&str>,
        facts: RelativeFacts<'_>,
    ) -> StoreResult<String> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        if let Some(linked) = facts.linked {
            self.must_be_in_use(Table::Person, linked)?;
        }
        let filled = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        let mut row = Row::from([
            ("name", facts.name.into()),
            ("relation", facts.relation.into()),
            ("emergency", facts.emergency.into()),
            ("alive", facts.alive.into()),
            ("linked", facts.linked.into()),
        ]);
        for (column, text) in [("phones", facts.phones), ("remark", facts.remark)] {
            if let Some(text) = text {
                row.insert(column, filled(text).into());
            }
        }
        if let Some(id) = id {
            self.must_be_in_use(Table::Relative, id)?;
            self.update(Table::Relative, id, &row, Some(person))?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        row.insert("person", person.into());
        self.insert(Table::Relative, &id, &row, Some(person))?;
        Ok(id)
    }
}
