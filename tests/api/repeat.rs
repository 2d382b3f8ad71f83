//! A write that is repeated under the same id, as after a lost answer, counts once and answers the same.

use crate::at::list;
use serde_json::{Value, json};
use yinhui_app::{COMMANDS, Code, FileRef};
use yinhui_testkit::{CENTRE, Desk, PASSWORD, Person, roster};

/// Commands that write something else than rows under a request id: what a repeat of theirs does, and why.
const OTHERWISE: &[&str] = &[
    // The folder is used now; nothing is begun twice.
    "system.setup",
    // Each is its own session.
    "session.login",
    // A code that was used opens nothing any more.
    "session.recover",
    // A new code cannot be kept to be told again; the last one told is the one that holds.
    "recovery.renew",
    // It fills a centre without anybody; whoever stands in it now refuses it.
    "sample.build",
    // Copies of the same store: the file is the same again.
    "backup.create",
    // Everybody is logged out.
    "backup.restore",
];

/// A form of the centre's own, as small as one can be.
const OWN_FORM: &str = r#"{"id": "new", "title": "本中心女同志", "source": "自编", "basis": "", "grid": {"stub": "项目", "unit": "人",
    "rows": [{"id": "all", "label": "总计"}],
    "columns": [{"id": "women", "label": "女", "kind": "stock", "people": "registered", "where": {"sex": ["女"]}, "definition": "在册的女同志。"}]}}"#;

fn log_length(desk: &Desk) -> i64 {
    desk.did("log.list", json!({}))["total"].as_i64().unwrap()
}

