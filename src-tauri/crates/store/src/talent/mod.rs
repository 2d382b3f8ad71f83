//! 银发人才库: who is in the pool, and in which state since when.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use std::collections::BTreeMap;

/// Somebody in the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentRecord {
    /// Record id.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// 主类别
    pub category: String,
    /// 外来, 候鸟
    pub external: bool,
    /// What else is known, by key.
    pub facts: BTreeMap<String, String>,
    /// (day, state, reason), first to last.
    pub states: Vec<(String, String, Option<String>)>,
    /// Sum of the hours of completed dispatches, in hundredths.
    pub hours: i64,
    /// The day of the last one.
    pub last_used: Option<String>,
}

/// What is written of somebody in the pool.
#[derive(Debug, Clone, Copy)]
pub struct TalentFacts<'a> {
    /// Record id of the person.
    pub person: &'a str,
    /// 主类别
    pub category: &'a str,
    /// 外来, 候鸟
    pub external: bool,
    /// What else is known, by key.
    pub facts: &'a BTreeMap<String, String>,
}

const SELECT: &str = "SELECT t.id, t.person, t.category, t.external, t.facts,
        (SELECT coalesce(sum(CAST(json_extract(e.facts, '$.hours') AS INTEGER)), 0) FROM entry e
         WHERE e.person = t.person AND e.ledger = 'dispatch' AND e.state = '已完成' AND e.undone = 0),
        (SELECT max(e.day) FROM entry e
         WHERE e.person = t.person AND e.ledger = 'dispatch' AND e.state = '已完成' AND e.undone = 0)
    FROM talent t JOIN person p ON p.id = t.person AND p.undone = 0 AND p.merged_into IS NULL
    JOIN person_sort s ON s.person = t.person";

impl Reader<'_> {
    /// Everybody who is or was in the pool, by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn talents(&self) -> StoreResult<Vec<TalentRecord>> {
        self.talents_where("t.undone = 0 ORDER BY s.sort, t.person", [])
    }

    /// One entry of the pool.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn talent(&self, id: &str) -> StoreResult<TalentRecord> {
        self.talents_where("t.id = ?1 AND t.undone = 0", [id])?.pop().ok_or(StoreError::NotFound("talent"))
    }

    /// Somebody's entry.
    ///
    /// # Errors
    /// The engine's.
    pub fn talent_of(&self, person: &str) -> StoreResult<Option<TalentRecord>> {
        Ok(self.talents_where("t.person = ?1 AND t.undone = 0", [person])?.pop())
    }

    fn talents_where(
        &self,
        condition: &str,
        params: impl rusqlite::Params,
    ) -> StoreResult<Vec<TalentRecord>> {
        let mut all = self.rows(&format!("{SELECT} WHERE {condition}"), params, |row| {
            let facts = row.get::<_, String>(4)?;
            let facts = serde_json::from_str(&facts).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, Box::new(error))
            })?;
            Ok(TalentRecord {
                id: row.get(0)?,
                person: row.get(1)?,
                category: row.get(2)?,
                external: row.get(3)?,
                facts,
                states: Vec::new(),
                hours: row.get(5)?,
                last_used: row.get(6)?,
            })
        })?;
        for talent in &mut all {
            talent.states = self.rows(
                "SELECT day, state, reason FROM talent_state WHERE talent = ?1 AND undone = 0 ORDER BY day, id",
                [&talent.id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
        }
        Ok(all)
    }
}

impl Writer<'_> {
    /// Writes an entry of the pool, or one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for who is in it already, or a record joined into another.
    pub fn save_talent(&self, id: Option<&str>, talent: TalentFacts<'_>) -> StoreResult<String> {
        self.must_be_in_use(Table::Person, talent.person)?;
        self.must_stand_alone(talent.person)?;
        let mut row = Row::from([
            ("person", talent.person.into()),
            ("category", talent.category.into()),
            ("external", talent.external.into()),
            ("facts", serde_json::to_string(talent.facts)?.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Talent, id)?;
            self.update(Table::Talent, id, &row, Some(talent.person))?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Talent, &id, &row, Some(talent.person))?;
        Ok(id)
    }

    /// Begins a state of somebody in the pool.
    ///
    /// # Errors
    /// The engine's.
    pub fn begin_talent_state(
        &self,
        talent: &TalentRecord,
        state: &str,
        day: &str,
        reason: Option<&str>,
    ) -> StoreResult<()> {
        let row = Row::from([
            ("site", self.site().into()),
            ("talent", Value::from(talent.id.as_str())),
            ("state", state.into()),
            ("day", day.into()),
            ("reason", reason.into()),
        ]);
        self.insert(Table::TalentState, &new_id(), &row, Some(&talent.person))
    }
}
