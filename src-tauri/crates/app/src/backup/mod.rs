//! Copies that prove themselves.

use crate::host::FileRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod create;
mod restore;
mod show;
mod verify;

pub(crate) use create::create;
pub(crate) use restore::restore;
pub(crate) use show::show;
pub(crate) use verify::verify;

/// Make or read a backup.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct BackupFile {
    /// Where; the data folder's own `backups` when left out.
    pub file: Option<FileRef>,
}

/// What stands in a backup, told by opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupInfo {
    /// File name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// When it was made, `2026-03-05T14:00:00+08:00`.
    pub at: String,
    /// People in it.
    pub people: i64,
    /// Presences in it.
    pub presences: i64,
    /// Operations in its log.
    pub operations: i64,
    /// Head of the log's chain.
    pub log_head: String,
    /// Schema version.
    pub schema: i64,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyCheck {
    /// Short name.
    pub id: String,
    /// It holds.
    pub ok: bool,
    /// In words.
    pub detail: String,
}

/// The store checked, optionally against a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Verified {
    /// All hold.
    pub ok: bool,
    /// The checks.
    pub checks: Vec<VerifyCheck>,
}

/// Put a backup in place of the store.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Restore {
    /// The backup.
    pub file: FileRef,
    /// Opens the backup: operator and password as they were then …
    pub operator: Option<String>,
    /// … their password …
    pub password: Option<String>,
    /// … or the recovery code of then.
    pub recovery_code: Option<String>,
}

/// A backup is in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Restored {
    /// What was restored.
    pub backup: BackupInfo,
    /// Name the store of before was kept under, if there was one.
    pub kept_as: Option<String>,
}
