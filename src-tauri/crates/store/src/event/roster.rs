//! 活动花名册: who is expected at an event, who waits for a place, and who came.

use crate::error::{StoreError, StoreResult};
use crate::event::{EventRecord, SELECT, record};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;

/// Somebody on the roster of an event: registered, enrolled for its series, or come without being so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterRecord {
    /// Record id of the registration; `None` for a walk-in, and for who is enrolled for the series.
    pub registration: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// `registered`, `waiting`, `excused`, `withdrawn`, `walk_in`; `None` for a walk-in of whom nothing else is known.
    pub state: Option<String>,
    /// Why they are excused or were absent.
    pub reason: Option<String>,
    /// `late`, `proxy`, `online`, `delivered`, `absent`.
    pub attendance: Option<String>,
    /// `told`, `comes`, `stays`, `unreached`.
    pub answer: Option<String>,
    /// 家属已签字
    pub family_signed: bool,
    /// 安全承诺书已签
    pub safety_signed: bool,
    /// Place on a roster put in order by hand.
    pub place: Option<i64>,
    /// Since when they wait, UTC milliseconds.
    pub waiting_since: Option<i64>,
    /// They are enrolled for the series.
    pub enrolled: bool,
    /// Record id of their presence.
    pub presence: Option<String>,
    /// When they came, UTC milliseconds.
    pub at: Option<i64>,
}

/// An event as somebody took part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRecord {
    /// The event.
    pub event: EventRecord,
    /// `registered`, `waiting`, `excused`, `withdrawn`, `walk_in`; `None` for nothing.
    pub state: Option<String>,
    /// `late`, `proxy`, `online`, `delivered`, `absent`.
    pub attendance: Option<String>,
    /// They were there.
    pub here: bool,
}

/// What is written of a registration besides its state; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// `late`, `proxy`, `online`, `delivered`, `absent`; empty for none.
    pub attendance: Option<String>,
    /// Why they are excused or were absent; empty for none.
    pub reason: Option<String>,
    /// `told`, `comes`, `stays`, `unreached`; empty for none.
    pub answer: Option<String>,
    /// 家属已签字
    pub family_signed: Option<bool>,
    /// 安全承诺书已签
    pub safety_signed: Option<bool>,
    /// Place on a roster put in order by hand.
    pub place: Option<i64>,
}

/// Who came stands in one list of its own: somebody who comes daily has thousands of visits, an event has not.
const ROSTER: &str = "
    WITH here AS MATERIALIZED (
        SELECT id, person, at FROM presence WHERE event = ?1 AND person IS NOT NULL AND undone = 0
    ), enrolled AS MATERIALIZED (
        SELECT n.person FROM event e JOIN enrolment n ON n.series = e.series AND n.undone = 0
            AND n.from_day <= e.day AND (n.to_day IS NULL OR e.day < n.to_day)
        WHERE e.id = ?1
    )
    SELECT r.id, r.person AS person, r.state, r.reason, r.attendance, r.answer, r.family_signed, r.safety_signed, r.place,
           r.waiting_since, 0 AS enrolled, came.id, came.at
    FROM registration r LEFT JOIN here came ON came.person = r.person
    WHERE r.event = ?1 AND r.undone = 0
    UNION ALL
    SELECT NULL, n.person, 'registered', NULL, NULL, NULL, 0, 0, NULL, NULL, 1, came.id, came.at
    FROM enrolled n LEFT JOIN here came ON came.person = n.person
    WHERE NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = ?1 AND r.person = n.person AND r.undone = 0)
    UNION ALL
    SELECT NULL, came.person, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, 0, came.id, came.at FROM here came
    WHERE NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = ?1 AND r.person = came.person AND r.undone = 0)
      AND came.person NOT IN (SELECT person FROM enrolled)";

