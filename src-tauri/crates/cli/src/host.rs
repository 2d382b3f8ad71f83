use chrono::{DateTime, Utc};
use std::path::Path;
use std::process::Command;
use yinhui_app::{Answer, ApiError, Code, FilePurpose, FileRef, Files, Host, HostKind};

/// What commands need from a terminal: files are paths on the command line.
#[derive(Debug, Default)]
pub(crate) struct TerminalHost {
    files: Files,
}

impl TerminalHost {
    /// A reference to a path of the command line.
    pub(crate) fn file(&self, path: &Path) -> Answer<FileRef> {
        self.files.issue(path)
    }
}

impl Host for TerminalHost {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn kind(&self) -> HostKind {
        HostKind::Terminal
    }

    fn desk(&self) -> String {
        yinhui_app::host::machine_name()
    }

    fn path(&self, file: &FileRef) -> Answer<std::path::PathBuf> {
        self.files.path(&file.id)
    }

    fn workbook_reader(&self) -> Option<Command> {
        Some(yinhui_app::host::own_reader())
    }

    fn choose_open(&self, _purpose: FilePurpose) -> Answer<Option<FileRef>> {
        Err(no_dialog())
    }

    fn choose_save(&self, _purpose: FilePurpose, _suggested: &str) -> Answer<Option<FileRef>> {
        Err(no_dialog())
    }
}

fn no_dialog() -> ApiError {
    ApiError::new(Code::Invalid, "命令行里请直接写文件路径。")
}
