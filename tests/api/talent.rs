//! 银发人才库: who can do what, in which state since when.

use crate::at::{cells, each, find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn enter(desk: &Desk, person: &str, category: &str, facts: Value) -> String {
    let save = json!({ "person": person, "category": category, "facts": facts, "day": "2024-01-10" });
    text(&desk.did("talent.save", save), "id").to_owned()
}

fn admit(desk: &Desk, id: &str) {
    desk.did("talent.change_state", json!({ "id": id, "state": "审核", "day": "2024-01-20" }));
    desk.did("talent.change_state", json!({ "id": id, "state": "入库", "day": "2024-02-01" }));
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let facts = json!({ "speciality": "讲党史、民族团结故事", "weekdays": "4 1", "others": "文化艺术 农业科技" });
    let first = json!({ "person": one, "category": "政治理论宣讲", "facts": facts, "day": "2024-01-10" });
    let first = desk.ok("talent.save", first).check(|saved| text(saved, "id").to_owned());
    let second = enter(&desk, &two, "医疗卫生", json!({ "speciality": "中医义诊", "weekdays": "4" }));
    desk.ok("talent.change_state", json!({ "id": first, "state": "审核", "day": "2024-01-20" })).check(|_| ());
    desk.did("talent.change_state", json!({ "id": first, "state": "入库", "day": "2024-02-01" }));
    admit(&desk, &second);
    desk.did("ledger.save", json!({ "ledger": "dispatch", "day": "2026-02-10", "person": one, "state": "已完成",
        "facts": { "client": "勐海县第一小学", "need": "讲党史", "hours": "1.5" } }));
    // 谁周四能讲党史
    desk.ok("talent.list", json!({ "words": "党史", "weekday": 4 })).check(|found| {
        assert_eq!(list(found, "rows").len(), 1);
        let talent = &found["rows"][0];
        assert_eq!((text(&talent["person"], "name"), text(talent, "hours"), text(talent, "last_used")), ("岩温", "1.5", "2026-02-10"));
        assert_eq!((talent["review"].as_bool(), text(talent, "since")), (Some(true), "2024-02-01"), "two years without a review");
        assert_eq!(found["states"], json!({ "入库": 2 }));
    });
    let names = |filter: Value| {
        let found = desk.did("talent.list", filter);
        found["rows"].as_array().unwrap().iter().map(|one| text(&one["person"], "name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(json!({ "weekday": 4 })), ["周启明", "岩温"], "who was not used lately first");
    assert_eq!(names(json!({ "category": "文化艺术" })), ["岩温"], "another category counts for looking");
    assert_eq!(names(json!({ "words": "zqm" })), ["周启明"]);
    assert_eq!(names(json!({ "words": "故事 党史" })), ["岩温"], "every word, in any order");
    assert!(names(json!({ "words": "4" })).is_empty(), "the days of the week are asked for apart");
    let again = json!({ "id": first, "person": one, "category": "政治理论宣讲", "facts": { "speciality": "讲党史、民族团结故事", "weekdays": "1 4", "others": "农业科技 文化艺术" } });
    desk.did("talent.save", again);
    desk.did("talent.change_state", json!({ "id": second, "state": "暂停", "day": "2025-06-01", "reason": "手术休养" }));
    desk.ok("talent.counts", json!({ "day": "2025-05-31" })).check(|counts| assert_eq!(counts["total"], 2));
    let now = desk.did("talent.counts", json!({}));
    assert_eq!((now["total"].as_i64(), now["states"].clone()), (Some(1), json!({ "入库": 1, "暂停": 1 })), "暂停 is not 在库");
    assert_eq!(find(&now["categories"], "category", "政治理论宣讲")["people"], 1);
    desk.ok("talent.get", json!({ "id": two })).check(|page| {
        assert_eq!(each(list(page, "states"), "state"), ["申报", "审核", "入库", "暂停"]);
        assert_eq!(page["states"][3]["reason"], "手术休养");
    });
    desk.ok("talent.rules", Value::Null).check(|rules| assert_eq!(list(rules, "categories").len(), 8));
    let mut rules = desk.did("talent.rules", Value::Null);
    rules["categories"].as_array_mut().unwrap().push(json!({ "name": "民族文化", "retired": false }));
    desk.ok("talent.save_rules", rules).check(|rules| assert_eq!(list(rules, "categories").len(), 9));
    let (path, file) = desk.place("人才.xlsx");
    desk.ok("talent.export", json!({ "file": file, "filter": {} })).check(|done| {
        assert_eq!(done["rows"], 2);
        let all = cells(&path);
        assert!(all.iter().flatten().any(|cell| cell == "周一、周四"), "{all:?}");
        assert!(!all.iter().flatten().any(|cell| cell.contains("13987651234")), "numbers are masked");
    });
    desk.assert_sound();
}

#[test]
fn what_cannot_be_in_the_pool_is_refused_in_a_sentence() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let save = |category: &str, facts: Value| json!({ "person": person, "category": category, "facts": facts });
    let path = |args: Value| desk.err("talent.save", args, Code::Invalid).fields[0].path.clone();
    assert_eq!(path(save("唱歌", json!({}))), "category");
    assert_eq!(path(save("医疗卫生", json!({ "others": "医疗卫生" }))), "facts.others");
    assert_eq!(path(save("医疗卫生", json!({ "weekdays": "8" }))), "facts.weekdays");
    assert_eq!(path(save("医疗卫生", json!({ "身高": "1" }))), "facts");
    let id = text(&desk.did("talent.save", save("医疗卫生", json!({}))), "id").to_owned();
    desk.err("talent.save", save("文化艺术", json!({})), Code::Conflict);
    let change = |state: &str, reason: &str| json!({ "id": id, "state": state, "reason": reason });
    assert!(desk.err("talent.change_state", change("暂停", "病"), Code::Conflict).message.contains("申报"));
    desk.did("talent.change_state", change("入库", ""));
    assert_eq!(desk.err("talent.change_state", change("出库", " "), Code::Invalid).fields[0].path, "reason");
    let early = json!({ "id": id, "state": "暂停", "day": "2026-03-04", "reason": "病" });
    assert_eq!(desk.err("talent.change_state", early, Code::Invalid).fields[0].path, "day");
    let mut rules = desk.did("talent.rules", Value::Null);
    rules["categories"] = json!([{ "name": "文化艺术", "retired": false }]);
    assert!(desk.err("talent.save_rules", rules, Code::Invalid).message.contains("医疗卫生"));
    desk.did("person.change_state", json!({ "id": person, "state": "去世" }));
    let warned = desk.did("talent.list", json!({}))["rows"][0]["warnings"].clone();
    assert!(warned.as_array().unwrap().iter().any(|one| one.as_str().unwrap().contains("出库")), "{warned}");
    desk.err("talent.change_state", change("暂停", "病"), Code::Conflict);
    desk.did("talent.change_state", change("出库", "去世"));
    desk.assert_sound();
}

#[test]
fn a_review_that_was_passed_is_written_down_and_not_asked_for_again() {
    let desk = Desk::new();
    let one = desk.register(&Person::ai_wen());
    let id = enter(&desk, &one, "医疗卫生", json!({}));
    admit(&desk, &id);
    let shown = || desk.did("talent.get", json!({ "id": one }))["talent"].clone();
    assert_eq!((shown()["review"].as_bool(), text(&shown(), "reviewed").to_owned()), (Some(true), String::new()));
    desk.did("talent.change_state", json!({ "id": id, "state": "入库", "day": "2026-03-01", "reason": "复核合格，留用" }));
    let shown = shown();
    assert_eq!((shown["review"].as_bool(), text(&shown, "since"), text(&shown, "reviewed")), (Some(false), "2024-02-01", "2026-03-01"));
    assert_eq!(desk.did("talent.counts", json!({}))["total"], 1);
}

#[test]
fn only_who_can_be_sent_is_found_for_a_day_and_only_who_holds_the_role_is_sent() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let first = enter(&desk, &one, "医疗卫生", json!({ "weekdays": "4", "elders": "老专家" }));
    admit(&desk, &first);
    enter(&desk, &two, "医疗卫生", json!({ "weekdays": "4" }));
    let found = |filter: Value| {
        let found = desk.did("talent.list", filter);
        found["rows"].as_array().unwrap().iter().map(|one| text(&one["person"], "name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(json!({ "weekday": 4 })), ["岩温"], "who is only put forward is not sent");
    assert_eq!(found(json!({ "weekday": 4, "state": "申报" })), ["周启明"]);
    assert_eq!((found(json!({ "elder": "老专家" })), found(json!({ "external": true }))), (vec!["岩温".to_owned()], vec![]));
    desk.err("talent.list", json!({ "order": "身高" }), Code::Invalid);
    let wrong = json!({ "id": first, "person": one, "category": "医疗卫生", "facts": { "elders": "老司机" } });
    assert_eq!(desk.err("talent.save", wrong, Code::Invalid).fields[0].path, "facts.elders");
    let send = |person: Value, state: &str, role: &str| json!({ "ledger": "dispatch", "day": "2026-03-05", "person": person, "state": state,
        "facts": { "client": "第一小学", "need": "义诊", "role": role } });
    desk.err("ledger.save", send(Value::Null, "已派单", ""), Code::Invalid);
    desk.did("ledger.save", send(Value::Null, "已点单", ""));
    let refused = desk.err("ledger.save", send(json!(two), "已派单", ""), Code::Conflict);
    assert!(refused.message.contains("申报"), "{}", refused.message);
    desk.err("ledger.save", send(json!(one), "已派单", "人民陪审员"), Code::Conflict);
    let appointment = |from: &str, until: &str, role: &str| json!({ "ledger": "appointment", "day": from, "until": until, "person": one, "facts": { "role": role } });
    desk.did("ledger.save", appointment("2020-01-01", "2025-12-31", "人民陪审员"));
    let expired = desk.err("ledger.save", send(json!(one), "已派单", "人民陪审员"), Code::Conflict);
    assert!(expired.message.contains("2025-12-31"), "{}", expired.message);
    desk.did("ledger.save", appointment("2026-01-01", "2026-03-20", "人民陪审员"));
    desk.did("ledger.save", send(json!(one), "已派单", "人民陪审员"));
    // What ran out and was renewed is no worry; what runs out soon is listed.
    let due = |which: &str| desk.did("ledger.list", json!({ "filter": { "ledger": "appointment", "due": which } }));
    assert_eq!((due("over")["total"].as_i64(), due("soon")["rows"][0]["until"].clone()), (Some(0), json!("2026-03-20")));
    desk.host().set("2026-05-01T09:00");
    assert_eq!((due("over")["total"].as_i64(), text(&due("over")["rows"][0], "overdue").to_owned()), (Some(1), "已到期".to_owned()));
    desk.err("ledger.list", json!({ "filter": { "ledger": "award", "due": "over" } }), Code::Invalid);
    desk.err("ledger.list", json!({ "filter": { "ledger": "appointment", "due": "later" } }), Code::Invalid);
}

#[test]
fn the_age_that_counts_is_that_at_entry() {
    let desk = Desk::new();
    let one = desk.register(&Person::named("玉罕").with("birth", "1949-01-01"));
    let id = enter(&desk, &one, "医疗卫生", json!({}));
    let warnings = || desk.did("talent.get", json!({ "id": one }))["talent"]["warnings"].clone();
    assert_eq!(warnings(), json!(["已超过 75 岁"]), "who is not in yet would enter today");
    admit(&desk, &id);
    assert_eq!(warnings(), json!([]), "75 then, 77 now");
}
