//! Events: who is expected, who came, counted once with the day's visit.

use crate::at::{each, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

/// A talk on 5 March 2026, nine to eleven.
fn talk(desk: &Desk) -> String {
    let talk = json!({ "name": "宪法宣讲", "kind": "讲座", "day": "2026-03-05", "from": "900", "to": "11点", "venue": "报告厅" });
    text(&desk.did("event.save", talk), "id").to_owned()
}

fn page(desk: &Desk, event: &str) -> Value {
    desk.did("event.get", json!({ "id": event }))
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let event = json!({ "name": "宪法宣讲", "kind": "讲座", "day": "2026-03-05", "from": "0900", "to": "11:00", "capacity": 1 });
    let id = desk.ok("event.save", event).check(|saved| text(saved, "id").to_owned());
    desk.ok("event.register", json!({ "event": id, "people": [one, two, one] })).check(|done| {
        assert_eq!((number(done, "added"), number(done, "already"), number(done, "over")), (2, 1, 1));
    });
    // On a daily visit: the event of the hour is marked with it.
    let came = desk.did("checkin.person", json!({ "person": one, "purpose": "书屋" }));
    assert_eq!((text(&came, "event"), came["repeat"].as_bool()), ("宪法宣讲", Some(false)));
    let again = desk.did("checkin.person", json!({ "person": one, "event": id }));
    assert_eq!(again["repeat"], true);
    desk.did("checkin.group", json!({ "name": "某局", "heads": { "public": 5 }, "event": id }));
    let walk_in = desk.register(&Person::named("玉应"));
    desk.did("checkin.person", json!({ "person": walk_in, "event": id }));
    desk.ok("event.get", json!({ "id": id })).check(|page| {
        let event = &page["event"];
        assert_eq!((number(event, "expected"), number(event, "here"), number(page, "anonymous")), (2, 7, 5));
        assert_eq!((text(event, "kind"), event["on_now"].as_bool()), ("讲坛讲座", Some(true)));
        let states: Vec<_> = list(page, "roster").iter().map(|line| (text(line, "name"), text(line, "state"), text(line, "at"))).collect();
        assert_eq!(states, [("岩温", "报名", "09:00"), ("玉应", "未报名", "09:00"), ("周启明", "报名", "")]);
    });
    let day = desk.did("checkin.day", json!({}));
    assert_eq!((number(&day, "visits"), number(&day, "persons")), (7, 2), "being there is that day's visit, once");

    let registration = page(&desk, &id)["roster"][2]["registration"].clone();
    desk.ok("event.mark", json!({ "id": registration, "state": "excused", "reason": "住院" })).check(|_| {
        let line = page(&desk, &id)["roster"][2].clone();
        assert_eq!((text(&line, "state"), text(&line, "reason")), ("请假", "住院"));
        assert_eq!(page(&desk, &id)["event"]["expected"], 1);
    });
    desk.ok("event.attend", json!({ "event": id, "people": [two, one] })).check(|done| {
        assert_eq!((number(done, "marked"), number(done, "already")), (1, 1));
        assert_eq!(page(&desk, &id)["event"]["here"], 8);
    });
    desk.ok("event.list", json!({ "from": "2026-03-01", "to": "2026-03-31" })).check(|events| {
        assert_eq!(each(events.as_array().unwrap(), "name"), ["宪法宣讲"]);
    });
    desk.assert_sound();
}

#[test]
fn a_check_in_for_an_event_is_taken_back_alone() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.host().set("2026-03-05T07:30");
    desk.check_in(&person);
    let event = talk(&desk);
    desk.did("event.register", json!({ "event": event, "people": [person] }));
    desk.host().set("2026-03-05T08:30");
    let came = desk.did("checkin.person", json!({ "person": person }));
    assert_eq!((came["repeat"].as_bool(), text(&came, "event")), (Some(false), "宪法宣讲"), "here already, and now at the talk");
    let day = desk.did("checkin.day", json!({}));
    assert_eq!((number(&day, "visits"), number(&day, "persons")), (1, 1));
    desk.did("checkin.undo", json!({ "id": came["id"] }));
    assert_eq!(page(&desk, &event)["event"]["here"], 0);
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1, "the morning's visit stays");
    desk.assert_sound();
}

#[test]
fn who_is_registered_for_what_is_on_stands_first() {
    let desk = Desk::new();
    let people: Vec<String> = (0..4).map(|n| desk.register(&Person::named("玉罕").with("birth", &format!("195{n}-01-01")))).collect();
    desk.check_in(&people[1]);
    let event = talk(&desk);
    desk.did("event.register", json!({ "event": event, "people": [people[3]] }));
    let found = desk.did("checkin.find", json!({ "words": "yh" }));
    assert_eq!((found["matches"][0]["person"].clone(), text(&found["matches"][0], "event")), (json!(people[3]), "宪法宣讲"));
    assert_eq!(found["matches"][1]["person"], people[1].as_str(), "then who comes often");
    assert_eq!(found["enter"], Value::Null, "and still nobody is taken for another");
    desk.host().set("2026-03-05T11:00");
    let found = desk.did("checkin.find", json!({ "words": "yh" }));
    assert_eq!((found["matches"][0]["person"].clone(), found["matches"][0]["event"].clone()), (json!(people[1]), Value::Null), "it is over");
}

