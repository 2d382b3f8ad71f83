//! What one shift leaves for the next.

use crate::at::text;
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::Desk;

pub fn scenario() {
    let desk = Desk::new();
    let clerk = desk.as_role(Role::Desk);
    let id = clerk.ok("shift.write", json!({ "text": " 书屋钥匙在抽屉 \n\n刀同志明天来取证 " })).check(|saved| text(saved, "id").to_owned());
    assert_eq!(clerk.did("shift.list", Value::Null)[0]["waits"], false, "not for who wrote it");
    desk.ok("shift.list", Value::Null).check(|notes| {
        let note = &notes[0];
        assert_eq!((text(note, "text"), note["waits"].as_bool(), text(note, "read_by")), ("书屋钥匙在抽屉\n刀同志明天来取证", Some(true), ""));
    });
    desk.host().set("2026-03-05T14:00");
    desk.ok("shift.read", json!({ "id": id })).check(|_| {
        let note = desk.did("shift.list", Value::Null)[0].clone();
        assert_eq!((text(&note, "read_by"), text(&note, "read_at")), ("陈静", "2026-03-05T14:00:00+08:00"));
        assert_eq!(note["waits"], false);
    });
    for wrong in ["", " ", &"字".repeat(501)] {
        clerk.err("shift.write", json!({ "text": wrong }), Code::Invalid);
    }
    clerk.err("shift.read", json!({ "id": "没有" }), Code::NotFound);
    desk.as_role(Role::View).err("shift.list", Value::Null, Code::Forbidden);
    desk.assert_sound();
}
