use crate::backup::file::{BackupFacts, Scratch, check_unpacked, made_at, unpack};
use crate::error::{StoreError, StoreResult};
use crate::file::{database, free_name, set_aside};
use crate::key::RecoveryCode;
use chrono::{DateTime, Utc};
use std::path::Path;

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
    /// before is kept under another name, never overwritten; answers that name.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_in_place(self, folder: &Path, now: DateTime<Utc>) -> StoreResult<Option<String>> {
        let kept = keep_present(folder, now)?;
        let from = self.scratch.path().join("yinhui.db");
        let to = database(folder);
        std::fs::rename(&from, &to).map_err(|error| StoreError::io("rename", &to, error))?;
        let (from, to) = (self.scratch.path().join("keys"), folder.join("keys"));
        std::fs::rename(&from, &to).map_err(|error| StoreError::io("rename", &to, error))?;
        Ok(kept)
    }
}

fn keep_present(folder: &Path, now: DateTime<Utc>) -> StoreResult<Option<String>> {
    let stamp = yinhui_core::date::day::at_beijing(now).format("%Y%m%d-%H%M%S");
    let keys = folder.join("keys");
    if keys.exists() {
        let aside = folder.join(free_name(&keys, |turn| format!("keys.before-restore-{stamp}{turn}")));
        std::fs::rename(&keys, &aside).map_err(|error| StoreError::io("rename", &keys, error))?;
    }
    let present = database(folder);
    if present.exists() { set_aside(&present, "before-restore", now).map(Some) } else { Ok(None) }
}
