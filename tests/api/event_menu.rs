//! 活动菜单: what branches may choose, what they chose, and what came of it.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::Desk;

fn item(name: &str, form: &str, kind: &str) -> Value {
    json!({ "name": name, "form": form, "kind": kind, "about": "半天，有讲解", "retired": false })
}

fn menu() -> Value {
    json!({ "items": [item("走进植物园", "菜单式活动", "主题党日"), item("送教上门", "定制式项目", "")] })
}

fn branch(desk: &Desk, name: &str) -> String {
    let save = json!({ "name": name, "kind": "党支部", "composition": "离退休" });
    text(&desk.did("organization.save", save), "id").to_owned()
}

fn chosen(branch: &str, facts: Value, more: Value) -> Value {
    let mut save = json!({ "ledger": "menu", "day": "2026-03-02", "organization": branch, "facts": facts });
    save.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    save
}

fn refused(desk: &Desk, save: Value) -> (String, String) {
    let refused = desk.err("ledger.save", save, Code::Invalid);
    (refused.fields[0].path.clone(), refused.fields[0].code.clone())
}

fn figure(desk: &Desk, row: &str, column: &str) -> f64 {
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let form = find(&annual["forms"], "id", "menu").clone();
    let row = find(&form["layout"]["rows"], "label", row);
    find(&form["cells"], "id", &format!("{}.{column}", text(row, "id")))["value"].as_f64().unwrap()
}

fn words(desk: &Desk, column: &str) -> Vec<String> {
    let ledgers = desk.did("ledger.kinds", Value::Null);
    let ledger = ledgers.as_array().unwrap().iter().find(|ledger| ledger["key"] == "menu").unwrap();
    let of = &find(&ledger["fields"], "key", column)["of"];
    of.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("event.menu", Value::Null).check(|menu| assert_eq!(list(menu, "items").len(), 0, "nothing is invented"));
    desk.ok("event.save_menu", menu()).check(|saved| assert_eq!(*saved, menu()));
    desk.ok("event.menu", Value::Null).check(|held| assert_eq!(*held, menu()));
    assert_eq!(words(&desk, "item"), ["走进植物园", "送教上门"]);
    assert!(words(&desk, "type").contains(&"主题党日".to_owned()), "the kinds of events");

    let (first, second) = (branch(&desk, "教育离退休党支部"), branch(&desk, "卫生离退休党支部"));
    // What the menu says of an item need not be typed.
    let line = desk.did("ledger.save", chosen(&first, json!({ "item": "走进植物园" }), json!({})));
    assert_eq!(line["facts"]["form"], "菜单式活动");
    assert_eq!(line["facts"]["type"], "主题党日");
    desk.did("ledger.save", chosen(&first, json!({ "item": "送教上门", "type": "党课" }), json!({})));
    let own = json!({ "item": "自己提的参观", "form": "定制式项目" });
    desk.did("ledger.save", chosen(&second, own, json!({ "state": "已取消" })));
    let event = json!({ "name": "走进植物园", "kind": "主题党日", "day": "2026-03-03", "from": "0900", "to": "1100", "organization": first, "chosen": line["id"] });
    let event = text(&desk.did("event.save", event.clone()), "id").to_owned();
    let held = desk.did("ledger.list", json!({ "filter": { "ledger": "menu" }, "offset": 0, "limit": 10 }));
    assert_eq!(find(&held["rows"], "id", text(&line, "id"))["event"]["id"], event.as_str(), "both in one");
    let done = chosen(
        &first,
        json!({ "item": "走进植物园", "form": "菜单式活动", "type": "主题党日", "heads": "18" }),
        json!({ "id": line["id"], "state": "已完成", "event": event }),
    );
    desk.did("ledger.save", done);
    for (row, column, value) in [
        ("合计", "chosen", 2.0),
        ("合计", "ready", 1.0),
        ("合计", "custom", 1.0),
        ("合计", "branches", 1.0),
        ("合计", "done", 1.0),
        ("主题党日", "chosen", 1.0),
        ("党课", "custom", 1.0),
    ] {
        assert_eq!(figure(&desk, row, column), value, "{row} {column}");
    }
    desk.assert_sound();
}

