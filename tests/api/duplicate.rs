//! Two records of one person: shown with reasons, joined by a human, taken apart at any time.

use crate::at::{find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

/// 刀美兰 registered twice: with other characters and another telephone.
fn twice(desk: &Desk) -> (String, String) {
    let one = Person::named("刀美兰").with("birth", "1949-03-05").with("sex", "女").with("phones", "13812345678");
    let other = Person::named("刀美蓝").with("birth", "1949-03").with("sex", "女").with("health", "良好");
    let one = one.with("ethnicity", "傣族").with("native_place", "云南勐海");
    (desk.register(&one), desk.register(&other.with("phones", "13912345678")))
}

fn pairs(desk: &Desk) -> Vec<Value> {
    list(&desk.did("duplicate.list", json!({})), "pairs").to_vec()
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, other) = twice(&desk);
    desk.register(&Person::named("刀美岚").with("birth", "1951-01").with("sex", "女"));
    desk.ok("duplicate.list", json!({ "offset": 0, "limit": 10 })).check(|page| {
        assert_eq!(number(page, "total"), 1);
        let pair = &list(page, "pairs")[0];
        assert_eq!(pair["one"]["id"], one.as_str(), "who is known better stands first");
        assert_eq!(pair["other"]["id"], other.as_str());
        assert_eq!(pair["reasons"], json!(["姓名读音相同", "出生年月对得上"]));
    });
    desk.ok("duplicate.compare", json!({ "one": other, "other": one })).check(|both| {
        let fact = |key: &str| list(both, "facts").iter().find(|fact| fact["field"] == key).cloned().unwrap();
        assert_eq!(both["one"]["id"], one.as_str());
        assert_eq!((fact("name")["one"].clone(), fact("name")["differs"].clone()), (json!("刀美兰"), json!(true)));
        assert_eq!(fact("health")["differs"], false, "what one does not know is no difference");
        assert_eq!(fact("phones")["joins"], true);
        assert!(!both.to_string().contains("13812345678"), "numbers are masked");
    });

    let before = desk.check_in(&other);
    desk.host().set("2026-03-06T09:00");
    desk.check_in(&one);
    desk.host().set("2026-03-06T10:00");
    desk.check_in(&other);
    let merge = json!({ "kept": one, "gone": other, "take": ["name", "phones"] });
    desk.ok("person.merge", merge).check(|kept| assert_eq!(kept["id"], one.as_str()));
    let page = desk.did("person.get", json!({ "id": one }));
    assert_eq!(page["facts"]["name"], "刀美蓝", "what was chosen is taken from the other");
    assert_eq!(page["facts"]["health"], "良好", "and what was not known");
    assert_eq!(page["facts"]["birth"], "1949-03-05", "the rest stays");
    assert_eq!(number(&page, "visits_total"), 2, "visits are the one person's, each day once");
    assert_eq!(page["merged"][0]["id"], other.as_str());
    let revealed = desk.did("person.reveal", json!({ "id": one, "field": "phones" }));
    assert_eq!(revealed["value"], "13812345678 13912345678", "both telephones stay");
    assert_eq!(desk.did("person.get", json!({ "id": other }))["merged_into"], one.as_str());
    let day = desk.did("checkin.day", json!({ "day": "2026-03-06" }));
    assert_eq!((number(&day, "visits"), number(&day, "persons")), (1, 1), "one person on one day");
    assert_eq!(desk.did("checkin.find", json!({ "words": "daomeilan" }))["total"], 2, "the third and the one");
    assert_eq!(pairs(&desk), Vec::<Value>::new());
    desk.assert_sound();

    desk.host().set("2026-03-07T09:00");
    let later = desk.check_in(&one);
    let apart = desk.ok("person.unmerge", json!({ "id": other })).check(|apart| {
        assert_eq!(apart["undone"]["kept"], json!([]));
        assert_eq!(apart["later"][0]["id"], later.as_str(), "what came since is named");
        apart.clone()
    });
    assert_eq!(list(&apart, "later").len(), 1);
    let total = |person: &str| number(&desk.did("person.get", json!({ "id": person })), "visits_total");
    assert_eq!((total(&one), total(&other)), (2, 2));
    assert_eq!(desk.did("person.get", json!({ "id": one }))["facts"]["name"], "刀美兰");
    desk.ok("person.move_visits", json!({ "visits": [later], "person": other })).check(|moved| {
        assert_eq!(moved["id"], other.as_str());
    });
    assert_eq!((total(&one), total(&other)), (1, 3));
    let day = desk.did("checkin.day", json!({ "day": "2026-03-06" }));
    assert_eq!((number(&day, "visits"), number(&day, "persons")), (2, 2), "two people again");
    desk.did("checkin.undo", json!({ "id": before }));
    assert_eq!(total(&other), 2, "a visit that was moved and came back can be taken back");
    desk.assert_sound();

    assert_eq!(pairs(&desk).len(), 1, "and they are asked about again");
    desk.ok("duplicate.dismiss", json!({ "one": other, "other": one })).check(|done| assert!(done.is_null()));
    assert_eq!(pairs(&desk), Vec::<Value>::new(), "until somebody says that they are two");
}

