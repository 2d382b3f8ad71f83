use crate::run::build_page;
use crate::step::{cargo, npm, step};
use crate::{house, need};
use anyhow::Result;

/// Everything, in the order in which a mistake shows soonest.
pub(crate) fn test() -> Result<()> {
    need::packages(&[need::BUILD, need::WINDOW, need::TEST])?;
    need::nextest()?;
    need::page_packages()?;
    format()?;
    page()?;
    build_page()?;
    let ui = house::ui()?;
    step(
        "clippy",
        &mut cargo(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?,
    )?;
    // Always the whole workspace: another choice of packages means other features, and everything built once more.
    step("build the programs", &mut cargo(["build", "--workspace", "--bins"])?)?;
    let (program, window) = (house::program("yinhui")?, house::program("yinhui-desk")?);
    step(
        "rules, store, commands",
        nextest(&["--workspace", "-E", "not package(yinhui-native)"])?.env("YINHUI_BIN", &program),
    )?;
    step("page against the real server", npm(&ui, ["run", "e2e"]).env("YINHUI_BIN", &program))?;
    step(
        "the real window",
        nextest(&["--workspace", "-E", "package(yinhui-native)", "--test-threads", "1"])?
            .env("YINHUI_DESK_BIN", &window),
    )
}

/// The quick part: what can be wrong after an ordinary change.
pub(crate) fn check() -> Result<()> {
    need::packages(&[need::BUILD])?;
    need::page_packages()?;
    format()?;
    page()?;
    let crates = [
        "-p",
        "yinhui-core",
        "-p",
        "yinhui-store",
        "-p",
        "yinhui-sheet",
        "-p",
        "yinhui-app",
        "-p",
        "yinhui-cli",
    ];
    step("clippy", cargo(["clippy", "--quiet"])?.args(crates).args(["--", "-D", "warnings"]))?;
    step("rules", &mut nextest(&["-p", "yinhui-core"])?)?;
    step("the house", &mut nextest(&["-p", "yinhui-tests", "--test", "arch"])?)
}

/// Writes the page's types from the table of commands.
pub(crate) fn generate() -> Result<()> {
    step("types", &mut cargo(["run", "--quiet", "-p", "yinhui-tests", "--bin", "gen-types"])?)
}

/// Takes the pictures of the README anew.
pub(crate) fn screens() -> Result<()> {
    need::packages(&[need::BUILD, need::TEST])?;
    need::page_packages()?;
    build_page()?;
    let ui = house::ui()?;
    step("build browser mode", &mut cargo(["build", "-p", "yinhui-cli"])?)?;
    let mut pictures = npm(&ui, ["run", "e2e", "--", "screens"]);
    step("pictures", pictures.env("YINHUI_BIN", house::program("yinhui")?).env("YINHUI_SCREENS", "1"))
}

fn format() -> Result<()> {
    step("format", &mut cargo(["fmt", "--all", "--check"])?)
}

fn page() -> Result<()> {
    let ui = house::ui()?;
    step("page: eslint", &mut npm(&ui, ["run", "lint"]))?;
    step("page: types", &mut npm(&ui, ["run", "typecheck"]))?;
    step("page: vitest", &mut npm(&ui, ["test"]))
}

fn nextest(words: &[&str]) -> Result<std::process::Command> {
    let mut command = cargo(["nextest", "run", "--no-fail-fast"])?;
    command.args(words);
    Ok(command)
}
