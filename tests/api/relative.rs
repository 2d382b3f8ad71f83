//! Relatives, and who is called when something happens.

use crate::at::{each, text};
use serde_json::{Value, json};
use yinhui_app::operator::Role;
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn relative(person: &str, name: &str, phones: &str, emergency: bool) -> Value {
    json!({ "person": person, "name": name, "relation": "儿子", "phones": phones, "emergency": emergency, "alive": true })
}

pub fn scenario() {
    let desk = Desk::new();
    let clerk = desk.as_role(Role::Desk);
    let person = desk.register(&Person::ai_wen());
    clerk.did("relative.save", relative(&person, "岩叫", "0691-5128844", false));
    let saved = clerk.ok("relative.save", relative(&person, "岩　罕", "13800001111 / 0691-5120000", true));
    let id = saved.check(|saved| {
        assert_eq!((text(saved, "name"), saved["emergency"].as_bool()), ("岩罕", Some(true)));
        text(saved, "id").to_owned()
    });
    clerk.ok("relative.list", json!({ "id": person })).check(|all| {
        assert_eq!(each(all.as_array().unwrap(), "name"), ["岩罕", "岩叫"], "who is called first stands first");
        assert!(!all.to_string().contains("13800001111"), "masked");
    });
    clerk.ok("relative.reveal", json!({ "id": id })).check(|shown| assert_eq!(shown["value"], "13800001111 0691-5120000"));
    let log = desk.did("log.list", json!({}));
    assert_eq!(log["rows"][0]["label"], "查看亲属电话", "and it is written down");

    let kept = json!({ "person": person, "id": id, "name": "岩罕", "relation": "长子", "emergency": true, "alive": true });
    clerk.did("relative.save", kept.clone());
    let mut remarked = kept.clone();
    remarked["remark"] = json!("夜里打 13900002222");
    clerk.did("relative.save", remarked);
    clerk.did("relative.save", kept.clone());
    let shown = clerk.did("relative.list", json!({ "id": person }))[0]["remark"].clone();
    assert!(shown.as_str().unwrap().starts_with("夜里打"), "not typed, not cleared: {shown}");
    assert!(!shown.as_str().unwrap().contains("13900002222"), "a number in it is masked");
    let mut starred = kept.clone();
    starred["remark"] = json!(format!("{}，已搬家", shown.as_str().unwrap()));
    let refused = clerk.err("relative.save", starred, Code::Invalid);
    assert_eq!(refused.fields[0].code, "masked", "what is not seen is not written back as stars");
    assert_eq!(clerk.did("relative.reveal", json!({ "id": id }))["value"], "13800001111 0691-5120000", "not typed, not changed");
    clerk.ok("relative.remove", json!({ "id": id })).check(|_| {
        assert_eq!(clerk.did("relative.list", json!({ "id": person })).as_array().unwrap().len(), 1);
    });
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(clerk.did("relative.list", json!({ "id": person })).as_array().unwrap().len(), 2, "and can be brought back");
    let history = desk.did("person.history", json!({ "id": person }));
    assert!(!history.to_string().contains("13800001111"), "masked in the history too");
    desk.assert_sound();
}

#[test]
fn a_relative_that_cannot_be_is_refused_with_the_field() {
    let desk = Desk::new();
    let (person, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let good = relative(&person, "岩罕", "", false);
    for (field, value) in [("name", json!("")), ("relation", json!(" ")), ("phones", json!("请打家里")), ("linked", json!(person))] {
        let mut bad = good.clone();
        bad[field] = value;
        assert_eq!(desk.err("relative.save", bad, Code::Invalid).fields[0].path, field);
    }
    let id = desk.did("relative.save", good.clone())["id"].clone();
    let mut stolen = good.clone();
    (stolen["person"], stolen["id"]) = (json!(other), id);
    desk.err("relative.save", stolen, Code::NotFound);
    let mut linked = good;
    linked["linked"] = json!("没有");
    desk.err("relative.save", linked, Code::NotFound);
    desk.err("relative.list", json!({ "id": "没有" }), Code::NotFound);
    for role in [Role::View, Role::Report] {
        desk.as_role(role).err("relative.reveal", json!({ "id": "没有" }), Code::Forbidden);
    }
}

#[test]
fn relatives_go_with_the_person_when_records_are_joined() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::named("刀美兰")), desk.register(&Person::named("刀美蓝")));
    desk.did("relative.save", relative(&other, "岩罕", "13800001111", true));
    desk.did("notice.leave", json!({ "person": other, "text": "开会" }));
    desk.did("person.decline", json!({ "person": other, "field": "phones" }));
    desk.did("photo.save", json!({ "person": other, "jpeg": crate::photo::jpeg(120, 160) }));
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    let page = desk.did("person.get", json!({ "id": one }));
    assert_eq!((page["has_photo"].clone(), page["declined"].clone()), (json!(true), json!(["phones"])));
    assert_eq!(page["notices"].as_array().unwrap().len(), 1);
    assert_eq!(desk.did("relative.list", json!({ "id": one })).as_array().unwrap().len(), 1);
    desk.err("relative.save", relative(&other, "岩叫", "", false), Code::Conflict);
    desk.did("person.unmerge", json!({ "id": other }));
    assert_eq!(desk.did("relative.list", json!({ "id": one })), json!([]));
    assert_eq!(desk.did("person.get", json!({ "id": other }))["has_photo"], true);
    desk.assert_sound();
}
