use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};
use std::process::Command;
use yinhui_app::{Answer, ApiError, Code, FilePurpose, FileRef, Files, Host, HostKind};

/// What commands need from a browser on this machine: files come by upload and go by download.
#[derive(Debug)]
pub struct BrowserHost {
    files: Files,
    scratch: PathBuf,
}

impl BrowserHost {
    /// Keeps uploads and downloads in a folder of its own, which the caller removes.
    pub fn new(scratch: &Path) -> Self {
        Self { files: Files::default(), scratch: scratch.to_path_buf() }
    }

    /// A place of its own for a file of that name, and its reference. The name from outside is never used as a path.
    pub(crate) fn place(&self, name: &str) -> Answer<(FileRef, PathBuf)> {
        let shown = yinhui_app::file::plain_name(name);
        let folder = self.files.issue(&self.scratch)?.id;
        let folder = self.scratch.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| ApiError::fault(&error))?;
        let path = folder.join(shown);
        Ok((self.files.issue(&path)?, path))
    }

    /// The reference again, with the size the file has now.
    pub(crate) fn again(&self, path: &Path) -> Answer<FileRef> {
        self.files.issue(path)
    }

    pub(crate) fn issued(&self, id: &str) -> Answer<PathBuf> {
        self.files.path(id)
    }
}

impl Host for BrowserHost {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn kind(&self) -> HostKind {
        HostKind::Browser
    }

    fn desk(&self) -> String {
        yinhui_app::host::machine_name()
    }

    fn path(&self, file: &FileRef) -> Answer<PathBuf> {
        self.files.path(&file.id)
    }

    fn workbook_reader(&self) -> Option<Command> {
        Some(yinhui_app::host::own_reader())
    }

    fn choose_open(&self, _purpose: FilePurpose) -> Answer<Option<FileRef>> {
        Err(ApiError::new(Code::Invalid, "浏览器里请用页面上的“选择文件”。"))
    }

    fn choose_save(&self, _purpose: FilePurpose, suggested: &str) -> Answer<Option<FileRef>> {
        Ok(Some(self.place(suggested)?.0))
    }
}
