//! The first start, and what the page shows first.

use crate::at::text;
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{CENTRE, Desk, OPERATOR, PASSWORD};

pub fn scenario() {
    let mut desk = Desk::empty();
    desk.ok("system.status", Value::Null).check(|status| {
        assert_eq!(status["stage"], "empty");
        assert_eq!(status["today"], "2026-03-05");
        assert_eq!(status["now"], "2026-03-05T09:00:00+08:00");
        assert_eq!(status["operator"], Value::Null);
    });

    let setup = json!({ "centre": CENTRE, "region": "云南省西双版纳州勐海县", "operator": OPERATOR, "password": PASSWORD });
    let session = desk.ok("system.setup", setup.clone()).check(|done| {
        assert_eq!(text(done, "centre"), CENTRE);
        assert_eq!(text(done, "recovery_code").split('-').count(), 7, "seven groups to copy");
        text(done, "session").to_owned()
    });
    desk.adopt(Some(session));
    let status = desk.did("system.status", Value::Null);
    assert_eq!(status["stage"], "open");
    assert_eq!(status["centre"], CENTRE);
    assert_eq!(status["operator"], json!({ "name": OPERATOR, "role": "admin" }));
    assert_eq!(status["recovery_pending"], true, "the code was not typed back yet");
    assert_eq!(desk.nobody().did("system.status", Value::Null)["centre"], "", "nobody logged in sees no name");

    // A second wizard on the same folder.
    desk.nobody().err("system.setup", setup, Code::NotEmpty);
    cancelled_import_leaves_nothing();
}

fn cancelled_import_leaves_nothing() {
    let desk = Desk::new();
    let names = (0..300).map(|n| format!("岩{}", char::from_u32(0x4E00 + n).unwrap())).collect::<Vec<_>>();
    let rows = names.iter().map(|name| [name.as_str(), "1950-01", "某支部"]).collect::<Vec<_>>();
    let rows = rows.iter().map(|row| &row[..]).collect::<Vec<_>>();
    let path = yinhui_testkit::roster(desk.outside(), "名册.xlsx", &["姓名", "出生年月", "所在支部"], &rows);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    // A word to stop what is not running stops nothing.
    desk.nobody().did("system.cancel", json!({ "request": "import-1" }));
    let told = desk.app().listen();
    let stopped = std::thread::scope(|scope| {
        let run = || desk.admin().call("import.run", json!({ "plan": plan["plan"] }), Some("import-1"));
        let running = scope.spawn(run);
        assert!(matches!(told.recv().unwrap(), yinhui_app::Event::Progress { .. }), "it has begun");
        desk.ok("system.cancel", json!({ "request": "import-1" })).check(|answer| assert!(answer.is_null()));
        running.join().unwrap().unwrap_err()
    });
    assert_eq!(stopped.code, Code::Cancelled);
    assert_eq!(desk.did("person.list", json!({ "limit": 10 }))["total"], 0);
    assert_eq!(desk.did("import.list", Value::Null), json!([]), "no half import is listed");
    assert_eq!(desk.did("organization.list", Value::Null), json!([]));
    // The word to stop was for that run: the next one goes through.
    let report = desk.admin().call("import.run", json!({ "plan": plan["plan"] }), Some("import-1")).unwrap();
    assert_eq!(report["counts"]["new"], 300);
    desk.assert_sound();
}

#[test]
fn the_wizard_refuses_a_folder_that_holds_something() {
    let desk = Desk::empty();
    std::fs::write(desk.data().join("照片.jpg"), b"x").unwrap();
    let setup = json!({ "centre": CENTRE, "operator": OPERATOR, "password": PASSWORD });
    let refused = desk.err("system.setup", setup, Code::NotEmpty);
    assert!(refused.message.contains("空文件夹"), "{}", refused.message);
    assert!(!desk.data().join("yinhui.db").exists());
}

#[test]
fn the_wizard_refuses_a_weak_password_and_an_empty_name() {
    let desk = Desk::empty();
    for (key, value) in [("password", "12345678"), ("password", "a1"), ("operator", "  "), ("centre", "")] {
        let mut setup = json!({ "centre": CENTRE, "operator": OPERATOR, "password": PASSWORD });
        setup[key] = json!(value);
        let refused = desk.err("system.setup", setup, Code::Invalid);
        assert_eq!(refused.fields[0].path, key);
        assert!(!desk.data().join("yinhui.db").exists(), "nothing is begun before all is right");
    }
}

#[test]
fn a_second_program_on_the_folder_is_refused_but_may_back_up_check_and_find_beside_it() {
    use std::sync::Arc;
    use yinhui_app::{App, Call, Opening, WorkFactor};
    use yinhui_testkit::{FrozenHost, Person};
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let host = Arc::new(FrozenHost::at("2026-03-05T09:30"));
    let second = App::new(desk.data(), host, Opening::Own, WorkFactor::TEST).unwrap_err();
    assert_eq!(second.code, Code::InUse);

    let beside = desk.beside();
    let call = |command: &str, args: Value, session: Option<&str>| {
        let session = session.map(str::to_owned);
        beside.call(&Call { command: command.into(), args, session, request: None })
    };
    let login = json!({ "operator": OPERATOR, "password": PASSWORD });
    let session = text(&call("session.login", login, None).unwrap(), "session").to_owned();
    let session = Some(session.as_str());
    assert_eq!(call("backup.verify", json!({}), session).unwrap()["ok"], true);
    let found = call("person.list", json!({ "filter": { "words": "岩温" }, "limit": 10 }), session).unwrap();
    assert_eq!(found["total"], 1);
    let (path, file) = desk.place("旁备.yhb");
    assert_eq!(call("backup.create", json!({ "file": file }), session).unwrap()["people"], 1);
    assert!(path.exists());
    let write = call("person.save", json!({ "facts": { "name": "玉应" } }), session).unwrap_err();
    assert_eq!(write.code, Code::InUse);
    assert_eq!(desk.did("person.list", json!({ "limit": 10 }))["total"], 1, "nothing was written beside");
}
