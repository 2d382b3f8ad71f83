//! Lists as somebody likes to see them.

use crate::at::{cells, each, text};
use serde_json::json;
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let value = json!({ "query": { "sex": "女", "cols": "name,birth" } });
    let save = |name: &str| json!({ "page": "people", "name": name, "value": value });
    let id = desk.ok("view.save", save("女同志")).check(|view| {
        assert_eq!(view["value"], value);
        text(view, "id").to_owned()
    });
    desk.did("view.save", save("八十岁以上"));
    assert_eq!(desk.did("view.save", save("女同志"))["id"], id.as_str(), "one of that name is written anew");
    desk.ok("view.list", json!({ "page": "people" })).check(|views| {
        assert_eq!(each(views.as_array().unwrap(), "name"), ["八十岁以上", "女同志"]);
    });
    desk.ok("view.remove", json!({ "id": id })).check(|_| {
        assert_eq!(desk.did("view.list", json!({ "page": "people" })).as_array().unwrap().len(), 1);
    });
    desk.err("view.remove", json!({ "id": id }), Code::NotFound);
    desk.err("view.save", json!({ "page": "别的", "name": "甲", "value": {} }), Code::Invalid);
    desk.err("view.save", json!({ "page": "people", "name": "", "value": {} }), Code::Invalid);
    desk.err("view.save", json!({ "page": "people", "name": "甲", "value": "长".repeat(9_000) }), Code::Invalid);
    desk.assert_sound();
}

#[test]
fn the_list_and_its_export_show_the_columns_that_were_chosen() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    desk.register(&Person::with_x());
    let columns = json!(["name", "age", "phones", "unit"]);
    let page = desk.did("person.list", json!({ "sort": "birth", "limit": 5, "columns": columns }));
    assert_eq!(page["rows"][0]["cells"], json!({ "name": "岩温", "age": "77", "phones": "139****1234", "unit": "勐海县农业局" }));
    assert_eq!(page["rows"][1]["cells"]["phones"], "069*****8844", "masked");
    let (path, file) = desk.place("所选列.xlsx");
    desk.did("person.export", json!({ "file": file, "full": false, "columns": columns, "sort": "birth" }));
    let rows = cells(&path);
    assert!(rows.iter().any(|row| row.iter().map(String::as_str).eq(["序号", "姓名", "周岁", "联系电话", "原工作单位"])), "{rows:?}");
    assert!(rows.iter().any(|row| row[1..] == ["岩温", "77", "139****1234", "勐海县农业局"]), "{rows:?}");
    desk.err("person.list", json!({ "limit": 5, "columns": ["没有"] }), Code::Invalid);
    desk.err("person.list", json!({ "limit": 5, "columns": vec!["name"; 31] }), Code::Invalid);
    desk.err("person.export", json!({ "file": file, "full": false, "columns": ["没有"] }), Code::Invalid);
    desk.err("person.export", json!({ "file": file, "full": false, "sort": "乱" }), Code::Invalid);
}
