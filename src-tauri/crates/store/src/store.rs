//! The open store: one writer, a few readers, or a reader beside the program that owns the folder.

use crate::error::{StoreError, StoreResult};
use crate::file::{self, Checkpoint, Health, Mode};
use crate::key::DatabaseKey;
use crate::read::Reader;
use crate::write::{self, Committed, Op, Writer};
use crate::{backup, schema};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};
use serde::{Serialize, de::DeserializeOwned};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Readers kept open; one more is opened when all are busy.
const READERS: usize = 3;

/// The open store: one writer and a few readers of one encrypted file.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    key: DatabaseKey,
    // These two declared before the writer: it must be the last connection to close, or WAL files stay behind.
    readers: Mutex<Vec<Connection>>,
    checkpoint: Checkpoint,
    writer: Mutex<Connection>,
}

impl Store {
    /// Whether a data folder holds a database file with something in it. SQLite would take an empty file for a
    /// new database.
    pub fn exists(folder: &Path) -> bool {
        std::fs::metadata(file::database(folder)).is_ok_and(|file| file.len() > 0)
    }

    /// Begins a new store in a data folder.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when there is one already.
    pub fn create(folder: &Path, key: &DatabaseKey) -> StoreResult<Self> {
        let path = file::database(folder);
        if path.exists() {
            return Err(StoreError::NotEmpty);
        }
        let mut writer = file::connect(&path, key, Mode::Create)?;
        writer.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        schema::upgrade(&mut writer)?;
        Self::with(folder, key, writer)
    }

    /// Opens the store with a key already proved right by its slot, checks it, and brings its schema up to date
    /// (after a backup that was opened and checked).
    ///
    /// # Errors
    /// [`StoreError::Missing`]; [`StoreError::Damaged`] after the file was renamed aside; [`StoreError::TooNew`].
    pub fn open(folder: &Path, key: &DatabaseKey, now: DateTime<Utc>) -> StoreResult<Self> {
        let path = file::database(folder);
        if !Self::exists(folder) {
            return Err(StoreError::Missing);
        }
        let (health, connection) = file::check(file::connect(&path, key, Mode::Write))?;
        let Some(mut writer) = connection.filter(|_| health == Health::Good) else {
            return Err(StoreError::Damaged { kept_as: file::set_aside(&path, "damaged", now)? });
        };
        schema::refuse_newer(&writer)?;
        if schema::version(&writer)? < schema::VERSION {
            backup::before_upgrade(folder, &writer, key, now)?;
            schema::upgrade(&mut writer)?;
        }
        let store = Self::with(folder, key, writer)?;
        store.refresh_derived(now)?;
        store.forget_old_responses(now)?;
        Ok(store)
    }

    /// Opens the store for reading beside a running program: writes nothing, upgrades nothing.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::TooNew`], or the engine's word on a damaged file.
    pub fn open_beside(folder: &Path, key: &DatabaseKey) -> StoreResult<Beside> {
        if !Self::exists(folder) {
            return Err(StoreError::Missing);
        }
        let connection = file::connect(&file::database(folder), key, Mode::Read)?;
        schema::refuse_newer(&connection)?;
        Ok(Beside { folder: folder.to_path_buf(), key: key.clone(), connection })
    }

    fn with(folder: &Path, key: &DatabaseKey, writer: Connection) -> StoreResult<Self> {
        Ok(Self {
            folder: folder.to_path_buf(),
            key: key.clone(),
            readers: Mutex::new(Vec::new()),
            checkpoint: Checkpoint::begin(&file::database(folder), key)?,
            writer: Mutex::new(writer),
        })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The key, for a new slot.
    pub fn key(&self) -> &DatabaseKey {
        &self.key
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// Whatever `ask` answers, or the engine.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> StoreResult<T>) -> StoreResult<T> {
        let pooled = locked(&self.readers).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => file::connect(&file::database(&self.folder), &self.key, Mode::Read)?,
        };
        let answer = {
            let snapshot = connection.unchecked_transaction()?;
            let answer = ask(&Reader::new(&snapshot));
            snapshot.finish()?;
            answer
        };
        let mut readers = locked(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        answer
    }

    /// The one door for writes: runs `work` in an IMMEDIATE transaction with its log rows, all or nothing.
    /// A repeat of a request already committed answers what it answered then and does nothing.
    ///
    /// # Errors
    /// Whatever `work` answers; nothing is written then.
    pub fn operation<T, E>(
        &self,
        op: Op<'_>,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<Committed<T>, E>
    where
        T: Serialize + DeserializeOwned,
        E: From<StoreError>,
    {
        let mut writer = locked(&self.writer);
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| E::from(error.into()))?;
        let done = write::run(transaction, op, work);
        file::release_cache(&writer).map_err(E::from)?;
        self.checkpoint.written();
        done
    }

    /// What a request already committed answered then, for a command that does more than write rows.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the request's id was used for something else.
    pub fn answered<T: DeserializeOwned>(&self, op: Op<'_>) -> StoreResult<Option<T>> {
        self.read(|reader| write::answered_before(reader.connection(), op))
    }

    /// The head of the log's chain and the number of log rows.
    ///
    /// # Errors
    /// The engine's.
    pub fn log_head(&self) -> StoreResult<(i64, String)> {
        self.read(|reader| reader.log_head())
    }

    fn refresh_derived(&self, now: DateTime<Utc>) -> StoreResult<()> {
        let mut writer = locked(&self.writer);
        crate::person::derive::refresh(&mut writer, now)
    }

    /// Answers kept for repeats hold names; a week is long enough for any retry.
    fn forget_old_responses(&self, now: DateTime<Utc>) -> StoreResult<()> {
        let week = chrono::Duration::days(7);
        locked(&self.writer).execute(
            "UPDATE operation SET response = NULL WHERE response IS NOT NULL AND at < ?1",
            [(now - week).timestamp_millis()],
        )?;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        locked(&self.readers).clear();
    }
}

/// A store opened for reading beside the program that owns it.
#[derive(Debug)]
pub struct Beside {
    pub(crate) folder: PathBuf,
    pub(crate) key: DatabaseKey,
    pub(crate) connection: Connection,
}

impl Beside {
    /// The key.
    pub fn key(&self) -> &DatabaseKey {
        &self.key
    }

    /// Reads.
    ///
    /// # Errors
    /// Whatever `ask` answers.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> StoreResult<T>) -> StoreResult<T> {
        ask(&Reader::new(&self.connection))
    }
}

/// A panic in another thread rolled its transaction back when it unwound; the connection itself is sound.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
