//! 活动: what happens on a day, who is expected and who came.

mod roster;
mod series;

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

pub use roster::{AttendanceRecord, Marks, PartRecord, RosterRecord};
pub use series::{EnrolmentRecord, SeriesRecord};

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
    /// People registered for it, enrolled for its series among them.
    pub expected: i64,
    /// Those of them registered for this very occurrence.
    pub registered: i64,
    /// People who wait for a place.
    pub waiting: i64,
    /// Record id and name of the organization that holds it.
    pub organization: Option<(String, String)>,
    /// Record id and name of the team that holds it.
    pub team: Option<(String, String)>,
    /// It takes place elsewhere: being there is no visit of the centre.
    pub away: bool,
    /// Record id of its series, and the day the series put it on.
    pub series: Option<(String, String)>,
    /// The campaign (系列主题活动) it belongs to.
    pub campaign: Option<String>,
    /// 银发先锋, 银潮之声 …
    pub brand: Option<String>,
    /// Record id and name of the lecturer.
    pub lecturer: Option<(String, String)>,
    /// Younger people are warned of.
    pub age_from: Option<i64>,
    /// Older people are warned of.
    pub age_to: Option<i64>,
    /// Heads who came: people and those without a name.
    pub here: i64,
}

/// What is written of an event.
#[derive(Debug, Clone, Copy, Default)]
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
    /// Record id of the organization that holds it.
    pub organization: Option<&'a str>,
    /// Record id of the team that holds it.
    pub team: Option<&'a str>,
    /// It takes place elsewhere.
    pub away: bool,
    /// The campaign it belongs to.
    pub campaign: &'a str,
    /// 银发先锋, 银潮之声 …
    pub brand: &'a str,
    /// Record id of the lecturer.
    pub lecturer: Option<&'a str>,
    /// Younger people are warned of.
    pub age_from: Option<i64>,
    /// Older people are warned of.
    pub age_to: Option<i64>,
}

const SELECT: &str = "SELECT e.id, e.name, e.kind, e.day, e.from_time, e.to_time, e.venue, e.capacity, e.remark, e.cancelled,
        (SELECT count(*) FROM registration r WHERE r.event = e.id AND r.state = 'registered' AND r.undone = 0)
        + (SELECT count(*) FROM enrolment n WHERE n.series = e.series AND n.undone = 0
             AND n.from_day <= e.day AND (n.to_day IS NULL OR e.day < n.to_day)
             AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = e.id AND r.person = n.person AND r.undone = 0)),
        (SELECT count(DISTINCT v.person) + coalesce(sum(CASE WHEN v.person IS NULL THEN v.heads END), 0)
         FROM presence v WHERE v.event = e.id AND v.undone = 0),
        (SELECT count(*) FROM registration r WHERE r.event = e.id AND r.state = 'waiting' AND r.undone = 0),
        e.organization, o.name, e.away, e.series, e.original, e.campaign, e.brand, e.lecturer, p.name, e.age_from, e.age_to,
        (SELECT count(*) FROM registration r WHERE r.event = e.id AND r.undone = 0), e.team, t.name
    FROM event e LEFT JOIN organization o ON o.id = e.organization LEFT JOIN person p ON p.id = e.lecturer
        LEFT JOIN team t ON t.id = e.team";

fn pair(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<(String, String)>> {
    let first = row.get::<_, Option<String>>(at)?;
    first.map(|first| Ok((first, row.get::<_, Option<String>>(at + 1)?.unwrap_or_default()))).transpose()
}

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
        waiting: row.get(12)?,
        organization: pair(row, 13)?,
        away: row.get(15)?,
        series: pair(row, 16)?,
        campaign: row.get(18)?,
        brand: row.get(19)?,
        lecturer: pair(row, 20)?,
        age_from: row.get(22)?,
        age_to: row.get(23)?,
        registered: row.get(24)?,
        team: pair(row, 25)?,
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

    /// The kinds of all events there are, each once.
    ///
    /// # Errors
    /// The engine's.
    pub fn event_kinds(&self) -> StoreResult<Vec<String>> {
        self.rows("SELECT DISTINCT kind FROM event WHERE undone = 0 ORDER BY kind", [], |row| row.get(0))
    }

    /// Events of that very name: id and day.
    ///
    /// # Errors
    /// The engine's.
    pub fn events_named(&self, name: &str) -> StoreResult<Vec<(String, String)>> {
        let sql =
            "SELECT id, day FROM event WHERE name = ?1 AND undone = 0 AND cancelled = 0 ORDER BY day, id";
        self.rows(sql, [name], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Whether something was written down about an event: a line of a ledger, a file, what it is evidence of.
    ///
    /// # Errors
    /// The engine's.
    pub fn is_event_named(&self, id: &str) -> StoreResult<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE event = ?1 AND undone = 0)
            + EXISTS (SELECT 1 FROM attachment WHERE event = ?1 AND undone = 0)
            + EXISTS (SELECT 1 FROM score_evidence WHERE event = ?1 AND undone = 0)";
        Ok(self.count(sql, [id])? > 0)
    }

    /// Events whose record id ends in this: id, name, day, and whether it was called off.
    ///
    /// # Errors
    /// The engine's.
    pub fn events_ending(&self, tail: &str) -> StoreResult<Vec<(String, String, String, bool)>> {
        let sql = "SELECT id, name, day, cancelled FROM event WHERE substr(id, -length(?1)) = ?1 AND undone = 0 ORDER BY id";
        self.rows(sql, [tail], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    }

    /// Those not cancelled that are on at a time of a day, or begin within the hour: (record id, name).
    ///
    /// # Errors
    /// The engine's.
    pub fn events_on(&self, day: &str, clock: &str, soon: &str) -> StoreResult<Vec<(String, String)>> {
        self.rows(
            "SELECT id, name FROM event
             WHERE day = ?1 AND from_time <= ?3 AND to_time > ?2 AND away = 0 AND cancelled = 0 AND undone = 0
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
            ("organization", facts.organization.into()),
            ("team", facts.team.into()),
            ("away", facts.away.into()),
            ("campaign", filled(facts.campaign).into()),
            ("brand", filled(facts.brand).into()),
            ("lecturer", facts.lecturer.into()),
            ("age_from", facts.age_from.into()),
            ("age_to", facts.age_to.into()),
        ]);
        let room = if facts.away { None } else { self.venue_named(facts.venue)? };
        row.insert("room", room.into());
        facts.organization.map_or(Ok(()), |id| self.must_be_in_use(Table::Organization, id))?;
        facts.team.map_or(Ok(()), |id| self.must_be_in_use(Table::Team, id))?;
        facts.lecturer.map_or(Ok(()), |id| self.must_be_in_use(Table::Person, id))?;
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
