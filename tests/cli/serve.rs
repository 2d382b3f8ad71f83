//! Browser mode: on this machine only, locked until the first log-in, the session in a header.

use crate::http::{Answer, send};
use crate::program::{OPERATOR, PASSWORD, Place};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

/// Browser mode of the program, until it is dropped.
pub struct Server {
    child: Child,
    port: u16,
    url: String,
}

impl Server {
    pub fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    fn start_with(place: &Place, environment: &[(&str, &std::path::Path)]) -> Self {
        let mut command = place.command();
        command.envs(environment.iter().copied()).args(["serve", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let first: Value = serde_json::from_str(&first).expect("the first line is {\"url\": …}");
        let url = first["url"].as_str().unwrap().to_owned();
        let port = url.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok()).unwrap();
        Self { child, port, url }
    }

    pub fn rpc(&self, command: &str, args: Value, session: Option<&str>) -> Answer {
        let body = json!({ "command": command, "args": args }).to_string();
        let session = session.map(|session| ("x-yinhui-session", session));
        let headers = session.into_iter().chain([("Content-Type", "application/json")]).collect::<Vec<_>>();
        send(self.port, "POST", "/rpc", &headers, body.as_bytes())
    }

    /// Calls a command under a request id, by which it can be cancelled.
    pub fn request(&self, command: &str, args: Value, session: &str, request: &str) -> Answer {
        let body = json!({ "command": command, "args": args, "request": request }).to_string();
        let headers = [("x-yinhui-session", session), ("Content-Type", "application/json")];
        send(self.port, "POST", "/rpc", &headers, body.as_bytes())
    }

    /// The reference to a file handed over.
    pub fn upload(&self, name: &str, bytes: &[u8], session: &str) -> Value {
        let name = name.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let headers = [("x-yinhui-session", session)];
        send(self.port, "POST", &format!("/files?name={name}"), &headers, bytes).json()
    }

    pub fn log_in(&self) -> String {
        let answer = self.rpc("session.login", json!({ "operator": OPERATOR, "password": PASSWORD }), None);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["session"].as_str().unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is no fault.
        drop(self.child.kill());
        self.child.wait().unwrap();
    }
}

#[test]
fn it_says_where_it_is_and_answers_once_it_can() {
    let place = Place::new();
    let server = Server::start(&place);
    assert!(server.url.starts_with("http://127.0.0.1:"), "{}", server.url);
    let ready = send(server.port, "GET", "/ready", &[], b"");
    assert_eq!((ready.status, ready.body.as_slice()), (200, &b"ready"[..]));
    let policy = ready.header("content-security-policy").expect("a policy on every answer");
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(ready.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ready.header("set-cookie"), None, "cookies are shared between ports");
    place.run(&["checkin", "岩温"]).refused("in_use");
}

#[test]
fn strangers_are_refused() {
    let place = Place::new();
    let server = Server::start(&place);
    let own = format!("127.0.0.1:{}", server.port);
    for (name, value) in [
        ("Host", "evil.example"),
        ("Host", "127.0.0.1:1"),
        ("Host", "evil.example:80"),
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1:1"),
        ("Origin", &format!("https://{own}")),
    ] {
        for path in ["/", "/ready", "/rpc", "/files?name=x", "/events"] {
            let method = if path == "/rpc" || path.starts_with("/files") { "POST" } else { "GET" };
            let answer =
                send(server.port, method, path, &[(name, value)], b"{\"command\":\"system.status\"}");
            assert_eq!(answer.status, 403, "{name}: {value} {path}");
            assert!(answer.header("content-security-policy").is_some());
        }
    }
    let origin = format!("http://{own}");
    let ours = send(server.port, "POST", "/rpc", &[("Origin", &origin)], b"{\"command\":\"system.status\"}");
    assert_eq!((ours.status, ours.json()["stage"].as_str()), (200, Some("locked")));
    let named = format!("localhost:{}", server.port);
    assert_eq!(send(server.port, "GET", "/ready", &[("Host", &named)], b"").status, 200);
}

#[test]
fn without_its_session_nothing_is_told() {
    let place = Place::new();
    let server = Server::start(&place);
    let session = server.log_in();
    let refused = server.rpc("centre.get", Value::Null, None);
    assert_eq!((refused.status, refused.json()["code"].as_str()), (403, Some("forbidden")));
    assert_eq!(server.rpc("centre.get", Value::Null, Some("made-up")).status, 403);
    assert_eq!(server.rpc("centre.get", Value::Null, Some(&session)).status, 200);
    assert_eq!(send(server.port, "GET", "/events", &[], b"").status, 403);
    // A session in the body, as a foreign page could send it, is not one.
    let body = json!({ "command": "centre.get", "session": session }).to_string();
    assert_eq!(send(server.port, "POST", "/rpc", &[], body.as_bytes()).status, 403);
    for body in [&b""[..], b"{", b"[]", b"\xff\xfe", b"{\"command\":1}"] {
        assert_eq!(send(server.port, "POST", "/rpc", &[], body).status, 422);
    }
    server.rpc("session.lock", Value::Null, Some(&session));
    assert_eq!(server.rpc("centre.get", Value::Null, Some(&session)).status, 403);
}

#[test]
fn the_main_job_runs_in_a_browser() {
    let place = Place::new();
    let server = Server::start(&place);
    let session = server.log_in();
    let (session, header) = (Some(session.as_str()), ("x-yinhui-session", session.as_str()));
    let bytes = std::fs::read(yinhui_tests::sample_roster("typical_60.xlsx")).unwrap();
    let name = "/files?name=..%2F..%2F%E5%90%8D%E5%86%8C.xlsx";
    let file = send(server.port, "POST", name, &[header], &bytes).json();
    assert_eq!((file["name"].as_str(), file["size"].as_u64()), (Some("名册.xlsx"), Some(bytes.len() as u64)));
    let plan = server.rpc("import.plan", json!({ "files": [file] }), session).json();
    assert_eq!(plan["counts"]["new"], 60);
    assert_eq!(server.rpc("import.run", json!({ "plan": plan["plan"] }), session).status, 200);
    let found = server.rpc("checkin.find", json!({ "words": "岩三恩" }), session).json();
    let done = server.rpc("checkin.person", json!({ "person": found["enter"] }), session).json();
    assert_eq!(done["repeat"], false);

    let chosen = server
        .rpc("file.save_as", json!({ "purpose": "workbook", "suggested": "年报.xlsx" }), session)
        .json();
    let early = send(
        server.port,
        "GET",
        &format!("/files/{}", chosen["file"]["id"].as_str().unwrap()),
        &[header],
        b"",
    );
    assert_eq!(early.status, 404, "not yet written");
    let year = done["at"].as_str().unwrap()[..4].parse::<i64>().unwrap();
    let exported =
        server.rpc("report.export", json!({ "year": year, "file": chosen["file"] }), session).json();
    let path = format!("/files/{}", exported["file"]["id"].as_str().unwrap());
    assert_eq!(send(server.port, "GET", &path, &[], b"").status, 403, "a download needs the session too");
    let book = send(server.port, "GET", &path, &[header], b"");
    assert_eq!(book.body.len() as u64, exported["file"]["size"].as_u64().unwrap());
    let book = yinhui_sheet::read(&book.body).unwrap();
    assert_eq!(book.sheets[0].name, "中心年度工作情况统计表");
}

#[test]
fn an_open_page_is_told_what_changed() {
    use std::io::Write;
    let place = Place::new();
    let server = Server::start(&place);
    let session = server.log_in();
    let mut page = std::net::TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    write!(
        page,
        "GET /events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nx-yinhui-session: {session}\r\n\r\n",
        server.port
    )
    .unwrap();
    let mut lines = BufReader::new(page).lines().map(Result::unwrap);
    let status = lines.next().unwrap();
    assert!(status.contains("200"), "{status}");
    assert!(lines.any(|line| line.is_empty()), "the head ends: the page listens");
    server.rpc("checkin.guest", json!({ "kind": "群众" }), Some(&session));
    let told = lines.find(|line| line.starts_with("data:")).unwrap();
    let event: Value = serde_json::from_str(told.trim_start_matches("data:")).unwrap();
    assert_eq!(event, json!({ "type": "changed", "kinds": ["presence"] }));
}

#[cfg(unix)]
#[test]
fn what_goes_through_a_browser_lies_where_nobody_else_looks_and_goes_with_the_server() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let temporary = place.folder.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let mut server = Server::start_with(&place, &[("TMPDIR", temporary.as_path())]);
    let scratch = std::fs::read_dir(&temporary).unwrap().map(|entry| entry.unwrap().path()).next().unwrap();
    assert_eq!(std::fs::metadata(&scratch).unwrap().permissions().mode() & 0o777, 0o700);
    let session = server.log_in();
    let header = ("x-yinhui-session", session.as_str());
    send(server.port, "POST", "/files?name=x.xlsx", &[header], b"roster");
    let suggested = json!({ "purpose": "workbook", "suggested": "名单.xlsx" });
    let chosen = server.rpc("file.save_as", suggested, Some(&session)).json();
    let export = json!({ "file": chosen["file"], "full": false });
    let exported = server.rpc("person.export", export, Some(&session)).json();
    let path = format!("/files/{}", exported["file"]["id"].as_str().unwrap());
    assert_eq!(send(server.port, "GET", &path, &[header], b"").status, 200);
    assert_eq!(send(server.port, "GET", &path, &[header], b"").status, 404, "once fetched it is gone");

    // A page that listens keeps its connection open: the server is ended by force.
    use std::io::Write;
    let mut page = std::net::TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let host = format!("Host: 127.0.0.1:{}", server.port);
    write!(page, "GET /events HTTP/1.1\r\n{host}\r\nx-yinhui-session: {session}\r\n\r\n").unwrap();
    let mut status = String::new();
    BufReader::new(page.try_clone().unwrap()).read_line(&mut status).unwrap();
    assert!(status.contains("200"), "{status}");
    let id = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    server.child.wait().unwrap();
    assert!(!scratch.exists(), "nothing stays behind");
}
