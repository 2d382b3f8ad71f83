//! Forms of the centre's own: ours copied and changed, taken from one centre to another, counted like ours.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

fn body(desk: &Desk, id: &str) -> Value {
    let form = desk.did("report.form", json!({ "id": id }));
    serde_json::from_str(text(&form, "body")).unwrap()
}

fn save(form: &Value) -> Value {
    json!({ "body": form.to_string() })
}

/// How many women the own form counts.
fn women(desk: &Desk, id: &str) -> Option<f64> {
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let form = list(&annual, "forms").iter().find(|form| form["id"] == id)?.clone();
    find(&form["cells"], "id", "all.women")["value"].as_f64()
}

pub fn scenario() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen().with("sex", "女"));
    desk.register(&Person::with_x().with("sex", "男"));
    let mut kinds = desk.did("event.kinds", Value::Null);
    kinds["kinds"].as_array_mut().unwrap().push(json!({ "name": "红色观影", "parent": "主题党日" }));
    desk.did("event.save_kinds", kinds);
    desk.ok("report.forms", Value::Null).check(|forms| {
        let f5 = find(&forms["forms"], "id", "f5");
        assert_eq!((&f5["own"], &f5["table"]), (&json!(false), &json!(true)));
        assert!(find(&forms["facts"], "key", "sex")["words"].as_array().unwrap().contains(&json!("女")));
        let words = |fact: &str| find(&find(&forms["tables"], "key", "event")["facts"], "key", fact)["words"].to_string();
        assert!(words("kind").contains("主题党日") && !words("kind").contains("红色观影"), "{}", words("kind"));
        assert!(words("type").contains("红色观影"), "the centre's own kinds too: {}", words("type"));
        assert_eq!(text(find(&forms["tables"], "key", "ledger.care_visit"), "label"), "走访慰问");
    });
    let mine = json!({
        "id": "", "title": "本中心男女情况", "source": "本中心自编", "basis": "",
        "grid": { "stub": "项目", "unit": "人",
            "rows": [{ "id": "all", "label": "总计" }],
            "columns": [
                { "id": "total", "label": "总数", "kind": "stock", "people": "registered", "definition": "在册的人。" },
                { "id": "women", "label": "女", "kind": "stock", "people": "registered", "where": { "sex": ["女"] }, "definition": "在册的女同志。" },
            ],
            "rules": [{ "id": "few", "level": "warn", "words": "女不大于总数", "at_most": ["women", "total"] }] },
    });
    let id = desk.ok("report.save_form", save(&mine)).check(|saved| {
        assert_eq!(saved["own"], true);
        text(saved, "id").to_owned()
    });
    assert_eq!(women(&desk, &id), Some(1.0), "it is counted with the others");
    desk.did("report.cell", json!({ "year": 2026, "form": id, "cell": "all.women" }))["rows"].as_array().unwrap().iter().for_each(|row| {
        assert_eq!(row["label"], "岩温", "and every figure of it opens");
    });
    desk.did("report.add_amount", json!({ "year": 2026, "form": id, "cell": "all.women", "amount": 2, "reason": "建档前" }));
    assert_eq!(women(&desk, &id), Some(3.0));
    let mut changed = desk.ok("report.form", json!({ "id": id })).check(|form| {
        assert_eq!(form["own"], true);
        serde_json::from_str::<Value>(text(form, "body")).unwrap()
    });
    changed["grid"]["columns"][1]["where"]["sex"] = json!(["男", "女"]);
    let again = desk.did("report.save_form", save(&changed));
    assert_eq!((text(&again, "id"), women(&desk, &id)), (id.as_str(), Some(4.0)), "changed where it stands");

    // To another centre, and back into this one.
    let (path, file) = desk.place("男女情况.json");
    desk.ok("report.export_form", json!({ "id": id, "file": file })).check(|done| assert_eq!(done["rows"], 1));
    let read = json!({ "file": desk.file(&path) });
    desk.ok("report.read_form", read).check(|draft| {
        assert_eq!((text(draft, "title"), &draft["replaces"]), ("本中心男女情况", &json!("本中心男女情况")));
    });
    let other = Desk::new();
    let draft = other.did("report.read_form", json!({ "file": other.file(&path) }));
    assert_eq!(draft["replaces"], Value::Null);
    let there = other.did("report.save_form", json!({ "body": draft["body"] }));
    assert_eq!(women(&other, text(&there, "id")), Some(0.0));

    // A copy of one of ours is a new one; ours stay.
    let mut copy = body(&desk, "f3");
    copy["title"] = json!("事业单位离休干部（本中心）");
    let copied = desk.did("report.save_form", save(&copy));
    assert!(text(&copied, "id").starts_with("own_"));
    desk.err("report.remove_form", json!({ "id": "f3" }), Code::Conflict);
    desk.ok("report.remove_form", json!({ "id": id })).check(|_| assert_eq!(women(&desk, &id), None));
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(women(&desk, &id), Some(4.0), "the log brings it back");
    desk.err("report.remove_form", json!({ "id": "own_none" }), Code::NotFound);
    desk.err("report.form", json!({ "id": "own_none" }), Code::NotFound);
    desk.err("report.export_form", json!({ "id": "own_none", "file": desk.place("无.json").1 }), Code::NotFound);
    desk.as_role(Role::View).err("report.save_form", save(&mine), Code::Forbidden);
    desk.assert_sound();
}