#[test]
fn a_repeated_write_counts_once_and_answers_the_same() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let presence = desk.check_in(&person);
    let other = desk.register(&Person::with_x());
    let twin = desk.register(&Person::named("岩文"));
    let unit = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    let (_, file) = desk.place("表.xlsx");
    let path =
        roster(desk.outside(), "名册.xlsx", &["姓名", "出生年月", "性别"], &[&["岩罕", "1950-01", "男"]]);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let last = desk.recovery_code().rsplit('-').next().unwrap().to_owned();
    let branch = desk.did("organization.list", Value::Null)[0]["id"].clone();
    let leaver = desk.did("operator.add", json!({ "name": "李新", "role": "view", "password": PASSWORD }));
    let calls = [
        ("recovery.confirm", json!({ "part": last })),
        ("operator.add", json!({ "name": "刀美兰", "role": "desk", "password": PASSWORD })),
        ("operator.disable", json!({ "id": leaver["id"] })),
        ("operator.password", json!({ "password": PASSWORD, "new_password": "换过的-2026" })),
        (
            "centre.save",
            json!({ "name": CENTRE, "region": "勐海县", "visits_per_purpose": false, "check_out": true }),
        ),
        ("purpose.save", json!({ "name": "书画室", "retired": false })),
        ("organization.save", json!({ "name": "某支部", "kind": "党支部", "composition": "" })),
        ("unit.save", json!({ "name": "勐海县林业局", "nature": "" })),
        ("import.run", json!({ "plan": plan["plan"] })),
        ("person.save", json!({ "facts": { "name": "玉应" } })),
        ("person.change_state", json!({ "id": person, "state": "失联" })),
        ("person.reveal", json!({ "id": person, "field": "phones" })),
        ("person.export", json!({ "file": file, "full": false })),
        ("checkin.person", json!({ "person": other })),
        ("checkin.group", json!({ "name": "勐海县教育局", "heads": { "public": 5 } })),
        ("checkin.guest", json!({ "kind": "群众" })),
        ("card.give", json!({ "person": person, "code": "20260001" })),
        ("card.faces", json!({ "people": [other] })),
        ("person.save_own", json!({ "person": person, "label": "血型", "value": "O 型", "add": true })),
        ("person.decline", json!({ "person": person, "field": "birth" })),
        ("notice.leave", json!({ "person": person, "text": "开会" })),
        (
            "relative.save",
            json!({ "person": person, "name": "岩罕", "relation": "儿子", "emergency": true, "alive": true }),
        ),
        ("photo.save", json!({ "person": person, "jpeg": crate::photo::jpeg(3, 4) })),
        ("photo.remove", json!({ "id": person })),
        ("team.save", json!({ "name": "合唱团", "kind": "社团" })),
        (
            "organization.save",
            json!({ "name": "候鸟功能型党支部", "kind": "功能型党支部", "composition": "" }),
        ),
        (
            "event.save",
            json!({ "name": "唱歌", "kind": "文体活动", "day": "2026-03-05", "from": "2000", "to": "2100" }),
        ),
        (
            "ledger.save",
            json!({ "ledger": "care_visit", "day": "2026-03-01", "person": person, "facts": { "type": "日常走访" } }),
        ),
        ("ledger.export", json!({ "file": file, "filter": { "ledger": "care_visit" } })),
        ("care.export_due", json!({ "file": file, "filter": {} })),
        ("care.export_medals", json!({ "file": file, "year": 2026 })),
        ("report.export_form", json!({ "file": file, "id": "f3" })),
        ("report.save_form", json!({ "body": OWN_FORM })),
        (
            "event.save_series",
            json!({ "rule": { "repeat": "monthly_on", "day": 15, "from": "2026-03-01", "to": "2026-06-30" },
                    "event": { "name": "主题党日", "kind": "主题党日", "day": "2026-03-15", "from": "0900", "to": "1100" } }),
        ),
        (
            "organization.save_rules",
            json!({ "committee_years": 5, "branch_years": 3, "notice_months": 6, "meetings": [] }),
        ),
        (
            "organization.save_term",
            json!({ "organization": branch, "elected": "2024-03-05", "posts": [{ "person": person, "title": "书记" }] }),
        ),
        ("talent.save", json!({ "person": other, "category": "医疗卫生", "facts": {} })),
        (
            "talent.save_rules",
            json!({ "categories": [{ "name": "医疗卫生", "retired": false }], "age_ceiling": 75, "review_years": 2 }),
        ),
        ("talent.export", json!({ "file": file, "filter": {} })),
        ("organization.transfer", json!({ "people": [other], "to": branch, "day": "2026-03-05" })),
        ("event.save_kinds", desk.did("event.kinds", Value::Null)),
        ("event.save_menu", json!({ "items": [] })),
        ("event.save_templates", json!({ "templates": [] })),
        ("event.save_rules", json!({ "courses": 2 })),
        ("event.save_certificate", json!({ "title": "证明", "words": "{姓名}", "issuer": "" })),
        ("ledger.save_dues_rule", json!({ "bands": [{ "above": "0", "rate": "0.5" }], "within": false })),
        ("venue.save", json!({ "name": "礼堂", "opens": [], "office": false, "ended": false })),
        ("venue.export", json!({ "file": file, "filter": { "from": "2026-03-01", "to": "2026-03-31" } })),
        (
            "score.save_sheet",
            json!({ "scheme": "达标", "year": 2026, "items": [{ "part": "", "standard": "一条", "most": "5" }] }),
        ),
        (
            "score.save_sheet",
            json!({ "scheme": "示范", "year": 2026, "items": [{ "part": "", "standard": "一条", "most": "5" }] }),
        ),
        ("view.save", json!({ "page": "people", "name": "甲", "value": {} })),
        ("shift.write", json!({ "text": "钥匙在抽屉" })),
        ("checkin.export", json!({ "file": file, "from": "2026-03-01", "to": "2026-03-05" })),
        ("duplicate.dismiss", json!({ "one": person, "other": other })),
        ("person.move_visits", json!({ "visits": [presence], "person": person })),
        (
            "checkin.back_enter",
            json!({ "day": "2026-03-01", "lines": [{ "person": person, "time": "0910" }] }),
        ),
        ("checkin.leave", json!({ "id": presence })),
        ("person.merge", json!({ "kept": person, "gone": twin })),
        ("person.unmerge", json!({ "id": twin })),
        ("checkin.undo", json!({ "id": presence })),
        ("report.export", json!({ "year": 2026, "file": file })),
        ("report.note", json!({ "year": 2025, "form": "f5", "check": "K1", "note": "无" })),
        ("report.rule", json!({ "year": 2025, "person": person, "fact": "elder", "word": "80岁及以上" })),
        ("report.save_rules", json!({ "second_person": false })),
        ("log.undo", json!({ "operation": unit })),
    ];
    let mut tried = OTHERWISE.to_vec();
    for (number, (command, args)) in calls.iter().enumerate() {
        repeat(&desk, command, args, &format!("request-{number}"));
        tried.push(command);
    }
    let cards = desk.did("card.list", json!({ "id": person }));
    repeat(&desk, "card.end", &json!({ "id": cards[0]["id"], "why": "lost" }), "request-card");
    tried.push("card.end");
    let of = |command: &str, args: Value, key: &str| desk.did(command, args)[0][key].clone();
    let event = desk.did("event.list", json!({ "from": "2026-03-05", "to": "2026-03-05" }))[0]["id"].clone();
    repeat(&desk, "event.register", &json!({ "event": event, "people": [other] }), "request-event");
    let roster = desk.did("event.get", json!({ "id": event }))["roster"].clone();
    let excused = json!({ "event": event, "person": roster[0]["person"], "state": "excused" });
    repeat(&desk, "event.mark", &excused, "request-mark");
    repeat(&desk, "event.attend", &json!({ "event": event, "people": [other] }), "request-attend");
    repeat(&desk, "event.count", &json!({ "event": event, "total": 3 }), "request-count");
    let roster = json!({ "file": file, "event": event });
    repeat(&desk, "event.export_roster", &roster, "request-roster");
    rooms_and_papers(&desk, &event, &branch, &file, &mut tried);
    the_return(&mut tried);
    let series = desk.did("event.series_list", Value::Null)[0]["id"].clone();
    repeat(&desk, "event.enrol", &json!({ "series": series, "people": [other] }), "request-enrol");
    let enrolment = desk.did("event.series", json!({ "id": series }))["enrolments"][0]["id"].clone();
    repeat(&desk, "event.end_enrolment", &json!({ "id": enrolment }), "request-end");
    tried.extend(["event.export_roster", "event.enrol", "event.end_enrolment"]);
    tried.extend(["event.register", "event.mark", "event.attend", "event.count"]);
    let page = desk.did("person.get", json!({ "id": person }));
    let relative = of("relative.list", json!({ "id": person }), "id");
    let organizations = desk.did("organization.list", Value::Null);
    let functional = crate::at::find(&organizations, "kind", "功能型党支部")["id"].clone();
    let died = desk.register(&Person::named("岩光"));
    desk.did("person.change_state", json!({ "id": died, "state": "去世" }));
    let saved = desk.did("person.save", json!({ "id": person, "facts": { "hobbies": "象棋" } }));
    assert_eq!(saved["id"], person.as_str());
    let operation = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    let line = desk.did("ledger.list", json!({ "filter": {} }))["rows"][0]["id"].clone();
    for (command, args) in [
        ("card.renew", json!({ "id": of("card.list", json!({ "id": other }), "id") })),
        ("notice.told", json!({ "id": page["notices"][0]["id"] })),
        (
            "talent.change_state",
            json!({ "id": desk.did("talent.get", json!({ "id": other }))["talent"]["id"], "state": "入库" }),
        ),
        (
            "organization.remove_term",
            json!({ "id": desk.did("organization.get", json!({ "id": branch }))["terms"][0]["id"] }),
        ),
        (
            "care.save_rules",
            json!({ "age_from": 80, "visit_days": 60, "absent_days": 90, "discharged_days": 7, "festival_days": 30 }),
        ),
        (
            "ledger.add",
            json!({ "lines": [{ "ledger": "volunteer", "day": "2026-03-01", "person": person, "facts": { "content": "劝导", "hours": "2" } }] }),
        ),
        (
            "volunteer.issue",
            json!({ "person": person, "from": "2026-01-01", "to": "2026-12-31", "head": "", "clerk": "", "contact": "" }),
        ),
        ("ledger.remove", json!({ "id": line })),
        ("ledger.restore", json!({ "id": line })),
        ("relative.reveal", json!({ "id": relative })),
        ("relative.remove", json!({ "id": relative })),
        ("team.join", json!({ "team": of("team.list", Value::Null, "id"), "person": person })),
        ("organization.join", json!({ "organization": functional, "person": person })),
        ("care.follow_up", json!({ "person": died, "note": "已上门" })),
        ("view.remove", json!({ "id": of("view.list", json!({ "page": "people" }), "id") })),
        ("shift.read", json!({ "id": of("shift.list", Value::Null, "id") })),
        ("person.revert", json!({ "person": person, "operation": operation, "field": "hobbies" })),
    ] {
        repeat(&desk, command, &args, &format!("request-{command}"));
        tried.push(command);
    }
    let page = desk.did("person.get", json!({ "id": person }));
    let (team, member) = (of("team.list", Value::Null, "id"), page["teams"][0]["id"].clone());
    let file = desk.place("成员.xlsx").1;
    for (command, args) in [
        ("team.set_post", json!({ "id": member, "post": "团长" })),
        ("team.export", json!({ "file": file, "id": team })),
        ("team.save_kinds", desk.did("team.kinds", Value::Null)),
    ] {
        repeat(&desk, command, &args, &format!("request-{command}"));
        tried.push(command);
    }
    for (command, list) in [("team.leave", "teams"), ("organization.leave", "functional")] {
        repeat(&desk, command, &json!({ "id": page[list][0]["id"] }), &format!("request-{command}"));
        tried.push(command);
    }
    let forms = desk.did("report.forms", Value::Null)["forms"].clone();
    let own = forms.as_array().unwrap().iter().find(|form| form["own"] == true).unwrap()["id"].clone();
    repeat(&desk, "report.remove_form", &json!({ "id": own }), "request-remove-form");
    tried.push("report.remove_form");
    let visits = log_length(&desk);
    desk.host().add_screen();
    desk.did("self_service.begin", json!({}));
    let screen = desk.host().open_screen().unwrap();
    let number = json!({ "number": "13987651234" });
    let answers = [(); 2].map(|()| {
        desk.seat(&screen).call("self_service.check_in", number.clone(), Some("request-screen")).unwrap()
    });
    assert_eq!((answers[0].clone(), log_length(&desk)), (answers[1].clone(), visits + 1));
    tried.push("self_service.check_in");
    let import = desk.did("import.list", Value::Null)[0]["id"].clone();
    repeat(&desk, "import.undo", &json!({ "id": import }), "request-last");
    tried.push("import.undo");
    desk.log_in("刀美兰", PASSWORD).unwrap();
    assert_eq!(
        desk.did("checkin.day", json!({}))["visits"],
        10,
        "two people, five of a group, one guest, two counted in the room"
    );
    desk.assert_sound();
    let missing = COMMANDS.iter().filter(|command| command.writes && !tried.contains(&command.name));
    let missing = missing.map(|command| command.name).collect::<Vec<_>>();
    assert!(missing.is_empty(), "no word on what a repeat does: {missing:?}");
    all_is_taken_back_without_a_fault(&desk);
}

