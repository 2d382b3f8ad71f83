//! The one log: who did what, and taking it back.

use crate::at::{each, find, list, number};
use serde_json::json;
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, OPERATOR, Person};

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save", json!({ "id": person, "facts": { "health": "良好" } }));
    let operation = desk.ok("log.list", json!({ "since": "2026-03-05", "limit": 2 })).check(|page| {
        assert_eq!(each(list(page, "rows"), "label"), ["登记或修改人员", "登记或修改人员"]);
        assert_eq!(number(page, "total"), 4, "with the two of the wizard");
        let row = &page["rows"][0];
        assert_eq!((&row["operator"], &row["desk"]), (&json!(OPERATOR), &json!("一号台")));
        assert_eq!(row["may_undo"], true);
        row["id"].as_str().unwrap().to_owned()
    });
    assert_eq!(desk.did("log.list", json!({ "since": "2026-03-06" }))["total"], 0);

    desk.ok("log.undo", json!({ "operation": operation })).check(|undone| {
        assert_eq!(number(undone, "undone"), 1);
        assert!(desk.did("person.get", json!({ "id": person }))["facts"].get("health").is_none());
    });
    desk.err("log.undo", json!({ "operation": operation }), Code::Conflict);
    let log = desk.did("log.list", json!({}));
    assert_eq!(find(&log["rows"], "id", &operation)["undone"], true);
    assert_eq!(log["rows"][0]["label"], "撤销");
    desk.did("log.undo", json!({ "operation": log["rows"][0]["id"] }));
    assert_eq!(desk.did("person.get", json!({ "id": person }))["facts"]["health"], "良好", "an undo can be taken back");
    desk.assert_sound();
}

#[test]
fn what_was_written_later_is_kept_and_named() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save", json!({ "id": person, "facts": { "health": "良好", "remark": "住院" } }));
    let first = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("person.save", json!({ "id": person, "facts": { "health": "一般" } }));
    let undone = desk.did("log.undo", json!({ "operation": first }));
    assert_eq!(undone["kept"][0]["name"], "岩温");
    let facts = desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert_eq!(facts["health"], "一般", "the later word stands");
    assert!(facts.get("remark").is_none(), "what nobody touched since is taken back");
}

#[test]
fn keys_and_passwords_cannot_be_taken_back_from_the_log() {
    let desk = Desk::new();
    desk.did("operator.add", json!({ "name": "刀美兰", "role": "desk", "password": "menghai-2026" }));
    let log = desk.did("log.list", json!({}));
    for row in list(&log, "rows") {
        assert_eq!(row["may_undo"], false, "{row}");
        desk.err("log.undo", json!({ "operation": row["id"] }), Code::Forbidden);
    }
}

#[test]
fn taking_back_needs_the_role_of_what_is_taken_back() {
    let desk = Desk::new();
    desk.did("unit.save", json!({ "name": "勐海县农业局", "nature": "" }));
    let unit = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    for role in [Role::Desk, Role::Report, Role::View] {
        desk.as_role(role).err("log.undo", json!({ "operation": unit }), Code::Forbidden);
    }
    desk.did("log.undo", json!({ "operation": unit }));
    assert_eq!(desk.did("unit.list", serde_json::Value::Null), json!([]));
}

#[test]
fn an_edit_of_which_nothing_is_left_stays_and_is_named() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("person.save", json!({ "id": person, "facts": { "health": "良好" } }));
    let first = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("person.save", json!({ "id": person, "facts": { "health": "一般" } }));
    let undone = desk.did("log.undo", json!({ "operation": first }));
    assert_eq!((number(&undone, "undone"), &undone["kept"][0]["name"]), (0, &json!("岩温")));
    assert_eq!(desk.did("person.get", json!({ "id": person }))["facts"]["health"], "一般");
    desk.err("log.undo", json!({ "operation": first }), Code::Conflict);
    assert_eq!(desk.did("log.list", json!({}))["rows"][0]["label"], "撤销", "that it was tried stands in the log");
}

