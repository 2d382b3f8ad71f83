//! The desk: who came, counted once.

use crate::at::{list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.ok("checkin.find", json!({ "words": "岩温" })).check(|found| {
        assert_eq!(found["enter"], person.as_str());
        let only = &found["matches"][0];
        assert_eq!(only["say"], "今天是您的生日");
        assert_eq!(only["today"], Value::Null);
        assert_eq!(only["birth"], "1949-03");
    });
    let presence = desk.ok("checkin.person", json!({ "person": person })).check(|done| {
        assert_eq!(done["name"], "岩温");
        assert_eq!(done["at"], "2026-03-05T09:00:00+08:00");
        assert_eq!((done["repeat"].as_bool(), number(done, "visits_this_year")), (Some(false), 1));
        text(done, "id").to_owned()
    });
    desk.host().set("2026-03-05T10:30");
    let again = desk.did("checkin.person", json!({ "person": person }));
    assert_eq!(again["repeat"], true);
    assert_eq!(again["first_at"], "2026-03-05T09:00:00+08:00", "a repeat shows when they first came");
    assert_eq!(again["id"], presence.as_str(), "and notes nothing");
    assert_eq!(desk.did("checkin.find", json!({ "words": "岩温" }))["matches"][0]["today"], "09:00");

    let group = json!({ "name": "勐海县教育局", "heads": { "retired": 9, "in_service": 2, "public": 0 } });
    desk.ok("checkin.group", group).check(|done| assert_eq!(number(done, "heads"), 11));
    desk.ok("checkin.guest", json!({ "kind": "群众", "name": "访客" })).check(|done| assert_eq!(number(done, "heads"), 1));
    desk.ok("checkin.day", json!({})).check(|day| {
        assert_eq!(number(day, "visits"), 13, "人次 counts heads");
        assert_eq!(number(day, "persons"), 1, "人数 does not");
        assert_eq!(number(day, "anonymous"), 12);
        assert_eq!(day["hours"], json!([{ "hour": 9, "visits": 1 }, { "hour": 10, "visits": 12 }]));
        let stream = list(day, "stream").iter().map(|line| (text(line, "name"), text(line, "detail"))).collect::<Vec<_>>();
        assert_eq!(stream, [("访客", "来宾 · 群众"), ("勐海县教育局", "团体 · 老干部 9人，在职 2人"), ("岩温", "")]);
    });

    desk.ok("checkin.undo", json!({ "id": presence })).check(|undone| {
        assert_eq!(undone["kept"], json!([]));
        let day = desk.did("checkin.day", json!({}));
        assert_eq!((number(&day, "visits"), number(&day, "persons")), (12, 0), "totals are right in the same breath");
    });
    desk.err("checkin.undo", json!({ "id": presence }), Code::NotFound);
    assert_eq!(desk.did("person.get", json!({ "id": person }))["visits_total"], 0);
    let day = desk.did("checkin.day", json!({}));
    let group = list(&day, "stream").iter().find(|line| line["name"] == "勐海县教育局").unwrap();
    desk.did("checkin.undo", json!({ "id": group["id"] }));
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1, "a group goes with all its heads");
    desk.assert_sound();
}

#[test]
fn taking_back_the_first_of_two_purposes_leaves_the_day_counted_once() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let come = |purpose: &str| desk.did("checkin.person", json!({ "person": person, "purpose": purpose }));
    let first = come("书屋");
    come("咨询");
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1);
    desk.did("checkin.undo", json!({ "id": first["id"] }));
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1, "the other one counts now");
    let log = desk.did("log.list", json!({}));
    desk.did("log.undo", json!({ "operation": log["rows"][0]["id"] }));
    let day = desk.did("checkin.day", json!({}));
    assert_eq!((number(&day, "visits"), number(&day, "total")), (1, 2), "the undo taken back: both there, counted once");
    desk.assert_sound();
}

#[test]
fn the_dead_are_not_found_at_the_desk_and_cannot_check_in() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.change_state", json!({ "id": person, "state": "去世" }));
    let found = desk.did("checkin.find", json!({ "words": "岩温" }));
    assert_eq!((number(&found, "total"), &found["enter"]), (0, &Value::Null));
    let refused = desk.err("checkin.person", json!({ "person": person }), Code::Conflict);
    assert!(refused.message.contains("管理员"), "says what to do: {}", refused.message);
    desk.did("person.change_state", json!({ "id": person, "state": "在册", "reason": "登记有误" }));
    desk.check_in(&person);
}

#[test]
fn a_visit_entered_afterwards_goes_to_its_own_day() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let done = desk.did("checkin.person", json!({ "person": person, "at": "2026-03-02T15:20" }));
    assert_eq!(done["at"], "2026-03-02T15:20:00+08:00");
    assert_eq!(desk.did("checkin.day", json!({ "day": "2026-03-02" }))["visits"], 1);
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
    for at in ["2026-03-06T09:00", "1990-01-01T09:00", "昨天", "2026-02-30T09:00"] {
        assert_eq!(desk.err("checkin.person", json!({ "person": person, "at": at }), Code::Invalid).fields[0].path, "at");
    }
}

#[test]
fn a_group_needs_heads_and_not_too_many() {
    let desk = Desk::new();
    for heads in [json!({}), json!({ "retired": -1 }), json!({ "public": 5_001 }), json!({ "retired": i64::MAX })] {
        desk.err("checkin.group", json!({ "name": "勐海县教育局", "heads": heads }), Code::Invalid);
    }
    desk.err("checkin.group", json!({ "name": " ", "heads": { "public": 1 } }), Code::Invalid);
    desk.err("checkin.guest", json!({ "kind": "外星人" }), Code::Invalid);
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
}

#[test]
fn the_front_desk_takes_back_only_what_its_own_desk_did_today() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let seat = desk.as_role(Role::Desk);
    let mine = seat.did("checkin.person", json!({ "person": person }));
    let report = desk.as_role(Role::Report);
    report.err("checkin.undo", json!({ "id": mine["id"] }), Code::Forbidden);
    desk.host().sit_at("二号台");
    let line = seat.did("checkin.day", json!({}))["stream"][0].clone();
    assert_eq!(line["may_undo"], false, "the page does not offer it");
    seat.err("checkin.undo", json!({ "id": mine["id"] }), Code::Forbidden);
    desk.host().sit_at("一号台");
    desk.host().set("2026-03-06T09:00");
    seat.err("checkin.undo", json!({ "id": mine["id"] }), Code::Forbidden);
    desk.host().set("2026-03-05T16:00");
    assert_eq!(seat.did("checkin.day", json!({}))["stream"][0]["may_undo"], true);
    seat.did("checkin.undo", json!({ "id": mine["id"] }));
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
}
