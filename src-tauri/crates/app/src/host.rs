//! What a command needs from whatever runs it: the clock and the files people name.

use crate::error::{Answer, ApiError, Code};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};
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
    /// A document or photo of any kind, to hang on something or to take out again.
    Attachment,
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
    /// A program that reads workbooks and nothing else, so that a hostile one harms nobody: see [`own_reader`].
    /// `None` reads within this process, as only tests may.
    fn workbook_reader(&self) -> Option<Command>;
    /// Asks the person for a file to read. `None` when they changed their mind.
    fn choose_open(&self, purpose: FilePurpose) -> Answer<Option<FileRef>>;
    /// Asks the person where to write. `None` when they changed their mind.
    fn choose_save(&self, purpose: FilePurpose, suggested: &str) -> Answer<Option<FileRef>>;
    /// Whether a second screen stands there for the open screen of self-service.
    fn has_second_screen(&self) -> bool {
        false
    }
    /// Shows the open screen: in a window of its own on the second screen with that session, or, where the page that
    /// asks becomes it, over the whole of this one.
    ///
    /// # Errors
    /// A second screen that is gone, or on which no window opens.
    fn show_open_screen(&self, _beside: Option<&str>) -> Answer<()> {
        Ok(())
    }
    /// Gives the screen back.
    fn hide_open_screen(&self, _beside: bool) {}
}

/// The files a host has named to the page: the page sends back an id, never a path.
#[derive(Debug, Default)]
pub struct Files(Mutex<HashMap<String, PathBuf>>);

impl Files {
    /// Issues a reference to a path a person named to the host.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn issue(&self, path: &Path) -> Answer<FileRef> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| ApiError::fault(&error))?;
        let id = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let size = std::fs::metadata(path).map_or(0, |file| i64::try_from(file.len()).unwrap_or(i64::MAX));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), path.to_path_buf());
        Ok(FileRef { id, name, size })
    }

    /// The path behind a reference.
    ///
    /// # Errors
    /// `not_found` for anything this host has not issued.
    pub fn path(&self, id: &str) -> Answer<PathBuf> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
            .ok_or_else(|| ApiError::new(Code::NotFound, "没有找到这个文件，请重新选择。"))
    }
}

/// Reads a workbook for another process where this one was started for that; otherwise `None`, and the program goes
/// on. The first thing in `main` of a program whose host answers [`own_reader`].
pub fn read_apart() -> Option<ExitCode> {
    yinhui_sheet::apart::serve()
}

/// This very program, to be started as a reader of workbooks.
pub fn own_reader() -> Command {
    // Linux: stays the program that is running, also where its file was replaced by an upgrade meanwhile.
    let program = if cfg!(target_os = "linux") {
        PathBuf::from("/proc/self/exe")
    } else {
        // A name that does not exist is refused in a sentence when it is started.
        std::env::current_exe().unwrap_or_default()
    };
    let mut command = Command::new(program);
    command.arg(yinhui_sheet::apart::ARGUMENT);
    command
}

/// The machine's name, for the log; every host on one machine is one desk.
pub fn machine_name() -> String {
    let named = std::env::var("YINHUI_DESK").or_else(|_| std::env::var("COMPUTERNAME"));
    named
        .ok()
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "前台".into())
}
