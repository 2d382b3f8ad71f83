use crate::args::Args;
use crate::desk::Desk;
use crate::output::{Stop, line, say};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, Read};
use std::time::Instant;
use yinhui_app::{ApiError, COMMANDS, Code, Opening, Who, command};

/// Runs one command of the table.
pub(crate) fn rpc(args: &Args, name: &str, given: Option<&str>) -> Result<(), Stop> {
    let text = match given {
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
        Some(text) => text.to_owned(),
        None => "null".into(),
    };
    let request = serde_json::from_str::<Value>(&text).map_err(|_| Stop::Usage("参数不是 JSON。".into()))?;
    let mut desk = match command(name) {
        Some(command) if command.who == Who::Anyone => Desk::closed(args, Opening::Own)?,
        Some(command) if command.writes => Desk::open(args)?,
        _ => Desk::open_to_read(args)?,
    };
    let request = with_files(&desk, request)?;
    let answer = desk.call(name, &request)?;
    desk.adopt(&answer);
    say(args, &answer, |answer| serde_json::to_string_pretty(answer).unwrap_or_default())
}

/// A path given where a file reference belongs becomes one: `{"path": "…"}`.
fn with_files(desk: &Desk, value: Value) -> Result<Value, Stop> {
    match value {
        Value::Object(fields) if fields.len() == 1 && fields.get("path").is_some_and(Value::is_string) => {
            let path = fields.get("path").and_then(Value::as_str).unwrap_or_default();
            Ok(json!(desk.file(std::path::Path::new(path))?))
        }
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| Ok((key, with_files(desk, value)?)));
            Ok(Value::Object(fields.collect::<Result<_, Stop>>()?))
        }
        Value::Array(values) => Ok(Value::Array(
            values.into_iter().map(|value| with_files(desk, value)).collect::<Result<_, Stop>>()?,
        )),
        other => Ok(other),
    }
}

#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    cmd: String,
    #[serde(default)]
    args: Value,
    /// The caller's own id for a write; a repeat does nothing.
    #[serde(default)]
    request: Option<String>,
}

/// Runs commands line by line; each answer is written and flushed after its commit.
pub(crate) fn lines(args: &Args) -> Result<(), Stop> {
    let mut desk = Desk::closed(args, Opening::Own)?;
    for text in std::io::stdin().lock().lines() {
        let text = text?;
        if text.trim().is_empty() {
            continue;
        }
        let began = Instant::now();
        let (id, answer) = match serde_json::from_str::<Line>(&text) {
            Ok(call) => (call.id.clone(), one(args, &mut desk, call)),
            Err(_) => (
                Value::Null,
                Err(Stop::Refused(ApiError::new(Code::Invalid, "这一行不是 {\"id\",\"cmd\",\"args\"}。"))),
            ),
        };
        let ms = began.elapsed().as_secs_f64() * 1_000.0;
        let told = match answer {
            Ok(value) => json!({ "id": id, "ok": value, "ms": ms }),
            Err(Stop::Refused(error)) => json!({ "id": id, "error": error, "ms": ms }),
            Err(stop) => return Err(stop),
        };
        line(&told.to_string())?;
    }
    Ok(())
}

fn one(args: &Args, desk: &mut Desk, call: Line) -> Result<Value, Stop> {
    if command(&call.cmd).is_some_and(|command| command.who != Who::Anyone) {
        desk.log_in(args)?;
    }
    let request = with_files(desk, call.args)?;
    let answer = desk.call_as(&call.cmd, &request, call.request)?;
    if answer.get("session").is_some() {
        desk.adopt(&answer);
    }
    Ok(answer)
}

/// The whole table.
pub(crate) fn commands(args: &Args) -> Result<(), Stop> {
    let types = yinhui_app::typescript::names();
    let all = COMMANDS
        .iter()
        .zip(types)
        .map(|(command, (request, response))| {
            json!({
                "name": command.name,
                "role": command.who.key(),
                "kind": if command.writes { "write" } else { "read" },
                "request": request,
                "response": response,
            })
        })
        .collect::<Value>();
    say(args, &all, |all| {
        let line = |command: &Value| {
            ["name", "role", "kind", "request", "response"]
                .map(|key| crate::verb::text(command, key))
                .join("\t")
        };
        all.as_array().into_iter().flatten().map(line).collect::<Vec<_>>().join("\n")
    })
}
