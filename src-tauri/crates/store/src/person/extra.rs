//! Facts under names of the centre's own (自定义项目), as its rosters keep them.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use std::collections::BTreeMap;

/// Values by name.
pub type Extras = BTreeMap<String, String>;

impl Reader<'_> {
    /// Every such fact, by person.
    ///
    /// # Errors
    /// The engine's.
    pub fn extras(&self) -> StoreResult<BTreeMap<String, Extras>> {
        let rows = self.rows(
            "SELECT person, label, value FROM person_extra WHERE undone = 0 AND value <> ''",
            [],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
        )?;
        let mut out = BTreeMap::<String, Extras>::new();
        for (person, label, value) in rows {
            out.entry(person).or_default().insert(label, value);
        }
        Ok(out)
    }

    /// Their names, those most people have first.
    ///
    /// # Errors
    /// The engine's.
    pub fn extra_labels(&self) -> StoreResult<Vec<String>> {
        self.rows(
            "SELECT label FROM person_extra WHERE undone = 0 AND value <> '' GROUP BY label ORDER BY count(*) DESC, label",
            [],
            |row| row.get(0),
        )
    }

    /// Those of one person.
    ///
    /// # Errors
    /// The engine's.
    pub fn extras_of(&self, person: &str) -> StoreResult<Extras> {
        let rows = self.rows(
            "SELECT label, value FROM person_extra WHERE person = ?1 AND undone = 0 AND value <> ''",
            [person],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(rows.into_iter().collect())
    }
}

impl Writer<'_> {
    /// Writes one such fact; an empty value clears it.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_extra(&self, person: &str, label: &str, value: &str) -> StoreResult<()> {
        let held = self.row(
            "SELECT id FROM person_extra WHERE person = ?1 AND label = ?2 AND undone = 0",
            [person, label],
            |row| row.get::<_, String>(0),
        )?;
        match held {
            Some(id) => {
                let row = Row::from([("value", Value::from(value))]);
                self.update(Table::PersonExtra, &id, &row, Some(person))?;
            }
            None => {
                let row = Row::from([
                    ("site", self.site().into()),
                    ("person", person.into()),
                    ("label", label.into()),
                    ("value", value.into()),
                ]);
                self.insert(Table::PersonExtra, &new_id(), &row, Some(person))?;
            }
        }
        Ok(())
    }
}
