//! Where things are.

use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// The checkout.
pub(crate) fn root() -> Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    Ok(here.ancestors().nth(3).context("the workspace")?.to_path_buf())
}

/// The page's folder.
pub(crate) fn ui() -> Result<PathBuf> {
    Ok(root()?.join("ui"))
}

/// A program of ours as `cargo build` leaves it: beside this one.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let mut path = std::env::current_exe().context("this program")?;
    path.set_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    Ok(path)
}