#[test]
fn a_form_that_cannot_be_counted_is_refused_with_where_and_why() {
    let desk = Desk::new();
    let refused = |form: &Value| desk.err("report.save_form", save(form), Code::Invalid).message;
    let mut form = body(&desk, "f3");
    form["title"] = json!("试一试");
    for (place, value, says) in [
        ("/title", json!(" "), "标题没有填"),
        ("/grid/columns/0/id", json!("总 数"), "列编号"),
        ("/grid/columns/0/definition", json!(""), "没有写口径"),
        ("/grid/columns/1/where", json!({ "height": ["高"] }), "height"),
        ("/grid/columns/1/where", json!({ "member": ["也许"] }), "也许"),
        ("/grid/columns/1/people", Value::Null, "选一种"),
        ("/grid/rows", json!([]), "行"),
        ("/grid/rules/0/columns", json!(["total", "没有"]), "没有"),
        ("/grid/columns/0/kind", json!("always"), "写法不对"),
    ] {
        let mut spoilt = form.clone();
        *spoilt.pointer_mut(place).unwrap() = value;
        let message = refused(&spoilt);
        assert!(message.contains(says), "{place}: {message}");
    }
    for body in ["", "{", "[]", "null", "{\"id\":1}", "\u{0}"] {
        desk.err("report.save_form", json!({ "body": body }), Code::Invalid);
    }
    desk.err("report.save_form", json!({ "body": "[".repeat(100_000) }), Code::Invalid);
    assert!(refused(&body(&desk, "f3")).contains("同名"), "two of one title could not be told apart");
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("空.json", &b""[..]), ("图.json", b"\x89PNG\xff\xfe"), ("别的.json", b"{\"a\": 1}")] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        desk.err("report.read_form", json!({ "file": desk.file(&path) }), Code::Unreadable);
    }
    desk.assert_sound();
}

#[test]
fn a_frozen_year_keeps_a_form_that_was_taken_away() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let mut mine = body(&desk, "ages");
    mine["title"] = json!("本中心年龄表");
    let id = text(&desk.did("report.save_form", save(&mine)), "id").to_owned();
    desk.host().set("2027-01-10T09:00");
    desk.did("report.freeze", json!({ "year": 2026 }));
    desk.did("report.remove_form", json!({ "id": id }));
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    assert!(list(&annual, "forms").iter().any(|form| form["id"] == id.as_str()));
    let opened = desk.did("report.cell", json!({ "year": 2026, "form": id, "cell": "total.total" }));
    assert_eq!(opened["value"], 1.0);
    let annual = desk.did("report.annual", json!({ "year": 2027 }));
    assert!(list(&annual, "forms").iter().all(|form| form["id"] != id.as_str()));
    desk.assert_sound();
}

/// A rule that names a cell which is not there any more would hold for ever.
#[test]
fn a_form_that_another_is_checked_against_is_not_taken_away_first() {
    let desk = Desk::new();
    let own = |title: &str, asks: &Value| {
        let mut form = body(&desk, "ages");
        form["title"] = json!(title);
        form["grid"]["rules"] = asks.clone();
        text(&desk.did("report.save_form", save(&form)), "id").to_owned()
    };
    let first = own("本中心年龄表", &json!([]));
    let cells = [format!("{first}:total.total"), "total.total".to_owned()];
    let rule = json!([{ "id": "same", "level": "error", "words": "两张表合计相同", "cells": cells }]);
    let second = own("另一张年龄表", &rule);
    let refused = desk.err("report.remove_form", json!({ "id": first }), Code::Conflict);
    assert!(refused.message.contains("另一张年龄表"), "{}", refused.message);
    let mut without = body(&desk, &first);
    without["grid"]["rows"].as_array_mut().unwrap().remove(0);
    without["grid"]["rules"] = json!([]);
    desk.err("report.save_form", save(&without), Code::Conflict);
    assert!(body(&desk, &first)["grid"]["rows"].as_array().unwrap().len() > 5, "nothing was changed");
    desk.did("report.remove_form", json!({ "id": second }));
    desk.did("report.remove_form", json!({ "id": first }));
    desk.assert_sound();
}