#[test]
fn what_is_not_on_the_menu_is_not_chosen_as_if_it_were() {
    let desk = Desk::new();
    let branch = branch(&desk, "教育离退休党支部");
    let other = json!({ "item": "别的活动", "form": "菜单式活动" });
    desk.did("ledger.save", chosen(&branch, other.clone(), json!({})));
    desk.did("event.save_menu", menu());
    assert_eq!(refused(&desk, chosen(&branch, other, json!({}))), ("facts.item".into(), "not_in_list".into()));
    for (facts, path, code) in [
        (json!({ "item": "自己提的" }), "facts.form", "required"),
        (json!({ "item": "走进植物园", "form": "定制式项目" }), "facts.form", "differs"),
        (json!({ "item": "走进植物园", "type": "党课" }), "facts.type", "differs"),
        (json!({ "item": "走进植物园", "form": "别的" }), "facts.form", "not_in_list"),
    ] {
        assert_eq!(refused(&desk, chosen(&branch, facts, json!({}))), (path.into(), code.into()));
    }
    // What a line named before there was a menu it goes on naming.
    let held = desk.did("ledger.list", json!({ "filter": { "ledger": "menu" }, "offset": 0, "limit": 10 }));
    let id = held["rows"][0]["id"].clone();
    let facts = json!({ "item": "别的活动", "form": "菜单式活动", "heads": "9" });
    desk.did("ledger.save", chosen(&branch, facts, json!({ "id": id })));
}

#[test]
fn what_was_chosen_stays_on_the_menu_and_may_be_retired() {
    let desk = Desk::new();
    desk.did("event.save_menu", menu());
    let branch = branch(&desk, "教育离退休党支部");
    let line = desk.did("ledger.save", chosen(&branch, json!({ "item": "走进植物园" }), json!({})));
    let without = json!({ "items": [item("送教上门", "定制式项目", "")] });
    assert_eq!(desk.err("event.save_menu", without, Code::Invalid).fields[0].code, "in_use");
    let mut retired = menu();
    retired["items"][0]["retired"] = true.into();
    desk.did("event.save_menu", retired);
    assert_eq!(refused(&desk, chosen(&branch, json!({ "item": "走进植物园" }), json!({}))).1, "retired");
    let facts = json!({ "item": "走进植物园", "form": "菜单式活动", "type": "主题党日", "heads": "20" });
    desk.did("ledger.save", chosen(&branch, facts, json!({ "id": line["id"] })));
}

#[test]
fn a_line_that_stands_is_not_changed_by_what_the_menu_says_later() {
    let desk = Desk::new();
    let mut menu = menu();
    menu["items"][0]["kind"] = "".into();
    desk.did("event.save_menu", menu.clone());
    let branch = branch(&desk, "教育离退休党支部");
    let line = desk.did("ledger.save", chosen(&branch, json!({ "item": "走进植物园" }), json!({})));
    menu["items"][0]["kind"] = "主题党日".into();
    menu["items"][0]["retired"] = true.into();
    desk.did("event.save_menu", menu);
    let facts = json!({ "item": "走进植物园", "form": "菜单式活动", "heads": "20" });
    let done = chosen(&branch, facts.clone(), json!({ "id": line["id"], "state": "已完成" }));
    let saved = desk.did("ledger.save", done);
    assert!(saved["facts"].get("type").is_none(), "{saved}");
    // Read again from its own export it is the same line.
    let again = json!({ "item": "走进植物园", "form": "菜单式活动", "heads": "20" });
    let (path, file) = desk.place("菜单.xlsx");
    desk.did("ledger.export", json!({ "file": file, "filter": { "ledger": "menu" } }));
    let read = desk.did("ledger.read_file", json!({ "file": desk.file(&path), "ledger": "menu" }));
    assert_eq!(list(&read, "lines")[0]["same"], true, "{again}: {read}");
}

