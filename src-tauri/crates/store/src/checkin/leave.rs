//! Who left, and who is still in the building.

use crate::checkin::count::{PresenceRecord, SELECT, record};
use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};

impl Reader<'_> {
    /// The presences of a day of whom nobody noted that they left, in order of time.
    ///
    /// # Errors
    /// The engine's.
    pub fn inside(&self, day: &str) -> StoreResult<Vec<PresenceRecord>> {
        let sql = format!(
            "{SELECT} WHERE v.day = ?1 AND v.left_at IS NULL AND v.away = 0 AND v.undone = 0 ORDER BY v.at, v.entry, v.id"
        );
        self.rows(&sql, [day], record)
    }

    /// How many are in the building: people once, heads as heads.
    ///
    /// # Errors
    /// The engine's.
    pub fn heads_inside(&self, day: &str) -> StoreResult<i64> {
        self.count(
            "SELECT count(DISTINCT person) + coalesce(sum(CASE WHEN person IS NULL THEN heads END), 0)
             FROM presence WHERE day = ?1 AND left_at IS NULL AND away = 0 AND undone = 0",
            [day],
        )
    }
}

impl Writer<'_> {
    /// Notes that somebody left, or a group: all their presences of that day that are still open. `None` brings them
    /// back in from when they left with this one; when they left before stays. Answers how many rows changed. Never before
    /// they came.
    ///
    /// # Errors
    /// The engine's.
    pub fn leave(&self, presence: &PresenceRecord, at: Option<i64>) -> StoreResult<i64> {
        self.note_left(presence, at, |row| match at {
            Some(_) => row.left_at.is_none(),
            None => row.left_at.is_some() && row.left_at == presence.left_at,
        })
    }

    /// The same by what was written down then: who came again after it did not leave at it.
    ///
    /// # Errors
    /// The engine's.
    pub fn left_then(&self, presence: &PresenceRecord, at: i64) -> StoreResult<i64> {
        self.note_left(presence, Some(at), |row| row.left_at.is_none() && row.at <= at)
    }

    fn note_left(
        &self,
        presence: &PresenceRecord,
        at: Option<i64>,
        concerns: impl Fn(&PresenceRecord) -> bool,
    ) -> StoreResult<i64> {
        let rows = match &presence.person {
            Some(person) => self.rows(
                &format!("{SELECT} WHERE v.person = ?1 AND v.day = ?2 AND v.undone = 0"),
                [person, &presence.day],
                record,
            )?,
            None => self.rows(
                &format!("{SELECT} WHERE v.entry = ?1 AND v.undone = 0"),
                [&presence.entry],
                record,
            )?,
        };
        let mut changed = 0;
        for row in rows.iter().filter(|row| concerns(row)) {
            let left = Row::from([("left_at", Value::from(at.map(|at| at.max(row.at))))]);
            changed += i64::from(self.update(Table::Presence, &row.id, &left, row.person.as_deref())?);
        }
        Ok(changed)
    }
}
