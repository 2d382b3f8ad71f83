//! What people come for.

use crate::at::{each, find, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let first = desk.ok("purpose.list", Value::Null).check(|all| {
        assert_eq!(each(all.as_array().unwrap(), "name"), ["活动中心", "老年大学", "书屋", "健康小屋", "咨询"]);
        text(&all[0], "id").to_owned()
    });
    let id = desk.ok("purpose.save", json!({ "name": "书画室", "retired": false })).check(|saved| {
        assert_eq!(saved["name"], "书画室");
        text(saved, "id").to_owned()
    });
    assert_eq!(find(&desk.did("purpose.list", Value::Null), "id", &id)["name"], "书画室");
    let taken = desk.err("purpose.save", json!({ "name": "书屋", "retired": false }), Code::Invalid);
    assert_eq!(taken.fields[0].code, "taken");

    // One no longer on offer cannot be chosen, and what was noted under it keeps its name.
    let person = desk.register(&Person::ai_wen());
    desk.did("checkin.person", json!({ "person": person, "purpose": "活动中心" }));
    desk.did("purpose.save", json!({ "id": first, "name": "活动中心", "retired": true }));
    desk.err("checkin.person", json!({ "person": person, "purpose": "活动中心" }), Code::Invalid);
    assert_eq!(desk.did("checkin.day", json!({}))["stream"][0]["purpose"], "活动中心");
    let done = desk.did("checkin.person", json!({ "person": person }));
    assert_eq!(done["repeat"], false, "the next on offer is taken");
}

#[test]
fn one_purpose_at_least_stays_on_offer() {
    let desk = Desk::new();
    let all = desk.did("purpose.list", Value::Null);
    let (last, others) = all.as_array().unwrap().split_last().unwrap();
    for other in others {
        desk.did("purpose.save", json!({ "id": other["id"], "name": other["name"], "retired": true }));
    }
    let refused = desk.err("purpose.save", json!({ "id": last["id"], "name": last["name"], "retired": true }), Code::Invalid);
    assert_eq!(refused.fields[0].code, "last");
}
