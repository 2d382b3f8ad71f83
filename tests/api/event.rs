//! Events: who is expected, who came, counted once with the day's visit.

use crate::at::{cells, each, find, list, number, text};
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
    let event = json!({ "name": "宪法宣讲", "kind": "讲座", "day": "2026-03-05", "from": "0900", "to": "11:00", "capacity": 1, "age_to": 70 });
    let id = desk.ok("event.save", event).check(|saved| text(saved, "id").to_owned());
    let all = json!({ "event": id, "people": [one, two, one], "beyond": true });
    desk.ok("event.register", all).check(|done| {
        assert_eq!((number(done, "added"), number(done, "already"), number(done, "over")), (2, 1, 1));
        assert!(list(done, "warnings").iter().any(|one| text(one, "text").contains("超过 70 岁")), "{done}");
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

    desk.ok("event.mark", json!({ "event": id, "person": two, "state": "excused", "reason": "住院" })).check(|done| {
        assert_eq!(done["moved_up"], json!([]));
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
    desk.ok("event.of_person", json!({ "id": one })).check(|events| {
        assert_eq!((text(&events[0]["event"], "name"), text(&events[0], "attendance")), ("宪法宣讲", "到"));
    });
    let (path, file) = desk.place("签到表.xlsx");
    desk.ok("event.export_roster", json!({ "file": file, "event": id, "order": "strokes", "blank": 2 })).check(|done| {
        assert_eq!(done["rows"], 3);
        let rows = cells(&path);
        let names = rows.iter().filter_map(|row| row.get(1)).filter(|name| !name.is_empty());
        assert_eq!(names.cloned().collect::<Vec<_>>(), ["姓名", "玉应", "岩温", "周启明"], "姓氏笔画");
        assert!(rows.iter().any(|row| row.first().is_some_and(|cell| cell == "#5")), "blank lines go on counting: {rows:?}");
    });
    series(&desk, &one);
    desk.assert_sound();
}

/// Every Thursday of March and April, one of them cancelled, one moved.
fn series(desk: &Desk, person: &str) {
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-04-30" });
    let chorus = json!({ "name": "合唱课", "kind": "老年大学课程", "day": "2026-03-05", "from": "1500", "to": "1700" });
    let mut save = json!({ "rule": rule, "event": chorus });
    let id = desk.ok("event.save_series", save.clone()).check(|saved| text(saved, "id").to_owned());
    desk.ok("event.enrol", json!({ "series": id, "people": [person] })).check(|done| assert_eq!(number(done, "added"), 1));
    let occurrences = desk.ok("event.series", json!({ "id": id })).check(|page| {
        assert_eq!(each(list(page, "enrolments"), "name"), ["岩温"]);
        list(page, "occurrences").to_vec()
    });
    assert_eq!(occurrences.len(), 9);
    assert!(occurrences.iter().all(|one| one["expected"] == 1), "enrolled once, expected each time");
    desk.ok("event.series_list", Value::Null).check(|all| assert_eq!(each(all.as_array().unwrap(), "name"), ["合唱课"]));
    let change = |at: usize, key: &str, value: Value| {
        let mut one = chorus.clone();
        one["id"] = occurrences[at]["id"].clone();
        one["day"] = occurrences[at]["day"].clone();
        one[key] = value;
        desk.did("event.save", one);
    };
    change(2, "cancelled", json!(true));
    change(3, "day", json!("2026-03-27"));
    // Planned anew for two weekdays and another hall: what was touched stays, the rest follows.
    save["id"] = json!(id);
    save["rule"]["weekdays"] = json!([2, 4]);
    save["event"]["venue"] = json!("排练厅");
    desk.did("event.save_series", save);
    let page = desk.did("event.series", json!({ "id": id }));
    let days = each(list(&page, "occurrences"), "day");
    assert_eq!(days.len(), 17, "{days:?}");
    let of = |day: &str| find(&page["occurrences"], "day", day).clone();
    assert_eq!((of("2026-03-19")["cancelled"].clone(), text(&of("2026-03-19"), "venue")), (json!(true), ""));
    assert_eq!((text(&of("2026-03-27"), "moved_from"), text(&of("2026-04-07"), "venue")), ("2026-03-26", "排练厅"));
    // Registering who is enrolled takes no second place from the one that is free.
    let full = text(&of("2026-04-21"), "id").to_owned();
    let mut room = chorus.clone();
    (room["id"], room["day"], room["capacity"]) = (json!(full), json!("2026-04-21"), json!(2));
    desk.did("event.save", room);
    let other = desk.register(&Person::named("刀美兰"));
    let done = desk.did("event.register", json!({ "event": full, "people": [person, other] }));
    assert_eq!((number(&done, "waiting"), number(&self::page(desk, &full)["event"], "expected")), (0, 2));
    // Away for one lesson only.
    let lesson = text(&of("2026-04-09"), "id").to_owned();
    desk.did("event.mark", json!({ "event": lesson, "person": person, "state": "excused", "reason": "探亲" }));
    assert_eq!((number(&self::page(desk, &lesson)["event"], "expected"), number(&of("2026-04-16"), "expected")), (0, 1));
    let enrolment = page["enrolments"][0]["id"].clone();
    desk.ok("event.end_enrolment", json!({ "id": enrolment })).check(|_| {
        let page = desk.did("event.series", json!({ "id": id }));
        assert!(list(&page, "occurrences").iter().filter(|one| one["day"].as_str() > Some("2026-03-05") && one["id"] != full.as_str()).all(|one| one["expected"] == 0));
    });
    desk.err("event.end_enrolment", json!({ "id": enrolment }), Code::Conflict);
}

#[test]
fn a_free_place_goes_to_who_waits_longest() {
    let desk = Desk::new();
    let people: Vec<String> = ["岩温", "玉罕", "李正清", "周启明"].iter().map(|name| desk.register(&Person::named(name))).collect();
    let mut event = json!({ "name": "书法", "kind": "老年大学课程", "day": "2026-03-06", "from": "0900", "to": "1100", "capacity": 1 });
    event["id"] = desk.did("event.save", event.clone())["id"].clone();
    let id = text(&event, "id").to_owned();
    let register = |who: &[&String]| desk.did("event.register", json!({ "event": id, "people": who }));
    assert_eq!(number(&register(&[&people[0]]), "waiting"), 0);
    assert_eq!(number(&register(&[&people[2], &people[1]]), "waiting"), 2);
    desk.host().pass(chrono::Duration::minutes(1));
    assert_eq!(number(&register(&[&people[3]]), "waiting"), 1);
    let places = || {
        let page = self::page(&desk, &id);
        let lines = list(&page, "roster").iter().map(|line| (text(line, "name").to_owned(), text(line, "state").to_owned(), line["waiting"].as_i64()));
        lines.collect::<Vec<_>>()
    };
    let line = |name: &str| places().into_iter().find(|line| line.0 == name).unwrap();
    assert_eq!((line("李正清").2, line("玉罕").2, line("周启明").2), (Some(1), Some(2), Some(3)));
    let freed = desk.did("event.mark", json!({ "event": id, "person": people[0], "state": "withdrawn" }));
    assert_eq!(each(list(&freed, "moved_up"), "name"), ["李正清"]);
    assert_eq!(line("玉罕").2, Some(1));
    // Who registers again waits behind the others.
    desk.host().pass(chrono::Duration::minutes(1));
    assert_eq!(number(&register(&[&people[0]]), "waiting"), 1);
    assert_eq!(line("岩温").2, Some(3));
    event["capacity"] = json!(3);
    desk.did("event.save", event.clone());
    assert_eq!((line("玉罕").1.as_str(), line("周启明").1.as_str(), line("岩温").2), ("报名", "报名", Some(1)));
    desk.assert_sound();
}

#[test]
fn attendance_has_more_values_than_here_and_away() {
    let desk = Desk::new();
    let people: Vec<String> = ["岩温", "玉罕", "李正清", "周启明", "刀美兰"].iter().map(|name| desk.register(&Person::named(name))).collect();
    let event = talk(&desk);
    desk.did("event.register", json!({ "event": event, "people": people }));
    for (person, how) in people.iter().zip(["late", "proxy", "online", "delivered", "absent"]) {
        desk.did("event.mark", json!({ "event": event, "person": person, "attendance": how, "reason": "" }));
    }
    let page = page(&desk, &event);
    assert_eq!((number(&page, "due"), number(&page, "present")), (5, 3), "到、迟到、线上、代签 are present (4a 11)");
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 2, "only who came is a visit");
    desk.did("event.mark", json!({ "event": event, "person": people[4], "answer": "stays", "family_signed": true, "place": 1 }));
    let line = self::page(&desk, &event)["roster"].as_array().unwrap().iter().find(|line| line["name"] == "刀美兰").unwrap().clone();
    assert_eq!((text(&line, "answer"), text(&line, "attendance"), line["family_signed"].as_bool(), line["place"].as_i64()), ("不来", "缺席", Some(true), Some(1)));
}

#[test]
fn a_meeting_elsewhere_is_no_visit_of_the_centre() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let branch = desk.did("organization.list", Value::Null)[0]["id"].clone();
    let meeting = json!({ "name": "三月党员大会", "kind": "党员大会", "day": "2026-03-05", "from": "0900", "to": "1100", "organization": branch, "away": true });
    let event = text(&desk.did("event.save", meeting), "id").to_owned();
    desk.did("event.attend", json!({ "event": event, "people": [person] }));
    assert_eq!((number(&page(&desk, &event), "walk_ins"), number(&desk.did("checkin.day", json!({})), "visits")), (1, 0));
    let came = desk.did("checkin.person", json!({ "person": person }));
    assert_eq!((came["repeat"].as_bool(), came["visits_this_year"].as_i64()), (Some(false), Some(1)), "then they come here: a visit");
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1);
    desk.assert_sound();
}

