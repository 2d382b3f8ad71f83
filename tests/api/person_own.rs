//! 自定义项目: facts under names of the centre's own, written, found, shown as columns, exported and joined.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

fn add(person: &str, label: &str, value: &str) -> Value {
    json!({ "person": person, "label": label, "value": value, "add": true })
}

fn change(person: &str, label: &str, value: &str) -> Value {
    json!({ "person": person, "label": label, "value": value })
}

fn extras(desk: &Desk, person: &str) -> Vec<(String, String, bool)> {
    let page = desk.did("person.get", json!({ "id": person }));
    let one = |extra: &Value| {
        let masked = extra["masked"].as_bool().unwrap();
        (text(extra, "label").to_owned(), text(extra, "value").to_owned(), masked)
    };
    list(&page, "extras").iter().map(one).collect()
}

fn who(desk: &Desk, field: &str, test: &str, value: &str) -> Vec<String> {
    let also = json!([{ "field": field, "test": test, "value": value }]);
    let page = desk.did("person.list", json!({ "filter": { "also": also }, "limit": 50 }));
    list(&page, "rows").iter().map(|row| text(row, "id").to_owned()).collect()
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::named("周启明")));
    desk.ok("person.own_labels", Value::Null).check(|none| assert_eq!(*none, json!([])));
    desk.ok("person.save_own", add(&one, " 血型 ", "O 型")).check(|_| {
        assert_eq!(extras(&desk, &one), [("血型".into(), "O 型".into(), false)]);
    });
    desk.did("person.save_own", add(&other, "血型", "AB 型"));
    desk.did("person.save_own", add(&one, "特长", "书法"));
    desk.ok("person.own_labels", Value::Null).check(|labels| assert_eq!(*labels, json!(["血型", "特长"])));

    assert_eq!(who(&desk, "own.血型", "is", "O 型"), std::slice::from_ref(&one));
    assert_eq!(who(&desk, "own.血型", "has", "型").len(), 2);
    assert_eq!(who(&desk, "own.特长", "known", ""), std::slice::from_ref(&one));
    assert_eq!(who(&desk, "own.特长", "missing", ""), std::slice::from_ref(&other));
    assert_eq!(who(&desk, "own.没有", "known", ""), Vec::<String>::new());

    let columns = json!(["name", "own.血型", "own.特长"]);
    let page = desk.did("person.list", json!({ "filter": {}, "columns": columns, "limit": 50 }));
    let row = list(&page, "rows").iter().find(|row| row["id"] == one.as_str()).unwrap().clone();
    assert_eq!(row["cells"]["own.血型"], "O 型");
    assert_eq!(row["cells"]["own.特长"], "书法");

    // What was put right replaces, what was emptied is gone, and the history tells each by its name.
    desk.did("person.save_own", change(&one, "特长", ""));
    desk.did("person.save_own", change(&one, "血型", "A 型"));
    assert_eq!(extras(&desk, &one), [("血型".into(), "A 型".into(), false)]);
    let history = desk.did("person.history", json!({ "id": one }));
    let change = &find(&history, "label", "修改自定义项目")["changes"][0];
    assert_eq!((text(change, "label"), text(change, "before"), text(change, "after")), ("血型", "O 型", "A 型"));
    let undo = json!({ "operation": find(&history, "label", "修改自定义项目")["operation"] });
    desk.did("log.undo", undo);
    assert_eq!(extras(&desk, &one), [("血型".into(), "O 型".into(), false)]);
    desk.assert_sound();
}

#[test]
fn a_long_number_is_masked_and_never_written_back_as_it_was_shown() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save_own", add(&person, "工资卡", "6217000012345678"));
    let shown = extras(&desk, &person);
    assert!(shown[0].2 && !shown[0].1.contains("6217000012345678"), "{shown:?}");
    desk.did("person.save_own", change(&person, "工资卡", &shown[0].1));
    assert_eq!(who(&desk, "own.工资卡", "is", "6217000012345678").len(), 1, "it is what it was");
    let page = desk.did("person.list", json!({ "filter": {}, "columns": ["own.工资卡"], "limit": 5 }));
    assert_eq!(page["rows"][0]["cells"]["own.工资卡"], shown[0].1);
    let history = desk.did("person.history", json!({ "id": person })).to_string();
    assert!(!history.contains("6217000012345678"));
    // Whoever must not see it cannot feel their way to it.
    let also = |test: &str, value: &str| {
        let also = json!([{ "field": "own.工资卡", "test": test, "value": value }]);
        json!({ "filter": { "also": also }, "limit": 5 })
    };
    desk.did("person.save_own", add(&person, "社保卡", "６２１７ 0000-1234 5678"));
    assert!(extras(&desk, &person).iter().all(|(_, value, masked)| *masked && !value.contains("1234")), "however it is written");
    let viewer = desk.as_role(Role::View);
    assert_eq!(viewer.did("person.list", also("has", "62"))["total"], 0);
    assert_eq!(viewer.did("person.list", also("known", ""))["total"], 1);
    let written = json!([{ "field": "own.社保卡", "test": "has", "value": "0000" }]);
    let other = json!({ "filter": { "also": written }, "limit": 5 });
    // What is shown whole is found by everybody.
    desk.did("person.save_own", add(&person, "宅电", "0691-2123456"));
    let phone = json!([{ "field": "own.宅电", "test": "has", "value": "0691" }]);
    let phone = json!({ "filter": { "also": phone }, "limit": 5 });
    assert_eq!(viewer.did("person.list", phone)["total"], 1);
    assert_eq!(viewer.did("person.list", other.clone())["total"], 0);
    assert_eq!(desk.did("person.list", other)["total"], 1);
}

