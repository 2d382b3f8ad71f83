use crate::backup::file::{BackupFacts, SCRATCH, Scratch, check_unpacked, made_at, unpack};
use crate::error::{StoreError, StoreResult, file_name};
use crate::file::{database, free_name};
use crate::key::{RecoveryCode, sync_folder};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A restore that is ready, or was cut off: what is to come.
const PENDING: &str = ".restore-";
/// Key slots of before a restore.
const KEYS_ASIDE: &str = "keys.before-restore-";
/// No backup and no check takes as long.
const STALE_AFTER: Duration = Duration::from_secs(3_600);

/// What opens a backup: a password of the time it was made, or the recovery code of that time.
#[derive(Debug)]
pub enum Opener<'a> {
    /// A password, of the named operator or of whoever's it is.
    Password(Option<&'a str>, &'a str),
    /// The printed recovery code.
    Recovery(&'a RecoveryCode),
}

/// A backup opened and checked beside the store it is to replace.
pub struct Opened {
    scratch: Scratch,
    /// What stands in it.
    pub facts: BackupFacts,
}

/// Opens a backup and checks it whole. Nothing of the store has changed yet.
///
/// # Errors
/// [`StoreError::WrongPassword`], [`StoreError::BadBackup`].
pub fn open(folder: &Path, file: &Path, opener: Opener<'_>) -> StoreResult<Opened> {
    let scratch = Scratch::new(folder)?;
    unpack(file, scratch.path())?;
    let key = match opener {
        Opener::Password(Some(name), password) => scratch.ring().open(name, password)?.1,
        Opener::Password(None, password) => scratch.ring().open_any(password)?,
        Opener::Recovery(code) => scratch.ring().recover(code)?,
    };
    let facts = check_unpacked(scratch.path(), &key, made_at(file)?)?;
    Ok(Opened { scratch, facts })
}

impl Opened {
    /// Puts the backup in place of the store of a data folder that this program holds and has closed. The store of
    /// before is kept under another name, never overwritten; answers that name. What is to come stands whole in one
    /// folder before the first file of before is moved: cut off in between, [`heal`] ends it at the next start.
    ///
    /// # Errors
    /// The disk's; then everything stands as before.
    pub fn put_in_place(self, folder: &Path, now: DateTime<Utc>) -> StoreResult<Option<String>> {
        let pending = folder.join(format!("{PENDING}{}", crate::new_id()));
        self.scratch.keep_as(&pending)?;
        finish(folder, &pending, now)
    }
}

/// Ends what a program that died left half done in a data folder this one has just taken: a restore is carried through,
/// key slots that were set aside without others in their place come back, scratch folders go.
///
/// # Errors
/// The disk's.
pub fn heal(folder: &Path, now: DateTime<Utc>) -> StoreResult<()> {
    for name in named(folder, PENDING)? {
        finish(folder, &folder.join(name), now)?;
    }
    let keys = folder.join("keys");
    if !keys.exists()
        && let Some(aside) = named(folder, KEYS_ASIDE)?.pop()
    {
        rename(&folder.join(aside), &keys)?;
    }
    for place in [folder.to_path_buf(), folder.join("backups")] {
        for name in named(&place, SCRATCH)? {
            let stale = place.join(name);
            if is_stale(&stale)
                && let Err(error) = std::fs::remove_dir_all(&stale)
            {
                tracing::warn!(name = file_name(&stale), %error, "scratch folder left behind");
            }
        }
    }
    Ok(())
}

/// A program beside this one may be making a backup right now.
fn is_stale(path: &Path) -> bool {
    let changed = std::fs::metadata(path).and_then(|found| found.modified());
    changed.ok().and_then(|at| at.elapsed().ok()).is_some_and(|age| age > STALE_AFTER)
}

/// Names of the folders in a folder that begin so, oldest first: their stamps and ids sort by time.
fn named(folder: &Path, prefix: &str) -> StoreResult<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| StoreError::io("list", folder, error))?;
    let mut names = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(prefix))
        .collect::<Vec<_>>();
    names.sort();
    Ok(names)
}

/// Moves what stands ready into its place, from wherever it was cut off. On an error every move made here is taken back.
fn finish(folder: &Path, pending: &Path, now: DateTime<Utc>) -> StoreResult<Option<String>> {
    let mut moves = Moves::default();
    let done = moves.all(folder, pending, now);
    if (done.is_ok() || moves.take_back())
        && let Err(error) = std::fs::remove_dir_all(pending)
    {
        tracing::warn!(name = file_name(pending), %error, "folder of a restore left behind");
    }
    done
}

/// Renames made so far.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn all(&mut self, folder: &Path, pending: &Path, now: DateTime<Utc>) -> StoreResult<Option<String>> {
        let stamp = yinhui_core::date::day::at_beijing(now).format("%Y%m%d-%H%M%S");
        let mut kept = None;
        let (ready, keys) = (pending.join("keys"), folder.join("keys"));
        if ready.exists() {
            if keys.exists() {
                let name = free_name(&keys, |turn| format!("{KEYS_ASIDE}{stamp}{turn}"));
                self.rename(&keys, &folder.join(name))?;
            }
            self.rename(&ready, &keys)?;
        }
        let (ready, present) = (pending.join("yinhui.db"), database(folder));
        if ready.exists() {
            let name = free_name(&present, |turn| format!("yinhui.before-restore-{stamp}{turn}.db"));
            // Side files too: they must never lie beside another database than their own.
            for side in ["-wal", "-shm"] {
                let from = folder.join(format!("yinhui.db{side}"));
                if from.exists() {
                    self.rename(&from, &folder.join(format!("{name}{side}")))?;
                }
            }
            if present.exists() {
                self.rename(&present, &folder.join(&name))?;
                kept = Some(name);
            }
            self.rename(&ready, &present)?;
        }
        sync_folder(folder);
        Ok(kept)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> StoreResult<()> {
        rename(from, to)?;
        self.0.push((from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    /// Answers whether everything stands as before.
    fn take_back(&self) -> bool {
        self.0.iter().rev().all(|(from, to)| rename(to, from).is_ok())
    }
}

fn rename(from: &Path, to: &Path) -> StoreResult<()> {
    std::fs::rename(from, to).map_err(|error| StoreError::io("rename", to, error))
}