/// Every operation of the log, the last one first: taken back, or refused in a sentence.
fn all_is_taken_back_without_a_fault(desk: &Desk) {
    let page = desk.did("log.list", json!({ "limit": 200 }));
    let operations = list(&page, "rows");
    assert!(operations.len() > 60, "everything above stands in the log");
    for operation in operations {
        let undone = desk.admin().call("log.undo", json!({ "operation": operation["id"] }), None);
        if let Err(error) = undone {
            assert_ne!(error.code, Code::Fault, "{}: {}", operation["label"], error.message);
        }
    }
    desk.assert_sound();
}

fn repeat(desk: &Desk, command: &str, args: &Value, request: &str) {
    let first = desk.admin().call(command, args.clone(), Some(request));
    let first = first.unwrap_or_else(|error| panic!("{command}: {error}"));
    let length = log_length(desk);
    // Later, as by somebody who never heard the answer.
    desk.host().pass(chrono::Duration::minutes(3));
    let second = desk.admin().call(command, args.clone(), Some(request));
    let second = second.unwrap_or_else(|error| panic!("{command} repeated: {error}"));
    assert_eq!(counted(second), counted(first), "{command} answers as it did");
    assert_eq!(log_length(desk), length, "{command} is done once");
}

/// An exported file is written again and says when, which may change its length by a byte.
fn counted(mut answer: Value) -> Value {
    if let Some(file) = answer.get_mut("file").and_then(Value::as_object_mut) {
        file.remove("size");
    }
    answer
}