#[test]
fn what_somebody_has_already_is_not_written_over_by_adding_it() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save_own", add(&person, "特长", "书法"));
    for (label, value) in [("特长", "声乐"), (" 特长 ", "声乐"), ("特长", "")] {
        let refused = desk.err("person.save_own", add(&person, label, value), Code::Invalid);
        assert_eq!(refused.fields[0].code, "taken", "{label}");
    }
    desk.err("person.save_own", change(&person, "血型", "O 型"), Code::NotFound);
    assert_eq!(extras(&desk, &person), [("特长".into(), "书法".into(), false)]);
}

#[test]
fn a_list_of_ours_with_its_numbers_masked_is_read_again_and_changes_nothing() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save_own", add(&person, "工资卡", "6217000012345678"));
    let (path, file) = desk.place("名单.xlsx");
    let columns = json!(["name", "birth", "unit", "branch", "own.工资卡"]);
    desk.did("person.export", json!({ "file": file, "filter": {}, "full": false, "columns": columns }));
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let columns = json!([{ "sheet": "人员", "col": 5, "field": "keep_own" }]);
    let options = json!({ "plan": plan["plan"], "options": { "columns": columns } });
    let plan = desk.did("import.replan", options);
    assert_eq!(plan["counts"]["new"], 0, "whom it knows: {plan}");
    desk.did("import.run", json!({ "plan": plan["plan"] }));
    assert_eq!(who(&desk, "own.工资卡", "is", "6217000012345678").len(), 1, "it is what it was");
}

#[test]
fn what_cannot_be_written_is_refused_in_words() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    for (label, value, path, code) in [
        ("", "甲", "label", "required"),
        ("健康状况", "良好", "label", "field"),
        ("特长", " ", "value", "required"),
        (&"长".repeat(21), "甲", "label", "too_long"),
        ("特长", &"长".repeat(2_001), "value", "too_long"),
    ] {
        let refused = desk.err("person.save_own", add(&person, label, value), Code::Invalid);
        assert_eq!((refused.fields[0].path.as_str(), refused.fields[0].code.as_str()), (path, code));
    }
    desk.err("person.save_own", add("没有", "特长", "书法"), Code::NotFound);
    let also = json!([{ "field": "own.特长", "test": "from", "value": "1949" }]);
    desk.err("person.list", json!({ "filter": { "also": also }, "limit": 5 }), Code::Invalid);
}

#[test]
fn what_one_record_knows_is_not_lost_where_the_other_was_emptied() {
    let desk = Desk::new();
    let (kept, gone) = (desk.register(&Person::named("周启明")), desk.register(&Person::named("周启民")));
    desk.did("person.save_own", add(&kept, "血型", "不明"));
    desk.did("person.save_own", change(&kept, "血型", ""));
    desk.did("person.save_own", add(&gone, "血型", "O 型"));
    desk.did("person.merge", json!({ "kept": kept, "gone": gone }));
    assert_eq!(extras(&desk, &kept), [("血型".into(), "O 型".into(), false)]);
    let refused = desk.err("person.save_own", change(&gone, "血型", "A 型"), Code::Conflict);
    assert!(refused.message.contains("合并"));
    desk.did("person.unmerge", json!({ "id": gone }));
    assert_eq!(extras(&desk, &kept), []);
    assert_eq!(extras(&desk, &gone), [("血型".into(), "O 型".into(), false)]);
    desk.did("person.save_own", add(&kept, "血型", "A 型"));
    assert_eq!(extras(&desk, &kept), [("血型".into(), "A 型".into(), false)]);
    desk.assert_sound();
}
