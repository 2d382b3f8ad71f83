//! Those who are left behind.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let contact = Person::ai_wen().with("emergency_name", "岩叫").with("emergency_relation", "儿子").with("emergency_phones", "13800001111");
    let (died, old) = (desk.register(&contact), desk.register(&Person::with_x()));
    for (name, alive) in [("玉香", true), ("岩光", false)] {
        desk.did("relative.save", json!({ "person": died, "name": name, "relation": "配偶", "emergency": false, "alive": alive }));
    }
    desk.did("person.change_state", json!({ "id": old, "state": "去世", "since": "2026-01" }));
    desk.host().set("2027-03-01T09:00");
    desk.did("person.change_state", json!({ "id": died, "state": "去世", "since": "2027-02-20" }));
    desk.host().set("2027-03-10T09:00");
    let long_ago = desk.register(&Person::named("岩三"));
    desk.did("person.change_state", json!({ "id": long_ago, "state": "去世", "since": "2019" }));
    desk.ok("care.bereaved", json!({})).check(|all| {
        let [one] = all.as_array().unwrap().as_slice() else { panic!("only the last year is followed up: {all}") };
        assert_eq!((text(one, "name"), text(one, "died"), text(one, "recorded")), ("岩温", "2027-02-20", "2027-03-01"));
        assert_eq!(text(one, "contact"), "岩叫（儿子） 138****1111");
        assert_eq!(list(one, "relatives").len(), 1, "the living");
    });
    let done = json!({ "person": died, "note": "已上门慰问，送慰问金" });
    desk.ok("care.follow_up", done.clone()).check(|_| {
        assert_eq!(desk.did("care.bereaved", json!({})), json!([]));
        let all = desk.did("care.bereaved", json!({ "done": true }));
        let one = &all[0];
        assert_eq!((text(one, "done"), text(one, "note")), ("2027-03-10", "已上门慰问，送慰问金"));
    });
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(desk.did("care.bereaved", json!({})).as_array().unwrap().len(), 1, "open again");
    let living = desk.register(&Person::named("玉应"));
    desk.err("care.follow_up", json!({ "person": living, "note": "好" }), Code::Conflict);
    desk.err("care.follow_up", json!({ "person": died, "note": "" }), Code::Invalid);
    desk.err("care.follow_up", json!({ "person": "没有", "note": "好" }), Code::NotFound);
    desk.did("person.change_state", json!({ "id": died, "state": "在册" }));
    assert_eq!(desk.did("care.bereaved", json!({})), Value::from(Vec::<Value>::new()), "a slip leaves nothing to follow up");
    desk.assert_sound();
}
