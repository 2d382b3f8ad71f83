//! Two records of one person become one, and can be taken apart again (`design.md` 4, merge).

use crate::error::{StoreError, StoreResult};
use crate::log::OperationRecord;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;
use std::collections::BTreeMap;

/// A record that was joined into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedRecord {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

impl Reader<'_> {
    /// The record somebody was joined into, if they were.
    ///
    /// # Errors
    /// The engine's.
    pub fn merged_into(&self, person: &str) -> StoreResult<Option<String>> {
        let found = self.row("SELECT merged_into FROM person WHERE id = ?1", [person], |row| row.get(0))?;
        Ok(found.flatten())
    }

    /// The record that stands for somebody now: their own, or the one theirs was joined into.
    ///
    /// # Errors
    /// The engine's.
    pub fn stands_for(&self, person: &str) -> StoreResult<String> {
        let mut id = person.to_owned();
        while let Some(into) = self.merged_into(&id)? {
            id = into;
        }
        Ok(id)
    }

    /// The records joined into each that stands, by its id; also those joined into one that was joined in turn.
    ///
    /// # Errors
    /// The engine's.
    pub fn joined_records(&self) -> StoreResult<BTreeMap<String, Vec<String>>> {
        let sql = "SELECT id FROM person WHERE merged_into IS NOT NULL AND undone = 0 ORDER BY id";
        let mut joined = BTreeMap::<String, Vec<String>>::new();
        for id in self.rows(sql, [], |row| row.get::<_, String>(0))? {
            joined.entry(self.stands_for(&id)?).or_default().push(id);
        }
        Ok(joined)
    }

    /// Records joined into another whose id ends in this.
    ///
    /// # Errors
    /// The engine's.
    pub fn joined_ending(&self, tail: &str) -> StoreResult<Vec<String>> {
        let sql = "SELECT id FROM person
             WHERE merged_into IS NOT NULL AND substr(id, -length(?1)) = ?1 AND undone = 0 ORDER BY id";
        self.rows(sql, [tail], |row| row.get(0))
    }

    /// Refuses a record that was joined into another: what is known now is written there.
    ///
    /// # Errors
    /// [`StoreError::Conflict`].
    pub fn must_stand_alone(&self, person: &str) -> StoreResult<()> {
        match self.merged_into(person)? {
            Some(_) => Err(StoreError::Conflict("merged away")),
            None => Ok(()),
        }
    }

    /// The records joined into somebody, first to last.
    ///
    /// # Errors
    /// The engine's.
    pub fn merged_records(&self, person: &str) -> StoreResult<Vec<MergedRecord>> {
        let gone = self.rows(
            "SELECT id, name FROM person WHERE merged_into = ?1 AND undone = 0 ORDER BY id",
            [person],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        let mut out = Vec::new();
        for (id, name) in gone {
            if let Some(operation) = self.merge_of(&id)? {
                out.push(MergedRecord { id, name, at: operation.at });
            }
        }
        out.sort_by_key(|record| record.at);
        Ok(out)
    }

    /// The operation in force that joined this record into another.
    ///
    /// # Errors
    /// The engine's.
    pub fn merge_of(&self, gone: &str) -> StoreResult<Option<OperationRecord>> {
        let found = self.operations_where(
            "o.undone = 0 AND o.id IN (
                 SELECT operation FROM log
                 WHERE row = ?1 AND tbl = 'person' AND json_extract(changes, '$.merged_into[1]') IS NOT NULL)",
            [gone],
        )?;
        Ok(found.into_iter().next())
    }
}

