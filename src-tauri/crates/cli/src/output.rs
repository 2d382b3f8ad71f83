//! What the program says, and where.

use crate::args::Args;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use yinhui_app::ApiError;

/// Why a verb did not do its work.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A command refused: exit 1.
    Refused(ApiError),
    /// Wrong usage: exit 2.
    Usage(String),
    /// The other end of standard output is gone: nothing more to say.
    Gone,
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::Gone;
        }
        Self::Refused(ApiError::fault(&error))
    }
}

/// Writes a result: one JSON value with `--json`, else what `words` makes of it.
pub(crate) fn say(args: &Args, value: &Value, words: impl FnOnce(&Value) -> String) -> Result<(), Stop> {
    let text = if args.json { value.to_string() } else { words(value) };
    line(&text)
}

/// Writes one line and flushes it.
pub(crate) fn line(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}

/// Says why, and with which exit.
pub(crate) fn stop(args: &Args, stop: &Stop) -> ExitCode {
    let (text, code) = match stop {
        Stop::Gone => return ExitCode::from(1),
        Stop::Usage(text) => (text.clone(), 2),
        Stop::Refused(error) if args.json => {
            (serde_json::to_string(error).unwrap_or_else(|_| error.message.clone()), 1)
        }
        Stop::Refused(error) => (sentence(error), 1),
    };
    eprintln!("{text}");
    ExitCode::from(code)
}

/// The sentence, and below it those who fit where several do.
fn sentence(error: &ApiError) -> String {
    let matches = error.detail.as_ref().and_then(|detail| detail.get("matches")).and_then(Value::as_array);
    match matches.filter(|matches| !matches.is_empty()) {
        Some(matches) => format!("{}\n{}", error.message, crate::verb::checkin::lines(matches)),
        None => error.message.clone(),
    }
}

/// Writes the program's log into the data folder where there is one. It holds no personal data.
pub(crate) fn log(data: &Path) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    if !data.join("yinhui.db").exists() {
        return None;
    }
    let folder = data.join("logs");
    std::fs::create_dir_all(&folder).ok()?;
    let (writer, guard) =
        tracing_appender::non_blocking(tracing_appender::rolling::daily(folder, "yinhui.log"));
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).try_init().ok()?;
    Some(guard)
}
