//! 活动花名册: who is expected at an event, and who came.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use rusqlite::params;

/// Somebody on the roster of an event: registered, or come without being so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRecord {
    /// Record id of the registration; `None` for a walk-in.
    pub registration: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// `registered`, `excused`, `withdrawn`; `None` for a walk-in.
    pub state: Option<String>,
    /// Why they are excused.
    pub reason: Option<String>,
    /// Record id of their presence.
    pub presence: Option<String>,
    /// When they came, UTC milliseconds.
    pub at: Option<i64>,
}

const ROSTER: &str = "
    SELECT r.id, r.person, r.state, r.reason, v.id, v.at
    FROM registration r
    LEFT JOIN presence v ON v.event = r.event AND v.person = r.person AND v.undone = 0
    WHERE r.event = ?1 AND r.undone = 0
    UNION ALL
    SELECT NULL, v.person, NULL, NULL, v.id, v.at FROM presence v
    WHERE v.event = ?1 AND v.person IS NOT NULL AND v.undone = 0
      AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = ?1 AND r.person = v.person AND r.undone = 0)";

impl Reader<'_> {
    /// The roster of an event, by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn roster(&self, event: &str) -> StoreResult<Vec<RosterRecord>> {
        let sql = format!(
            "SELECT l.* FROM ({ROSTER}) l JOIN person_sort s ON s.person = l.person ORDER BY s.sort, l.person"
        );
        self.rows(&sql, [event], |row| {
            Ok(RosterRecord {
                registration: row.get(0)?,
                person: row.get(1)?,
                state: row.get(2)?,
                reason: row.get(3)?,
                presence: row.get(4)?,
                at: row.get(5)?,
            })
        })
    }

    /// The event and the person of a registration.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn registration(&self, id: &str) -> StoreResult<(String, String)> {
        self.row("SELECT event, person FROM registration WHERE id = ?1 AND undone = 0", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .ok_or(StoreError::NotFound("registration"))
    }

    /// Whether somebody is registered for an event.
    ///
    /// # Errors
    /// The engine's.
    pub fn is_registered(&self, event: &str, person: &str) -> StoreResult<bool> {
        let sql = "SELECT count(*) FROM registration
            WHERE event = ?1 AND person = ?2 AND state = 'registered' AND undone = 0";
        Ok(self.count(sql, [event, person])? > 0)
    }

    /// The record id and time of somebody's presence at an event.
    ///
    /// # Errors
    /// The engine's.
    pub fn presence_at(&self, event: &str, person: &str) -> StoreResult<Option<(String, i64)>> {
        self.row(
            "SELECT id, at FROM presence WHERE event = ?1 AND person = ?2 AND undone = 0 LIMIT 1",
            [event, person],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

impl Writer<'_> {
    /// Registers somebody for an event; who withdrew is registered again. Answers whether that is new.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn register(&self, event: &str, person: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let held = self.row(
            "SELECT id FROM registration WHERE event = ?1 AND person = ?2 AND undone = 0",
            params![event, person],
            |row| row.get::<_, String>(0),
        )?;
        if let Some(id) = held {
            return self.mark_registration(&id, person, "registered", None);
        }
        let row = Row::from([
            ("site", self.site().into()),
            ("event", event.into()),
            ("person", person.into()),
            ("state", "registered".into()),
        ]);
        self.insert(Table::Registration, &new_id(), &row, Some(person))?;
        Ok(true)
    }

    /// Notes that somebody is registered, excused or withdrawn.
    ///
    /// # Errors
    /// The engine's.
    pub fn mark_registration(
        &self,
        id: &str,
        person: &str,
        state: &str,
        reason: Option<&str>,
    ) -> StoreResult<bool> {
        let row = Row::from([("state", state.into()), ("reason", reason.into())]);
        self.update(Table::Registration, id, &row, Some(person))
    }
}
