//! 活动: what happens on a day, who is expected and who came.

mod roster;

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

pub use roster::RosterRecord;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 主题党日, 讲坛讲座 …
    pub kind: String,
    /// Business day.
    pub day: String,
    /// `HH:MM`, of the centre.
    pub from: String,
    /// `HH:MM`, of the centre.
    pub to: String,
    /// Where.
    pub venue: Option<String>,
    /// As many as fit.
    pub capacity: Option<i64>,
    /// Free text.
    pub remark: Option<String>,
    /// It does not take place.
    pub cancelled: bool,
    /// People registered for it.
    pub expected: i64,
    /// Heads who came: people and those without a name.
    pub here: i64,
}

/// What is written of an event.
#[derive(Debug, Clone, Copy)]
pub struct EventFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// 主题党日, 讲坛讲座 …
    pub kind: &'a str,
    /// Business day.
    pub day: &'a str,
    /// `HH:MM`, of the centre.
    pub from: &'a str,
    /// `HH:MM`, of the centre.
    pub to: &'a str,
    /// Where.
    pub venue: &'a str,
    /// As many as fit.
    pub capacity: Option<i64>,
    /// Free text.
    pub remark: &'a str,
    /// It does not take place.
    pub cancelled: bool,
}

const SELECT: &str = "SELECT e.id, e.name, e.kind, e.day, e.from_time, e.to_time, e.venue, e.capacity, e.remark, e.cancelled,
        (SELECT count(*) FROM registration r WHERE r.event = e.id AND r.state = 'registered' AND r.undone = 0),
        (SELECT count(DISTINCT v.person) + coalesce(sum(CASE WHEN v.person IS NULL THEN v.heads END), 0)
         FROM presence v WHERE v.event = e.id AND v.undone = 0)
    FROM event e";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<EventRecord> {
    Ok(EventRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        day: row.get(3)?,
        from: row.get(4)?,
        to: row.get(5)?,
        venue: row.get(6)?,
        capacity: row.get(7)?,
        remark: row.get(8)?,
        cancelled: row.get(9)?,
        expected: row.get(10)?,
        here: row.get(11)?,
    })
}

impl Reader<'_> {
    /// One event.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn event(&self, id: &str) -> StoreResult<EventRecord> {
        self.row(&format!("{SELECT} WHERE e.id = ?1 AND e.undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("event"))
    }

    /// Events of the days from one to another, both included, in order of time.
    ///
    /// # Errors
    /// The engine's.
    pub fn events(&self, from: &str, to: &str) -> StoreResult<Vec<EventRecord>> {
        let sql = format!(
            "{SELECT} WHERE e.day BETWEEN ?1 AND ?2 AND e.undone = 0 ORDER BY e.day, e.from_time, e.name, e.id"
        );
        self.rows(&sql, [from, to], record)
    }

    /// Those not cancelled that are on at a time of a day, or begin within the hour: (record id, name).
    ///
    /// # Errors
    /// The engine's.
    pub fn events_on(&self, day: &str, clock: &str, soon: &str) -> StoreResult<Vec<(String, String)>> {
        self.rows(
            "SELECT id, name FROM event
             WHERE day = ?1 AND from_time <= ?3 AND to_time > ?2 AND cancelled = 0 AND undone = 0
             ORDER BY from_time, id",
            [day, clock, soon],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

impl Writer<'_> {
    /// Plans an event, or writes one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn save_event(&self, id: Option<&str>, facts: EventFacts<'_>) -> StoreResult<String> {
        let filled = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        let mut row = Row::from([
            ("name", facts.name.into()),
            ("kind", facts.kind.into()),
            ("day", facts.day.into()),
            ("from_time", facts.from.into()),
            ("to_time", facts.to.into()),
            ("venue", filled(facts.venue).into()),
            ("capacity", facts.capacity.into()),
            ("remark", filled(facts.remark).into()),
            ("cancelled", facts.cancelled.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Event, id)?;
            self.update(Table::Event, id, &row, None)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Event, &id, &row, None)?;
        Ok(id)
    }
}
