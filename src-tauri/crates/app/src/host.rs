//! What a command needs from whatever runs it: the clock and the files people name.

use crate::error::Answer;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;

/// A file a person named to the host. The page knows the id and the name, never the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileRef {
    /// Issued by the host, unguessable, valid until the program ends.
    pub id: String,
    /// The file's name, to show.
    pub name: String,
    /// Bytes, 0 for a file yet to be written.
    pub size: i64,
}

/// Which host carries the commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HostKind {
    /// The desktop window.
    Window,
    /// A browser on this machine.
    Browser,
    /// The command line.
    Terminal,
}

/// What kind of file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilePurpose {
    /// A roster to import.
    Roster,
    /// A workbook to write.
    Workbook,
    /// A backup to write.
    Backup,
    /// A backup to read.
    Restore,
    /// Text to write, such as a recovery code to print later.
    Text,
}

/// The handful of things a command needs from what is running it.
pub trait Host: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
    /// Which host this is.
    fn kind(&self) -> HostKind;
    /// The desk's name, written into the log with each operation.
    fn desk(&self) -> String;
    /// The path behind a reference this host issued; anything else is refused.
    fn path(&self, file: &FileRef) -> Answer<PathBuf>;
    /// Asks the person for a file to read. `None` when they changed their mind.
    fn choose_open(&self, purpose: FilePurpose) -> Answer<Option<FileRef>>;
    /// Asks the person where to write. `None` when they changed their mind.
    fn choose_save(&self, purpose: FilePurpose, suggested: &str) -> Answer<Option<FileRef>>;
}
