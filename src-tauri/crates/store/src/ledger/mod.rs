//! 台账: lines of the ledgers a centre keeps.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::person::find::Words;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params_from_iter;
use std::collections::BTreeMap;
use yinhui_core::ledger::Facts;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRecord {
    /// Record id.
    pub id: String,
    /// Key of its ledger.
    pub ledger: String,
    /// Business day.
    pub day: String,
    /// The day it ended.
    pub until: Option<String>,
    /// Record id and name of the person.
    pub person: Option<(String, String)>,
    /// Record id and name of the party organization.
    pub organization: Option<(String, String)>,
    /// Record id and name of the team.
    pub team: Option<(String, String)>,
    /// Record id and name of the event.
    pub event: Option<(String, String)>,
    /// 待办 …
    pub state: Option<String>,
    /// What stands in its columns.
    pub facts: Facts,
}

/// What is written of a line.
#[derive(Debug, Clone, Copy)]
pub struct EntryFacts<'a> {
    /// Key of its ledger.
    pub ledger: &'a str,
    /// Business day.
    pub day: &'a str,
    /// The day it ended.
    pub until: Option<&'a str>,
    /// Record id of the person.
    pub person: Option<&'a str>,
    /// Record id of the party organization.
    pub organization: Option<&'a str>,
    /// Record id of the team.
    pub team: Option<&'a str>,
    /// Record id of the event.
    pub event: Option<&'a str>,
    /// 待办 …
    pub state: Option<&'a str>,
    /// What stands in its columns.
    pub facts: &'a Facts,
}

impl EntryRecord {
    /// The line as it would be written again.
    pub fn written(&self) -> EntryFacts<'_> {
        fn id(named: &Option<(String, String)>) -> Option<&str> {
            named.as_ref().map(|(id, _)| id.as_str())
        }
        EntryFacts {
            ledger: &self.ledger,
            day: &self.day,
            until: self.until.as_deref(),
            person: id(&self.person),
            organization: id(&self.organization),
            team: id(&self.team),
            event: id(&self.event),
            state: self.state.as_deref(),
            facts: &self.facts,
        }
    }
}

/// Which lines. All conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Key of the ledger; every ledger when left out.
    pub ledger: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Record id of the person.
    pub person: Option<String>,
    /// Record id of the party organization.
    pub organization: Option<String>,
    /// Record id of the team.
    pub team: Option<String>,
    /// Record id of the event.
    pub event: Option<String>,
    /// 待办 …
    pub state: Option<String>,
    /// Values of columns.
    pub facts: BTreeMap<String, String>,
    /// The name of whom it is about, or words that stand in it.
    pub words: Option<String>,
    /// Those that should be done, or run out, by some day.
    pub ending: Option<Ending>,
}

/// Lines that should be done, or run out, in some days.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The column that says until when it should be done; `None` for the day a line ends.
    pub column: Option<String>,
    /// A later line of the same person with the same value here takes its place.
    pub renewed_by: Option<String>,
    /// The states in which something is still to be done; empty for any.
    pub open: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: String,
}

const SELECT: &str =
    "SELECT e.id, e.ledger, e.day, e.until, e.person, p.name, e.organization, o.name, e.team, t.name,
        e.event, v.name, e.state, e.facts
    FROM entry e LEFT JOIN person p ON p.id = e.person LEFT JOIN organization o ON o.id = e.organization
    LEFT JOIN team t ON t.id = e.team LEFT JOIN event v ON v.id = e.event";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<EntryRecord> {
    let named = |id: usize| -> rusqlite::Result<Option<(String, String)>> {
        let key = row.get::<_, Option<String>>(id)?;
        key.map(|key| Ok((key, row.get::<_, Option<String>>(id + 1)?.unwrap_or_default()))).transpose()
    };
    let facts = row.get::<_, String>(13)?;
    let facts = serde_json::from_str(&facts).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(13, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(EntryRecord {
        id: row.get(0)?,
        ledger: row.get(1)?,
        day: row.get(2)?,
        until: row.get(3)?,
        person: named(4)?,
        organization: named(6)?,
        team: named(8)?,
        event: named(10)?,
        state: row.get(12)?,
        facts,
    })
}

