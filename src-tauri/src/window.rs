//! The one window.

use crate::host::WindowHost;
use std::sync::Arc;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use yinhui_app::ApiError;

/// The name the page listens to for dropped files.
const DROP: &str = "yinhui-drop";

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("银辉前台")
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 600.0)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            dropped(&handle, paths);
        }
    });
    Ok(())
}

/// Tells the page which files were dropped, by reference.
fn dropped(app: &AppHandle, paths: &[std::path::PathBuf]) {
    let host = app.state::<Arc<WindowHost>>();
    let files = paths
        .iter()
        .filter(|path| path.is_file())
        .filter_map(|path| host.dropped(path).ok())
        .collect::<Vec<_>>();
    if let Err(error) = app.emit(DROP, files) {
        tracing::warn!(%error, "drop not carried");
    }
}

/// Brings the window to the front: somebody started the program a second time.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    for outcome in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = outcome {
            tracing::warn!(%error, "window not shown");
        }
    }
}

/// Says why the program cannot open its data, and ends.
pub(crate) fn refuse(app: &AppHandle, refusal: &ApiError) {
    let handle = app.clone();
    app.dialog()
        .message(&refusal.message)
        .title("银辉前台")
        .kind(MessageDialogKind::Error)
        .show(move |_| handle.exit(1));
}
