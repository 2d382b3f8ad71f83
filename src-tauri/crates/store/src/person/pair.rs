//! Pairs of records that may be one person, and those a human has told apart.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use std::collections::BTreeMap;

/// Two records, the smaller id first.
pub type Pair = (String, String);

/// The pair in its one order.
pub fn pair(one: &str, other: &str) -> Pair {
    if one < other { (one.to_owned(), other.to_owned()) } else { (other.to_owned(), one.to_owned()) }
}

impl Reader<'_> {
    /// Pairs an import left to a human, with its reason: of two that stand now, and not told apart. What was said of a
    /// record joined into another is said of that one.
    ///
    /// # Errors
    /// The engine's.
    pub fn suspect_pairs(&self) -> StoreResult<Vec<(Pair, String)>> {
        let pairs = self.rows(
            "SELECT s.person, s.other, s.reason FROM suspect_pair s
             JOIN person a ON a.id = s.person AND a.undone = 0
             JOIN person b ON b.id = s.other AND b.undone = 0
             WHERE s.undone = 0 ORDER BY s.id",
            [],
            |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)),
        )?;
        let now = self.now_of_joined()?;
        Ok(pairs.into_iter().filter_map(|(both, reason)| Some((standing(both, &now)?, reason))).collect())
    }

    /// Pairs a human has told apart; of a record joined into another, that one is meant.
    ///
    /// # Errors
    /// The engine's.
    pub fn distinct_pairs(&self) -> StoreResult<Vec<Pair>> {
        let pairs = self.rows("SELECT person, other FROM distinct_pair WHERE undone = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let now = self.now_of_joined()?;
        Ok(pairs.into_iter().filter_map(|both| standing(both, &now)).collect())
    }

    /// The record that stands for each that was joined into another.
    fn now_of_joined(&self) -> StoreResult<BTreeMap<String, String>> {
        let joined = self.joined_records()?.into_iter();
        Ok(joined.flat_map(|(into, gone)| gone.into_iter().map(move |id| (id, into.clone()))).collect())
    }
}

/// The pair of records that stand for these now; none where one stands for both.
fn standing((one, other): Pair, now: &BTreeMap<String, String>) -> Option<Pair> {
    let of = |id: String| now.get(&id).cloned().unwrap_or(id);
    let (one, other) = (of(one), of(other));
    (one != other).then(|| pair(&one, &other))
}

impl Writer<'_> {
    /// Remembers that two records are two people. Answers whether that is new.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn tell_apart(&self, one: &str, other: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::Person, one)?;
        self.must_be_in_use(Table::Person, other)?;
        let (person, other) = pair(one, other);
        let known = self.count(
            "SELECT count(*) FROM distinct_pair WHERE person = ?1 AND other = ?2 AND undone = 0",
            [&person, &other],
        )?;
        if known > 0 {
            return Ok(false);
        }
        let row = Row::from([
            ("site", Value::from(self.site())),
            ("person", person.as_str().into()),
            ("other", other.into()),
        ]);
        self.insert(Table::DistinctPair, &new_id(), &row, Some(&person))?;
        Ok(true)
    }
}
