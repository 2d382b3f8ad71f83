//! 组织生活: the meetings organizations held.

use crate::error::StoreResult;
use crate::read::Reader;

/// One meeting of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRecord {
    /// Record id of the event.
    pub event: String,
    /// Record id of the organization.
    pub organization: String,
    /// 党员大会 …
    pub kind: String,
    /// Business day.
    pub day: String,
    /// Its name.
    pub name: String,
}

impl Reader<'_> {
    /// The meetings of organizations in the days from one to another, both included, those cancelled left out.
    ///
    /// # Errors
    /// The engine's.
    pub fn meetings(&self, from: &str, to: &str) -> StoreResult<Vec<MeetingRecord>> {
        self.rows(
            "SELECT id, organization, kind, day, name FROM event
             WHERE organization IS NOT NULL AND day BETWEEN ?1 AND ?2 AND cancelled = 0 AND undone = 0
             ORDER BY day, from_time, id",
            [from, to],
            |row| {
                Ok(MeetingRecord {
                    event: row.get(0)?,
                    organization: row.get(1)?,
                    kind: row.get(2)?,
                    day: row.get(3)?,
                    name: row.get(4)?,
                })
            },
        )
    }
}
