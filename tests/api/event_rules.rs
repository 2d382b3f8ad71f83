//! What an event may be and who counts at it.

use crate::at::{each, find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn event(desk: &Desk, day: &str, more: Value) -> String {
    let mut save = json!({ "name": "合唱排练", "kind": "文体活动", "day": day, "from": "0800", "to": "1000" });
    save.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&desk.did("event.save", save), "id").to_owned()
}

fn page(desk: &Desk, event: &str) -> Value {
    desk.did("event.get", json!({ "id": event }))
}

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("event.rules", Value::Null).check(|rules| assert_eq!(rules["courses"], 3));
    desk.ok("event.save_rules", json!({ "courses": 1 })).check(|_| assert_eq!(desk.did("event.rules", Value::Null)["courses"], 1));
    assert_eq!(desk.err("event.save_rules", json!({ "courses": 99 }), Code::Invalid).fields[0].path, "courses");
    let old = desk.register(&Person::ai_wen());
    let course = |name: &str, from: &str| {
        let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-04-30" });
        let event = json!({ "name": name, "kind": "老年大学课程", "day": "2026-03-05", "from": from, "to": "2100", "age_to": 60, "capacity": 1 });
        json!({ "rule": rule, "event": event })
    };
    let first = text(&desk.did("event.save_series", course("书法", "1500")), "id").to_owned();
    let second = text(&desk.did("event.save_series", course("国画", "1600")), "id").to_owned();
    let enrol = |series: &str, person: &str| desk.did("event.enrol", json!({ "series": series, "people": [person] }));
    let warned = |done: &Value| each(list(done, "warnings"), "text").into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(warned(&enrol(&first, &old)), ["超过 60 岁"]);
    let done = enrol(&second, &old);
    assert_eq!(warned(&done), ["超过 60 岁", "同一时间已报名“书法”", "已报 2 门课程，超过每人 1 门"]);
    let other = desk.register(&Person::named("玉应"));
    assert_eq!(number(&enrol(&second, &other), "over"), 1, "two where one fits");
    let mut smaller = course("国画", "1600");
    (smaller["id"], smaller["event"]["capacity"]) = (json!(second), json!(1));
    assert_eq!(desk.err("event.save_series", smaller, Code::Invalid).fields[0].path, "event.capacity");
    desk.assert_sound();
}

#[test]
fn who_came_without_being_registered_is_not_part_of_those_due() {
    let desk = Desk::new();
    let people = ["玉应", "玉罕", "岩罕", "岩香"].map(|name| desk.register(&Person::named(name)));
    let event = event(&desk, "2026-03-05", json!({ "capacity": 2 }));
    desk.did("event.register", json!({ "event": event, "people": [people[0], people[1], people[2]] }));
    desk.did("event.attend", json!({ "event": event, "people": [people[0], people[2], people[3]] }));
    desk.did("event.mark", json!({ "event": event, "person": people[3], "attendance": "late" }));
    let page = page(&desk, &event);
    assert_eq!((number(&page, "due"), number(&page, "present"), number(&page, "walk_ins")), (2, 1, 2), "who waited came too");
    let late = find(&page["roster"], "person", &people[3]);
    assert_eq!((text(late, "state"), text(late, "attendance")), ("未报名", "迟到"));
    assert_eq!(number(&page["event"], "expected"), 2, "late is no registration");
    desk.did("event.register", json!({ "event": event, "people": [people[3]], "beyond": true }));
    assert_eq!(number(&self::page(&desk, &event), "due"), 3, "who is registered afterwards is due");
    desk.assert_sound();
}

#[test]
fn nobody_was_online_or_absent_before_the_day() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let event = event(&desk, "2026-03-06", json!({}));
    desk.did("event.register", json!({ "event": event, "people": [person] }));
    for how in ["online", "absent", "delivered"] {
        desk.err("event.mark", json!({ "event": event, "person": person, "attendance": how }), Code::Conflict);
    }
    assert_eq!(number(&page(&desk, &event), "present"), 0);
}

#[test]
fn an_occurrence_changed_by_hand_stays_when_its_series_is_planned_anew_and_is_named() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-04-09" });
    let lesson = json!({ "name": "合唱课", "kind": "文体活动", "day": "2026-03-12", "from": "0900", "to": "1000", "venue": "舞蹈室" });
    let id = desk.did("event.save_series", json!({ "rule": rule, "event": lesson }))["id"].clone();
    let series = || desk.did("event.series", json!({ "id": id }));
    let of = |day: &str| find(&series()["occurrences"], "day", day).clone();
    let mut changed = lesson.clone();
    (changed["id"], changed["day"], changed["from"], changed["to"]) = (of("2026-03-19")["id"].clone(), json!("2026-03-19"), json!("1500"), json!("1600"));
    desk.did("event.save", changed);
    desk.did("event.mark", json!({ "event": of("2026-04-02")["id"], "person": person, "state": "excused", "reason": "探亲" }));
    let mut again = lesson.clone();
    (again["from"], again["to"]) = (json!("1400"), json!("1500"));
    let done = desk.did("event.save_series", json!({ "id": id, "rule": rule, "event": again }));
    assert_eq!(each(list(&done, "kept"), "day"), ["2026-03-19", "2026-04-02"]);
    assert_eq!(done["clashes"], json!([]));
    let times = list(&series(), "occurrences").iter().map(|one| text(one, "from").to_owned()).collect::<Vec<_>>();
    assert_eq!(times, ["14:00", "15:00", "14:00", "09:00", "14:00"]);
}