#[test]
fn two_yu_han_are_never_one_by_themselves() {
    let desk = Desk::new();
    desk.register(&Person::yu_han("1949-03-05", 12));
    desk.register(&Person::yu_han("1951-07-01", 14));
    assert_eq!(pairs(&desk), Vec::<Value>::new());
}

#[test]
fn what_cannot_be_joined_is_refused_in_words() {
    let desk = Desk::new();
    let (one, other) = twice(&desk);
    let third = desk.register(&Person::named("岩温"));
    let merge = |kept: &str, gone: &str| json!({ "kept": kept, "gone": gone });
    let refused = desk.err("person.merge", merge(&one, &one), Code::Conflict);
    assert_eq!(refused.message, "请选两位不同的人。");
    desk.err("person.merge", json!({ "kept": one, "gone": other, "take": ["没有"] }), Code::Invalid);
    desk.err("person.merge", merge(&one, "没有这人"), Code::NotFound);
    desk.err("person.unmerge", json!({ "id": one }), Code::Conflict);
    desk.err("duplicate.dismiss", json!({ "one": one, "other": one }), Code::Invalid);
    desk.err("duplicate.dismiss", json!({ "one": one, "other": "没有这人" }), Code::NotFound);
    desk.err("duplicate.compare", json!({ "one": one, "other": "没有这人" }), Code::NotFound);
    desk.err("person.move_visits", json!({ "visits": [], "person": one }), Code::Invalid);
    desk.err("person.move_visits", json!({ "visits": ["没有"], "person": one }), Code::NotFound);

    desk.did("person.merge", merge(&one, &other));
    desk.err("person.merge", merge(&third, &other), Code::Conflict);
    desk.err("duplicate.compare", json!({ "one": third, "other": other }), Code::Conflict);
    desk.err("card.give", json!({ "person": other }), Code::Conflict);
    desk.err("card.faces", json!({ "people": [other] }), Code::Conflict);
    desk.err("person.merge", merge(&other, &third), Code::Conflict);
    desk.did("person.merge", merge(&third, &one));
    let inner = desk.err("person.unmerge", json!({ "id": other }), Code::Conflict);
    assert!(inner.message.contains("先拆开外面"), "{}", inner.message);
    desk.did("person.unmerge", json!({ "id": one }));
    desk.did("person.unmerge", json!({ "id": other }));
    desk.err("checkin.person", json!({ "person": "没有这人" }), Code::NotFound);
    desk.assert_sound();
}

#[test]
fn somebody_joined_elsewhere_is_checked_in_as_the_one_person() {
    let desk = Desk::new();
    let (one, other) = twice(&desk);
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    // A page that was open before the records were joined.
    let done = desk.did("checkin.person", json!({ "person": other }));
    assert_eq!(desk.did("checkin.find", json!({ "words": "刀美蓝" }))["enter"], one.as_str(), "the other name leads there");
    assert_eq!(text(&done, "person"), one);
    desk.err("person.save", json!({ "id": other, "facts": { "health": "一般" } }), Code::Conflict);
    desk.err("person.change_state", json!({ "id": other, "state": "失联" }), Code::Conflict);
    desk.assert_sound();
}

