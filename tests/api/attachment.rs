//! 附件: photos and documents hang on events and ledger lines, and come out as they went in.

use crate::at::{each, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn event(desk: &Desk) -> Value {
    let talk = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-05", "from": "0900", "to": "1100" });
    desk.did("event.save", talk)["id"].clone()
}

pub fn scenario() {
    let desk = Desk::new();
    let event = event(&desk);
    let holder = json!({ "event": event });
    let shown = || desk.did("attachment.list", json!({ "event": event }));
    let (path, document) = desk.place("通知.docx");
    std::fs::write(&path, b"PK some document").unwrap();
    let paper = desk
        .ok("attachment.add", json!({ "holder": holder, "file": document }))
        .check(|added| {
            assert_eq!((text(added, "name"), added["photo"].as_bool(), added["size"].as_i64()), ("通知.docx", Some(false), Some(16)));
            text(added, "id").to_owned()
        });
    let jpeg = crate::photo::jpeg(3, 4);
    let photo = desk.did("attachment.add", json!({ "holder": holder, "name": "合影.jpg", "jpeg": jpeg }))["id"].clone();
    desk.ok("attachment.list", json!({ "event": event })).check(|all| {
        assert_eq!(each(all.as_array().unwrap(), "name"), ["合影.jpg", "通知.docx"], "photos first");
    });
    desk.ok("attachment.get", json!({ "id": photo })).check(|picture| assert_eq!(picture["jpeg"], jpeg.as_str()));
    let (out, file) = desk.place("取出.docx");
    desk.ok("attachment.save_as", json!({ "id": paper, "file": file })).check(|_| {
        assert_eq!(std::fs::read(&out).unwrap(), b"PK some document", "as it went in");
    });
    desk.ok("attachment.remove", json!({ "id": paper })).check(|_| {
        assert_eq!(shown().as_array().unwrap().len(), 1);
    });
    let removal = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": removal }));
    assert_eq!(shown().as_array().unwrap().len(), 2, "the log brings it back, with its bytes");
    desk.did("attachment.save_as", json!({ "id": paper, "file": file }));
    desk.did("attachment.remove", json!({ "id": paper }));
    desk.ok("attachment.restore", json!({ "id": paper })).check(|_| {
        assert_eq!(shown().as_array().unwrap().len(), 2, "whoever took it off by mistake hangs it on again");
    });
    desk.assert_sound();
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let desk = Desk::new();
    let event = event(&desk);
    let person = desk.register(&Person::ai_wen());
    let line = json!({ "ledger": "care_visit", "day": "2026-03-01", "person": person, "facts": { "type": "日常走访" } });
    let line = desk.did("ledger.save", line)["id"].clone();
    let jpeg = crate::photo::jpeg(3, 4);
    let both = json!({ "event": event, "entry": line });
    desk.err("attachment.list", both.clone(), Code::Invalid);
    desk.err("attachment.list", json!({}), Code::Invalid);
    desk.err("attachment.add", json!({ "holder": both, "jpeg": jpeg }), Code::Invalid);
    let holder = json!({ "entry": line });
    desk.err("attachment.add", json!({ "holder": holder }), Code::Invalid);
    desk.err("attachment.add", json!({ "holder": holder, "jpeg": "bm9uZQ==" }), Code::Invalid);
    desk.err("attachment.add", json!({ "holder": holder, "jpeg": crate::photo::jpeg(2_001, 4) }), Code::TooLarge);
    desk.err("attachment.add", json!({ "holder": { "event": "x" }, "jpeg": jpeg }), Code::NotFound);
    let (path, empty) = desk.place("空.pdf");
    std::fs::write(&path, b"").unwrap();
    desk.err("attachment.add", json!({ "holder": holder, "file": empty }), Code::Unreadable);
    let (path, large) = desk.place("大.pdf");
    std::fs::write(&path, vec![7; (20 << 20) + 1]).unwrap();
    desk.err("attachment.add", json!({ "holder": holder, "file": large }), Code::TooLarge);
    let added = desk.did("attachment.add", json!({ "holder": holder, "jpeg": jpeg }));
    let twice = desk.err("attachment.add", json!({ "holder": holder, "jpeg": jpeg }), Code::Conflict);
    assert!(twice.message.contains("已经加过"), "{}", twice.message);
    desk.did("attachment.remove", json!({ "id": added["id"] }));
    desk.err("attachment.get", json!({ "id": added["id"] }), Code::NotFound);
    desk.did("attachment.add", json!({ "holder": holder, "jpeg": jpeg }));
    let twice = desk.err("attachment.restore", json!({ "id": added["id"] }), Code::Conflict);
    assert!(twice.message.contains("已经加过"), "the same photo hangs there again: {}", twice.message);
    desk.err("attachment.restore", json!({ "id": "x" }), Code::NotFound);
}
