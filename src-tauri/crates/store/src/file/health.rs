use crate::error::{StoreError, StoreResult, beside, file_name};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// What the check at open found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    /// Good.
    Good,
    /// Pages, structure or the key's own page are damaged.
    Damaged,
}

/// Opens with a key proved right and checks the file: any failure of the cipher or the structure is damage.
pub(crate) fn check(opened: StoreResult<Connection>) -> StoreResult<(Health, Option<Connection>)> {
    let connection = match opened {
        Ok(connection) => connection,
        Err(error) if is_damage(&error) => return Ok((Health::Damaged, None)),
        Err(error) => return Err(error),
    };
    let answer: Result<String, _> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match answer.map_err(StoreError::from) {
        Ok(word) if word == "ok" => Ok((Health::Good, Some(connection))),
        Ok(_) => Ok((Health::Damaged, None)),
        Err(error) if is_damage(&error) => Ok((Health::Damaged, None)),
        Err(error) => Err(error),
    }
}

fn is_damage(error: &StoreError) -> bool {
    let StoreError::Sqlite(error) = error else { return false };
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::OutOfMemory)
    )
}

/// A name nothing beside `path` has yet: what is kept is never kept over something else.
pub(crate) fn free_name(path: &Path, name: impl Fn(&str) -> String) -> String {
    let turns = std::iter::once(String::new()).chain((2..).map(|turn| format!("-{turn}")));
    let mut names = turns.map(|turn| name(&turn));
    names.find(|name| !beside(path, name).exists()).unwrap_or_default()
}

/// Renames a database and its side files, so that nothing writes over them. Answers the new name.
pub(crate) fn set_aside(database: &Path, why: &str, now: DateTime<Utc>) -> StoreResult<String> {
    let stamp = yinhui_core::date::day::at_beijing(now).format("%Y%m%d-%H%M%S").to_string();
    let name = free_name(database, |turn| format!("yinhui.{why}-{stamp}{turn}.db"));
    let target = beside(database, &name);
    std::fs::rename(database, &target).map_err(|error| StoreError::io("rename", database, error))?;
    for side in ["-wal", "-shm"] {
        let from = beside(database, &format!("{}{side}", file_name(database)));
        if from.exists() {
            let to = beside(database, &format!("{name}{side}"));
            std::fs::rename(&from, to).map_err(|error| StoreError::io("rename", &from, error))?;
        }
    }
    Ok(name)
}
