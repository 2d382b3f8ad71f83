use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params_from_iter;

/// A use of a venue: a booking, or an event that takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRecord {
    /// Record id of the booking or of the event.
    pub id: String,
    /// It is an event.
    pub event: bool,
    /// Record id and name of the venue.
    pub venue: (String, String),
    /// Business day.
    pub day: String,
    /// `HH:MM`
    pub from: String,
    /// `HH:MM`
    pub to: String,
    /// What for; the name of the event.
    pub purpose: String,
    /// Record id and name of the party organization that uses it.
    pub organization: Option<(String, String)>,
    /// Record id and name of the team.
    pub team: Option<(String, String)>,
    /// Record id and name of the unit.
    pub unit: Option<(String, String)>,
    /// A body known by its name alone.
    pub body: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Heads expected.
    pub expected: Option<i64>,
    /// What it was booked together with.
    pub batch: Option<String>,
    /// It does not take place.
    pub cancelled: bool,
    /// Free text.
    pub remark: Option<String>,
    /// People with a name who came.
    pub named: i64,
    /// Heads without a name who came: 老干部, 在职, 群众.
    pub heads: (i64, i64, i64),
}

/// What is written of a booking.
#[derive(Debug, Clone, Copy)]
pub struct BookingFacts<'a> {
    /// Record id of the venue.
    pub venue: &'a str,
    /// Business day.
    pub day: &'a str,
    /// `HH:MM`
    pub from: &'a str,
    /// `HH:MM`
    pub to: &'a str,
    /// What for.
    pub purpose: &'a str,
    /// Record id of the party organization.
    pub organization: Option<&'a str>,
    /// Record id of the team.
    pub team: Option<&'a str>,
    /// Record id of the unit.
    pub unit: Option<&'a str>,
    /// A body known by its name alone.
    pub body: Option<&'a str>,
    /// Whom to ask.
    pub contact: Option<&'a str>,
    /// Heads expected.
    pub expected: Option<i64>,
    /// What it was booked together with.
    pub batch: Option<&'a str>,
    /// It does not take place.
    pub cancelled: bool,
    /// Free text.
    pub remark: Option<&'a str>,
}

/// Which uses. All conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct UseFilter {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Record id of the venue.
    pub venue: Option<String>,
    /// Record id of the booking or the event.
    pub id: Option<String>,
}

const HEADS: &str =
    "count(DISTINCT v.person), coalesce(sum(CASE WHEN v.kind = 'retired' THEN v.heads END), 0),
    coalesce(sum(CASE WHEN v.kind = 'in_service' THEN v.heads END), 0),
    coalesce(sum(CASE WHEN v.kind = 'public' THEN v.heads END), 0)";

