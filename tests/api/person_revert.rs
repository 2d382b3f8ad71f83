//! One change of a record is put back, the rest of what was done stays.

use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn last(desk: &Desk) -> Value {
    desk.did("log.list", json!({}))["rows"][0]["id"].clone()
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save", json!({ "id": person, "facts": { "phones": "13700002222", "health": "一般", "unit": "勐海县教育局", "birth": "1949.4" } }));
    let changed = last(&desk);
    let back = |field: &str| json!({ "person": person, "operation": changed, "field": field });
    desk.ok("person.revert", back("phones")).check(|_| {
        assert_eq!(desk.did("person.reveal", json!({ "id": person, "field": "phones" }))["value"], "13987651234");
    });
    let facts = |desk: &Desk| desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert_eq!(facts(&desk)["health"], "一般", "the rest stays");
    desk.did("person.revert", back("unit"));
    desk.did("person.revert", back("health"));
    desk.did("person.revert", back("birth"));
    let now = facts(&desk);
    assert_eq!((now["unit"].clone(), now["health"].clone(), now["birth"].clone()), (json!("勐海县农业局"), Value::Null, json!("1949-03-05")));
    let undone = last(&desk);
    desk.did("log.undo", json!({ "operation": undone }));
    assert_eq!(facts(&desk)["birth"], "1949-04", "and that can be taken back too");
    desk.assert_sound();
}

#[test]
fn what_was_changed_since_or_stands_elsewhere_is_refused() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save", json!({ "id": person, "facts": { "health": "一般" } }));
    let first = last(&desk);
    desk.did("person.save", json!({ "id": person, "facts": { "health": "良好" } }));
    let back = |field: &str, operation: &Value| json!({ "person": person, "operation": operation, "field": field });
    desk.err("person.revert", back("health", &first), Code::Conflict);
    desk.err("person.revert", back("phones", &first), Code::NotFound);
    desk.err("person.revert", back("branch", &first), Code::Invalid);
    desk.err("person.revert", back("没有", &first), Code::Invalid);
    let begun = desk.did("log.list", json!({ "limit": 50 }));
    let begun = begun["rows"].as_array().unwrap().last().unwrap()["id"].clone();
    desk.err("person.revert", back("name", &begun), Code::NotFound);
}
