//! Pairs of records that may be one person, and those a human has told apart.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};

/// Two records, the smaller id first.
pub type Pair = (String, String);

/// The pair in its one order.
pub fn pair(one: &str, other: &str) -> Pair {
    if one < other { (one.to_owned(), other.to_owned()) } else { (other.to_owned(), one.to_owned()) }
}

impl Reader<'_> {
    /// Pairs an import left to a human, with its reason: both still registered, and not told apart.
    ///
    /// # Errors
    /// The engine's.
    pub fn suspect_pairs(&self) -> StoreResult<Vec<(Pair, String)>> {
        self.rows(
            "SELECT s.person, s.other, s.reason FROM suspect_pair s
             JOIN person a ON a.id = s.person AND a.undone = 0 AND a.merged_into IS NULL
             JOIN person b ON b.id = s.other AND b.undone = 0 AND b.merged_into IS NULL
             WHERE s.undone = 0 AND s.person <> s.other ORDER BY s.id",
            [],
            |row| Ok((pair(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?), row.get(2)?)),
        )
    }

    /// Pairs a human has told apart.
    ///
    /// # Errors
    /// The engine's.
    pub fn distinct_pairs(&self) -> StoreResult<Vec<Pair>> {
        self.rows("SELECT person, other FROM distinct_pair WHERE undone = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }
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
