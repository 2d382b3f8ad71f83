//! 场地共享: rooms others may use, and every use of them, made by a booking or by an event (`design.md` 4a 3).

mod booking;

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};

pub use booking::{BookingFacts, UseFilter, UseRecord};

/// One venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VenueRecord {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many fit.
    pub seats: Option<i64>,
    /// Of each weekday from Monday on: from when until when it is open; `None` where it is closed.
    pub opens: Vec<Option<(String, String)>>,
    /// 中心自用办公: its uses are counted apart.
    pub office: bool,
    /// It is not lent any more.
    pub ended: bool,
    /// Free text.
    pub remark: Option<String>,
}

/// What is written of a venue.
#[derive(Debug, Clone, Copy)]
pub struct VenueFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many fit.
    pub seats: Option<i64>,
    /// Of each weekday from Monday on; see [`VenueRecord::opens`].
    pub opens: &'a [Option<(String, String)>],
    /// 中心自用办公
    pub office: bool,
    /// It is not lent any more.
    pub ended: bool,
    /// Free text.
    pub remark: &'a str,
}

const SELECT: &str = "SELECT id, name, seats, opens, office, ended, remark FROM venue";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<VenueRecord> {
    let opens = row.get::<_, String>(3)?;
    let opens = serde_json::from_str(&opens).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(VenueRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        seats: row.get(2)?,
        opens,
        office: row.get(4)?,
        ended: row.get(5)?,
        remark: row.get(6)?,
    })
}

impl Reader<'_> {
    /// Every venue by name, those not lent any more last.
    ///
    /// # Errors
    /// The engine's.
    pub fn venues(&self) -> StoreResult<Vec<VenueRecord>> {
        self.rows(&format!("{SELECT} WHERE undone = 0 ORDER BY ended, office, name"), [], record)
    }

    /// One venue.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn venue(&self, id: &str) -> StoreResult<VenueRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1 AND undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("venue"))
    }

    /// The record id of the venue of that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn venue_named(&self, name: &str) -> StoreResult<Option<String>> {
        self.row("SELECT id FROM venue WHERE name = ?1 AND undone = 0", [name], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Writes a venue, or one anew. Events at a place of its name take it from now on. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] where another has that name.
    pub fn save_venue(&self, id: Option<&str>, venue: VenueFacts<'_>) -> StoreResult<String> {
        if self.venue_named(venue.name)?.is_some_and(|other| Some(other.as_str()) != id) {
            return Err(StoreError::Conflict("venue of that name"));
        }
        let remark = Some(venue.remark).filter(|remark| !remark.is_empty());
        let mut row = Row::from([
            ("name", venue.name.into()),
            ("seats", venue.seats.into()),
            ("opens", serde_json::to_string(venue.opens)?.into()),
            ("office", venue.office.into()),
            ("ended", venue.ended.into()),
            ("remark", remark.into()),
        ]);
        let id = if let Some(id) = id {
            self.must_be_in_use(Table::Venue, id)?;
            self.update(Table::Venue, id, &row, None)?;
            id.to_owned()
        } else {
            let id = new_id();
            row.insert("site", self.site().into());
            self.insert(Table::Venue, &id, &row, None)?;
            id
        };
        let here = self.rows(
            "SELECT id FROM event WHERE venue = ?1 AND room IS NULL AND away = 0 AND undone = 0",
            [venue.name],
            |row| row.get::<_, String>(0),
        )?;
        for event in here {
            self.update(Table::Event, &event, &Row::from([("room", Value::from(id.as_str()))]), None)?;
        }
        Ok(id)
    }
}
