//! Who left, who is in the building, and paper entered afterwards.

use crate::at::{list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{CENTRE, Desk, Person};

fn notes_leaving(desk: &Desk) {
    let centre = json!({ "name": CENTRE, "region": "", "visits_per_purpose": false, "check_out": true });
    desk.did("centre.save", centre);
}

fn inside(desk: &Desk) -> (i64, usize) {
    let inside = desk.did("checkin.inside", Value::Null);
    assert_eq!(desk.did("checkin.day", json!({}))["inside"], inside["heads"], "one number everywhere");
    (number(&inside, "heads"), list(&inside, "lines").len())
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let visit = desk.check_in(&person);
    assert_eq!(desk.did("checkin.day", json!({}))["inside"], Value::Null, "not shown where nobody notes it");
    desk.err("checkin.leave", json!({ "id": visit }), Code::Conflict);
    notes_leaving(&desk);
    desk.did("checkin.person", json!({ "person": person, "purpose": "书屋" }));
    let group = json!({ "name": "勐海县教育局", "heads": { "retired": 9, "in_service": 2 } });
    let group = desk.did("checkin.group", group);
    assert_eq!(inside(&desk), (12, 2), "a person once, whatever for; a group with its heads");
    desk.ok("checkin.inside", Value::Null).check(|inside| {
        assert_eq!(text(&list(inside, "lines")[1], "detail"), "团体 · 老干部 9人，在职 2人");
        let names: Vec<&str> = list(inside, "lines").iter().map(|line| text(line, "name")).collect();
        assert_eq!(names, ["岩温", "勐海县教育局"]);
        assert_eq!((text(&list(inside, "lines")[0], "since"), number(&list(inside, "lines")[1], "heads")), ("09:00", 11));
    });

    desk.host().set("2026-03-05T11:30");
    desk.ok("checkin.leave", json!({ "id": visit })).check(|left| {
        assert_eq!(left["at"], "2026-03-05T11:30:00+08:00");
        assert_eq!((text(left, "name"), number(left, "minutes")), ("岩温", 150));
    });
    assert_eq!(inside(&desk), (11, 1), "they leave with all they came for");
    let day = desk.did("checkin.day", json!({}));
    let line = list(&day, "stream").iter().find(|line| line["id"] == visit.as_str()).unwrap();
    assert_eq!((text(line, "left"), number(line, "minutes")), ("11:30", 150));
    assert_eq!(number(&day, "visits"), 12, "leaving takes nothing from the day");

    desk.host().set("2026-03-05T14:00");
    let back = desk.did("checkin.person", json!({ "person": person }));
    assert_eq!((back["repeat"].clone(), back["returned"].clone()), (json!(true), json!(true)));
    assert_eq!(back["first_at"], "2026-03-05T09:00:00+08:00");
    assert_eq!(inside(&desk), (12, 2), "and come back in");
    desk.did("checkin.leave", json!({ "id": group["id"] }));
    desk.did("checkin.leave", json!({ "id": group["id"], "back": true }));
    assert_eq!(inside(&desk).0, 12);
    desk.did("checkin.leave", json!({ "id": group["id"] }));
    assert_eq!(inside(&desk), (1, 1), "a group leaves as a whole");
    desk.did("checkin.undo", json!({ "id": visit }));
    assert_eq!(inside(&desk), (1, 1), "the other purpose still has them here");
    desk.host().set("2026-03-06T09:00");
    assert_eq!(inside(&desk), (0, 0), "a new day begins with nobody");
    desk.err("checkin.leave", json!({ "id": group["id"] }), Code::Conflict);
    desk.err("checkin.leave", json!({ "id": "没有" }), Code::NotFound);
    desk.assert_sound();

    let yesterday = json!({ "day": "2026-03-05", "lines": [
        { "person": person, "time": "0910" },
        { "person": person, "time": "" },
        { "name": "访客", "time": "9:20", "purpose": "书屋" },
    ]});
    desk.ok("checkin.back_enter", yesterday).check(|done| {
        assert_eq!((number(done, "entered"), number(done, "repeated")), (2, 1));
        let at: Vec<&str> = list(done, "lines").iter().map(|line| text(line, "at")).collect();
        assert_eq!(at, ["09:10", "09:10", "09:20"], "the times of the paper; an empty one is that above");
    });
    let day = desk.did("checkin.day", json!({ "day": "2026-03-05" }));
    let marked = list(&day, "stream").iter().filter(|line| line["back_entered"] == true).count();
    assert_eq!((marked, number(&day, "visits")), (2, 13));
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(desk.did("checkin.day", json!({ "day": "2026-03-05" }))["visits"], 12, "a pass is taken back whole");
    desk.assert_sound();
}

#[test]
fn a_sheet_with_a_wrong_line_enters_nothing_and_names_each() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let enter = |day: &str, lines: Value| desk.err("checkin.back_enter", json!({ "day": day, "lines": lines }), Code::Invalid);
    let paths = |error: &yinhui_app::ApiError| {
        error.fields.iter().map(|field| (field.path.clone(), field.code.clone())).collect::<Vec<_>>()
    };
    let refused = enter("2026-03-04", json!([{ "person": person, "time": "" }, { "person": person, "time": "25:00" }]));
    assert_eq!(paths(&refused), [("lines.0".into(), "required".into()), ("lines.1".into(), "time".into())]);
    let refused = enter("2026-03-04", json!([
        { "person": person, "time": "0910" },
        { "person": "没有", "time": "0911" },
        { "time": "0912" },
        { "person": person, "time": "0913", "purpose": "没有" },
    ]));
    assert_eq!(paths(&refused), [
        ("lines.1".into(), "refused".into()),
        ("lines.2".into(), "required".into()),
        ("lines.3".into(), "purpose".into()),
    ]);
    assert!(refused.message.starts_with("有 3 行需要改，没有补录。"), "{}", refused.message);
    assert_eq!(paths(&enter("2026-03-05", json!([{ "person": person, "time": "2310" }]))), [("lines.0".into(), "future".into())]);
    enter("2026-3-4日", json!([{ "person": person, "time": "0910" }]));
    enter("2026-03-04", json!([]));
    assert_eq!(desk.did("checkin.day", json!({ "day": "2026-03-04" }))["visits"], 0, "nothing is entered");
    desk.assert_sound();
}