#[test]
fn somebody_moved_on_since_stays_in_the_later_branch() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let go = |branch: &str| desk.did("person.save", json!({ "id": person, "facts": { "branch": branch } }));
    go("财贸离退休党支部");
    let first = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    go("布朗山乡离退休党支部");
    let undone = desk.did("log.undo", json!({ "operation": first }));
    assert!(!list(&undone, "kept").is_empty(), "{undone}");
    let facts = desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert_eq!(facts["branch"], "布朗山乡离退休党支部", "formal membership is held in one place");
    desk.assert_sound();
}

#[test]
fn a_visit_of_somebody_taken_back_meanwhile_stays_away_and_says_why() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let registered = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    let presence = desk.check_in(&person);
    desk.did("checkin.undo", json!({ "id": presence }));
    let undo = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": registered }));
    let kept = desk.did("log.undo", json!({ "operation": undo }))["kept"].clone();
    assert!(kept[0]["reason"].as_str().unwrap().contains("恢复这个人"), "{kept}");
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
    desk.assert_sound();
}

#[test]
fn a_branch_taken_back_and_founded_again_is_one_branch() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let registered = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": registered }));
    let undo = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.register(&Person::named("玉罕").with("branch", "勐混镇离退休党支部").with("unit", "勐海县农业局"));
    desk.did("log.undo", json!({ "operation": undo }));
    let facts = desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert_eq!((&facts["branch"], &facts["unit"]), (&json!("勐混镇离退休党支部"), &json!("勐海县农业局")));
    let branches = desk.did("organization.list", serde_json::Value::Null);
    assert_eq!((branches.as_array().unwrap().len(), number(&branches[0], "people")), (1, 2));
    desk.assert_sound();
}

#[test]
fn somebody_taken_out_of_a_branch_since_stays_without_one() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let branch = || desk.did("person.get", json!({ "id": person }))["facts"].get("branch").cloned();
    let go = |branch: &str| {
        desk.did("person.save", json!({ "id": person, "facts": { "branch": branch } }));
        desk.did("log.list", json!({}))["rows"][0]["id"].clone()
    };
    let moved = go("财贸离退休党支部");
    go("");
    let undone = desk.did("log.undo", json!({ "operation": moved }));
    assert!(each(list(&undone, "kept"), "name").contains(&"岩温"), "{undone}");
    assert_eq!(branch(), None, "the later word was: no branch");
    desk.assert_sound();
}

#[test]
fn leaving_a_branch_is_not_taken_back_over_a_later_stay_elsewhere() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let go = |branch: &str| {
        desk.did("person.save", json!({ "id": person, "facts": { "branch": branch } }));
        desk.did("log.list", json!({}))["rows"][0]["id"].clone()
    };
    let left = go("");
    go("财贸离退休党支部");
    let last = go("");
    desk.did("log.undo", json!({ "operation": left }));
    let facts = || desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert!(facts().get("branch").is_none());
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(facts()["branch"], "财贸离退休党支部", "each in its turn comes back");
    desk.assert_sound();
}

#[test]
fn a_date_edited_later_says_nothing_of_the_other_dates() {
    let desk = Desk::new();
    let person = desk.register(&Person::named("玉应"));
    let save = |facts: serde_json::Value| {
        desk.did("person.save", json!({ "id": person, "facts": facts }));
        desk.did("log.list", json!({}))["rows"][0]["id"].clone()
    };
    let first = save(json!({ "birth": "1949.3", "health": "良好" }));
    save(json!({ "retire": "2009.4" }));
    let undone = desk.did("log.undo", json!({ "operation": first }));
    assert_eq!(undone["kept"], json!([]), "nobody changed what this wrote");
    let facts = desk.did("person.get", json!({ "id": person }))["facts"].clone();
    assert!(facts.get("birth").is_none() && facts.get("health").is_none(), "{facts}");
    assert_eq!(facts["retire"], "2009-04");
    desk.assert_sound();
}
