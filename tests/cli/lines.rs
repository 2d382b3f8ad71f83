//! `rpc`: any command of the table, once or line by line.

use crate::program::{CENTRE, Place, arg, run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// `yinhui rpc --lines`, running.
pub struct Lines {
    pub child: Child,
    pub input: ChildStdin,
    pub output: BufReader<ChildStdout>,
}

impl Lines {
    pub fn start(place: &Place) -> Self {
        let mut child = place
            .command()
            .args(["rpc", "--lines"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    /// Sends a line. A program that is gone does not read it.
    pub fn send(&mut self, line: &Value) -> bool {
        writeln!(self.input, "{line}").and_then(|()| self.input.flush()).is_ok()
    }

    /// The next whole answer; `None` when the program is gone.
    pub fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        serde_json::from_str(&line).ok()
    }

    /// Asks one thing that must be answered.
    pub fn ask(&mut self, command: &str, args: Value) -> Value {
        assert!(self.send(&json!({ "id": "ask", "cmd": command, "args": args })));
        let answer = self.next().expect("an answer");
        answer.get("ok").unwrap_or_else(|| panic!("{command}: {answer}")).clone()
    }
}

#[test]
fn one_command_of_the_table_is_run_with_json_from_the_line_or_standard_input() {
    let place = Place::new();
    assert_eq!(place.run(&["rpc", "centre.get"]).ok()["name"], CENTRE);
    let saved = place.run(&["rpc", "person.save", r#"{"facts":{"name":"岩温"}}"#]).ok();
    let mut child = place
        .command()
        .args(["rpc", "person.get", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(json!({ "id": saved["id"] }).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(page["facts"]["name"], "岩温");
    let out = place.file("名单.xlsx");
    let request = json!({ "file": { "path": arg(&out) }, "full": false }).to_string();
    place.run(&["rpc", "person.export", &request]).ok();
    assert!(out.exists(), "a path on the command line becomes a file of the command");
    place.run(&["rpc", "no.such"]).refused("not_found");
    place.run(&["rpc", "person.get", r#"{"id":"x"}"#]).refused("not_found");
    let status = run(place.bare().args(["--json", "rpc", "system.status"])).ok();
    assert_eq!(status["stage"], "locked", "what anybody may ask needs no password");
}

#[test]
fn lines_are_answered_in_order_each_with_its_id() {
    let place = Place::new();
    let mut lines = Lines::start(&place);
    let guest = json!({ "kind": "群众" });
    for line in [
        json!({ "id": 1, "cmd": "checkin.guest", "args": guest, "request": "one" }),
        json!({ "id": "two", "cmd": "checkin.guest", "args": guest, "request": "one" }),
        json!({ "id": 3, "cmd": "person.get", "args": { "id": "x" } }),
        json!("not a call"),
        json!({ "id": [5], "cmd": "checkin.day", "args": {} }),
    ] {
        assert!(lines.send(&line));
    }
    let answers = (0..5).map(|_| lines.next().unwrap()).collect::<Vec<_>>();
    assert!(answers.iter().all(|answer| answer["ms"].is_number()));
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&json!(1), &json!("two")));
    assert_eq!(answers[0]["ok"], answers[1]["ok"], "a repeat answers the same");
    assert_eq!(answers[2]["error"]["code"], "not_found");
    assert_eq!((&answers[3]["id"], &answers[3]["error"]["code"]), (&Value::Null, &json!("invalid")));
    assert_eq!(answers[4]["ok"]["visits"], 1, "and counts once");
    drop(lines.input);
    assert!(lines.child.wait().unwrap().success(), "it ends with its input");
}

#[test]
fn while_one_program_writes_another_reads_beside_it() {
    let place = Place::new();
    place.import_few();
    let mut lines = Lines::start(&place);
    lines.ask("centre.get", Value::Null);
    place.run(&["checkin", "岩温"]).refused("in_use");
    assert_eq!(place.run(&["people", "find", "岩温"]).ok()["total"], 1);
    assert_eq!(place.run(&["verify"]).ok()["ok"], true);
    let out = place.file("旁备.yhb");
    assert_eq!(place.run(&["backup", "--out", arg(&out)]).ok()["people"], 3);
    place.run(&["report", "annual", "--year", "2026"]).ok();
    lines.ask("checkin.guest", json!({ "kind": "群众" }));
    assert_eq!(place.run(&["rpc", "checkin.day", "{}"]).ok()["visits"], 1, "and sees what was committed");
    drop(lines.input);
    lines.child.wait().unwrap();
}
