//! What the machine must have: installed where that is possible, named where it is not.

use crate::house;
use crate::step::{npm, step};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// To build the store and the command line.
pub(crate) const BUILD: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];
/// To build and open the window.
pub(crate) const WINDOW: &[&str] =
    &["libwebkit2gtk-4.1-dev", "libgtk-3-dev", "librsvg2-dev", "fonts-noto-cjk"];
/// To test the page in a browser, the window on a screen of its own, and workbooks as another office program saves them.
pub(crate) const TEST: &[&str] = &[
    "libreoffice-calc-nogui",
    "chromium",
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "xdotool",
    "dbus",
    "dbus-x11",
    "at-spi2-core",
    "fcitx5",
    "fcitx5-chinese-addons",
    "fcitx5-frontend-gtk3",
    "fonts-noto-cjk",
];

/// Makes sure of Debian packages. On other systems says what is needed and goes on.
pub(crate) fn packages(groups: &[&[&str]]) -> Result<()> {
    if !has("dpkg-query") {
        eprintln!("== not a Debian system: make sure of the likes of {}", groups.concat().join(" "));
        return Ok(());
    }
    let mut missing = groups.concat().into_iter().filter(|package| !installed(package)).collect::<Vec<_>>();
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    let Some(prefix) = as_root() else {
        bail!("please install what is missing first:\n  sudo {install}");
    };
    step("apt-get update", &mut words(prefix, "apt-get update -q"))?;
    step("install Debian packages", words(prefix, &install).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Makes sure of cargo-nextest.
pub(crate) fn nextest() -> Result<()> {
    let there = Command::new("cargo")
        .args(["nextest", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if there.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    step("install cargo-nextest", Command::new("cargo").args(["install", "cargo-nextest", "--locked"]))
}

/// Makes sure of the page's packages, as the lock file names them.
pub(crate) fn page_packages() -> Result<()> {
    if !has("npm") {
        bail!("please install Node.js 20 or newer with npm first");
    }
    let ui = house::ui()?;
    // npm writes this file last; it is as old as the lock it was made from.
    let (lock, done) = (ui.join("package-lock.json"), ui.join("node_modules/.package-lock.json"));
    if newer(&done, &lock)? {
        return Ok(());
    }
    step("npm ci", &mut npm(&ui, ["ci", "--no-audit", "--no-fund"]))
}

fn newer(made: &Path, source: &Path) -> Result<bool> {
    if !made.exists() {
        return Ok(false);
    }
    let time = |path: &Path| path.metadata().and_then(|file| file.modified()).context("file times");
    Ok(time(made)? >= time(source)?)
}

fn installed(package: &str) -> bool {
    let asked = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|answer| answer.stdout == b"installed")
}

fn has(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// What to put before a command that needs root; `None` when root is not to be had without asking.
fn as_root() -> Option<&'static str> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
        return Some("");
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status().ok()?;
    sudo.success().then_some("sudo ")
}

fn words(prefix: &str, line: &str) -> Command {
    let line = format!("{prefix}{line}");
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("true"));
    command.args(words);
    command
}
