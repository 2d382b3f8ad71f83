//! Moves what was written from the log of the engine (`-wal`) into the file, beside the desk: a check-in waits for its
//! own few pages only, not for the thousand before it.

use crate::error::StoreResult;
use crate::file::{Mode, connect};
use crate::key::DatabaseKey;
use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

/// Pages of 4 KiB in the log from which on they are moved.
const PAGES: i64 = 1_000;

/// Pages from which on the writer moves them itself, so that the log stays bounded however fast it grows.
pub(crate) const MOST_PAGES: i64 = 16_000;

/// A thread that moves written pages into the file. Ends with this value.
#[derive(Debug)]
pub(crate) struct Checkpoint {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoint {
    /// Begins to watch over a file.
    ///
    /// # Errors
    /// The engine's, where the file cannot be opened once more.
    pub(crate) fn begin(path: &Path, key: &DatabaseKey) -> StoreResult<Self> {
        let connection = connect(path, key, Mode::Write)?;
        // One waiting word is enough: it says that something was written since.
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::spawn(move || watch(&connection, &woken));
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }

    /// Something was written.
    pub(crate) fn written(&self) {
        if let Some(Err(TrySendError::Disconnected(()))) = self.wake.as_ref().map(|wake| wake.try_send(())) {
            tracing::warn!("nobody moves written pages into the file; the writer does at {MOST_PAGES}");
        }
    }
}

impl Drop for Checkpoint {
    fn drop(&mut self) {
        self.wake.take();
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            tracing::error!("moving written pages into the file stopped with a panic");
        }
    }
}

fn watch(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        // Failing is no loss: the pages stay in the log, which is part of the store, and the writer moves them at last.
        if let Err(error) = move_pages(connection) {
            tracing::warn!(%error, "written pages were not moved into the file");
        }
    }
}

fn move_pages(connection: &Connection) -> rusqlite::Result<()> {
    let (written, moved) = log_pages(connection, "NOOP")?;
    if written - moved >= PAGES {
        log_pages(connection, "PASSIVE")?;
    }
    Ok(())
}

/// Pages in the log and how many of them are in the file already.
fn log_pages(connection: &Connection, how: &str) -> rusqlite::Result<(i64, i64)> {
    connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |row| Ok((row.get(1)?, row.get(2)?)))
}
