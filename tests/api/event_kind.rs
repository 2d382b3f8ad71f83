//! Kinds of events of the centre's own: they count as the kind they are part of, and by themselves.

use crate::at::{find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

/// The tree with 实践型 and 走访参观 below 主题党日, and 书画班 below 老年大学课程.
fn tree(desk: &Desk) -> Value {
    let mut tree = desk.did("event.kinds", Value::Null);
    let own = [("实践型", "主题党日"), ("走访参观", "实践型"), ("书画班", "老年大学课程")];
    let kinds = tree["kinds"].as_array_mut().unwrap();
    kinds.extend(own.map(|(name, parent)| json!({ "name": name, "parent": parent })));
    tree
}

fn event(kind: &str, day: &str, more: Value) -> Value {
    let mut save = json!({ "name": "参观烈士陵园", "kind": kind, "day": day, "from": "0800", "to": "0830" });
    save.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    save
}

fn figure(desk: &Desk, form: &str, row: &str) -> f64 {
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let form = find(&annual["forms"], "id", form).clone();
    let row = find(&form["layout"]["rows"], "label", row);
    find(&form["cells"], "id", &format!("{}.times", text(row, "id")))["value"].as_f64().unwrap()
}

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("event.kinds", Value::Null).check(|tree| {
        assert_eq!(text(&tree["kinds"][0], "name"), "主题党日");
        assert!(list(tree, "kinds").iter().all(|kind| text(kind, "parent").is_empty()), "nothing is invented");
    });
    let first = desk.did("event.kinds", Value::Null);
    desk.ok("event.save_kinds", tree(&desk)).check(|saved| {
        assert_eq!(text(find(&saved["kinds"], "name", "走访参观"), "parent"), "实践型");
    });
    let branch = json!({ "name": "教育离退休党支部", "kind": "党支部", "composition": "离退休" });
    let branch = desk.did("organization.save", branch)["id"].clone();
    desk.did("event.save", event("走访参观", "2026-03-04", json!({ "organization": branch })));
    desk.did("event.save", event("党日活动", "2026-02-04", json!({ "organization": branch })));
    let held = desk.did("organization.life", json!({ "year": 2026 }));
    let at = list(&held, "kinds").iter().position(|kind| kind["kind"] == "主题党日").unwrap();
    assert_eq!(held["branches"][0]["held"][at][1], 1, "of February");
    assert_eq!(held["branches"][0]["held"][at][2], 1, "one of a kind below is one of the kind");
    desk.did("organization.attendance", json!({ "year": 2026 }));
    assert_eq!(figure(&desk, "activities", "主题党日"), 2.0);
    assert_eq!(figure(&desk, "activity_types", "走访参观"), 1.0);
    assert_eq!(figure(&desk, "activity_types", "主题党日"), 1.0);
    assert_eq!(desk.err("event.save_kinds", first, Code::Invalid).fields[0].code, "in_use");
    let unknown = desk.err("event.save", event("没有的类别", "2026-03-04", json!({})), Code::Invalid);
    assert_eq!((unknown.fields[0].path.as_str(), unknown.fields[0].code.as_str()), ("kind", "not_in_list"));
    assert_eq!(desk.err("event.save_kinds", json!({ "kinds": [] }), Code::Invalid).fields[0].code, "top");
    desk.assert_sound();
}

#[test]
fn a_course_of_a_kind_below_is_a_course_of_the_university() {
    let desk = Desk::new();
    desk.did("event.save_kinds", tree(&desk));
    desk.did("event.save_rules", json!({ "courses": 1 }));
    let person = desk.register(&Person::ai_wen());
    let course = |name: &str, kind: &str, from: &str, to: &str| {
        let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-04-30" });
        let event = json!({ "name": name, "kind": kind, "day": "2026-03-05", "from": from, "to": to });
        text(&desk.did("event.save_series", json!({ "rule": rule, "event": event })), "id").to_owned()
    };
    let (first, second) = (course("书法", "书画班", "1400", "1500"), course("声乐", "老年大学课程", "1600", "1700"));
    desk.did("event.enrol", json!({ "series": first, "people": [person] }));
    let done = desk.did("event.enrol", json!({ "series": second, "people": [person] }));
    assert_eq!(text(&list(&done, "warnings")[0], "text"), "已报 2 门课程，超过每人 1 门");
    assert_eq!(number(&done, "added"), 1);
}

#[test]
fn a_kind_of_the_centres_own_named_like_another_word_for_one_at_the_top_stays_itself() {
    let desk = Desk::new();
    let mut tree = desk.did("event.kinds", Value::Null);
    tree["kinds"].as_array_mut().unwrap().push(json!({ "name": "文艺活动", "parent": "文体活动" }));
    desk.did("event.save_kinds", tree);
    let id = desk.did("event.save", event("文艺活动", "2026-03-04", json!({})))["id"].clone();
    assert_eq!(desk.did("event.get", json!({ "id": id }))["event"]["kind"], "文艺活动");
    let log = desk.did("log.list", json!({ "limit": 5 }));
    let saved = find(&log["rows"], "label", "修改活动类别");
    assert_eq!(saved["may_undo"], false, "a tree is changed only where it is edited, which keeps what is in use");
}

#[test]
fn a_series_of_a_kind_that_is_no_more_keeps_what_was_changed_by_hand() {
    let desk = Desk::new();
    let first = desk.did("event.kinds", Value::Null);
    desk.did("event.save_kinds", tree(&desk));
    let rule = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-12", "to": "2026-03-19" });
    let series = |kind: &str, id: Value| {
        let event = json!({ "name": "书法", "kind": kind, "day": "2026-03-12", "from": "1400", "to": "1500" });
        desk.did("event.save_series", json!({ "id": id, "rule": rule, "event": event }))
    };
    let id = series("书画班", Value::Null)["id"].clone();
    let page = desk.did("event.series", json!({ "id": id }));
    for occurrence in list(&page, "occurrences") {
        let by_hand = json!({ "id": occurrence["id"], "name": "书法（教室改了）", "venue": "二楼" });
        desk.did("event.save", event("老年大学课程", text(occurrence, "day"), by_hand));
    }
    desk.did("event.save_kinds", first);
    let saved = series("老年大学课程", id.clone());
    assert_eq!(list(&saved, "kept").len(), 2, "{saved}");
    let page = desk.did("event.series", json!({ "id": id }));
    assert!(list(&page, "occurrences").iter().all(|one| one["venue"] == "二楼"));
}

#[test]
fn a_kind_with_a_template_stays() {
    let desk = Desk::new();
    let first = desk.did("event.kinds", Value::Null);
    desk.did("event.save_kinds", tree(&desk));
    let template = json!({ "name": "走访", "kind": "走访参观", "from": "0900", "to": "1100", "venue": "", "capacity": null, "brand": "", "campaign": "", "away": false, "remark": "" });
    desk.did("event.save_templates", json!({ "templates": [template] }));
    assert!(desk.err("event.save_kinds", first, Code::Invalid).message.contains("活动模板"));
}