#[test]
fn an_id_used_for_something_else_does_nothing() {
    let desk = Desk::new();
    let guest = json!({ "kind": "群众" });
    desk.admin().call("checkin.guest", guest.clone(), Some("one")).unwrap();
    let group = json!({ "name": "勐海县教育局", "heads": { "public": 5 } });
    assert_eq!(desk.admin().call("checkin.group", group, Some("one")).unwrap_err().code, Code::Conflict);
    let seat = desk.as_role(yinhui_app::operator::Role::Desk);
    assert_eq!(
        seat.call("checkin.guest", guest.clone(), Some("one")).unwrap_err().code,
        Code::Conflict,
        "nor for another"
    );
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1);
    desk.admin().call("checkin.guest", guest, Some("two")).unwrap();
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 2);
}

#[test]
fn a_repeat_after_the_program_was_started_again_still_counts_once() {
    let mut desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let args = json!({ "person": person });
    let first = desk.admin().call("checkin.person", args.clone(), Some("one")).unwrap();
    desk.restart();
    assert_eq!(desk.admin().call("checkin.person", args, Some("one")).unwrap(), first);
    assert_eq!(list(&desk.did("checkin.day", json!({})), "stream").len(), 1);
}

#[test]
fn a_refused_write_may_be_tried_again_under_its_id() {
    let desk = Desk::new();
    let wrong = json!({ "facts": { "name": "" } });
    desk.admin().call("person.save", wrong, Some("one")).unwrap_err();
    let right = json!({ "facts": { "name": "玉应" } });
    desk.admin().call("person.save", right, Some("one")).unwrap();
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 1);
}

