use crate::error::{StoreError, StoreResult};
use crate::file::checkpoint::MOST_PAGES;
use crate::key::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, limits::Limit};
use std::path::Path;
use std::time::Duration;
use yinhui_core::person::identity::holds_number;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Begins a new file.
    Create,
    /// The one writer.
    Write,
    /// A reader that cannot write.
    Read,
}

/// SQLite before 3.51.3 can corrupt a WAL file when two connections checkpoint at once.
const OLDEST_SQLITE: i32 = 3_051_003;

/// KiB of pages the writer keeps.
const WRITER_CACHE: i64 = 32_768;
/// KiB of pages it keeps while an import or a return runs.
const LARGE_CACHE: i64 = 131_072;

/// Keeps more pages, for an operation that touches most of the file.
pub(crate) fn enlarge_cache(connection: &Connection) -> StoreResult<()> {
    Ok(connection.pragma_update(None, "cache_size", -LARGE_CACHE)?)
}

/// Gives back what [`enlarge_cache`] took, if it did.
pub(crate) fn release_cache(connection: &Connection) -> StoreResult<()> {
    let now: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    if now != -WRITER_CACHE {
        connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
        connection.execute_batch("PRAGMA shrink_memory")?;
    }
    Ok(())
}

/// Opens the file with its key and every setting the store relies on, each with its reason.
pub(crate) fn connect(path: &Path, key: &DatabaseKey, mode: Mode) -> StoreResult<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::Broken(format!("SQLite {} is too old", rusqlite::version())));
    }
    let flags = match mode {
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&connection, key)?;
    settings(&connection, mode)?;
    Ok(connection)
}

fn unlock(connection: &Connection, key: &DatabaseKey) -> StoreResult<()> {
    // SQLCipher writes its own error lines to standard error otherwise; must come before the key.
    connection.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(()))?;
    // A raw key costs no PBKDF2 rounds; the slots have already paid for scrypt.
    connection.pragma_update(None, "key", key.pragma().as_str())?;
    // The key is only tried by the first read. Later errors on a failed connection mislead.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// Rules of the register that a filter asks too, so that there is one of each.
fn functions(connection: &Connection) -> StoreResult<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("holds_number", 1, flags, |context| {
        Ok(context.get_raw(0).as_str().is_ok_and(holds_number))
    })?;
    Ok(())
}

fn settings(connection: &Connection, mode: Mode) -> StoreResult<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    if mode != Mode::Read {
        // Readers go on while a check-in is written.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A power cut at the desk must not lose an acknowledged check-in; the write rate is tiny.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // Written pages are moved into the file beside the desk; see `checkpoint`.
        connection.pragma_update(None, "wal_autocheckpoint", MOST_PAGES)?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    // A file from elsewhere must not run code through its schema.
    connection.pragma_update(None, "trusted_schema", false)?;
    // Damaged pages are found when read, not later.
    connection.pragma_update(None, "cell_size_check", true)?;
    // Decrypting a page again and again is what makes SQLCipher slow: 32 MiB, 16 MiB for a reader.
    connection.pragma_update(None, "cache_size", if mode == Mode::Read { -16_384 } else { -WRITER_CACHE })?;
    // Sorting must not leave plain text on the disk.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    restrict(connection)?;
    functions(connection)?;
    if mode == Mode::Read {
        connection.pragma_update(None, "query_only", true)?;
    }
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Limits that hold on every connection.
fn restrict(connection: &Connection) -> StoreResult<()> {
    // "word" is a column or an error, never silently a string.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}