#[test]
fn paper_says_which_guests_how_many_when_they_left_and_for_which_event() {
    let desk = Desk::new();
    notes_leaving(&desk);
    let person = desk.register(&Person::ai_wen());
    let event = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-04", "from": "09:00", "to": "11:00" });
    let event = text(&desk.did("event.save", event), "id").to_owned();
    let lines = json!([
        { "person": person, "time": "0910", "left": "1130" },
        { "name": "勐海县教育局", "time": "0915", "kind": "在职", "heads": 12 },
        { "name": "访客", "time": "", "left": "10:00" },
    ]);
    let sheet = json!({ "day": "2026-03-04", "event": event, "lines": lines });
    assert_eq!(desk.did("checkin.back_enter", sheet.clone())["entered"], 3);
    let day = desk.did("checkin.day", json!({ "day": "2026-03-04" }));
    assert_eq!((number(&day, "visits"), number(&day, "persons")), (14, 1));
    let told = |line: &Value| format!("{} {} {}", text(line, "name"), text(line, "detail"), line["left"].as_str().unwrap_or(""));
    let stream: Vec<String> = list(&day, "stream").iter().map(told).collect();
    assert!(stream.contains(&"岩温  11:30".to_owned()), "{stream:?}");
    assert!(stream.contains(&"勐海县教育局 团体 · 在职 12人 ".to_owned()), "{stream:?}");
    assert!(stream.contains(&"访客 来宾 · 群众 10:00".to_owned()), "{stream:?}");
    let roster = desk.did("event.get", json!({ "id": event }));
    assert!(roster.to_string().contains("岩温"), "who signed for the event was at it: {roster}");
    assert_eq!(desk.did("checkin.back_enter", sheet)["repeated"], 1, "the same sheet again has nobody twice at the event");
    let wrong = |line: Value| {
        let sheet = json!({ "day": "2026-03-04", "lines": [line] });
        desk.err("checkin.back_enter", sheet, Code::Invalid).fields[0].code.clone()
    };
    assert_eq!(wrong(json!({ "person": person, "time": "0910", "left": "0900" })), "left");
    assert_eq!(wrong(json!({ "person": person, "time": "0910", "left": "晚上" })), "left");
    assert_eq!(wrong(json!({ "name": "访客", "time": "0910", "heads": 0 })), "heads");
    assert_eq!(wrong(json!({ "name": "访客", "time": "0910", "heads": i64::MAX })), "heads");
    assert_eq!(wrong(json!({ "name": "访客", "time": "0910", "kind": "外星人" })), "not_in_list");
    let other = json!({ "day": "2026-03-03", "event": event, "lines": [{ "person": person, "time": "0910" }] });
    assert_eq!(desk.err("checkin.back_enter", other, Code::Invalid).fields[0].path, "event", "said of the sheet, not of each line");
    let unnoted = json!({ "name": CENTRE, "region": "", "visits_per_purpose": false, "check_out": false });
    desk.did("centre.save", unnoted);
    assert_eq!(wrong(json!({ "person": person, "time": "0910", "left": "1100" })), "left");
    desk.assert_sound();
}