/// On a desk of its own, where nobody is undecided.
fn the_return(tried: &mut Vec<&str>) {
    let desk = Desk::new();
    let amount = json!({ "year": 2025, "form": "f5", "cell": "total.last", "amount": 3, "reason": "补" });
    repeat(&desk, "report.add_amount", &amount, "request-amount");
    let opened = desk.did("report.cell", json!({ "form": "f5", "cell": "total.last", "year": 2025 }));
    repeat(&desk, "report.remove_amount", &json!({ "id": opened["rows"][0]["id"] }), "request-remove");
    repeat(&desk, "report.freeze", &json!({ "year": 2025 }), "request-freeze");
    repeat(&desk, "report.unfreeze", &json!({ "year": 2025, "reason": "改" }), "request-unfreeze");
    tried.extend(["report.add_amount", "report.remove_amount", "report.freeze", "report.unfreeze"]);
    let sent = json!({ "year": 2025, "form": "f1", "sender": "甲", "figures": { "total.last": 1 } });
    repeat(&desk, "report.save_received", &sent, "request-received");
    let forms = json!([{ "form": "f1", "sender": "乙", "figures": { "total.last": 1 }, "list": null }]);
    repeat(
        &desk,
        "report.add_received",
        &json!({ "year": 2025, "file": "", "forms": forms }),
        "request-received-file",
    );
    let held = desk.did("report.received", json!({ "year": 2025 }))["returns"][0]["id"].clone();
    repeat(&desk, "report.remove_received", &json!({ "id": held }), "request-received-gone");
    let (_, file) = desk.place("汇总.xlsx");
    let export = json!({ "file": file, "year": 2025, "form": "f1", "own": false });
    repeat(&desk, "report.export_received", &export, "request-received-export");
    tried.extend([
        "report.save_received",
        "report.add_received",
        "report.remove_received",
        "report.export_received",
    ]);
}

fn rooms_and_papers(desk: &Desk, event: &Value, branch: &Value, file: &FileRef, tried: &mut Vec<&str>) {
    let roster = desk.did("event.get", json!({ "id": event }))["roster"].clone();
    let venue = desk.did("venue.list", Value::Null)[0]["id"].clone();
    let sheets = desk.did("score.sheets", Value::Null);
    let item = desk.did("score.get", json!({ "sheet": sheets[0]["id"], "organization": branch }))["rows"][0]
        ["item"]
        .clone();
    let book = json!({ "venue": venue, "day": "2026-03-04", "from": "0900", "to": "1000", "purpose": "学习", "body": "某局" });
    for (command, args) in [
        ("event.copy", json!({ "event": event, "day": "2026-04-05" })),
        ("event.order", json!({ "event": event, "people": [roster[0]["person"]] })),
        ("attachment.add", json!({ "holder": { "event": event }, "jpeg": crate::photo::jpeg(3, 4) })),
        ("venue.book", book),
        ("score.mark", json!({ "item": item, "organization": branch, "own": "4" })),
        (
            "score.save_evidence",
            json!({ "item": item, "organization": branch, "shown": [{ "event": event }] }),
        ),
        ("score.export", json!({ "file": file, "sheet": sheets[0]["id"] })),
        ("score.remove_sheet", json!({ "id": sheets[1]["id"] })),
    ] {
        repeat(desk, command, &args, &format!("request-{command}"));
        tried.push(command);
    }
    let used =
        desk.did("venue.uses", json!({ "from": "2026-03-01", "to": "2026-03-31" }))["uses"][0]["id"].clone();
    let photo = desk.did("attachment.list", json!({ "event": event }))[0]["id"].clone();
    for (command, args) in [
        ("venue.record", json!({ "id": used, "heads": {} })),
        ("venue.cancel", json!({ "id": used })),
        ("attachment.save_as", json!({ "id": photo, "file": file })),
        ("attachment.remove", json!({ "id": photo })),
        ("attachment.restore", json!({ "id": photo })),
    ] {
        repeat(desk, command, &args, &format!("request-{command}"));
        tried.push(command);
    }
}