#[test]
fn attendance_from_paper_stands_at_the_time_it_began() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let event = talk(&desk);
    desk.host().set("2026-03-09T10:00");
    desk.did("event.attend", json!({ "event": event, "people": [person], "purpose": "书屋" }));
    let line = desk.did("checkin.day", json!({ "day": "2026-03-05" }))["stream"][0].clone();
    assert_eq!((text(&line, "at"), line["back_entered"].as_bool()), ("09:00", Some(true)));
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
}

#[test]
fn while_it_is_on_the_roster_marks_people_at_the_time_they_come() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let event = talk(&desk);
    desk.host().set("2026-03-05T10:20");
    desk.did("event.attend", json!({ "event": event, "people": [person] }));
    let line = desk.did("checkin.day", json!({}))["stream"][0].clone();
    assert_eq!((text(&line, "at"), line["back_entered"].as_bool()), ("10:20", Some(false)));
}

#[test]
fn an_event_with_more_than_fit_can_still_be_changed_and_cancelled() {
    let desk = Desk::new();
    let people = [desk.register(&Person::ai_wen()), desk.register(&Person::with_x())];
    let mut event = json!({ "name": "合唱", "kind": "文体活动", "day": "2026-03-06", "from": "0900", "to": "1100", "capacity": 1 });
    event["id"] = desk.did("event.save", event.clone())["id"].clone();
    desk.did("event.register", json!({ "event": event["id"], "people": people }));
    event["venue"] = json!("礼堂");
    desk.did("event.save", event.clone());
    let mut fewer = event.clone();
    fewer["capacity"] = Value::Null;
    desk.did("event.save", fewer.clone());
    fewer["capacity"] = json!(1);
    assert_eq!(desk.err("event.save", fewer, Code::Invalid).fields[0].path, "capacity");
    event["capacity"] = Value::Null;
    event["cancelled"] = json!(true);
    desk.did("event.save", event);
}

#[test]
fn what_cannot_be_planned_or_marked_is_refused_with_the_field() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let event = talk(&desk);
    let good = json!({ "name": "唱歌", "kind": "文体活动", "day": "2026-03-05", "from": "1400", "to": "1600" });
    for (field, value) in [
        ("name", json!(" ")),
        ("kind", json!("聚餐")),
        ("day", json!("明天")),
        ("from", json!("")),
        ("to", json!("25点")),
        ("to", json!("1400")),
        ("capacity", json!(0)),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert_eq!(desk.err("event.save", bad, Code::Invalid).fields[0].path, field);
    }
    desk.did("event.register", json!({ "event": event, "people": [person] }));
    desk.check_in(&person);
    let mut changed = json!({ "id": event, "name": "宪法宣讲", "kind": "讲坛讲座", "day": "2026-03-06", "from": "0900", "to": "1100" });
    desk.err("event.save", changed.clone(), Code::Conflict);
    changed["day"] = json!("2026-03-05");
    changed["cancelled"] = json!(true);
    desk.err("event.save", changed.clone(), Code::Conflict);
    let other = text(&desk.did("event.save", good), "id").to_owned();
    let cancelled = json!({ "id": other, "name": "唱歌", "kind": "文体活动", "day": "2026-03-05", "from": "1400", "to": "1600", "cancelled": true });
    desk.did("event.save", cancelled);
    desk.err("event.register", json!({ "event": other, "people": [person] }), Code::Conflict);
    desk.err("checkin.person", json!({ "person": person, "event": other }), Code::Conflict);
    desk.err("checkin.person", json!({ "person": person, "event": event, "at": "2026-03-04T09:00" }), Code::Invalid);
    desk.err("checkin.person", json!({ "person": person, "event": "没有" }), Code::NotFound);
    desk.err("event.register", json!({ "event": event, "people": [] }), Code::Invalid);
    desk.err("event.register", json!({ "event": event, "people": [person, "没有"] }), Code::NotFound);
    let died = desk.register(&Person::named("岩光"));
    desk.did("person.change_state", json!({ "id": died, "state": "去世" }));
    desk.err("event.register", json!({ "event": event, "people": [died] }), Code::Conflict);
    desk.err("event.attend", json!({ "event": event, "people": [died] }), Code::Conflict);
    desk.err("event.mark", json!({ "id": "没有", "state": "excused" }), Code::NotFound);
    desk.err("event.mark", json!({ "id": "没有", "state": "也许" }), Code::Invalid);
    desk.err("event.list", json!({ "from": "2026-03-05", "to": "2026-03-01" }), Code::Invalid);
    desk.err("event.list", json!({ "from": "2020-03-05", "to": "2026-03-01" }), Code::Invalid);
    desk.as_role(Role::View).err("event.save", json!({}), Code::Forbidden);
    desk.assert_sound();
}

#[test]
fn registrations_go_with_the_person_and_an_event_in_use_stays() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::named("刀美兰")), desk.register(&Person::named("刀美蓝")));
    let event = talk(&desk);
    let planned = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("event.register", json!({ "event": event, "people": [other] }));
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    assert_eq!(page(&desk, &event)["roster"][0]["person"], one.as_str());
    desk.did("person.unmerge", json!({ "id": other }));
    assert_eq!(page(&desk, &event)["roster"][0]["person"], other.as_str());
    let undone = desk.did("log.undo", json!({ "operation": planned }));
    assert_eq!(list(&undone, "kept").len(), 1, "somebody is registered for it");
    desk.assert_sound();
}
