//! The schema and its history. A shipped script is never edited; a new one is added.

use crate::error::{StoreError, StoreResult};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// The newest schema version this program knows.
pub const VERSION: i64 = SCRIPTS.len() as i64;

/// Marks a file as ours (`PRAGMA application_id`): "YHFD".
pub(crate) const APPLICATION_ID: i64 = 0x5948_4644;

const SCRIPTS: &[&str] = &[
    include_str!("0001_the_house.sql"),
    include_str!("0002_import_that_remembers.sql"),
    include_str!("0003_desk_and_people.sql"),
    include_str!("0004_who_they_are.sql"),
    include_str!("0005_events.sql"),
    include_str!("0006_party_life.sql"),
    include_str!("0007_rooms_and_papers.sql"),
    include_str!("0008_returns.sql"),
    include_str!("0009_own_forms.sql"),
    include_str!("0010_who_leads.sql"),
    include_str!("0011_days.sql"),
    include_str!("0012_who_holds.sql"),
    include_str!("0013_evidence_and_returns.sql"),
    include_str!("0014_reckoned.sql"),
];

fn migrations() -> Migrations<'static> {
    Migrations::new(SCRIPTS.iter().map(|script| M::up(script).foreign_key_check()).collect())
}

/// The schema version of an open file.
pub(crate) fn version(connection: &Connection) -> StoreResult<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a file that a newer program wrote.
pub(crate) fn refuse_newer(connection: &Connection) -> StoreResult<()> {
    let found = version(connection)?;
    if found > VERSION { Err(StoreError::TooNew { found, known: VERSION }) } else { Ok(()) }
}

/// Brings a file to the newest schema, all or nothing.
pub(crate) fn upgrade(connection: &mut Connection) -> StoreResult<()> {
    migrations().to_latest(connection).map_err(|error| StoreError::Broken(error.to_string()))
}

/// The SQL of every table and index of an open file, sorted: two files of one schema answer alike.
pub fn definition(reader: &crate::Reader<'_>) -> StoreResult<Vec<String>> {
    reader.rows(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
        [],
        |row| row.get(0),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_migrations_are_sound() {
        super::migrations().validate().unwrap();
    }
}
