use crate::error::{StoreError, StoreResult};
use crate::read::Reader;
use rusqlite::{Row, params};

/// One presence as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresenceRecord {
    /// Record id.
    pub id: String,
    /// Shared by the rows of one act.
    pub entry: String,
    /// Business day.
    pub day: String,
    /// UTC milliseconds.
    pub at: i64,
    /// Whom it is about.
    pub person: Option<String>,
    /// Name of the person, group or guest.
    pub name: Option<String>,
    /// `named`, `retired`, `in_service`, `public`.
    pub kind: String,
    /// Heads.
    pub heads: i64,
    /// What it adds to 到馆人次.
    pub visits: i64,
    /// Name of the purpose.
    pub purpose: String,
    /// The desk that wrote it.
    pub desk: String,
    /// When they left, UTC milliseconds, where that was noted.
    pub left_at: Option<i64>,
    /// Entered afterwards, from paper.
    pub back_entered: bool,
}

/// A day's totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotals {
    /// 到馆人次
    pub visits: i64,
    /// 到馆人数: distinct registered people.
    pub persons: i64,
    /// 不记名人次
    pub anonymous: i64,
}

/// One presence as a return counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visited<'a> {
    /// Record id.
    pub id: &'a str,
    /// Record id of the person.
    pub person: Option<&'a str>,
    /// Name of the group or guest.
    pub name: Option<&'a str>,
    /// Business day.
    pub day: &'a str,
    /// What it adds to 到馆人次.
    pub visits: i64,
    /// Record id of the purpose.
    pub purpose: &'a str,
}

/// One visit of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRecord {
    /// Record id.
    pub id: String,
    /// UTC milliseconds.
    pub at: i64,
    /// Name of the purpose.
    pub purpose: String,
}

pub(super) const SELECT: &str =
    "SELECT v.id, v.entry, v.day, v.at, v.person, coalesce(p.name, v.name), v.kind, v.heads, v.visits, u.name, v.desk, v.left_at, v.back_entered
    FROM presence v LEFT JOIN person p ON p.id = v.person JOIN purpose u ON u.id = v.purpose";

pub(super) fn record(row: &Row<'_>) -> rusqlite::Result<PresenceRecord> {
    Ok(PresenceRecord {
        id: row.get(0)?,
        entry: row.get(1)?,
        day: row.get(2)?,
        at: row.get(3)?,
        person: row.get(4)?,
        name: row.get(5)?,
        kind: row.get(6)?,
        heads: row.get(7)?,
        visits: row.get(8)?,
        purpose: row.get(9)?,
        desk: row.get(10)?,
        left_at: row.get(11)?,
        back_entered: row.get(12)?,
    })
}

