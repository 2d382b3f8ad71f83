//! The desktop window: a thin host of the table of commands. No rule and no query stands here.

mod events;
mod folder;
mod host;
mod rpc;
mod window;

use anyhow::{Context as _, Result};
use host::WindowHost;
use std::sync::Arc;
use tauri::Manager;
use yinhui_app::{App, Opening, WorkFactor};

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the window system refuses.
pub fn run() -> Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().with_denylist(&["open-screen"]).build())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(|app| {
            let data = folder::data(app.handle())?;
            let log = folder::log(&data);
            let host = Arc::new(WindowHost::new(app.handle().clone()));
            let desk = match App::new(&data, host.clone(), Opening::Own, WorkFactor::STANDARD) {
                Ok(desk) => Arc::new(desk),
                Err(refusal) => {
                    window::refuse(app.handle(), &refusal);
                    return Ok(());
                }
            };
            events::carry(app.handle().clone(), &desk);
            app.manage(desk);
            app.manage(host);
            app.manage(log);
            window::open(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .context("window")
}
