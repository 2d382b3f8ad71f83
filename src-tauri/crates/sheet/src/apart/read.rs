//! The side that asks.

use super::wire::{Got, Receiver};
use crate::read::{Collect, Sink};
use crate::{SheetError, limits};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver as Channel, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};
use yinhui_core::import::raw::Workbook;

/// How often is looked whether it is still wanted.
const LOOK: Duration = Duration::from_millis(50);
/// How much of what it says of its end is looked at.
const LAST_WORDS: u64 = 4 << 10;
/// What Rust programs say where memory is refused.
const NO_MEMORY: &[u8] = b"memory allocation of";

/// Reads a workbook in the process that `command` starts: a program whose `main` begins with [`super::serve`].
/// `wanted` is asked now and then; the process is ended where it says no, at [`limits::TIME`], and in any case before
/// this returns.
///
/// # Errors
/// Those of [`crate::read`], and [`SheetError::Timeout`], [`SheetError::Memory`], [`SheetError::Interrupted`],
/// [`SheetError::Stopped`].
pub fn read(command: Command, file: File, wanted: &dyn Fn() -> bool) -> Result<Workbook, SheetError> {
    within(limits::TIME, command, file, wanted)
}

fn within(
    time: Duration,
    mut command: Command,
    file: File,
    wanted: &dyn Fn() -> bool,
) -> Result<Workbook, SheetError> {
    let until = Instant::now() + time;
    command.stdin(Stdio::from(file)).stdout(Stdio::piped()).stderr(Stdio::piped());
    without_console(&mut command);
    let mut reader = Running(command.spawn().map_err(|error| interrupted(&error))?);
    let (Some(out), Some(err)) = (reader.0.stdout.take(), reader.0.stderr.take()) else {
        return Err(SheetError::Interrupted("no pipe".to_owned()));
    };
    let (give, got) = sync_channel(16);
    let decoding = thread::spawn(move || {
        let mut receiver = Receiver::new(BufReader::with_capacity(super::wire::BUFFER, out));
        while let Some(message) = receiver.next() {
            if give.send(message).is_err() {
                return;
            }
        }
    });
    let last_words = thread::spawn(move || {
        let mut words = Vec::new();
        let mut err = err;
        let kept = err.by_ref().take(LAST_WORDS).read_to_end(&mut words);
        let rest = io::copy(&mut err, &mut io::sink());
        if kept.is_ok() && rest.is_ok() { words } else { Vec::new() }
    });
    let done = gather(&got, until, wanted);
    drop(got);
    let ended = reader.end(matches!(done, Ok(None)));
    // Both end with the pipes of the process, which has ended.
    let _ = decoding.join();
    let words = last_words.join().unwrap_or_default();
    match done? {
        Some(book) => Ok(book),
        None if memchr::memmem::find(&words, NO_MEMORY).is_some() => Err(SheetError::Memory),
        None => Err(SheetError::Interrupted(ended)),
    }
}

/// The workbook; none where the process ended before it had sent all.
fn gather(
    got: &Channel<Got>,
    until: Instant,
    wanted: &dyn Fn() -> bool,
) -> Result<Option<Workbook>, SheetError> {
    let mut book = Collect::default();
    let mut asked = Instant::now();
    loop {
        let now = Instant::now();
        if now >= until {
            return Err(SheetError::Timeout);
        }
        if now >= asked + LOOK {
            asked = now;
            if !wanted() {
                return Err(SheetError::Stopped);
            }
        }
        match got.recv_timeout(LOOK.min(until - now)) {
            Ok(Got::Sheet(head)) => book.sheet(head)?,
            Ok(Got::Rows(rows)) => book.rows(rows)?,
            Ok(Got::Tail(tail)) => book.tail(tail)?,
            Ok(Got::Done) => return Ok(Some(book.into_workbook())),
            Ok(Got::Refused(error)) => return Err(error),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        }
    }
}

/// The process, which does not outlive this.
struct Running(Child);

impl Running {
    /// Ends it; one that seems to be dying by itself is given a moment, so that the log has the true cause.
    fn end(&mut self, dying: bool) -> String {
        let until = Instant::now() + if dying { LOOK * 4 } else { Duration::ZERO };
        while Instant::now() < until && matches!(self.0.try_wait(), Ok(None)) {
            thread::sleep(LOOK / 10);
        }
        let _ = self.0.kill();
        self.0.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After an end of its own this finds nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// No black window flashes up beside ours.
fn without_console(command: &mut Command) {
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    #[cfg(not(windows))]
    let _ = command;
}

fn interrupted(error: &io::Error) -> SheetError {
    SheetError::Interrupted(error.to_string())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn after(script: &str, wanted: &dyn Fn() -> bool) -> (SheetError, Duration) {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        let begun = Instant::now();
        let file = File::open(std::env::current_exe().unwrap()).unwrap();
        let error = within(Duration::from_millis(300), command, file, wanted).unwrap_err();
        (error, begun.elapsed())
    }

    #[test]
    fn one_that_does_not_end_is_ended() {
        let (error, took) = after("exec sleep 60", &|| true);
        assert!(matches!(error, SheetError::Timeout) && took < Duration::from_secs(5), "{error:?} {took:?}");
        // Saying much instead of nothing helps it as little.
        let (error, took) = after("exec 3>&1; exec cat /dev/zero >&2", &|| true);
        assert!(matches!(error, SheetError::Timeout) && took < Duration::from_secs(5), "{error:?} {took:?}");
    }

    #[test]
    fn one_that_nobody_wants_is_ended() {
        let (error, took) = after("exec sleep 60", &|| false);
        assert!(matches!(error, SheetError::Stopped) && took < Duration::from_secs(5), "{error:?} {took:?}");
    }

    #[test]
    fn how_it_died_is_told_apart() {
        assert!(matches!(after("kill -ABRT $$", &|| true).0, SheetError::Interrupted(_)));
        assert!(matches!(after("exit 0", &|| true).0, SheetError::Interrupted(_)));
        let script = "echo memory allocation of 9 bytes failed >&2; kill -ABRT $$";
        assert!(matches!(after(script, &|| true).0, SheetError::Memory));
    }

    #[test]
    fn a_program_that_is_not_there_is_said_so() {
        let file = File::open(std::env::current_exe().unwrap()).unwrap();
        let refused = read(Command::new("no-such-program"), file, &|| true);
        assert!(matches!(refused, Err(SheetError::Interrupted(_))));
    }
}
