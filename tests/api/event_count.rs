//! Those at an event who stand on no list: counted by looking round, so that the whole is right.

use crate::at::number;
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let lecture = json!({ "name": "党史讲座", "kind": "讲坛讲座", "day": "2026-03-05", "from": "8:00", "to": "11:00" });
    let event = desk.did("event.save", lecture)["id"].clone();
    let page = || desk.did("event.get", json!({ "id": event }));
    let visits = || desk.did("checkin.day", json!({}))["visits"].as_i64().unwrap();
    desk.did("event.attend", json!({ "event": event, "people": [one, two] }));
    let count = |total: i64, more: Value| {
        let mut count = json!({ "event": event, "total": total });
        count.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        count
    };
    let operation = desk.ok("event.count", count(86, json!({ "in_service": 4, "public": 10 }))).check(|counted| {
        assert_eq!((number(counted, "before"), number(counted, "added")), (2, 84));
        let page = page();
        assert_eq!((number(&page, "anonymous"), number(&page, "walk_ins")), (84, 2), "who has a name is not counted again");
        assert_eq!(visits(), 86, "being at an event is that day's visit too");
        counted["operation"].clone()
    });
    let again = desk.did("event.count", count(86, json!({})));
    assert_eq!((number(&again, "added"), &again["operation"]), (0, &Value::Null), "counted twice is added once");
    let more = desk.did("event.count", count(90, json!({})));
    assert_eq!((number(&more, "before"), number(&more, "added")), (86, 4));
    desk.did("log.undo", json!({ "operation": more["operation"] }));
    desk.did("log.undo", json!({ "operation": operation }));
    assert_eq!((number(&page(), "anonymous"), visits()), (0, 2), "taken back, in every total");

    let refused = desk.err("event.count", count(1, json!({})), Code::Invalid);
    assert!(refused.message.contains("已经登记了 2 人"), "{}", refused.message);
    let refused = desk.err("event.count", count(5, json!({ "in_service": 2, "public": 2 })), Code::Invalid);
    assert!(refused.message.contains("只有 3 人"), "{}", refused.message);
    desk.err("event.count", count(-1, json!({})), Code::Invalid);
    desk.err("event.count", count(5_001, json!({})), Code::Invalid);
    desk.err("event.count", json!({ "event": "没有", "total": 5 }), Code::NotFound);
    let tomorrow = json!({ "name": "合唱", "kind": "文体活动", "day": "2026-03-06", "from": "8:00", "to": "11:00" });
    let tomorrow = desk.did("event.save", tomorrow)["id"].clone();
    desk.err("event.count", json!({ "event": tomorrow, "total": 5 }), Code::Invalid);
    desk.as_role(Role::View).err("event.count", count(5, json!({})), Code::Forbidden);
    desk.assert_sound();
}
