use crate::step::{cargo, npm, step};
use crate::{house, need};
use anyhow::{Context as _, Result};
use std::path::PathBuf;
use std::process::Command;

/// Builds everything and opens the window; without a display, serves the page and prints its address. Further words
/// go to the program (`--data DIR`).
pub(crate) fn run(words: &[String]) -> Result<()> {
    let display = cfg!(not(target_os = "linux")) || has_display();
    need::packages(if display { &[need::BUILD, need::WINDOW] } else { &[need::BUILD] })?;
    need::page_packages()?;
    build_page()?;
    if display {
        step("build the window", &mut cargo(["build", "-p", "yinhui"])?)?;
        return step("银辉前台", Command::new(house::program("yinhui-desk")?).args(words));
    }
    step("build browser mode", &mut cargo(["build", "-p", "yinhui-cli"])?)?;
    let mut serve = Command::new(house::program("yinhui")?);
    if !words.iter().any(|word| word == "--data") {
        serve.arg("--data").arg(data()?);
    }
    eprintln!("== no display here: open the address below in a browser on this machine");
    step("银辉前台", serve.args(words).arg("serve"))
}

/// Builds the page into `ui/dist`, from where every host takes it.
pub(crate) fn build_page() -> Result<()> {
    let words = ["run", "--silent", "build", "--", "--logLevel", "warn"];
    step("build the page", &mut npm(&house::ui()?, words))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The same folder the window uses.
fn data() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("YINHUI_DATA") {
        return Ok(folder.into());
    }
    let base = match std::env::var_os("XDG_DATA_HOME") {
        Some(base) => PathBuf::from(base),
        None => PathBuf::from(std::env::var_os("HOME").context("HOME")?).join(".local/share"),
    };
    Ok(base.join("cn.yinhui.desk/data"))
}
