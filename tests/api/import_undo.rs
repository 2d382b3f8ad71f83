//! Taking an import back at any time: what people did since is kept, and named.

use crate::at::{each, find, list};
use serde_json::{Value, json};
use yinhui_testkit::{Desk, identity, roster};

fn imported(desk: &Desk) -> (Value, Value) {
    let rows: &[&[&str]] = &[
        &["岩罕", "1950-01", "勐混镇离退休党支部", "勐海县农业局"],
        &["玉波", "1951-02", "勐混镇离退休党支部", "勐海县农业局"],
        &["李正清", "1952-03", "", "勐海县林业局"],
    ];
    let path = roster(desk.outside(), "名册.xlsx", &["姓名", "出生年月", "所在支部", "工作单位"], rows);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let report = desk.did("import.run", json!({ "plan": plan["plan"] }));
    let people = desk.did("person.list", json!({ "limit": 10, "sort": "birth" }));
    (report["id"].clone(), people["rows"].clone())
}

#[test]
fn somebody_who_checked_in_since_stays_whole_and_is_named() {
    let desk = Desk::new();
    let (import, people) = imported(&desk);
    desk.check_in(people[0]["id"].as_str().unwrap());
    let undone = desk.did("import.undo", json!({ "id": import }));
    let kept = list(&undone, "kept");
    assert!(each(kept, "name").contains(&"岩罕"), "{undone}");
    assert!(each(kept, "reason").iter().all(|reason| reason.contains("保留")));
    let left = desk.did("person.list", json!({ "limit": 10 }));
    assert_eq!(each(list(&left, "rows"), "name"), ["岩罕"]);
    assert_eq!(left["rows"][0]["branch"], "勐混镇离退休党支部", "with branch");
    assert_eq!(left["rows"][0]["unit"], "勐海县农业局", "and unit");
    let page = desk.did("person.get", json!({ "id": left["rows"][0]["id"] }));
    assert_eq!(page["sources"]["birth"]["cell"], "B4", "and what stays still says where it came from");
    let branches = desk.did("organization.list", Value::Null);
    assert_eq!(each(branches.as_array().unwrap(), "name"), ["勐混镇离退休党支部"], "still used, so it stays");
    assert_eq!(each(desk.did("unit.list", Value::Null).as_array().unwrap(), "name"), ["勐海县农业局"]);
    desk.assert_sound();
}

#[test]
fn somebody_edited_since_stays_and_is_named() {
    let desk = Desk::new();
    let (import, people) = imported(&desk);
    desk.did("person.save", json!({ "id": people[1]["id"], "facts": { "health": "良好" } }));
    let undone = desk.did("import.undo", json!({ "id": import }));
    assert!(each(list(&undone, "kept"), "name").contains(&"玉波"));
    let left = desk.did("person.list", json!({ "limit": 10 }));
    assert_eq!(each(list(&left, "rows"), "name"), ["玉波"]);
    desk.assert_sound();
}

#[test]
fn an_edit_taken_back_first_leaves_nothing_to_keep() {
    let desk = Desk::new();
    let (import, people) = imported(&desk);
    desk.did("person.save", json!({ "id": people[1]["id"], "facts": { "health": "良好" } }));
    let edit = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": edit }));
    let presence = desk.check_in(people[0]["id"].as_str().unwrap());
    desk.did("checkin.undo", json!({ "id": presence }));
    let undone = desk.did("import.undo", json!({ "id": import }));
    assert_eq!(undone["kept"], json!([]));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0);
    desk.assert_sound();
}

#[test]
fn an_update_by_import_is_taken_back_to_what_stood_before() {
    let desk = Desk::new();
    let id = identity("532822", "19500112", 33);
    let saved =
        desk.did("person.save", json!({ "facts": { "name": "岩罕", "identity": id, "health": "良好" } }));
    let path =
        roster(desk.outside(), "名册.xlsx", &["姓名", "身份证号", "健康状况"], &[&["岩罕", &id, "较差"]]);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let rows = desk
        .did("import.rows", json!({ "plan": plan["plan"], "verdict": "update", "offset": 0, "limit": 5 }));
    let change = find(&rows["rows"][0]["changes"], "label", "健康状况");
    assert_eq!(
        change,
        &json!({ "field": "health", "label": "健康状况", "before": "良好", "after": "较差" }),
        "each field, old and new"
    );
    let report = desk.did("import.run", json!({ "plan": plan["plan"] }));
    let page = desk.did("person.get", json!({ "id": saved["id"] }));
    assert_eq!(page["facts"]["health"], "较差");
    assert_eq!(page["sources"]["health"]["cell"], "C4");
    desk.did("import.undo", json!({ "id": report["id"] }));
    let page = desk.did("person.get", json!({ "id": saved["id"] }));
    assert_eq!(page["facts"]["health"], "良好");
    assert_eq!(page["sources"].get("health"), None, "a value taken back has no source");
    let undo = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": undo }));
    let page = desk.did("person.get", json!({ "id": saved["id"] }));
    assert_eq!(
        (&page["facts"]["health"], &page["sources"]["health"]["cell"]),
        (&json!("较差"), &json!("C4"))
    );
}

#[test]
fn taking_the_undo_back_brings_everybody_back() {
    let desk = Desk::new();
    let (import, people) = imported(&desk);
    desk.did("import.undo", json!({ "id": import }));
    let undo = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": undo }));
    let back = desk.did("person.list", json!({ "limit": 10, "sort": "birth" }));
    assert_eq!(back["rows"], people);
    desk.assert_sound();
    desk.did("import.undo", json!({ "id": import }));
    assert_eq!(
        desk.did("person.list", json!({ "limit": 1 }))["total"],
        0,
        "and the import can be taken back again"
    );
    desk.assert_sound();
}
