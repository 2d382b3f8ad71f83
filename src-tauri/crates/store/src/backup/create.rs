use crate::backup::file::{BackupFacts, Scratch, check_unpacked, pack, unpack};
use crate::error::{StoreError, StoreResult};
use crate::file::{Mode, connect, database};
use crate::key::{DatabaseKey, KeyRing, WorkFactor, sync_folder};
use crate::store::{Beside, Store};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};

/// Copies the store while it is in use, and opens and checks the copy before it counts.
///
/// # Errors
/// [`StoreError::BadBackup`] when the copy does not stand up to the check; the disk's errors.
pub fn create(store: &Store, out: &Path, now: DateTime<Utc>) -> StoreResult<BackupFacts> {
    let source = connect(&database(store.folder()), store.key(), Mode::Read)?;
    copy(&source, store.folder(), store.key(), out, now)
}

/// The same, beside the program that owns the folder.
///
/// # Errors
/// As [`create`].
pub fn create_beside(beside: &Beside, out: &Path, now: DateTime<Utc>) -> StoreResult<BackupFacts> {
    copy(&beside.connection, &beside.folder, &beside.key, out, now)
}

/// A checked copy in the folder's own `backups` before the schema changes.
pub(crate) fn before_upgrade(
    folder: &Path,
    source: &Connection,
    key: &DatabaseKey,
    now: DateTime<Utc>,
) -> StoreResult<PathBuf> {
    let stamp = yinhui_core::date::day::at_beijing(now).format("%Y%m%d-%H%M%S");
    let out = folder.join("backups").join(format!("yinhui-before-upgrade-{stamp}.yhb"));
    copy(source, folder, key, &out, now)?;
    Ok(out)
}

fn copy(
    source: &Connection,
    folder: &Path,
    key: &DatabaseKey,
    out: &Path,
    now: DateTime<Utc>,
) -> StoreResult<BackupFacts> {
    let target = out.parent().unwrap_or(folder);
    if out.is_dir() {
        return Err(StoreError::IsFolder);
    }
    std::fs::create_dir_all(target).map_err(|error| unwritable(StoreError::io("create", target, error)))?;
    let scratch = Scratch::new(target).map_err(unwritable)?;
    let copied = scratch.path().join("yinhui.db");
    copy_pages(source, &copied, key)?;
    let facts = check_unpacked(scratch.path(), key, now.timestamp_millis())?;
    // Beside the copy in the scratch folder, so that it goes with it, whatever happens.
    let part = scratch.path().join("backup.yhb");
    pack(&copied, &KeyRing::new(folder, WorkFactor::STANDARD), &facts, &part)?;
    prove(&part, key, &facts, target)?;
    // Only what was proved takes the place of a backup of before.
    std::fs::rename(&part, out).map_err(|error| unwritable(StoreError::io("rename", out, error)))?;
    sync_folder(target);
    Ok(facts)
}

/// A place that is not there, or lies under a file, is one that cannot be written.
fn unwritable(error: StoreError) -> StoreError {
    match error {
        StoreError::Io { .. } => StoreError::ReadOnly,
        other => other,
    }
}

/// The destination must have its key before the copy begins; one step takes a snapshot and never restarts.
fn copy_pages(source: &Connection, out: &Path, key: &DatabaseKey) -> StoreResult<()> {
    let mut target = connect(out, key, Mode::Create)?;
    let backup = Backup::new(source, &mut target)?;
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::BadBackup("busy".into())),
    }
}

/// Reads the packed file back: what was written is what can be restored.
fn prove(out: &Path, key: &DatabaseKey, facts: &BackupFacts, beside: &Path) -> StoreResult<()> {
    let scratch = Scratch::new(beside)?;
    unpack(out, scratch.path())?;
    let found = check_unpacked(scratch.path(), key, facts.at)?;
    if found == *facts { Ok(()) } else { Err(StoreError::BadBackup("differs".into())) }
}