/// Conditions on `entry e` and their parameters.
fn condition(filter: &EntryFilter) -> (String, Vec<Value>) {
    let mut sql = String::from("e.undone = 0");
    let mut params: Vec<Value> = Vec::new();
    // Before all others: the words number their parameters from ?1.
    if let Some(typed) = filter.words.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        let words = Words::understood(typed);
        let named = words.map(|words| {
            params.extend(words.params());
            format!("e.person IN (SELECT person FROM ({})) OR ", words.candidates())
        });
        params.push(typed.into());
        let at = params.len();
        sql.push_str(&format!(
            " AND ({}EXISTS (SELECT 1 FROM json_each(e.facts) f WHERE instr(f.value, ?{at}) > 0)
             OR e.event IN (SELECT id FROM event WHERE instr(name, ?{at}) > 0) OR e.organization IN (SELECT id FROM organization WHERE instr(name, ?{at}) > 0)
             OR e.team IN (SELECT id FROM team WHERE instr(name, ?{at}) > 0))",
            named.unwrap_or_default()
        ));
    }
    let mut hold = |column: &str, test: &str, value: &Option<String>| {
        if let Some(value) = value {
            params.push(value.as_str().into());
            sql.push_str(&format!(" AND {column} {test} ?{}", params.len()));
        }
    };
    hold("e.ledger", "=", &filter.ledger);
    hold("e.day", ">=", &filter.from);
    hold("e.day", "<=", &filter.to);
    hold("e.person", "=", &filter.person);
    hold("e.organization", "=", &filter.organization);
    hold("e.team", "=", &filter.team);
    hold("e.event", "=", &filter.event);
    hold("e.state", "=", &filter.state);
    for (key, value) in &filter.facts {
        params.push(path(key));
        params.push(value.as_str().into());
        sql.push_str(&format!(" AND json_extract(e.facts, ?{}) = ?{}", params.len() - 1, params.len()));
    }
    if let Some(ending) = &filter.ending {
        end(ending, &mut sql, &mut params);
    }
    (sql, params)
}

fn end(ending: &Ending, sql: &mut String, params: &mut Vec<Value>) {
    let mut bound = |value: Value| {
        params.push(value);
        format!("?{}", params.len())
    };
    let column = match &ending.column {
        None => "e.until".to_owned(),
        Some(key) => format!("e.until IS NULL AND json_extract(e.facts, {})", bound(path(key))),
    };
    sql.push_str(&format!(" AND {column} <= {}", bound(ending.to.as_str().into())));
    if let Some(from) = &ending.from {
        let column = column.rsplit(" AND ").next().unwrap_or(&column);
        sql.push_str(&format!(" AND {column} >= {}", bound(from.as_str().into())));
    }
    if !ending.open.is_empty() {
        let open = ending.open.iter().map(|state| bound(state.as_str().into())).collect::<Vec<_>>();
        sql.push_str(&format!(" AND e.state IN ({})", open.join(", ")));
    }
    if let Some(key) = &ending.renewed_by {
        let key = bound(path(key));
        sql.push_str(&format!(
            " AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.person = e.person AND n.ledger = e.ledger AND n.undone = 0
                AND n.day > e.day AND json_extract(n.facts, {key}) IS json_extract(e.facts, {key}))"
        ));
    }
}

fn path(key: &str) -> Value {
    format!("$.\"{key}\"").into()
}

