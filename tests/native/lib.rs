//! A screen of its own, a window manager, the driver of WebKit, and the real program in a real window.
//!
//! The driver is spoken to directly. Everything runs in one process group, which is killed as one: killing only the
//! session's own process would leave the program running.

mod page;
mod screen;

pub use page::Window;
pub use screen::Screen;

use std::path::PathBuf;

/// The program under test.
///
/// # Errors
/// When it was not named: `cargo xtask test` builds and names it.
pub fn program() -> anyhow::Result<PathBuf> {
    let named = std::env::var_os("YINHUI_DESK_BIN").map(PathBuf::from);
    named
        .filter(|path| path.exists())
        .ok_or_else(|| anyhow::anyhow!("YINHUI_DESK_BIN names no program; use cargo xtask test"))
}

/// A file among the fixtures of the tests.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)
}