#[test]
fn paper_of_the_morning_sends_nobody_out_who_came_again() {
    let desk = Desk::new();
    notes_leaving(&desk);
    desk.host().set("2026-03-05T14:00");
    let person = desk.register(&Person::ai_wen());
    let came = desk.did("checkin.person", json!({ "person": person, "purpose": "书屋" }));
    desk.host().set("2026-03-05T15:00");
    let morning = |purpose: &str| {
        json!({ "day": "2026-03-05", "lines": [{ "person": person, "time": "0910", "left": "1130", "purpose": purpose }] })
    };
    let refused = desk.err("checkin.back_enter", morning("书屋"), Code::Invalid);
    assert!(refused.message.contains("14:00"), "{}", refused.message);
    desk.did("checkin.back_enter", morning("咨询"));
    assert_eq!(inside(&desk), (1, 1), "they are here since two");
    let day = desk.did("checkin.day", json!({}));
    let left = |id: &Value| list(&day, "stream").iter().find(|line| line["id"] == *id).unwrap()["left"].clone();
    assert_eq!(left(&came["id"]), Value::Null);
    assert!(list(&day, "stream").iter().any(|line| line["left"] == "11:30"), "the morning ended when the paper says");
    desk.assert_sound();
}

#[test]
fn paper_of_days_before_somebody_died_still_counts() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.change_state", json!({ "id": person, "state": "去世", "since": "2026-03-04" }));
    let line = json!([{ "person": person, "time": "0910" }]);
    desk.did("checkin.back_enter", json!({ "day": "2026-03-03", "lines": line }));
    desk.err("checkin.back_enter", json!({ "day": "2026-03-05", "lines": line }), Code::Invalid);
}

#[test]
fn a_leaving_taken_back_leaves_the_one_before_it() {
    let desk = Desk::new();
    let centre = json!({ "name": CENTRE, "region": "", "visits_per_purpose": true, "check_out": true });
    desk.did("centre.save", centre);
    let person = desk.register(&Person::ai_wen());
    let came = |purpose: &str| text(&desk.did("checkin.person", json!({ "person": person, "purpose": purpose })), "id").to_owned();
    let morning = came("书屋");
    desk.host().set("2026-03-05T10:00");
    let left = desk.did("checkin.leave", json!({ "id": morning }));
    assert_eq!((&left["changed"], &left["person"]), (&json!(true), &json!(person)));
    assert_eq!(desk.did("checkin.leave", json!({ "id": morning }))["changed"], false, "noted already");
    desk.host().set("2026-03-05T14:00");
    let afternoon = came("活动中心");
    desk.host().set("2026-03-05T16:00");
    desk.did("checkin.leave", json!({ "id": afternoon }));
    desk.did("checkin.leave", json!({ "id": afternoon, "back": true }));
    let day = desk.did("checkin.day", json!({}));
    let left = |id: &str| list(&day, "stream").iter().find(|line| line["id"] == id).unwrap()["left"].clone();
    assert_eq!((left(&morning), left(&afternoon)), (json!("10:00"), Value::Null));
    assert_eq!(inside(&desk).0, 1);
}