#[test]
fn an_event_that_was_called_off_is_nothing_that_was_done() {
    let desk = Desk::new();
    let branch = branch(&desk, "教育离退休党支部");
    let event = json!({ "name": "参观", "kind": "主题党日", "day": "2026-03-03", "from": "0900", "to": "1100", "cancelled": true });
    let event = text(&desk.did("event.save", event), "id").to_owned();
    let facts = json!({ "item": "参观", "form": "菜单式活动" });
    let save = |state: &str| chosen(&branch, facts.clone(), json!({ "state": state, "event": event }));
    assert_eq!(refused(&desk, save("已完成")), ("event".into(), "cancelled".into()));
    desk.did("ledger.save", save("已取消"));
    // What was done is called off only once the line says so too.
    let later = json!({ "name": "参观", "kind": "主题党日", "day": "2026-03-04", "from": "0900", "to": "1100" });
    let id = desk.did("event.save", later.clone())["id"].clone();
    let mut held = chosen(&branch, facts.clone(), json!({ "state": "已完成", "event": id }));
    held["id"] = desk.did("ledger.save", held.clone())["id"].clone();
    let mut off = later;
    off.as_object_mut().unwrap().extend([("id".to_owned(), id), ("cancelled".to_owned(), true.into())]);
    let refused = desk.err("event.save", off.clone(), Code::Conflict);
    assert!(refused.message.contains("请先改那一行的状态"), "{}", refused.message);
    // Taken out for a while, it does not come back as done.
    desk.did("ledger.remove", json!({ "id": held["id"] }));
    desk.did("event.save", off.clone());
    desk.err("ledger.restore", json!({ "id": held["id"] }), Code::Invalid);
    off["cancelled"] = false.into();
    desk.did("event.save", off.clone());
    desk.did("ledger.restore", json!({ "id": held["id"] }));
    held["state"] = "已取消".into();
    desk.did("ledger.save", held);
    off["cancelled"] = true.into();
    desk.did("event.save", off);
}

#[test]
fn an_event_is_planned_with_its_line_or_not_at_all() {
    let desk = Desk::new();
    let branch = branch(&desk, "教育离退休党支部");
    let facts = json!({ "item": "参观", "form": "定制式项目" });
    let line = desk.did("ledger.save", chosen(&branch, facts, json!({})))["id"].clone();
    let event = |chosen: &Value| json!({ "name": "参观", "kind": "主题党日", "day": "2026-03-10", "from": "0900", "to": "1100", "chosen": chosen });
    desk.did("event.save", event(&line));
    desk.err("event.save", event(&line), Code::Conflict);
    desk.err("event.save", event(&json!("没有")), Code::NotFound);
    let other = json!({ "ledger": "proposal", "day": "2026-03-02", "organization": branch, "facts": { "topic": "修路" } });
    let other = desk.did("ledger.save", other)["id"].clone();
    desk.err("event.save", event(&other), Code::NotFound);
    let days = json!({ "from": "2026-03-10", "to": "2026-03-10" });
    assert_eq!(desk.did("event.list", days).as_array().unwrap().len(), 1);
    let log = desk.did("log.list", json!({ "limit": 20 }));
    let saved = list(&log, "rows").iter().find(|row| row["undone"] == false && row["label"].as_str().unwrap().contains("活动")).unwrap().clone();
    desk.did("log.undo", json!({ "operation": saved["id"] }));
    let held = desk.did("ledger.list", json!({ "filter": { "ledger": "menu" }, "offset": 0, "limit": 10 }));
    assert_eq!(held["rows"][0]["event"], Value::Null, "taken back with the event");
}

#[test]
fn a_menu_that_cannot_be_is_refused_with_its_place() {
    let desk = Desk::new();
    for (items, path, code) in [
        (vec![item("", "菜单式活动", "")], "items.0.name", "required"),
        (vec![item("甲", "菜单式活动", ""), item("甲", "定制式项目", "")], "items.1.name", "taken"),
        (vec![item("甲", "别的", "")], "items.0.form", "not_in_list"),
        (vec![item("甲", "菜单式活动", "没有的类别")], "items.0.kind", "not_in_list"),
        (vec![item("甲", "菜单式活动", ""); 201], "items", "count"),
    ] {
        let refused = desk.err("event.save_menu", json!({ "items": items }), Code::Invalid);
        assert_eq!((refused.fields[0].path.as_str(), refused.fields[0].code.as_str()), (path, code));
    }
}

#[test]
fn a_kind_on_the_menu_stays_in_the_tree() {
    let desk = Desk::new();
    let first = desk.did("event.kinds", Value::Null);
    let mut tree = first.clone();
    tree["kinds"].as_array_mut().unwrap().push(json!({ "name": "实践型", "parent": "主题党日" }));
    desk.did("event.save_kinds", tree);
    desk.did("event.save_menu", json!({ "items": [item("走进植物园", "菜单式活动", "实践型")] }));
    assert!(desk.err("event.save_kinds", first, Code::Invalid).message.contains("活动菜单"));
}