/// Every use of a venue, by booking and by event; the columns of [`record`].
fn select(condition: &str) -> String {
    format!(
        "SELECT b.id, 0, r.id, r.name, b.day, b.from_time, b.to_time, b.purpose, b.organization, o.name, b.team, t.name,
                b.unit, u.name, b.body, b.contact, b.expected, b.batch, b.cancelled, b.remark, {HEADS}
         FROM booking b JOIN venue r ON r.id = b.venue LEFT JOIN organization o ON o.id = b.organization
         LEFT JOIN team t ON t.id = b.team LEFT JOIN unit u ON u.id = b.unit
         LEFT JOIN presence v ON v.booking = b.id AND v.undone = 0
         WHERE b.undone = 0 AND {condition} GROUP BY b.id
         UNION ALL
         SELECT b.id, 1, r.id, r.name, b.day, b.from_time, b.to_time, b.name, b.organization, o.name, b.team, t.name,
                NULL, NULL, NULL, NULL, NULL, b.series, b.cancelled, b.remark, {HEADS}
         FROM event b JOIN venue r ON r.id = b.room LEFT JOIN organization o ON o.id = b.organization
         LEFT JOIN team t ON t.id = b.team
         LEFT JOIN presence v ON v.event = b.id AND v.undone = 0
         WHERE b.undone = 0 AND {} GROUP BY b.id",
        condition.replace("b.venue", "b.room")
    )
}

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<UseRecord> {
    let pair = |at: usize| -> rusqlite::Result<Option<(String, String)>> {
        let first = row.get::<_, Option<String>>(at)?;
        first.map(|first| Ok((first, row.get::<_, Option<String>>(at + 1)?.unwrap_or_default()))).transpose()
    };
    Ok(UseRecord {
        id: row.get(0)?,
        event: row.get(1)?,
        venue: (row.get(2)?, row.get(3)?),
        day: row.get(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
        purpose: row.get(7)?,
        organization: pair(8)?,
        team: pair(10)?,
        unit: pair(12)?,
        body: row.get(14)?,
        contact: row.get(15)?,
        expected: row.get(16)?,
        batch: row.get(17)?,
        cancelled: row.get(18)?,
        remark: row.get(19)?,
        named: row.get(20)?,
        heads: (row.get(21)?, row.get(22)?, row.get(23)?),
    })
}

impl Reader<'_> {
    /// The uses that fit, in the order of time.
    ///
    /// # Errors
    /// The engine's.
    pub fn venue_uses(&self, filter: &UseFilter) -> StoreResult<Vec<UseRecord>> {
        let mut condition = String::from("b.day BETWEEN ?1 AND ?2");
        let mut params = vec![Value::from(filter.from.as_str()), filter.to.as_str().into()];
        for (column, value) in [("b.venue", &filter.venue), ("b.id", &filter.id)] {
            if let Some(value) = value {
                params.push(value.as_str().into());
                condition.push_str(&format!(" AND {column} = ?{}", params.len()));
            }
        }
        let sql = format!("{} ORDER BY 5, 6, 4, 1", select(&condition));
        self.rows(&sql, params_from_iter(params), record)
    }

    /// One booking.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn booking(&self, id: &str) -> StoreResult<UseRecord> {
        let found = self.rows(&select("b.id = ?1"), [id], record)?;
        found.into_iter().find(|one| !one.event).ok_or(StoreError::NotFound("booking"))
    }

    /// The bookings made together, in the order of time.
    ///
    /// # Errors
    /// The engine's.
    pub fn bookings_together(&self, batch: &str) -> StoreResult<Vec<UseRecord>> {
        let mut found =
            self.rows(&select("b.id IN (SELECT id FROM booking WHERE batch = ?1)"), [batch], record)?;
        found.sort_by(|one, other| one.day.cmp(&other.day));
        Ok(found)
    }

    /// What takes a venue at a time, but for one booking or event: its name and its times.
    ///
    /// # Errors
    /// The engine's.
    pub fn taken(
        &self,
        venue: &str,
        (day, from, to): (&str, &str, &str),
        but: Option<&str>,
    ) -> StoreResult<Option<(String, String, String)>> {
        self.row(
            "SELECT purpose, from_time, to_time FROM (
                 SELECT purpose, from_time, to_time FROM booking
                 WHERE venue = ?1 AND day = ?2 AND from_time < ?4 AND ?3 < to_time AND cancelled = 0 AND undone = 0 AND id <> ?5
                 UNION ALL
                 SELECT name, from_time, to_time FROM event
                 WHERE room = ?1 AND day = ?2 AND from_time < ?4 AND ?3 < to_time AND cancelled = 0 AND undone = 0 AND id <> ?5)
             ORDER BY from_time LIMIT 1",
            [venue, day, from, to, but.unwrap_or_default()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
    }
}

impl Writer<'_> {
    /// Writes a booking, or one anew. Answers the record id. The caller has made sure that the venue is free.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for what is named and not there.
    pub fn save_booking(&self, id: Option<&str>, booking: BookingFacts<'_>) -> StoreResult<String> {
        self.must_be_in_use(Table::Venue, booking.venue)?;
        for (table, named) in [
            (Table::Organization, booking.organization),
            (Table::Team, booking.team),
            (Table::Unit, booking.unit),
        ] {
            named.map_or(Ok(()), |named| self.must_be_in_use(table, named))?;
        }
        let mut row = Row::from([
            ("venue", booking.venue.into()),
            ("day", booking.day.into()),
            ("from_time", booking.from.into()),
            ("to_time", booking.to.into()),
            ("purpose", booking.purpose.into()),
            ("organization", booking.organization.into()),
            ("team", booking.team.into()),
            ("unit", booking.unit.into()),
            ("body", booking.body.into()),
            ("contact", booking.contact.into()),
            ("expected", booking.expected.into()),
            ("batch", booking.batch.into()),
            ("cancelled", booking.cancelled.into()),
            ("remark", booking.remark.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Booking, id)?;
            self.update(Table::Booking, id, &row, None)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Booking, &id, &row, None)?;
        Ok(id)
    }

    /// Takes back the heads without names that were written for a booking.
    ///
    /// # Errors
    /// The engine's.
    pub fn clear_heads(&self, booking: &str) -> StoreResult<()> {
        let held = self.rows(
            "SELECT id FROM presence WHERE booking = ?1 AND person IS NULL AND undone = 0",
            [booking],
            |row| row.get::<_, String>(0),
        )?;
        held.iter().try_for_each(|id| self.remove(Table::Presence, id, None))
    }
}
