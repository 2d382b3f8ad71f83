//! The side that reads.

use super::{ARGUMENT, memory, wire};
use crate::{SheetError, limits, read};
use std::ffi::OsStr;
use std::io::{self, BufWriter, Read};
use std::process::ExitCode;

/// Reads a workbook from standard input to standard output where the program was started for that; otherwise `None`,
/// and the program goes on. The first thing in `main` of every host.
pub fn serve() -> Option<ExitCode> {
    let mut args = std::env::args_os().skip(1);
    if args.next().as_deref() != Some(OsStr::new(ARGUMENT)) || args.next().is_some() {
        return None;
    }
    // A message of a fault might hold what stands in the file.
    std::panic::set_hook(Box::new(|_| {}));
    leave_no_core();
    end_with_the_host();
    memory::limit(limits::MEMORY);
    let told = BufWriter::with_capacity(wire::BUFFER, io::stdout());
    Some(if answer(told).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn answer(out: impl io::Write + Send) -> Result<(), SheetError> {
    let mut sender = wire::Sender::new(out);
    let mut bytes = Vec::new();
    let whole = io::stdin().lock().take(limits::FILE_BYTES + 1).read_to_end(&mut bytes);
    let done = match whole {
        Ok(_) => read::read_into(&bytes, &mut sender),
        Err(error) => Err(SheetError::Unreadable(error.to_string())),
    };
    sender.end(done)
}

/// A host that is killed ends nobody: the process ends by itself, at once where the system can tell it, else when the
/// host would have ended it and had some time to spare.
fn end_with_the_host() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    std::thread::spawn(|| {
        std::thread::sleep(limits::TIME * 2);
        std::process::exit(1);
    });
}

/// A core file would hold what stands in the workbook.
fn leave_no_core() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
