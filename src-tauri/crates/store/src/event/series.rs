//! 系列活动: events that repeat, and who is enrolled for all of them.

use crate::error::{StoreError, StoreResult};
use crate::event::{EventRecord, SELECT, record as event};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use serde::{Serialize, de::DeserializeOwned};

/// One series; its rule is the caller's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRecord<T> {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it takes place.
    pub rule: T,
    /// What its occurrences are, as JSON; `None` where it was planned before that was kept.
    pub event: Option<String>,
}

/// Somebody enrolled for a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentRecord {
    /// Record id.
    pub id: String,
    /// Record id of the series.
    pub series: String,
    /// Record id of the person.
    pub person: String,
    /// From that day on.
    pub from_day: String,
    /// Until that day; `None` while it lasts.
    pub to_day: Option<String>,
}

fn enrolment(row: &rusqlite::Row<'_>) -> rusqlite::Result<EnrolmentRecord> {
    Ok(EnrolmentRecord {
        id: row.get(0)?,
        series: row.get(1)?,
        person: row.get(2)?,
        from_day: row.get(3)?,
        to_day: row.get(4)?,
    })
}

const ENROLMENT: &str = "SELECT n.id, n.series, n.person, n.from_day, n.to_day FROM enrolment n";

impl Reader<'_> {
    /// One series.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn series<T: DeserializeOwned>(&self, id: &str) -> StoreResult<SeriesRecord<T>> {
        let sql = "SELECT name, rule, event FROM series WHERE id = ?1 AND undone = 0";
        let found = self.row(sql, [id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
        })?;
        let (name, rule, event) = found.ok_or(StoreError::NotFound("series"))?;
        Ok(SeriesRecord { id: id.to_owned(), name, rule: serde_json::from_str(&rule)?, event })
    }

    /// Record ids and names of all series, the newest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn all_series(&self) -> StoreResult<Vec<(String, String)>> {
        self.rows("SELECT id, name FROM series WHERE undone = 0 ORDER BY id DESC", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// The occurrences of a series in order of time.
    ///
    /// # Errors
    /// The engine's.
    pub fn occurrences(&self, series: &str) -> StoreResult<Vec<EventRecord>> {
        let sql = format!("{SELECT} WHERE e.series = ?1 AND e.undone = 0 ORDER BY e.day, e.from_time, e.id");
        self.rows(&sql, [series], event)
    }

    /// Who is enrolled for a series, or was, by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn enrolments(&self, series: &str) -> StoreResult<Vec<EnrolmentRecord>> {
        let sql = format!(
            "{ENROLMENT} JOIN person_sort s ON s.person = n.person
             WHERE n.series = ?1 AND n.undone = 0 ORDER BY s.sort, n.person, n.id"
        );
        self.rows(&sql, [series], enrolment)
    }

    /// The series somebody is enrolled for and has not left.
    ///
    /// # Errors
    /// The engine's.
    pub fn enrolments_of(&self, person: &str) -> StoreResult<Vec<EnrolmentRecord>> {
        let sql =
            format!("{ENROLMENT} WHERE n.person = ?1 AND n.to_day IS NULL AND n.undone = 0 ORDER BY n.id");
        self.rows(&sql, [person], enrolment)
    }

    /// How many series of some kinds of events somebody is enrolled for on a day.
    ///
    /// # Errors
    /// The engine's.
    pub fn courses_of(&self, person: &str, kinds: &[&str], day: &str) -> StoreResult<i64> {
        self.count(
            "SELECT count(DISTINCT n.series) FROM enrolment n
             WHERE n.person = ?1 AND n.undone = 0 AND n.from_day <= ?3 AND (n.to_day IS NULL OR n.to_day > ?3)
               AND EXISTS (SELECT 1 FROM event e WHERE e.series = n.series AND e.kind IN (SELECT value FROM json_each(?2)) AND e.undone = 0
                           AND e.cancelled = 0 AND e.day >= ?3)",
            [person, &serde_json::to_string(kinds)?, day],
        )
    }

    /// One enrolment.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn enrolment(&self, id: &str) -> StoreResult<EnrolmentRecord> {
        self.row(&format!("{ENROLMENT} WHERE n.id = ?1 AND n.undone = 0"), [id], enrolment)?
            .ok_or(StoreError::NotFound("enrolment"))
    }
}

impl Writer<'_> {
    /// Writes a series, or one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_series(
        &self,
        id: Option<&str>,
        name: &str,
        rule: &impl Serialize,
        event: &impl Serialize,
    ) -> StoreResult<String> {
        let mut row = Row::from([
            ("name", name.into()),
            ("rule", serde_json::to_string(rule)?.into()),
            ("event", serde_json::to_string(event)?.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Series, id)?;
            self.update(Table::Series, id, &row, None)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Series, &id, &row, None)?;
        Ok(id)
    }

    /// Makes an event an occurrence of a series, put there for that day.
    ///
    /// # Errors
    /// The engine's; [`StoreError::Conflict`] where the series has one for that day.
    pub fn put_in_series(&self, event: &str, series: &str, original: &str) -> StoreResult<bool> {
        let row = Row::from([("series", Value::from(series)), ("original", original.into())]);
        self.update(Table::Event, event, &row, None)
    }

    /// Enrols somebody for a series from a day on; who is enrolled stays so. Answers whether that is new.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn enrol(&self, series: &str, person: &str, from: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::Series, series)?;
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let sql = "SELECT count(*) FROM enrolment WHERE series = ?1 AND person = ?2 AND to_day IS NULL AND undone = 0";
        if self.count(sql, [series, person])? > 0 {
            return Ok(false);
        }
        let row = Row::from([
            ("site", self.site().into()),
            ("series", series.into()),
            ("person", person.into()),
            ("from_day", from.into()),
        ]);
        self.insert(Table::Enrolment, &new_id(), &row, Some(person))?;
        Ok(true)
    }

    /// From that day on somebody is not enrolled any more.
    ///
    /// # Errors
    /// The engine's.
    pub fn end_enrolment(&self, held: &EnrolmentRecord, day: &str) -> StoreResult<bool> {
        self.update(Table::Enrolment, &held.id, &Row::from([("to_day", day.into())]), Some(&held.person))
    }
}