#[test]
fn an_occurrence_something_was_written_down_about_stays_when_the_series_is_planned_anew() {
    let desk = Desk::new();
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-03-26" });
    let lesson = json!({ "name": "太极拳", "kind": "文体活动", "day": "2026-03-12", "from": "0930", "to": "1030" });
    let id = desk.did("event.save_series", json!({ "rule": rule, "event": lesson }))["id"].clone();
    let planned = desk.did("event.series", json!({ "id": id }))["occurrences"][1]["id"].clone();
    desk.did("attachment.add", json!({ "holder": { "event": planned }, "jpeg": crate::photo::jpeg(3, 4) }));
    let friday = json!({ "repeat": "weekly", "weekdays": [5], "from": "2026-03-12", "to": "2026-03-26" });
    let again = desk.did("event.save_series", json!({ "id": id, "rule": friday, "event": lesson }));
    assert_eq!(each(list(&again, "kept"), "day"), ["2026-03-19"]);
    desk.assert_sound();
}

#[test]
fn a_series_says_on_which_days_its_room_is_taken() {
    let desk = Desk::new();
    event(&desk, "2026-03-19", json!({ "venue": "舞蹈室", "from": "0900", "to": "1000" }));
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-03-26" });
    let lesson = json!({ "name": "太极拳", "kind": "文体活动", "day": "2026-03-12", "from": "0930", "to": "1030", "venue": "舞蹈室" });
    let done = desk.did("event.save_series", json!({ "rule": rule, "event": lesson }));
    assert_eq!(done["clashes"], json!([{ "day": "2026-03-19", "with": ["合唱排练"] }]));
    assert_eq!(done["people_clashes"], json!([]));
}

#[test]
fn a_series_says_on_which_days_its_lecturer_or_those_enrolled_are_elsewhere() {
    let desk = Desk::new();
    let (speaks, sings) = (desk.register(&Person::named("玉应")), desk.register(&Person::named("岩罕")));
    let song = event(&desk, "2026-03-19", json!({ "venue": "舞蹈室", "from": "0900", "to": "1000" }));
    desk.did("event.register", json!({ "event": song, "people": [speaks, sings] }));
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-03-26" });
    let mut lesson = json!({ "name": "太极拳", "kind": "文体活动", "day": "2026-03-12", "from": "0930", "to": "1030", "venue": "草坪", "lecturer": speaks });
    let done = desk.did("event.save_series", json!({ "rule": rule, "event": lesson }));
    assert_eq!(done["people_clashes"], json!([{ "day": "2026-03-19", "with": ["玉应（合唱排练）"] }]));
    desk.did("event.enrol", json!({ "series": done["id"], "people": [sings] }));
    lesson["venue"] = json!("操场");
    let again = desk.did("event.save_series", json!({ "id": done["id"], "rule": rule, "event": lesson }));
    assert_eq!(again["people_clashes"], json!([{ "day": "2026-03-19", "with": ["岩罕（合唱排练）", "玉应（合唱排练）"] }]));
    assert_eq!(again["clashes"], json!([]), "the room is free");
}

#[test]
fn who_waits_moves_up_when_an_enrolment_ends() {
    let desk = Desk::new();
    let people = ["玉应", "玉罕"].map(|name| desk.register(&Person::named(name)));
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-03-19" });
    let lesson = json!({ "name": "合唱课", "kind": "文体活动", "day": "2026-03-12", "from": "0900", "to": "1000", "capacity": 1 });
    let id = desk.did("event.save_series", json!({ "rule": rule, "event": lesson }))["id"].clone();
    desk.did("event.enrol", json!({ "series": id, "people": [people[0]] }));
    let series = desk.did("event.series", json!({ "id": id }));
    let event = series["occurrences"][1]["id"].clone();
    assert_eq!(number(&desk.did("event.register", json!({ "event": event, "people": [people[1]] })), "waiting"), 1);
    desk.did("event.end_enrolment", json!({ "id": series["enrolments"][0]["id"] }));
    let page = page(&desk, event.as_str().unwrap());
    assert_eq!(text(find(&page["roster"], "person", &people[1]), "state"), "报名");
}

