//! What is done around an event: held again, its roster from a workbook or in order by hand, templates, certificates.

use crate::at::{each, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person, roster};

fn plan(desk: &Desk, day: &str) -> String {
    let talk = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": day, "from": "0900", "to": "1100", "venue": "礼堂", "capacity": 40 });
    text(&desk.did("event.save", talk), "id").to_owned()
}

pub fn scenario() {
    let desk = Desk::new();
    let event = plan(&desk, "2026-03-04");
    let people = [Person::ai_wen(), Person::with_x(), Person::yu_han("19500312", 12)].map(|person| desk.register(&person));
    desk.did("event.register", json!({ "event": event, "people": people }));
    desk.did("person.change_state", json!({ "id": people[1], "state": "去世", "since": "2026-03-01" }));
    let again = desk.ok("event.copy", json!({ "event": event, "day": "2027-03-05", "people": true })).check(|copied| {
        assert_eq!((number(copied, "registered"), each(list(copied, "left_out"), "id")), (2, vec![people[1].as_str()]), "the dead are named, not invited");
        text(copied, "id").to_owned()
    });
    let page = desk.did("event.get", json!({ "id": again }));
    assert_eq!((text(&page["event"], "venue"), page["event"]["capacity"].as_i64()), ("礼堂", Some(40)));
    desk.ok("event.order", json!({ "event": again, "people": [people[2], people[0]] })).check(|_| {
        let roster = desk.did("event.get", json!({ "id": again }))["roster"].clone();
        let place = |person: &str| crate::at::find(&roster, "person", person)["place"].as_i64();
        assert_eq!((place(&people[2]), place(&people[0])), (Some(1), Some(2)));
    });
    let book = roster(
        desk.outside(),
        "报名.xlsx",
        &["姓名", "性别", "出生年月"],
        &[&["岩温", "男", ""], &["玉罕", "女", "1950-03"], &["没有这人", "女", ""], &["", "男", ""]],
    );
    desk.ok("event.read_roster", json!({ "file": desk.file(&book) })).check(|read| {
        let lines = list(read, "lines");
        let who = lines.iter().map(|line| line["person"].as_str()).collect::<Vec<_>>();
        assert_eq!(who.get(..3), Some(&[Some(people[0].as_str()), Some(people[2].as_str()), None][..]), "{read}");
        assert_eq!(text(&lines[2], "why"), "没有登记过");
    });
    desk.ok("event.templates", Value::Null).check(|all| assert_eq!(list(all, "templates").len(), 0));
    desk.ok("event.save_templates", json!({ "templates": [template("周四宣讲")] })).check(|all| {
        assert_eq!((text(&all["templates"][0], "from"), text(&all["templates"][0], "kind")), ("09:00", "讲坛讲座"));
    });
    desk.ok("event.certificate", Value::Null).check(|words| assert!(text(words, "words").contains("{姓名}")));
    desk.ok("event.save_certificate", json!({ "title": "结业证明", "words": "{姓名}学完“{活动}”。", "issuer": "" })).check(|_| {
        assert_eq!(desk.did("event.certificate", Value::Null)["title"], "结业证明");
    });
    desk.assert_sound();
}

fn template(name: &str) -> Value {
    json!({ "name": name, "kind": "讲坛讲座", "from": "900", "to": "1100", "venue": "", "capacity": null, "brand": "", "campaign": "", "away": false, "remark": "" })
}

#[test]
fn two_of_one_name_in_a_workbook_are_left_to_the_clerk() {
    let desk = Desk::new();
    let first = desk.register(&Person::yu_han("19500312", 12));
    desk.register(&Person::yu_han("19510711", 34));
    let book = roster(desk.outside(), "报名.xlsx", &["姓名", "性别", "出生年月"], &[&["玉罕", "女", ""], &["玉罕", "男", "1950-03"]]);
    let lines = desk.did("event.read_roster", json!({ "file": desk.file(&book) }))["lines"].clone();
    assert_eq!((text(&lines[0], "why"), list(&lines[0], "maybe").len()), ("不能确定是哪一位", 2));
    assert_ne!(lines[1]["person"], first.as_str(), "what speaks against her is not overlooked");
}

#[test]
fn more_room_lets_those_who_wait_move_up_and_says_who() {
    let desk = Desk::new();
    let people = [Person::ai_wen(), Person::with_x()].map(|person| desk.register(&person));
    let talk = |id: Value, most: i64| json!({ "id": id, "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-05", "from": "0900", "to": "1100", "capacity": most });
    let event = desk.did("event.save", talk(Value::Null, 1))["id"].clone();
    desk.did("event.register", json!({ "event": event, "people": people }));
    let saved = desk.did("event.save", talk(event, 2));
    assert_eq!(each(list(&saved, "moved_up"), "id"), [people[1].as_str()]);
}

#[test]
fn who_is_enrolled_for_a_series_is_warned_of_a_clash() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let series = json!({ "rule": { "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-03-26" },
        "event": { "name": "合唱", "kind": "文体活动", "day": "2026-03-05", "from": "1000", "to": "1200" } });
    let series = desk.did("event.save_series", series)["id"].clone();
    desk.did("event.enrol", json!({ "series": series, "people": [person] }));
    let event = plan(&desk, "2026-03-12");
    let warnings = desk.did("event.register", json!({ "event": event, "people": [person] }))["warnings"].clone();
    assert!(warnings.to_string().contains("同一时间已报名“合唱”"), "{warnings}");
}

#[test]
fn what_cannot_be_is_refused_in_a_clear_sentence() {
    let desk = Desk::new();
    let event = plan(&desk, "2026-03-05");
    let person = desk.register(&Person::ai_wen());
    desk.err("event.copy", json!({ "event": event, "day": "2026-03-05" }), Code::Invalid);
    desk.err("event.copy", json!({ "event": "x", "day": "2026-03-06" }), Code::NotFound);
    desk.err("event.order", json!({ "event": event, "people": [] }), Code::Invalid);
    desk.err("event.order", json!({ "event": event, "people": [person] }), Code::NotFound);
    let book = roster(desk.outside(), "别的.xlsx", &["书名", "册数"], &[&["论语", "3"]]);
    desk.err("event.read_roster", json!({ "file": desk.file(&book) }), Code::Unreadable);
    let twice = json!({ "templates": [template("甲"), template("甲")] });
    assert!(desk.err("event.save_templates", twice, Code::Invalid).message.contains("同名"));
    let mut wrong = template("甲");
    wrong["to"] = json!("800");
    assert_eq!(desk.err("event.save_templates", json!({ "templates": [wrong] }), Code::Invalid).fields[0].path, "templates.0.to");
    for words in ["没有空格", "{姓名}{年纪}"] {
        desk.err("event.save_certificate", json!({ "title": "证明", "words": words, "issuer": "" }), Code::Invalid);
    }
}