impl Writer<'_> {
    /// Joins one record into another: everything that hangs on `gone` hangs on `kept` from now on. The facts of `kept`
    /// stay as they are; write the chosen ones afterwards.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined already, or with itself.
    pub fn merge_people(&self, kept: &str, gone: &str) -> StoreResult<()> {
        if kept == gone {
            return Err(StoreError::Conflict("merged with itself"));
        }
        for person in [kept, gone] {
            self.must_be_in_use(Table::Person, person)?;
            if self.merged_into(person)?.is_some() {
                return Err(StoreError::Conflict("merged already"));
            }
        }
        let row = Row::from([("merged_into", Value::from(kept))]);
        self.update(Table::Person, gone, &row, Some(gone))?;
        self.hand_over(gone, kept)?;
        self.derive_person(gone)?;
        self.derive_person(kept)
    }

    /// Gives what hangs on one record to another. What the other has already, and can have only once, stays where it is.
    pub(crate) fn hand_over(&self, gone: &str, kept: &str) -> StoreResult<()> {
        let owns = Row::from([("person", Value::from(kept))]);
        // A fact of the centre's own that was emptied makes room for what the other record knows.
        let emptied = self.rows(
            "SELECT mine.id FROM person_extra mine JOIN person_extra other ON other.label = mine.label
             WHERE mine.person = ?2 AND mine.undone = 0 AND mine.value = ''
               AND other.person = ?1 AND other.undone = 0 AND other.value <> ''",
            [gone, kept],
            |row| row.get::<_, String>(0),
        )?;
        for id in emptied {
            self.update(Table::PersonExtra, &id, &Row::from([("undone", Value::from(true))]), Some(kept))?;
        }
        for (table, sql) in [
            (Table::Presence, "SELECT id FROM presence WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (Table::Card, "SELECT id FROM card WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (Table::Notice, "SELECT id FROM notice WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (Table::Relative, "SELECT id FROM relative WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (
                Table::Talent,
                "SELECT id FROM talent WHERE person = ?1 AND undone = 0 AND NOT EXISTS
                     (SELECT 1 FROM talent WHERE person = ?2 AND undone = 0)",
            ),
            (Table::Post, "SELECT id FROM post WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (
                Table::Enrolment,
                "SELECT id FROM enrolment WHERE person = ?1 AND undone = 0 AND series NOT IN
                     (SELECT series FROM enrolment WHERE person = ?2 AND undone = 0)",
            ),
            (Table::Entry, "SELECT id FROM entry WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (Table::Bereavement, "SELECT id FROM bereavement WHERE person = ?1 AND ?2 <> '' ORDER BY id"),
            (
                Table::Declined,
                "SELECT id FROM declined WHERE person = ?1 AND undone = 0 AND field NOT IN
                     (SELECT field FROM declined WHERE person = ?2 AND undone = 0)",
            ),
            (
                Table::ReturnRuling,
                "SELECT id FROM return_ruling AS mine WHERE person = ?1 AND undone = 0 AND NOT EXISTS
                     (SELECT 1 FROM return_ruling o WHERE o.person = ?2 AND o.year = mine.year
                      AND o.fact = mine.fact AND o.undone = 0)",
            ),
            (
                Table::Registration,
                "SELECT id FROM registration WHERE person = ?1 AND undone = 0 AND event NOT IN
                     (SELECT event FROM registration WHERE person = ?2 AND undone = 0)",
            ),
            (
                Table::Photo,
                "SELECT id FROM photo WHERE person = ?1 AND undone = 0 AND NOT EXISTS
                     (SELECT 1 FROM photo WHERE person = ?2 AND undone = 0)",
            ),
            (
                Table::TeamMember,
                "SELECT id FROM team_member WHERE person = ?1 AND undone = 0 AND team NOT IN
                     (SELECT team FROM team_member WHERE person = ?2 AND undone = 0)",
            ),
            (
                Table::PersonExtra,
                "SELECT id FROM person_extra WHERE person = ?1 AND undone = 0 AND label NOT IN
                     (SELECT label FROM person_extra WHERE person = ?2 AND undone = 0)",
            ),
            (
                Table::Membership,
                "SELECT id FROM membership WHERE person = ?1 AND kind = 'functional' AND undone = 0 AND organization NOT IN
                     (SELECT organization FROM membership WHERE person = ?2 AND kind = 'functional' AND undone = 0)",
            ),
            // One person has one history of formal membership: that of the record kept, if it has any.
            (
                Table::Membership,
                "SELECT id FROM membership WHERE person = ?1 AND kind = 'formal' AND undone = 0 AND NOT EXISTS
                     (SELECT 1 FROM membership WHERE person = ?2 AND kind = 'formal' AND undone = 0)",
            ),
        ] {
            for id in self.rows(sql, params![gone, kept], |row| row.get::<_, String>(0))? {
                self.update(table, &id, &owns, Some(kept))?;
            }
        }
        for (table, column, sql) in [
            (Table::Event, "lecturer", "SELECT id FROM event WHERE lecturer = ?1 AND ?2 <> '' ORDER BY id"),
            (Table::Team, "leader", "SELECT id FROM team WHERE leader = ?1 AND ?2 <> '' ORDER BY id"),
            // Nobody is their own relative.
            (
                Table::Relative,
                "linked",
                "SELECT id FROM relative WHERE linked = ?1 AND person <> ?2 ORDER BY id",
            ),
        ] {
            for id in self.rows(sql, params![gone, kept], |row| row.get::<_, String>(0))? {
                self.update(table, &id, &Row::from([(column, Value::from(kept))]), None)?;
            }
        }
        self.settle_person(kept)
    }

    /// Refuses to take a merge apart, or together, while another one stands around it.
    pub(crate) fn refuse_inner_merge(&self, gone: &str, kept: &str) -> StoreResult<()> {
        let around = self.merged_into(kept)?.is_some();
        // Brought back, a merge needs the other record as it was: in use, and joined to nobody.
        let stands = self.values(Table::Person, kept, &["undone"])?.first() == Some(&Value::from(false));
        let elsewhere = self.merged_into(gone)?.is_some_and(|into| into != kept);
        if around || elsewhere {
            return Err(StoreError::Conflict("inside another merge"));
        }
        if stands { Ok(()) } else { Err(StoreError::Conflict("merged with nobody")) }
    }
}
