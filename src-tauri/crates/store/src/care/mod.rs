//! Care: the last visits, and those somebody who died has left behind (遗属跟进).

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use std::collections::BTreeMap;

/// Somebody who died, and whether those left behind were looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BereavementRecord {
    /// Record id of who died.
    pub person: String,
    /// When they died, partial.
    pub died: Option<String>,
    /// Business day their death was written down.
    pub recorded_day: String,
    /// Business day the follow-up was done.
    pub done_day: Option<String>,
    /// What was done.
    pub note: Option<String>,
}

/// A stay in hospital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayRecord {
    /// First day.
    pub from: String,
    /// Last day; `None` while it lasts.
    pub until: Option<String>,
    /// Somebody was there, as the register of stays says.
    pub visited: bool,
}

impl Reader<'_> {
    /// Those who died since a day, or, where that is not known, whose death was written down since then, the last first: still to be followed up, or done.
    ///
    /// # Errors
    /// The engine's.
    pub fn bereavements(&self, since: &str, done: bool) -> StoreResult<Vec<BereavementRecord>> {
        self.rows(
            "SELECT p.id, t.since, t.recorded_day, b.day, b.note
             FROM person p
             JOIN person_sort s ON s.person = p.id AND s.state = '去世'
             JOIN person_state t ON t.id =
                 (SELECT id FROM person_state WHERE person = p.id AND undone = 0 ORDER BY id DESC LIMIT 1)
             LEFT JOIN bereavement b ON b.id =
                 (SELECT id FROM bereavement WHERE person = p.id AND undone = 0 ORDER BY id DESC LIMIT 1)
             WHERE p.undone = 0 AND p.merged_into IS NULL AND coalesce(t.since || '~', t.recorded_day) >= ?1 AND (b.id IS NOT NULL) = ?2
             ORDER BY t.recorded_day DESC, p.id",
            rusqlite::params![since, done],
            |row| {
                Ok(BereavementRecord {
                    person: row.get(0)?,
                    died: row.get(1)?,
                    recorded_day: row.get(2)?,
                    done_day: row.get(3)?,
                    note: row.get(4)?,
                })
            },
        )
    }

    /// The last day each person was visited (走访慰问), for a festival alone where that is asked: whichever word for it was
    /// written, if any.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_visits(&self, festival: bool) -> StoreResult<BTreeMap<String, String>> {
        let rows = self.rows(
            "SELECT person, max(day) FROM entry
             WHERE ledger = 'care_visit' AND undone = 0 AND person IS NOT NULL
               AND (NOT ?1 OR json_extract(facts, '$.type') = '节日慰问' OR json_extract(facts, '$.occasion') IS NOT NULL)
             GROUP BY person",
            [festival],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The last stay of each person in hospital.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_stays(&self) -> StoreResult<BTreeMap<String, StayRecord>> {
        let rows = self.rows(
            "SELECT person, max(day), until, json_extract(facts, '$.visited') FROM entry
             WHERE ledger = 'hospital' AND undone = 0 AND person IS NOT NULL GROUP BY person",
            [],
            |row| {
                let visited = row.get::<_, Option<String>>(3)?.is_some_and(|visited| !visited.is_empty());
                Ok((row.get(0)?, StayRecord { from: row.get(1)?, until: row.get(2)?, visited }))
            },
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The last day each person was at the centre.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_seen_of_all(&self) -> StoreResult<BTreeMap<String, String>> {
        let rows = self.rows(
            // The last day somebody added to 到馆人次, which away from the centre nobody does. From the end of the index:
            // somebody who comes daily has thousands of days.
            "SELECT s.person, (SELECT p.day FROM presence p INDEXED BY presence_counted
                               WHERE p.person = s.person AND p.person IS NOT NULL AND p.undone = 0 AND p.visits > 0
                               ORDER BY p.day DESC LIMIT 1)
             FROM person_sort s",
            [],
            |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?)),
        )?;
        Ok(rows.into_iter().filter_map(|(person, day)| Some((person, day?))).collect())
    }
}

impl Writer<'_> {
    /// Those left behind by somebody were looked after.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] for a record joined into another.
    pub fn close_bereavement(&self, person: &str, day: &str, note: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("day", day.into()),
            ("note", note.into()),
        ]);
        self.insert(Table::Bereavement, &new_id(), &row, Some(person))
    }
}