#[test]
fn somebody_who_died_is_named_by_their_place_in_the_list() {
    let desk = Desk::new();
    let people = ["玉应", "玉罕"].map(|name| desk.register(&Person::named(name)));
    desk.did("person.change_state", json!({ "id": people[1], "state": "去世", "since": "2026-02-01" }));
    let event = event(&desk, "2026-03-06", json!({}));
    let refused = desk.err("event.register", json!({ "event": event, "people": people }), Code::Conflict);
    assert_eq!(refused.fields[0].path, "people.1");
    assert!(!refused.message.contains("玉罕"), "no name in a message");
    assert_eq!(number(&page(&desk, &event), "due"), 0);
}

#[test]
fn who_speaks_finds_the_event_on_their_page() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    event(&desk, "2026-03-06", json!({ "lecturer": person }));
    let events = desk.did("event.of_person", json!({ "id": person }));
    assert_eq!((text(&events[0]["event"], "name"), text(&events[0], "state")), ("合唱排练", "主讲"));
}

#[test]
fn who_is_to_be_at_two_events_is_named_also_when_one_of_them_is_moved() {
    let desk = Desk::new();
    let (speaks, comes) = (desk.register(&Person::named("玉应")), desk.register(&Person::named("岩罕")));
    let talk = event(&desk, "2026-03-12", json!({ "name": "党史宣讲", "lecturer": speaks }));
    let moved = |from: &str, to: &str| json!({ "name": "歌会", "kind": "文体活动", "day": "2026-03-12", "from": from, "to": to });
    let song = text(&desk.did("event.save", moved("1000", "1100")), "id").to_owned();
    for event in [&talk, &song] {
        desk.did("event.register", json!({ "event": event, "people": [comes] }));
    }
    desk.did("event.register", json!({ "event": song, "people": [speaks] }));
    assert_eq!(page(&desk, &song)["people_clashes"], json!([]), "one ends as the other begins");
    let mut earlier = moved("0930", "1030");
    earlier["id"] = json!(song);
    desk.did("event.save", earlier);
    let clashes = page(&desk, &song)["people_clashes"].clone();
    let named = clashes.as_array().unwrap().iter().map(|one| (text(&one["person"], "name"), text(one, "other"))).collect::<Vec<_>>();
    assert_eq!(named, [("岩罕", "党史宣讲"), ("玉应", "党史宣讲")]);
    let warned = desk.did("event.register", json!({ "event": song, "people": [speaks] }))["warnings"].to_string();
    assert!(warned.contains("同一时间要主讲“党史宣讲”"), "{warned}");
    let mut off = moved("0930", "1030");
    (off["id"], off["cancelled"]) = (json!(song), json!(true));
    desk.did("event.save", off);
    assert_eq!(page(&desk, &talk)["people_clashes"], json!([]), "what is called off clashes with nothing");
}

#[test]
fn a_team_holds_events_of_its_own_and_keeps_them_in_series_and_copies() {
    let desk = Desk::new();
    let team = text(&desk.did("team.save", json!({ "name": "夕阳红合唱团", "kind": "社团", "ended": false })), "id").to_owned();
    let once = event(&desk, "2026-03-12", json!({ "team": team }));
    assert_eq!(text(&page(&desk, &once)["event"], "team_name"), "夕阳红合唱团");
    let again = desk.did("event.copy", json!({ "event": once, "day": "2026-03-19" }))["id"].clone();
    assert_eq!(text(&page(&desk, again.as_str().unwrap())["event"], "team"), team);
    let series = json!({ "rule": { "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-03-26" },
        "event": { "name": "排练", "kind": "文体活动", "day": "2026-03-05", "from": "1400", "to": "1500", "team": team } });
    let planned = desk.did("event.save_series", series);
    let occurrences = desk.did("event.series", json!({ "id": planned["id"] }))["occurrences"].clone();
    assert!(occurrences.as_array().unwrap().iter().all(|one| text(one, "team") == team), "{occurrences}");
    let wrong = json!({ "name": "合唱", "kind": "文体活动", "day": "2026-03-12", "from": "0800", "to": "1000", "team": "没有" });
    desk.err("event.save", wrong, Code::NotFound);
    desk.did("venue.save", json!({ "name": "礼堂", "opens": [], "office": false, "ended": false }));
    event(&desk, "2026-03-13", json!({ "team": team, "venue": "礼堂" }));
    let uses = desk.did("venue.uses", json!({ "from": "2026-03-01", "to": "2026-03-31" }));
    assert!(list(&uses, "uses")[0].to_string().contains("夕阳红合唱团"), "the room says who uses it: {uses}");
    let (path, file) = desk.place("签到表.xlsx");
    desk.did("event.export_roster", json!({ "file": file, "event": once }));
    assert!(crate::at::cells(&path).iter().flatten().any(|cell| cell.starts_with("主办：夕阳红合唱团")));
    desk.assert_sound();
}