#[test]
fn an_import_whose_person_was_joined_keeps_that_person_and_says_so() {
    let desk = Desk::new();
    let one = desk.register(&Person::named("刀美兰").with("birth", "1949-03"));
    let rows: &[&[&str]] = &[&["刀美蓝", "女", "1949.03"], &["岩罕", "男", "1950.01"]];
    let path = yinhui_testkit::roster(desk.outside(), "名册.xlsx", &["姓名", "性别", "出生年月"], rows);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let import = desk.did("import.run", json!({ "plan": plan["plan"] }));
    let found = desk.did("checkin.find", json!({ "words": "刀美蓝" }));
    let other = text(&found, "enter").to_owned();
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    let undone = desk.did("import.undo", json!({ "id": import["id"] }));
    assert_eq!(undone["kept"][0]["name"], "刀美蓝", "{undone}");
    assert_eq!(desk.did("checkin.find", json!({ "words": "岩罕" }))["total"], 0, "the others go");
    desk.did("person.unmerge", json!({ "id": other }));
    desk.assert_sound();
}

#[test]
fn facts_of_the_centre_s_own_stand_side_by_side_and_are_chosen() {
    let desk = Desk::new();
    let (one, other) = twice(&desk);
    let own = |person: &str, label: &str, value: &str| {
        desk.did("person.save_own", json!({ "person": person, "label": label, "value": value, "add": true }));
    };
    own(&one, "血型", "A");
    own(&other, "血型", "B");
    own(&other, "特长", "书法");
    let both = desk.did("duplicate.compare", json!({ "one": one, "other": other }));
    let fact = |label: &str| list(&both, "facts").iter().find(|fact| fact["label"] == label).unwrap().clone();
    assert_eq!((fact("血型")["differs"].clone(), fact("血型")["field"].clone()), (json!(true), json!("own.血型")));
    assert_eq!(fact("特长")["differs"], false, "only one of them knows it");
    desk.did("person.merge", json!({ "kept": one, "gone": other, "take": ["own.血型"] }));
    let extras = desk.did("person.get", json!({ "id": one }))["extras"].clone();
    let told = |extras: &Value, label: &str| find(extras, "label", label)["value"].clone();
    assert_eq!((told(&extras, "血型"), told(&extras, "特长")), (json!("B"), json!("书法")));
    desk.did("person.unmerge", json!({ "id": other }));
    let extras = desk.did("person.get", json!({ "id": one }))["extras"].clone();
    assert_eq!((told(&extras, "血型"), extras.as_array().unwrap().len()), (json!("A"), 1), "apart again, each has its own");
    desk.err("person.merge", json!({ "kept": one, "gone": other, "take": ["own."] }), Code::Invalid);
    desk.assert_sound();
}

#[test]
fn what_was_said_of_a_record_is_said_of_the_one_it_was_joined_into() {
    let desk = Desk::new();
    let (one, other) = twice(&desk);
    let third = desk.register(&Person::named("刀美岚").with("birth", "1949-03").with("sex", "女"));
    desk.did("duplicate.dismiss", json!({ "one": other, "other": third }));
    desk.did("duplicate.dismiss", json!({ "one": one, "other": third }));
    let son = desk.register(&Person::named("岩罕").with("birth", "1970-01"));
    let linked = json!({ "person": son, "name": "刀美蓝", "relation": "母亲", "linked": other, "emergency": false, "alive": true });
    desk.did("relative.save", linked);
    let fourth = desk.register(&Person::named("刀美兰").with("birth", "1949-03-05").with("sex", "女"));
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    let of = |person: &str| desk.did("relative.list", json!({ "id": person }))[0]["linked"].clone();
    assert_eq!(of(&son), one.as_str(), "the mother is the one record there is now");
    desk.did("person.merge", json!({ "kept": fourth, "gone": one }));
    assert_eq!(pairs(&desk), Vec::<Value>::new(), "told apart once, told apart whatever was joined");
    assert_eq!(of(&son), fourth.as_str());
    desk.did("person.unmerge", json!({ "id": one }));
    desk.did("person.unmerge", json!({ "id": other }));
    assert_eq!(of(&son), other.as_str());
    desk.assert_sound();
}
