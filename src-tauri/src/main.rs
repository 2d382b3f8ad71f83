//! 银辉前台: the desktop program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> anyhow::Result<ExitCode> {
    if let Some(done) = yinhui_app::host::read_apart() {
        return Ok(done);
    }
    yinhui::run()?;
    Ok(ExitCode::SUCCESS)
}