impl Reader<'_> {
    /// One presence, unless taken back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn presence(&self, id: &str) -> StoreResult<PresenceRecord> {
        self.row(&format!("{SELECT} WHERE v.id = ?1 AND v.undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("presence"))
    }

    /// Presences at the centre of the days from `from` to `to`, both included, in order of time: what a return counts of
    /// them, each as `made` makes it. A year has a hundred thousand, so none is read into a record of its own first.
    ///
    /// # Errors
    /// The engine's.
    pub fn presences<T>(
        &self,
        from: &str,
        to: &str,
        mut made: impl FnMut(Visited<'_>) -> T,
    ) -> StoreResult<Vec<T>> {
        self.rows(
            "SELECT id, person, name, day, visits, purpose FROM presence
             WHERE day BETWEEN ?1 AND ?2 AND away = 0 AND undone = 0 ORDER BY day, at, id",
            [from, to],
            |row| {
                Ok(made(Visited {
                    id: row.get_ref(0)?.as_str()?,
                    person: row.get_ref(1)?.as_str_or_null()?,
                    name: row.get_ref(2)?.as_str_or_null()?,
                    day: row.get_ref(3)?.as_str()?,
                    visits: row.get(4)?,
                    purpose: row.get_ref(5)?.as_str()?,
                }))
            },
        )
    }

    /// The rows of the day's last entries, newest first, and how many entries there are.
    ///
    /// # Errors
    /// The engine's.
    pub fn day_stream(
        &self,
        day: &str,
        purpose: Option<&str>,
        limit: i64,
    ) -> StoreResult<(Vec<PresenceRecord>, i64)> {
        let condition = "v.day = ?1 AND v.away = 0 AND v.undone = 0 AND (?2 IS NULL OR u.name = ?2)";
        let total = self.count(
            &format!("SELECT count(DISTINCT v.entry) FROM presence v JOIN purpose u ON u.id = v.purpose WHERE {condition}"),
            params![day, purpose],
        )?;
        let sql = format!(
            "{SELECT} WHERE {condition} AND v.entry IN (
                 SELECT v.entry FROM presence v JOIN purpose u ON u.id = v.purpose WHERE {condition}
                 GROUP BY v.entry ORDER BY max(v.at) DESC, v.entry DESC LIMIT ?3)
             ORDER BY v.at DESC, v.entry DESC, v.id"
        );
        Ok((self.rows(&sql, params![day, purpose, limit], record)?, total))
    }

    /// A person's presences of a day, first to last.
    ///
    /// # Errors
    /// The engine's.
    pub fn visits_of_day(&self, person: &str, day: &str) -> StoreResult<Vec<VisitRecord>> {
        self.visits_where(
            "v.person = ?1 AND v.day = ?2 AND v.away = 0 AND v.undone = 0 ORDER BY v.at, v.id",
            params![person, day],
        )
    }

    /// A person's latest presences.
    ///
    /// # Errors
    /// The engine's.
    pub fn latest_visits(&self, person: &str, limit: i64) -> StoreResult<Vec<VisitRecord>> {
        self.visits_where(
            // By day first, as the index has them: somebody who comes daily has thousands.
            "v.person = ?1 AND v.away = 0 AND v.undone = 0 ORDER BY v.day DESC, v.at DESC, v.id DESC LIMIT ?2",
            params![person, limit],
        )
    }

    /// The last day somebody was at the centre.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_seen(&self, person: &str) -> StoreResult<Option<String>> {
        let found = self.row(
            "SELECT day FROM presence WHERE person = ?1 AND away = 0 AND undone = 0 ORDER BY day DESC LIMIT 1",
            [person],
            |row| row.get(0),
        )?;
        Ok(found)
    }

    /// A person's presences written down after a moment, first to last.
    ///
    /// # Errors
    /// The engine's.
    pub fn visits_noted_since(&self, person: &str, since: i64) -> StoreResult<Vec<VisitRecord>> {
        self.visits_where(
            "v.person = ?1 AND v.away = 0 AND v.undone = 0 AND v.id IN (
                 SELECT l.row FROM log l JOIN operation o ON o.id = l.operation
                 WHERE l.tbl = 'presence' AND l.action = 'insert' AND l.person = ?1 AND o.at > ?2)
             ORDER BY v.at, v.id",
            params![person, since],
        )
    }

    fn visits_where(&self, condition: &str, params: impl rusqlite::Params) -> StoreResult<Vec<VisitRecord>> {
        self.rows(
            &format!("SELECT v.id, v.at, u.name FROM presence v JOIN purpose u ON u.id = v.purpose WHERE {condition}"),
            params,
            |row| Ok(VisitRecord { id: row.get(0)?, at: row.get(1)?, purpose: row.get(2)? }),
        )
    }

    /// What a person adds to 到馆人次 from one day to another, both included.
    ///
    /// # Errors
    /// The engine's.
    pub fn visit_count(&self, person: &str, from: &str, to: &str) -> StoreResult<i64> {
        self.count(
            "SELECT coalesce(sum(visits), 0) FROM presence WHERE person = ?1 AND day BETWEEN ?2 AND ?3 AND undone = 0",
            [person, from, to],
        )
    }
}

impl Reader<'_> {
    /// (year, 人次) of every year up to the end of `day`.
    ///
    /// # Errors
    /// The engine's.
    pub fn visits_by_year(&self, day: &str) -> StoreResult<Vec<(i32, i64)>> {
        self.rows(
            // By day first, in the order of an index that holds all it asks: nothing is sorted, no row is opened.
            "SELECT CAST(substr(day, 1, 4) AS INTEGER) AS year, sum(visits) FROM (
                 SELECT day, sum(visits) AS visits FROM presence INDEXED BY presence_days
                 WHERE undone = 0 AND day <= ?1 GROUP BY day)
             GROUP BY year ORDER BY year",
            [day],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}
