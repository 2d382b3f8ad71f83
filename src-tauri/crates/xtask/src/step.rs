//! One step: a command, told before and timed after.

use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Runs a command and fails when it does.
pub(crate) fn step(title: &str, command: &mut Command) -> Result<()> {
    eprintln!("\n== {title}");
    let began = Instant::now();
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} does not start; is it installed?"))?;
    if !status.success() {
        bail!("{title}: failed");
    }
    eprintln!("== {title}: {:.0} s", began.elapsed().as_secs_f64());
    Ok(())
}

/// A cargo command in the checkout.
pub(crate) fn cargo<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Result<Command> {
    let mut command = Command::new("cargo");
    command.current_dir(crate::house::root()?).args(words);
    Ok(command)
}

/// An npm command in the page's folder.
pub(crate) fn npm<S: AsRef<OsStr>>(folder: &Path, words: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    // Playwright must not fetch a browser of its own: Chromium comes from the system.
    command.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").args(words);
    command
}
