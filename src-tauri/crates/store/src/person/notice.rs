//! 通知: what the desk is to tell somebody the next time they come.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Record id.
    pub id: String,
    /// For whom.
    pub person: String,
    /// What to say.
    pub text: String,
    /// The last day it is of use.
    pub until_day: Option<String>,
    /// When they were told, UTC milliseconds.
    pub told_at: Option<i64>,
}

const SELECT: &str = "SELECT id, person, text, until_day, told_at FROM notice";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<NoticeRecord> {
    Ok(NoticeRecord {
        id: row.get(0)?,
        person: row.get(1)?,
        text: row.get(2)?,
        until_day: row.get(3)?,
        told_at: row.get(4)?,
    })
}

impl Reader<'_> {
    /// One notice.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn notice(&self, id: &str) -> StoreResult<NoticeRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1 AND undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("notice"))
    }

    /// Somebody's notices, newest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn notices_of(&self, person: &str) -> StoreResult<Vec<NoticeRecord>> {
        self.rows(&format!("{SELECT} WHERE person = ?1 AND undone = 0 ORDER BY id DESC"), [person], record)
    }

    /// What somebody who comes on this day is to be told: the oldest that is still of use.
    ///
    /// # Errors
    /// The engine's.
    pub fn notice_due(&self, person: &str, day: &str) -> StoreResult<Option<NoticeRecord>> {
        self.row(
            &format!(
                "{SELECT} WHERE person = ?1 AND undone = 0 AND told_at IS NULL
                     AND (until_day IS NULL OR until_day >= ?2) ORDER BY id LIMIT 1"
            ),
            [person, day],
            record,
        )
    }
}

impl Writer<'_> {
    /// Leaves somebody a notice. Answers its record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn leave_notice(&self, person: &str, text: &str, until: Option<&str>) -> StoreResult<String> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("text", text.into()),
            ("until_day", until.into()),
        ]);
        self.insert(Table::Notice, &id, &row, Some(person))?;
        Ok(id)
    }

    /// They were told.
    ///
    /// # Errors
    /// The engine's.
    pub fn notice_told(&self, notice: &NoticeRecord) -> StoreResult<bool> {
        let row = Row::from([("told_at", self.op().at.timestamp_millis().into())]);
        self.update(Table::Notice, &notice.id, &row, Some(&notice.person))
    }
}
