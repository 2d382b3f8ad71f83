use crate::args::Args;
use crate::desk::Desk;
use crate::output::{Stop, say};
use crate::verb::import::kept;
use crate::verb::{list, text};
use serde_json::{Map, Value, json};

/// Takes one operation back.
pub(crate) fn undo(args: &Args, operation: &str) -> Result<(), Stop> {
    let undone = Desk::open(args)?.call("log.undo", &json!({ "operation": operation }))?;
    say(args, &undone, kept)
}

/// The log, newest first.
pub(crate) fn log(args: &Args, since: Option<&str>) -> Result<(), Stop> {
    let mut request = Map::from_iter([("limit".to_owned(), Value::from(500))]);
    if let Some(since) = since {
        request.insert("since".into(), since.into());
    }
    let found = Desk::open_to_read(args)?.call("log.list", &request)?;
    say(args, &found, |found| {
        let line =
            |entry: &Value| ["id", "at", "operator", "desk", "label"].map(|key| text(entry, key)).join("\t");
        list(found, "rows").iter().map(line).collect::<Vec<_>>().join("\n")
    })
}