#[test]
fn a_series_that_cannot_be_is_refused_with_the_field() {
    let desk = Desk::new();
    let event = json!({ "name": "合唱课", "kind": "老年大学课程", "day": "2026-03-05", "from": "1500", "to": "1700" });
    let rule = |repeat: &str, key: &str, value: Value| json!({ "repeat": repeat, "from": "2026-03-05", "to": "2026-04-30", key: value });
    for (rule, path) in [
        (rule("weekly", "weekdays", json!([])), "rule.weekdays"),
        (rule("weekly", "weekdays", json!([8])), "rule.weekdays"),
        (rule("monthly_on", "day", json!(0)), "rule.day"),
        (rule("monthly_the", "week", json!(6)), "rule.week"),
        (rule("on", "days", json!(["2027-01-01"])), "rule"),
        (rule("on", "days", json!(["明天"])), "rule.days"),
        (rule("每天", "day", json!(1)), "rule.repeat"),
        (rule("monthly_on", "to", json!("2026-03-01")), "rule.to"),
        (rule("monthly_on", "to", json!("2046-03-01")), "rule.to"),
    ] {
        let error = desk.err("event.save_series", json!({ "rule": rule, "event": event }), Code::Invalid);
        assert_eq!(error.fields[0].path, path, "{rule}");
    }
    assert_eq!(desk.did("event.series_list", Value::Null), json!([]));
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
    desk.did("event.register", json!({ "event": event["id"], "people": people, "beyond": true }));
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
    let mark = |key: &str, word: &str| json!({ "event": event, "person": person, key: word });
    desk.err("event.mark", json!({ "event": "没有", "person": person, "state": "excused" }), Code::NotFound);
    for key in ["state", "attendance", "answer"] {
        assert_eq!(desk.err("event.mark", mark(key, "也许"), Code::Invalid).fields[0].path, key);
    }
    for (key, word) in [("attendance", "absent"), ("attendance", "online"), ("state", "excused")] {
        desk.err("event.mark", mark(key, word), Code::Conflict);
    }
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
