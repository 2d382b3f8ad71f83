use crate::window;
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};
use std::process::Command;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use yinhui_app::{Answer, ApiError, Code, FilePurpose, FileRef, Files, Host, HostKind};

/// What commands need from the window: files come from the system's own dialogs and from drops.
pub(crate) struct WindowHost {
    app: AppHandle,
    files: Files,
}

impl WindowHost {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, files: Files::default() }
    }

    /// A reference to a file that was dropped on the window.
    pub(crate) fn dropped(&self, path: &Path) -> Answer<FileRef> {
        self.files.issue(path)
    }

    fn dialog(&self, purpose: FilePurpose) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file();
        match purpose {
            FilePurpose::Roster => dialog
                .set_title("选择花名册")
                .add_filter("表格", &["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "txt"])
                .add_filter("全部文件", &["*"]),
            FilePurpose::Workbook => dialog.set_title("另存为").add_filter("工作簿", &["xlsx"]),
            FilePurpose::Attachment => dialog.set_title("附件").add_filter("全部文件", &["*"]),
            FilePurpose::Backup | FilePurpose::Restore => {
                dialog.set_title("备份文件").add_filter("银辉备份", &["yhb"])
            }
        }
    }

    fn issued(&self, chosen: Option<FilePath>) -> Answer<Option<FileRef>> {
        let Some(chosen) = chosen else { return Ok(None) };
        let path = chosen.into_path().map_err(|error| ApiError::fault(&error))?;
        Ok(Some(self.files.issue(&path)?))
    }
}

fn dark() -> ApiError {
    ApiError::new(Code::Conflict, "自助签到的屏幕没有打开。请检查第二块屏幕的电源和连线，再试一次。")
}

impl Host for WindowHost {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn kind(&self) -> HostKind {
        HostKind::Window
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

    fn choose_open(&self, purpose: FilePurpose) -> Answer<Option<FileRef>> {
        self.issued(self.dialog(purpose).blocking_pick_file())
    }

    fn choose_save(&self, purpose: FilePurpose, suggested: &str) -> Answer<Option<FileRef>> {
        let name = yinhui_app::file::plain_name(suggested);
        self.issued(self.dialog(purpose).set_file_name(name).blocking_save_file())
    }

    fn has_second_screen(&self) -> bool {
        window::second_screen(&self.app).is_some()
    }

    fn show_open_screen(&self, beside: Option<&str>) -> Answer<()> {
        let shown = match beside {
            Some(session) => window::open_beside(&self.app, session),
            None => window::fill(&self.app, true).map(|()| true),
        };
        match shown {
            Ok(true) => Ok(()),
            Ok(false) => Err(dark()),
            Err(error) => {
                tracing::warn!(%error, "open screen not shown");
                self.hide_open_screen(beside.is_some());
                Err(dark())
            }
        }
    }

    fn hide_open_screen(&self, beside: bool) {
        let hidden = if beside { window::close_beside(&self.app) } else { window::fill(&self.app, false) };
        if let Err(error) = hidden {
            tracing::warn!(%error, "open screen not hidden");
        }
    }
}
