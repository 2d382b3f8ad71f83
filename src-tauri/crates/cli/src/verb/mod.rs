//! One file a verb.

mod backup;
pub(crate) mod checkin;
mod demo;
mod import;
mod init;
mod log;
mod operator;
mod people;
mod report;
mod rpc;
mod serve;

use crate::args::{Args, Verb};
use crate::output::Stop;
use serde_json::Value;

/// Does what the command line asks.
pub(crate) fn run(args: &Args) -> Result<(), Stop> {
    match &args.verb {
        Verb::Init { centre, region } => init::init(args, centre, region.as_deref()),
        Verb::Demo { year, seed } => demo::demo(args, *year, *seed),
        Verb::Operator(verb) => operator::operator(args, verb),
        Verb::Recovery(crate::args::RecoveryVerb::Renew) => operator::renew(args),
        Verb::Recover { code_file, new_password_file } => {
            operator::recover(args, code_file, new_password_file)
        }
        Verb::Import(what) => import::import(args, what),
        Verb::Imports(verb) => import::imports(args, verb),
        Verb::Checkin(what) => checkin::checkin(args, what),
        Verb::People(verb) => people::people(args, verb),
        Verb::Report(verb) => report::report(args, verb),
        Verb::Undo { operation } => log::undo(args, operation),
        Verb::Log { since } => log::log(args, since.as_deref()),
        Verb::Backup(what) => backup::backup(args, what),
        Verb::Restore { file, recovery_file } => backup::restore(args, file, recovery_file.as_deref()),
        Verb::Verify { against } => backup::verify(args, against.as_deref()),
        Verb::Serve { port } => serve::serve(args, *port),
        Verb::Rpc { lines: true, .. } => rpc::lines(args),
        Verb::Rpc { command, args: given, .. } => {
            rpc::rpc(args, command.as_deref().unwrap_or_default(), given.as_deref())
        }
        Verb::Commands => rpc::commands(args),
    }
}

/// A text field of an answer.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A list field of an answer.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A whole number field of an answer.
fn number(value: &Value, key: &str) -> i64 {
    value.get(key).and_then(Value::as_i64).unwrap_or_default()
}
