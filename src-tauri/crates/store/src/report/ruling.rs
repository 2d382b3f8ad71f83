//! What the officer decided where a record does not tell, and what was written beside a check.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// A ruling: the word decided on for a fact of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingRecord {
    /// Record id.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// The fact.
    pub fact: String,
    /// The word.
    pub word: String,
    /// Why; empty for nothing said.
    pub reason: String,
}

/// 说明 beside a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRecord {
    /// Id of the form.
    pub form: String,
    /// Id of the rule.
    pub rule: String,
    /// The words.
    pub note: String,
}

impl Reader<'_> {
    /// The rulings of a year.
    ///
    /// # Errors
    /// The engine's.
    pub fn return_rulings(&self, year: i64) -> StoreResult<Vec<RulingRecord>> {
        self.rows(
            "SELECT id, person, fact, word, reason FROM return_ruling WHERE year = ?1 AND undone = 0 ORDER BY id",
            [year],
            |row| {
                Ok(RulingRecord {
                    id: row.get(0)?,
                    person: row.get(1)?,
                    fact: row.get(2)?,
                    word: row.get(3)?,
                    reason: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                })
            },
        )
    }

    /// The explanations of a year.
    ///
    /// # Errors
    /// The engine's.
    pub fn return_notes(&self, year: i64) -> StoreResult<Vec<NoteRecord>> {
        self.rows(
            "SELECT form, rule, note FROM return_note WHERE year = ?1 AND undone = 0 ORDER BY id",
            [year],
            |row| Ok(NoteRecord { form: row.get(0)?, rule: row.get(1)?, note: row.get(2)? }),
        )
    }
}

impl Writer<'_> {
    /// Writes a ruling, in place of an earlier one; an empty word takes it back.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] for somebody who is not registered.
    pub fn save_return_ruling(
        &self,
        year: i64,
        person: &str,
        fact: &str,
        word: &str,
        reason: &str,
    ) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        let held = self.row(
            "SELECT id FROM return_ruling WHERE year = ?1 AND person = ?2 AND fact = ?3 AND undone = 0",
            rusqlite::params![year, person, fact],
            |row| row.get::<_, String>(0),
        )?;
        match (held, word) {
            (Some(id), "") => self.remove(Table::ReturnRuling, &id, Some(person)),
            (None, "") => Ok(()),
            (Some(id), word) => {
                let row = Row::from([("word", word.into()), ("reason", reason.into())]);
                self.update(Table::ReturnRuling, &id, &row, Some(person)).map(drop)
            }
            (None, word) => {
                let row = Row::from([
                    ("site", self.site().into()),
                    ("year", year.into()),
                    ("person", person.into()),
                    ("fact", fact.into()),
                    ("word", word.into()),
                    ("reason", reason.into()),
                ]);
                self.insert(Table::ReturnRuling, &new_id(), &row, Some(person))
            }
        }
    }

    /// Writes an explanation, in place of an earlier one; empty words take it back.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_return_note(&self, year: i64, form: &str, rule: &str, note: &str) -> StoreResult<()> {
        let held = self.row(
            "SELECT id FROM return_note WHERE year = ?1 AND form = ?2 AND rule = ?3 AND undone = 0",
            rusqlite::params![year, form, rule],
            |row| row.get::<_, String>(0),
        )?;
        match (held, note) {
            (Some(id), "") => self.remove(Table::ReturnNote, &id, None),
            (None, "") => Ok(()),
            (Some(id), note) => {
                self.update(Table::ReturnNote, &id, &Row::from([("note", note.into())]), None).map(drop)
            }
            (None, note) => {
                let row = Row::from([
                    ("site", self.site().into()),
                    ("year", year.into()),
                    ("form", form.into()),
                    ("rule", rule.into()),
                    ("note", note.into()),
                ]);
                self.insert(Table::ReturnNote, &new_id(), &row, None)
            }
        }
    }
}