impl Reader<'_> {
    /// Every number ever written in a column of a ledger, lines taken back among them.
    ///
    /// # Errors
    /// The engine's.
    pub fn numbers_ever(&self, ledger: &str, column: &str) -> StoreResult<Vec<String>> {
        self.rows(
            "SELECT json_extract(facts, ?2) FROM entry WHERE ledger = ?1 AND json_extract(facts, ?2) IS NOT NULL",
            rusqlite::params![ledger, format!("$.\"{column}\"")],
            |row| row.get(0),
        )
    }

    /// One line.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn entry(&self, id: &str) -> StoreResult<EntryRecord> {
        self.row(&format!("{SELECT} WHERE e.id = ?1 AND e.undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("entry"))
    }

    /// A page of the lines that fit, the last day first.
    ///
    /// # Errors
    /// The engine's.
    pub fn entries(&self, filter: &EntryFilter, offset: i64, limit: i64) -> StoreResult<Vec<EntryRecord>> {
        let (sql, mut params) = condition(filter);
        params.extend([limit.into(), offset.into()]);
        let at = params.len();
        let sql =
            format!("{SELECT} WHERE {sql} ORDER BY e.day DESC, e.id DESC LIMIT ?{} OFFSET ?{at}", at - 1);
        self.rows(&sql, params_from_iter(params), record)
    }

    /// How many lines fit and how many distinct people they are about.
    ///
    /// # Errors
    /// The engine's.
    pub fn count_entries(&self, filter: &EntryFilter) -> StoreResult<(i64, i64)> {
        let (sql, params) = condition(filter);
        let sql = format!("SELECT count(*), count(DISTINCT e.person) FROM entry e WHERE {sql}");
        let found = self.row(&sql, params_from_iter(params), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.unwrap_or_default())
    }

    /// The sum of a column that holds numbers, over the lines that fit.
    ///
    /// # Errors
    /// The engine's.
    pub fn sum_entries(&self, filter: &EntryFilter, column: &str) -> StoreResult<i64> {
        let (sql, mut params) = condition(filter);
        params.push(format!("$.\"{column}\"").into());
        let sql = format!(
            "SELECT coalesce(sum(CAST(json_extract(e.facts, ?{}) AS INTEGER)), 0) FROM entry e WHERE {sql}",
            params.len()
        );
        self.count(&sql, params_from_iter(params))
    }

    /// The words that stand in a column of a ledger, most used first.
    ///
    /// # Errors
    /// The engine's.
    pub fn entry_words(&self, ledger: &str, column: &str) -> StoreResult<Vec<String>> {
        let sql = "SELECT json_extract(facts, ?2) AS word FROM entry
            WHERE ledger = ?1 AND undone = 0 AND word IS NOT NULL GROUP BY word ORDER BY count(*) DESC, word LIMIT 100";
        self.rows(sql, [ledger, &format!("$.\"{column}\"")], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Puts a line that was taken out back into its ledger.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for one that was never there, or that names what is not there any more.
    pub fn restore_entry(&self, id: &str) -> StoreResult<()> {
        let named = self.values(Table::Entry, id, &["person", "organization", "team", "event"])?;
        let tables = [Table::Person, Table::Organization, Table::Team, Table::Event];
        for (table, value) in tables.into_iter().zip(&named) {
            value.text().map_or(Ok(()), |named| self.must_be_in_use(table, named))?;
        }
        let person = named.first().and_then(Value::text);
        self.update(Table::Entry, id, &Row::from([("undone", Value::from(false))]), person)?;
        Ok(())
    }

    /// Writes a line, or one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a line, or for something it names, that is not there.
    pub fn save_entry(&self, id: Option<&str>, entry: EntryFacts<'_>) -> StoreResult<String> {
        for (table, named) in [
            (Table::Person, entry.person),
            (Table::Organization, entry.organization),
            (Table::Team, entry.team),
            (Table::Event, entry.event),
        ] {
            named.map_or(Ok(()), |named| self.must_be_in_use(table, named))?;
        }
        entry.person.map_or(Ok(()), |person| self.must_stand_alone(person))?;
        let mut row = Row::from([
            ("ledger", entry.ledger.into()),
            ("day", entry.day.into()),
            ("until", entry.until.into()),
            ("person", entry.person.into()),
            ("organization", entry.organization.into()),
            ("team", entry.team.into()),
            ("event", entry.event.into()),
            ("state", entry.state.into()),
            ("facts", serde_json::to_string(entry.facts)?.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Entry, id)?;
            self.update(Table::Entry, id, &row, entry.person)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Entry, &id, &row, entry.person)?;
        Ok(id)
    }
}
