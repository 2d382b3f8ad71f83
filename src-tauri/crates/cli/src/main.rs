//! `yinhui`: every command of the front desk for scripts, scheduled jobs and headless machines.
//!
//! Exit 0 done, 1 refused, 2 wrong usage. Results on standard output, everything else on standard error.

mod args;
mod desk;
mod host;
mod output;
mod verb;

use args::Args;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(done) = yinhui_app::host::read_apart() {
        return done;
    }
    let args = Args::parse();
    let _log = output::log(&args.data);
    match verb::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => output::stop(&args, &stop),
    }
}
