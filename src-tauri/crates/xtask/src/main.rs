//! `cargo xtask …`: the few words a developer needs.

mod house;
mod need;
mod run;
mod step;
mod test;

use anyhow::{Result, bail};

const USAGE: &str =
    "cargo xtask run     build everything and open the window (browser mode without a display)
cargo xtask test    every test: what the CI runs
cargo xtask check   the quick part of the tests
cargo xtask gen     write the page's types from the table of commands
cargo xtask screens take the pictures of the README anew";

fn main() -> Result<()> {
    let word = std::env::args().nth(1);
    match word.as_deref() {
        Some("run") => run::run(&std::env::args().skip(2).collect::<Vec<_>>()),
        Some("test") => test::test(),
        Some("check") => test::check(),
        Some("gen") => test::generate(),
        Some("screens") => test::screens(),
        _ => bail!("\n{USAGE}"),
    }
}
