//! Where the data lies.

use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tracing_appender::non_blocking::WorkerGuard;

/// The data folder: `--data DIR`, else `YINHUI_DATA`, else a folder of its own in the system's place for this
/// program, where the web view keeps its own things beside it.
pub(crate) fn data(app: &AppHandle) -> tauri::Result<PathBuf> {
    let mut words = std::env::args_os().skip(1);
    let named = words.find(|word| word == "--data").and_then(|_| words.next());
    match named.or_else(|| std::env::var_os("YINHUI_DATA")) {
        Some(folder) => Ok(folder.into()),
        None => Ok(app.path().app_data_dir()?.join("data")),
    }
}

/// The program's log, by day. It holds no personal data. Writing ends when the guard goes.
pub(crate) fn log(data: &Path) -> Option<WorkerGuard> {
    let folder = data.join("logs");
    std::fs::create_dir_all(&folder).ok()?;
    let (writer, guard) =
        tracing_appender::non_blocking(tracing_appender::rolling::daily(folder, "yinhui.log"));
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).try_init().ok()?;
    Some(guard)
}
