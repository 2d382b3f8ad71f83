//! Who died is expected nowhere; fifty years are told of until the medal is given; what is masked cannot be felt for.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

fn state(desk: &Desk, event: &Value, person: &str) -> String {
    let page = desk.did("event.get", json!({ "id": event }));
    text(find(&page["roster"], "person", person), "state").to_owned()
}

#[test]
fn who_died_leaves_the_events_to_come_and_their_place_goes_to_the_next() {
    let desk = Desk::new();
    let [dies, waits] = ["岩温", "玉罕"].map(|name| desk.register(&Person::named(name)));
    let event = |day: &str, capacity: i64| {
        let event = json!({ "name": "春游", "kind": "文体活动", "day": day, "from": "9:00", "to": "11:00", "capacity": capacity });
        let event = desk.did("event.save", event)["id"].clone();
        desk.did("event.register", json!({ "event": event, "people": [dies, waits] }));
        event
    };
    let (past, next) = (event("2026-03-01", 2), event("2026-03-20", 1));
    assert_eq!((state(&desk, &next, &dies), state(&desk, &next, &waits)), ("报名".into(), "候补".into()));
    desk.did("person.change_state", json!({ "id": dies, "state": "去世", "since": "2026-03-04" }));
    assert_eq!((state(&desk, &next, &dies), state(&desk, &next, &waits)), ("取消".into(), "报名".into()));
    assert_eq!(state(&desk, &past, &dies), "报名", "what was stays");
    let operation = desk.did("person.history", json!({ "id": dies }))[0]["operation"].clone();
    desk.did("log.undo", json!({ "operation": operation }));
    assert_eq!((state(&desk, &next, &dies), state(&desk, &next, &waits)), ("报名".into(), "候补".into()));
    desk.assert_sound();
}

#[test]
fn fifty_years_are_told_of_until_the_medal_is_given() {
    let desk = Desk::new();
    let member = |name: &str, political: &str| {
        desk.register(&Person::named(name).with("political", political).with("party_join", "1975-05-01"))
    };
    let (person, once) = (member("岩温", "中共党员"), member("玉罕", "群众"));
    let says = |person: &str| {
        let said = desk.did("checkin.person", json!({ "person": person }));
        said["say"].as_str().map(str::to_owned)
    };
    assert_eq!((says(&person).as_deref(), says(&once)), (Some("党龄满50年"), None));
    let facts = json!({ "year": "2025", "opinion": "同意" });
    desk.did(
        "ledger.save",
        json!({ "ledger": "medal", "person": person, "day": "2025-07-01", "facts": facts }),
    );
    assert_eq!(says(&person), None);
}

#[test]
fn what_is_masked_is_not_felt_for_digit_by_digit() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let list_by = |field: &str, test: &str, value: &str| {
        let also = json!([{ "field": field, "test": test, "value": value }]);
        json!({ "filter": { "also": also }, "offset": 0, "limit": 10 })
    };
    let view = desk.as_role(Role::View);
    for (field, test) in [
        ("identity", "begins"),
        ("identity", "has"),
        ("phones", "is"),
        ("emergency_phones", "has"),
        ("phones", "is_not"),
    ] {
        let refused = view.err("person.list", list_by(field, test, "5328"), Code::Invalid);
        assert_eq!(
            (refused.fields[0].path.as_str(), refused.fields[0].code.as_str()),
            ("filter.also.0", "masked")
        );
    }
    assert_eq!(view.did("person.list", list_by("identity", "known", ""))["total"], 1);
    let found = desk.did("person.list", list_by("identity", "begins", "5328"));
    assert_eq!(list(&found, "rows").len(), 1, "an administrator may see it anyway");
}

/// Two records of one person, of whom the one that goes knew that they had died.
#[test]
fn whoever_is_known_as_dead_by_joining_records_is_expected_nowhere() {
    let desk = Desk::new();
    let [kept, gone] = ["岩温", "岩温"].map(|name| desk.register(&Person::named(name)));
    let event =
        json!({ "name": "春游", "kind": "文体活动", "day": "2026-03-20", "from": "9:00", "to": "11:00" });
    let event = desk.did("event.save", event)["id"].clone();
    desk.did("event.register", json!({ "event": event, "people": [kept] }));
    let plan =
        json!({ "ledger": "care_plan", "person": kept, "day": "2026-03-10", "state": "待走访", "facts": {} });
    desk.did("ledger.save", plan);
    desk.did("person.change_state", json!({ "id": gone, "state": "去世", "since": "2026-03-01" }));
    desk.did("person.merge", json!({ "kept": kept, "gone": gone, "take": ["state"] }));
    assert_eq!(state(&desk, &event, &kept), "取消");
    let open = json!({ "filter": { "ledger": "care_plan", "state": "待走访" }, "offset": 0 });
    assert_eq!(desk.did("ledger.list", open)["total"], 0);
    desk.assert_sound();
}
