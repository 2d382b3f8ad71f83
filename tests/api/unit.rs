//! The units people worked in.

use crate::at::{find, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let id = desk.ok("unit.save", json!({ "name": "勐海县农业局", "nature": "机关" })).check(|saved| text(saved, "id").to_owned());
    let person = desk.register(&Person::ai_wen());
    desk.ok("unit.list", Value::Null).check(|all| {
        let found = find(all, "id", &id);
        assert_eq!(found["nature"], "机关");
        assert_eq!(found["people"], 1, "a person's unit of that name is this record");
    });
    desk.did("unit.save", json!({ "id": id, "name": "勐海县农业农村局", "nature": "机关" }));
    assert_eq!(desk.did("person.get", json!({ "id": person }))["facts"]["unit"], "勐海县农业农村局");
    desk.did("unit.save", json!({ "name": "勐海县林业局", "nature": "" }));
    let taken = desk.err("unit.save", json!({ "name": "勐海县林业局", "nature": "" }), Code::Invalid);
    assert_eq!(taken.fields[0].code, "taken");
    desk.err("unit.save", json!({ "id": "01890000-0000-7000-8000-000000000000", "name": "甲", "nature": "" }), Code::NotFound);
}
