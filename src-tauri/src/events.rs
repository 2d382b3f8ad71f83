//! What changed, told to the page.

use std::sync::Arc;
use tauri::{AppHandle, Emitter};
use yinhui_app::App;

/// The name the page listens to.
const EVENT: &str = "yinhui";

/// Carries the program's events to the page until the program ends.
pub(crate) fn carry(app: AppHandle, desk: &Arc<App>) {
    let receiver = desk.listen();
    std::thread::spawn(move || {
        while let Ok(event) = receiver.recv() {
            if let Err(error) = app.emit(EVENT, &event) {
                tracing::warn!(%error, "event not carried");
            }
        }
    });
}
