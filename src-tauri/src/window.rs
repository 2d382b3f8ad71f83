//! The window, and the open screen of self-service beside it.

use crate::host::WindowHost;
use std::sync::Arc;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Monitor, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use yinhui_app::ApiError;

/// The name the page listens to for dropped files.
const DROP: &str = "yinhui-drop";

/// The window of the open screen; it stands in the capabilities under this name.
const OPEN_SCREEN: &str = "open-screen";

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("银辉前台")
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 600.0)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        match event {
            WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => dropped(&handle, paths),
            // Without the desk the program ends, and the open screen with it.
            WindowEvent::Destroyed => {
                if let Err(error) = close_beside(&handle) {
                    tracing::warn!(%error, "open screen not closed");
                }
            }
            _ => {}
        }
    });
    Ok(())
}

/// A screen the window does not stand on.
pub(crate) fn second_screen(app: &AppHandle) -> Option<Monitor> {
    let window = app.get_webview_window("main")?;
    let own = window.current_monitor().ok()??;
    window.available_monitors().ok()?.into_iter().find(|monitor| monitor.position() != own.position())
}

/// Opens the open screen with its session over the whole of the second screen; answers whether there is one. It is
/// closed by its page alone.
pub(crate) fn open_beside(app: &AppHandle, session: &str) -> tauri::Result<bool> {
    close_beside(app)?;
    let Some(monitor) = second_screen(app) else { return Ok(false) };
    let (at, size, scale) = (monitor.position(), monitor.size(), monitor.scale_factor());
    let (at, size) = (at.to_logical::<f64>(scale), size.to_logical::<f64>(scale));
    let window = WebviewWindowBuilder::new(app, OPEN_SCREEN, WebviewUrl::default())
        .title("自助签到")
        .position(at.x, at.y)
        .inner_size(size.width, size.height)
        .decorations(false)
        .initialization_script(format!("window.__openScreen = {};", serde_json::Value::from(session)))
        .build()?;
    window.set_fullscreen(true)?;
    window.on_window_event(|event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
        }
    });
    Ok(true)
}

/// Closes the open screen beside the desk, where there is one.
pub(crate) fn close_beside(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(OPEN_SCREEN).map_or(Ok(()), |window| window.destroy())
}

/// The window over the whole screen, or as it was.
pub(crate) fn fill(app: &AppHandle, fill: bool) -> tauri::Result<()> {
    app.get_webview_window("main").map_or(Ok(()), |window| window.set_fullscreen(fill))
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
