//! Visits of many days, added up.

use crate::checkin::DayTotals;
use crate::error::StoreResult;
use crate::read::Reader;
use rusqlite::params;

const FROM: &str = "FROM presence v JOIN purpose u ON u.id = v.purpose
    WHERE v.day BETWEEN ?1 AND ?2 AND v.away = 0 AND v.undone = 0 AND (?3 IS NULL OR u.name = ?3)";
const TOTALS: &str = "coalesce(sum(v.visits), 0), count(DISTINCT v.person),
    coalesce(sum(CASE WHEN v.person IS NULL THEN v.heads END), 0)";

impl Reader<'_> {
    /// Totals of the days from one to another, both included, of one purpose or all.
    ///
    /// # Errors
    /// The engine's.
    pub fn span_totals(&self, from: &str, to: &str, purpose: Option<&str>) -> StoreResult<DayTotals> {
        let found =
            self.row(&format!("SELECT {TOTALS} {FROM}"), params![from, to, purpose], |row| totals(row, 0))?;
        Ok(found.unwrap_or_default())
    }

    /// The same day by day; days without any left out.
    ///
    /// # Errors
    /// The engine's.
    pub fn span_days(
        &self,
        from: &str,
        to: &str,
        purpose: Option<&str>,
    ) -> StoreResult<Vec<(String, DayTotals)>> {
        let sql = format!("SELECT v.day, {TOTALS} {FROM} GROUP BY v.day ORDER BY v.day");
        self.rows(&sql, params![from, to, purpose], |row| Ok((row.get(0)?, totals(row, 1)?)))
    }

    /// 人次 by purpose, most first.
    ///
    /// # Errors
    /// The engine's.
    pub fn span_purposes(&self, from: &str, to: &str) -> StoreResult<Vec<(String, i64)>> {
        let sql = format!("SELECT u.name, sum(v.visits) AS n {FROM} GROUP BY u.name ORDER BY n DESC, u.name");
        self.rows(&sql, params![from, to, None::<&str>], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// 人次 by day and purpose.
    ///
    /// # Errors
    /// The engine's.
    pub fn span_days_by_purpose(&self, from: &str, to: &str) -> StoreResult<Vec<(String, String, i64)>> {
        let sql = format!("SELECT v.day, u.name, sum(v.visits) {FROM} GROUP BY v.day, u.name");
        self.rows(&sql, params![from, to, None::<&str>], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// 人次 by hour of the day in the centre.
    ///
    /// # Errors
    /// The engine's.
    pub fn span_hours(&self, from: &str, to: &str, purpose: Option<&str>) -> StoreResult<Vec<(i64, i64)>> {
        let sql = format!(
            "SELECT (v.at / 3600000 + 8) % 24 AS hour, sum(v.visits) {FROM}
             GROUP BY hour HAVING sum(v.visits) > 0 ORDER BY hour"
        );
        self.rows(&sql, params![from, to, purpose], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

fn totals(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<DayTotals> {
    Ok(DayTotals { visits: row.get(at)?, persons: row.get(at + 1)?, anonymous: row.get(at + 2)? })
}