/// Those who are registered for an event, enrolled for its series or speak at it, and the same of the other events, not
/// cancelled, that overlap it.
const BOTH_ROSTERS: &str = "
    WITH this AS MATERIALIZED (
        SELECT * FROM event WHERE id = ?1 AND cancelled = 0 AND undone = 0
    ), other AS MATERIALIZED (
        SELECT o.* FROM this JOIN event o ON o.day = this.day AND o.id <> this.id AND o.undone = 0 AND o.cancelled = 0
            AND o.from_time < this.to_time AND this.from_time < o.to_time
    ), both AS MATERIALIZED (
        SELECT id, series, day, lecturer FROM this UNION ALL SELECT id, series, day, lecturer FROM other
    ), part (event, person) AS MATERIALIZED (
        SELECT r.event, r.person FROM both JOIN registration r ON r.event = both.id
            AND r.state = 'registered' AND r.undone = 0
        UNION ALL
        SELECT both.id, n.person FROM both JOIN enrolment n ON n.series = both.series AND n.undone = 0
            AND n.from_day <= both.day AND (n.to_day IS NULL OR both.day < n.to_day)
            AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.event = both.id AND r.person = n.person AND r.undone = 0)
        UNION ALL
        SELECT id, lecturer FROM both WHERE lecturer IS NOT NULL
    )";

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
                attendance: row.get(4)?,
                answer: row.get(5)?,
                family_signed: row.get(6)?,
                safety_signed: row.get(7)?,
                place: row.get(8)?,
                waiting_since: row.get(9)?,
                enrolled: row.get(10)?,
                presence: row.get(11)?,
                at: row.get(12)?,
            })
        })
    }

    /// The event, the person and the state of a registration.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn registration(&self, id: &str) -> StoreResult<(String, String, String)> {
        self.row("SELECT event, person, state FROM registration WHERE id = ?1 AND undone = 0", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .ok_or(StoreError::NotFound("registration"))
    }

    /// Record ids of somebody's registrations for events from a day on, and of the events, those left out to which they
    /// came.
    ///
    /// # Errors
    /// The engine's.
    pub fn registrations_from(&self, person: &str, day: &str) -> StoreResult<Vec<(String, String)>> {
        self.rows(
            "SELECT r.id, r.event FROM registration r JOIN event e ON e.id = r.event AND e.undone = 0
             WHERE r.person = ?1 AND r.undone = 0 AND r.state IN ('registered', 'waiting', 'excused') AND e.day >= ?2
               AND NOT EXISTS (SELECT 1 FROM presence v WHERE v.event = r.event AND v.person = ?1 AND v.undone = 0)
             ORDER BY e.day, r.id",
            [person, day],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// The record id and state of somebody's registration for an event.
    ///
    /// # Errors
    /// The engine's.
    pub fn registration_of(&self, event: &str, person: &str) -> StoreResult<Option<(String, String)>> {
        self.row(
            "SELECT id, state FROM registration WHERE event = ?1 AND person = ?2 AND undone = 0",
            [event, person],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Whether somebody is expected at an event: registered, or enrolled for its series and not excused.
    ///
    /// # Errors
    /// The engine's.
    pub fn is_registered(&self, event: &str, person: &str) -> StoreResult<bool> {
        if let Some((_, state)) = self.registration_of(event, person)? {
            return Ok(state == "registered");
        }
        let sql = "SELECT count(*) FROM event e JOIN enrolment n ON n.series = e.series AND n.undone = 0
                AND n.from_day <= e.day AND (n.to_day IS NULL OR e.day < n.to_day)
            WHERE e.id = ?1 AND n.person = ?2";
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

    /// The events somebody is registered for, came to or speaks at, the last day first: each with the state of their
    /// registration (`registered` for who is enrolled for the series, `None` where there is none), their attendance and
    /// whether they were there.
    ///
    /// # Errors
    /// The engine's.
    pub fn events_of(&self, person: &str, limit: i64) -> StoreResult<Vec<PartRecord>> {
        self.rows(
            &format!(
                "WITH came AS MATERIALIZED (
                     SELECT DISTINCT event FROM presence WHERE person = ?1 AND event IS NOT NULL AND undone = 0
                 ), enrolled AS MATERIALIZED (
                     SELECT e.id FROM enrolment n JOIN event e ON e.series = n.series AND e.undone = 0
                         AND n.from_day <= e.day AND (n.to_day IS NULL OR e.day < n.to_day)
                     WHERE n.person = ?1 AND n.undone = 0
                 ), part AS MATERIALIZED (
                     SELECT event AS id FROM registration WHERE person = ?1 AND state <> 'withdrawn' AND undone = 0
                     UNION SELECT event FROM came UNION SELECT id FROM enrolled
                     UNION SELECT id FROM event WHERE lecturer = ?1 AND undone = 0
                 )
                 SELECT whole.*, r.state, r.attendance, whole.id IN came, whole.id IN enrolled
                 FROM ({SELECT} WHERE e.id IN part AND e.undone = 0
                       ORDER BY e.day DESC, e.from_time DESC, e.id LIMIT ?2) whole
                 LEFT JOIN registration r ON r.event = whole.id AND r.person = ?1 AND r.undone = 0"
            ),
            params![person, limit],
            |row| {
                let held = row.get::<_, Option<String>>(27)?;
                let enrolled = row.get::<_, bool>(30)?;
                Ok(PartRecord {
                    event: record(row)?,
                    state: held.or_else(|| enrolled.then(|| "registered".to_owned())),
                    attendance: row.get(28)?,
                    here: row.get(29)?,
                })
            },
        )
    }

    /// Other events, not cancelled, that overlap this one and that somebody is registered for or speaks at: their names,
    /// and whether they speak there. Asked for one of many: no roster is read.
    ///
    /// # Errors
    /// The engine's.
    pub fn clashes(&self, event: &str, person: &str) -> StoreResult<Vec<(String, bool)>> {
        self.rows(
            "SELECT o.name, coalesce(o.lecturer = ?2, 0)
             FROM event e JOIN event o ON o.day = e.day AND o.id <> e.id AND o.undone = 0 AND o.cancelled = 0
                 AND o.from_time < e.to_time AND e.from_time < o.to_time
             WHERE e.id = ?1 AND (o.lecturer = ?2
                 OR EXISTS (SELECT 1 FROM registration r
                            WHERE r.event = o.id AND r.person = ?2 AND r.state = 'registered' AND r.undone = 0)
                 OR EXISTS (SELECT 1 FROM enrolment n WHERE n.series = o.series AND n.person = ?2 AND n.undone = 0
                            AND n.from_day <= o.day AND (n.to_day IS NULL OR o.day < n.to_day)
                            AND NOT EXISTS (SELECT 1 FROM registration r
                                            WHERE r.event = o.id AND r.person = ?2 AND r.undone = 0)))
             ORDER BY o.from_time, o.id",
            [event, person],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// Who is registered for an event or speaks at it and is to be at another one at the same time: record id and name of
    /// the person, name of the other event.
    ///
    /// # Errors
    /// The engine's.
    pub fn people_clashes(&self, event: &str) -> StoreResult<Vec<(String, String, String)>> {
        let sql = format!(
            "{BOTH_ROSTERS} SELECT DISTINCT w.id, w.name, o.name FROM part mine
             JOIN part p ON p.person = mine.person AND p.event <> mine.event
             JOIN other o ON o.id = p.event JOIN person w ON w.id = mine.person
             WHERE mine.event = ?1 ORDER BY o.from_time, o.id, w.name, w.id"
        );
        self.rows(&sql, [event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Other events and bookings, not cancelled, at the same venue at the same time: what they are for.
    ///
    /// # Errors
    /// The engine's.
    pub fn venue_clashes(&self, event: &str) -> StoreResult<Vec<String>> {
        self.rows(
            "SELECT name FROM (
                 SELECT o.name, o.from_time, o.id FROM event e
                 JOIN event o ON o.day = e.day AND o.id <> e.id AND o.undone = 0 AND o.cancelled = 0
                     AND o.venue = e.venue AND o.away = e.away AND o.from_time < e.to_time AND e.from_time < o.to_time
                 WHERE e.id = ?1 AND e.cancelled = 0
                 UNION ALL
                 SELECT b.purpose, b.from_time, b.id FROM event e
                 JOIN booking b ON b.venue = e.room AND b.day = e.day AND b.undone = 0 AND b.cancelled = 0
                     AND b.from_time < e.to_time AND e.from_time < b.to_time
                 WHERE e.id = ?1 AND e.cancelled = 0)
             ORDER BY from_time, id",
            [event],
            |row| row.get(0),
        )
    }
}

/// Somebody, or heads without a name, at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRecord {
    /// Record id of the presence.
    pub presence: String,
    /// Record id of the person.
    pub person: Option<String>,
    /// Name of the person or group.
    pub name: String,
    /// Business day.
    pub day: String,
    /// Kind of the event.
    pub kind: String,
    /// Heads.
    pub heads: i64,
}

impl Reader<'_> {
    /// Everybody who was at an event up to a day (活动人次).
    ///
    /// # Errors
    /// The engine's.
    pub fn attendances(&self, to: &str) -> StoreResult<Vec<AttendanceRecord>> {
        self.rows(
            "SELECT v.id, v.person, coalesce(p.name, v.name, ''), v.day, e.kind, v.heads
             -- From the events to who came: most visits are to none of them.
             FROM event e CROSS JOIN presence v INDEXED BY presence_event ON v.event = e.id AND v.undone = 0
             LEFT JOIN person p ON p.id = v.person
             WHERE e.day <= ?1 AND e.undone = 0 ORDER BY v.day, v.id",
            [to],
            |row| {
                Ok(AttendanceRecord {
                    presence: row.get(0)?,
                    person: row.get(1)?,
                    name: row.get(2)?,
                    day: row.get(3)?,
                    kind: row.get(4)?,
                    heads: row.get(5)?,
                })
            },
        )
    }
}

impl Writer<'_> {
    /// Registers somebody for an event, or puts them on its waiting list; who withdrew is registered again. Answers
    /// whether that is new.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn register(&self, event: &str, person: &str, state: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let since = (state == "waiting").then(|| self.op().at.timestamp_millis());
        if let Some((id, held)) = self.registration_of(event, person)? {
            // Who has a place keeps it.
            if held == "registered" || held == state {
                return Ok(false);
            }
            let row = Row::from([
                ("state", state.into()),
                ("reason", Value::Null),
                ("waiting_since", since.into()),
            ]);
            return self.update(Table::Registration, &id, &row, Some(person));
        }
        let row = Row::from([
            ("site", self.site().into()),
            ("event", event.into()),
            ("person", person.into()),
            ("state", state.into()),
            ("waiting_since", since.into()),
        ]);
        self.insert(Table::Registration, &new_id(), &row, Some(person))?;
        Ok(true)
    }

    /// Notes that somebody is registered, waiting, excused or withdrawn.
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
        let since = (state == "waiting").then(|| self.op().at.timestamp_millis());
        let row =
            Row::from([("state", state.into()), ("reason", reason.into()), ("waiting_since", since.into())]);
        self.update(Table::Registration, id, &row, Some(person))
    }

    /// Writes what else is known of somebody at an event.
    ///
    /// # Errors
    /// The engine's.
    pub fn write_marks(&self, id: &str, person: &str, marks: &Marks) -> StoreResult<bool> {
        let text = |text: &String| Value::from(Some(text.clone()).filter(|text| !text.is_empty()));
        let mut row = Row::new();
        row.extend(marks.attendance.as_ref().map(|value| ("attendance", text(value))));
        row.extend(marks.reason.as_ref().map(|value| ("reason", text(value))));
        row.extend(marks.answer.as_ref().map(|value| ("answer", text(value))));
        row.extend(marks.family_signed.map(|value| ("family_signed", value.into())));
        row.extend(marks.safety_signed.map(|value| ("safety_signed", value.into())));
        row.extend(marks.place.map(|value| ("place", value.into())));
        if row.is_empty() { Ok(false) } else { self.update(Table::Registration, id, &row, Some(person)) }
    }

    /// Gives free places of an event to those who wait, the first who waits first. Answers who moved up.
    ///
    /// # Errors
    /// The engine's.
    pub fn move_up(&self, event: &str) -> StoreResult<Vec<String>> {
        let now = self.event(event)?;
        let free = match now.capacity {
            None => now.waiting,
            Some(most) => (most - now.expected).clamp(0, now.waiting),
        };
        if free == 0 || now.cancelled {
            return Ok(Vec::new());
        }
        let next = self.rows(
            "SELECT id, person FROM registration WHERE event = ?1 AND state = 'waiting' AND undone = 0
             ORDER BY waiting_since, id LIMIT ?2",
            params![event, free],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        for (id, person) in &next {
            self.mark_registration(id, person, "registered", None)?;
        }
        Ok(next.into_iter().map(|(_, person)| person).collect())
    }
}
