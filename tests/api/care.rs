//! Who is to be visited, who is owed a medal, those who are left behind.

use crate::at::{cells, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    bereaved();
    visits();
    medals();
}

fn bereaved() {
    let desk = Desk::new();
    let contact = Person::ai_wen().with("emergency_name", "岩叫").with("emergency_relation", "儿子").with("emergency_phones", "13800001111");
    let (died, old) = (desk.register(&contact), desk.register(&Person::with_x()));
    for (name, alive) in [("玉香", true), ("岩光", false)] {
        desk.did("relative.save", json!({ "person": died, "name": name, "relation": "配偶", "emergency": false, "alive": alive }));
    }
    desk.did("person.change_state", json!({ "id": old, "state": "去世", "since": "2026-01" }));
    desk.host().set("2027-03-01T09:00");
    desk.did("person.change_state", json!({ "id": died, "state": "去世", "since": "2027-02-20" }));
    desk.host().set("2027-03-10T09:00");
    let long_ago = desk.register(&Person::named("岩三"));
    desk.did("person.change_state", json!({ "id": long_ago, "state": "去世", "since": "2019" }));
    desk.ok("care.bereaved", json!({})).check(|all| {
        let [one] = all.as_array().unwrap().as_slice() else { panic!("only the last year is followed up: {all}") };
        assert_eq!((text(one, "name"), text(one, "died"), text(one, "recorded")), ("岩温", "2027-02-20", "2027-03-01"));
        assert_eq!(text(one, "contact"), "岩叫（儿子） 138****1111");
        assert_eq!(list(one, "relatives").len(), 1, "the living");
    });
    let done = json!({ "person": died, "note": "已上门慰问，送慰问金" });
    desk.ok("care.follow_up", done.clone()).check(|_| {
        assert_eq!(desk.did("care.bereaved", json!({})), json!([]));
        let all = desk.did("care.bereaved", json!({ "done": true }));
        let one = &all[0];
        assert_eq!((text(one, "done"), text(one, "note")), ("2027-03-10", "已上门慰问，送慰问金"));
    });
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(desk.did("care.bereaved", json!({})).as_array().unwrap().len(), 1, "open again");
    let living = desk.register(&Person::named("玉应"));
    desk.err("care.follow_up", json!({ "person": living, "note": "好" }), Code::Conflict);
    desk.err("care.follow_up", json!({ "person": died, "note": "" }), Code::Invalid);
    desk.err("care.follow_up", json!({ "person": "没有", "note": "好" }), Code::NotFound);
    desk.did("person.change_state", json!({ "id": died, "state": "在册" }));
    assert_eq!(desk.did("care.bereaved", json!({})), Value::from(Vec::<Value>::new()), "a slip leaves nothing to follow up");
    desk.assert_sound();
}

fn visits() {
    let desk = Desk::new();
    let old = desk.register(&Person::named("岩温").with("birth", "1940-05").with("phones", "13800001111"));
    let lonely = desk.register(&Person::named("玉罕").with("birth", "1962-01-01").with("residence", "独居"));
    let ill = desk.register(&Person::named("周启明").with("birth", "1965"));
    desk.register(&Person::named("李正清").with("birth", "1960-01-01"));
    let dead = desk.register(&Person::named("刀美兰").with("birth", "1930"));
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-01" }));
    desk.did("ledger.save", json!({ "ledger": "hospital", "day": "2026-03-01", "person": ill, "facts": { "hospital": "县医院" } }));
    let names = |due: &Value| list(due, "rows").iter().map(|row| text(row, "name").to_owned()).collect::<Vec<_>>();
    let (path, file) = desk.place("走访名单.xlsx");
    desk.ok("care.export_due", json!({ "file": file, "filter": {} })).check(|done| {
        let listed = desk.did("care.due", json!({}));
        assert_eq!(done["rows"], json!(list(&listed, "rows").len()));
        let cells = cells(&path);
        assert!(cells.iter().flatten().any(|cell| cell == "138****1111") && !cells.iter().flatten().any(|cell| cell.contains("13800001111")), "{cells:?}");
        assert!(!cells.iter().flatten().any(|cell| cell == "刀美兰"), "the dead stand on no list, whom they left behind do");
    });
    desk.err("care.export_due", json!({ "file": file, "filter": { "reason": "喜欢" } }), Code::Invalid);
    desk.ok("care.due", json!({})).check(|due| {
        assert_eq!(names(due), ["周启明", "刀美兰遗属", "岩温", "玉罕"], "in hospital first; the young are not there");
        assert_eq!(due["rows"][0]["text"], "2026-03-01 住院，还没有看望");
        assert_eq!(due["rows"][1]["text"], "2026-01 去世，遗属还没有慰问");
        assert_eq!(due["rows"][2]["text"], "85 周岁，没有走访记录");
        assert_eq!(due["rows"][2]["phones"], "138****1111");
        assert_eq!(due["rows"][3]["text"], "独居，没有走访记录");
    });
    // Those left behind are planned for and visited as such.
    let bereaved = |ledger: &str, kind: &str| json!({ "ledger": ledger, "day": "2026-03-05", "person": dead, "facts": { "type": kind } });
    assert_eq!(desk.err("ledger.save", bereaved("care_plan", "走访慰问"), Code::Invalid).fields[0].code, "deceased");
    desk.did("ledger.save", bereaved("care_plan", "遗属慰问"));
    desk.did("ledger.save", bereaved("care_visit", "遗属慰问"));
    assert_eq!(names(&desk.did("care.due", json!({ "planned": true }))), ["周启明", "岩温", "玉罕"]);
    // A round is planned, each with who goes.
    let plan = |person: &str, staff: &str| json!({ "ledger": "care_plan", "day": "2026-03-10", "person": person,
        "facts": { "round": "三月走访", "staff": staff } });
    let lines = json!({ "lines": [plan(&old, "陈静"), plan(&lonely, "李新")] });
    desk.ok("ledger.add", lines).check(|added| assert_eq!(added["added"], 2));
    let due = desk.did("care.due", json!({}));
    assert_eq!((names(&due), &due["planned"]), (vec!["周启明".to_owned()], &json!(2)));
    let all = desk.did("care.due", json!({ "planned": true, "reason": "watched" }));
    assert_eq!((names(&all), text(&all["rows"][0], "planned")), (vec!["岩温".into(), "玉罕".into()], "2026-03-10，陈静"));
    // A visit does the plan, in one operation.
    let visit = |person: &str| json!({ "ledger": "care_visit", "day": "2026-03-05", "person": person, "facts": { "type": "日常走访" } });
    desk.did("ledger.save", visit(&old));
    let plans = |state: &str| desk.did("ledger.list", json!({ "filter": { "ledger": "care_plan", "state": state } }))["total"].clone();
    assert_eq!((plans("待走访"), plans("已走访")), (json!(1), json!(2)));
    assert_eq!(names(&desk.did("care.due", json!({ "planned": true }))), ["周启明", "玉罕"]);
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!((plans("待走访"), plans("已走访")), (json!(2), json!(1)), "taken back with the visit");
    // The centre's own numbers.
    let mut rules = desk.did("care.rules", Value::Null);
    rules["age_from"] = json!(60);
    desk.ok("care.save_rules", rules.clone()).check(|saved| assert_eq!(saved["age_from"], 60));
    desk.ok("care.rules", Value::Null).check(|held| assert_eq!(*held, rules));
    assert_eq!(names(&desk.did("care.due", json!({ "planned": true }))).len(), 5 - 1);
    rules["visit_days"] = json!(0);
    desk.err("care.save_rules", rules, Code::Invalid);
    desk.err("care.due", json!({ "reason": "喜欢" }), Code::Invalid);
    desk.assert_sound();
}

fn medals() {
    let desk = Desk::new();
    let member = |name: &str, joined: &str| {
        desk.register(&Person::named(name).with("political", "中共党员").with("party_join", joined))
    };
    let sure = member("岩温", "1976-07-01");
    let month = member("玉罕", "1976-07");
    let late = member("周启明", "1976-07-02");
    member("李正清", "1986-07-02");
    let dead = member("刀美兰", "1970-07-02");
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-01" }));
    desk.register(&Person::named("岩三").with("political", "群众"));
    let names = |rows: &Value| rows.as_array().unwrap().iter().map(|row| text(row, "name").to_owned()).collect::<Vec<_>>();
    let (path, file) = desk.place("纪念章.xlsx");
    desk.ok("care.export_medals", json!({ "file": file, "year": 2027 })).check(|done| {
        let listed = desk.did("care.medals", json!({ "year": 2027 }));
        let (sure, unsure) = (list(&listed, "eligible").len(), list(&listed, "undecided").len());
        assert_eq!(done["rows"], json!(sure + unsure), "临界人员 too");
        let cells = cells(&path);
        assert!(cells.iter().any(|row| row.contains(&"岩温".to_owned()) && row.contains(&"符合".to_owned())), "{cells:?}");
    });
    desk.err("care.export_medals", json!({ "file": file, "year": 1990 }), Code::Invalid);
    desk.ok("care.medals", json!({ "year": 2026 })).check(|medals| {
        assert_eq!((names(&medals["eligible"]), names(&medals["undecided"])), (vec!["岩温".into()], vec!["玉罕".into()]));
        assert_eq!(medals["eligible"][0]["standing"], "50年0个月");
        assert!(text(&medals["eligible"][0], "rule").contains("无预备期"));
    });
    assert_eq!(names(&desk.did("care.medals", json!({ "year": 2027 }))["eligible"]), ["周启明", "岩温", "玉罕"]);
    let medal = |person: &str, opinion: &str| json!({ "ledger": "medal", "day": "2026-03-05", "person": person,
        "facts": { "year": "2026", "opinion": opinion } });
    // Nobody is given it twice, and of many lines none is written where one cannot be.
    desk.did("ledger.add", json!({ "lines": [medal(&sure, "同意"), medal(&month, "暂缓")] }));
    let refused = desk.err("ledger.add", json!({ "lines": [medal(&late, "同意"), medal(&sure, "同意")] }), Code::Invalid);
    assert_eq!(refused.fields.iter().map(|field| field.path.as_str()).collect::<Vec<_>>(), ["lines.1"]);
    assert!(refused.message.contains("2026 年度登记过纪念章"), "{}", refused.message);
    let medals = desk.did("care.medals", json!({ "year": 2026 }));
    assert_eq!((&medals["given"], &medals["before"]), (&json!(1), &json!(0)));
    assert_eq!((&medals["eligible"][0]["opinion"], &medals["undecided"][0]["opinion"]), (&json!("同意"), &json!("暂缓")));
    let next = desk.did("care.medals", json!({ "year": 2027 }));
    assert_eq!((names(&next["eligible"]), &next["before"]), (vec!["周启明".into(), "玉罕".into()], &json!(1)));
    desk.err("care.medals", json!({ "year": 2020 }), Code::Invalid);
    desk.assert_sound();
}

/// Lines of the plan of somebody, by state.
fn plans(desk: &Desk, state: &str) -> i64 {
    let filter = json!({ "filter": { "ledger": "care_plan", "state": state } });
    desk.did("ledger.list", filter)["total"].as_i64().unwrap()
}

fn plan(person: &str, day: &str) -> Value {
    json!({ "ledger": "care_plan", "day": day, "person": person, "facts": {} })
}

fn visit(person: &str, day: &str) -> Value {
    json!({ "ledger": "care_visit", "day": day, "person": person, "facts": { "type": "日常走访", "amount": "100" } })
}

#[test]
fn a_visit_does_one_plan_of_about_that_day_and_leaves_it_open_when_it_goes() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("ledger.save", plan(&person, "2026-03-04"));
    desk.did("ledger.save", plan(&person, "2026-04-04"));
    let made = desk.did("ledger.save", visit(&person, "2026-03-05"));
    assert_eq!((plans(&desk, "已走访"), plans(&desk, "待走访")), (1, 1));
    // Written better, it is still the same visit.
    let mut again = visit(&person, "2026-03-05");
    (again["id"], again["facts"]["amount"]) = (made["id"].clone(), json!("200"));
    desk.did("ledger.save", again);
    assert_eq!((plans(&desk, "已走访"), plans(&desk, "待走访")), (1, 1), "the plan of April is another visit");
    desk.did("ledger.remove", json!({ "id": made["id"] }));
    assert_eq!((plans(&desk, "已走访"), plans(&desk, "待走访")), (0, 2), "nobody went");
    desk.did("ledger.restore", json!({ "id": made["id"] }));
    assert_eq!(plans(&desk, "已走访"), 1);
}

#[test]
fn nobody_is_sent_to_visit_who_died_meanwhile() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("ledger.save", plan(&person, "2026-03-10"));
    desk.did("person.change_state", json!({ "id": person, "state": "去世", "since": "2026-03-04" }));
    assert_eq!((plans(&desk, "待走访"), plans(&desk, "未走成")), (0, 1));
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(plans(&desk, "待走访"), 1, "a slip is taken back with the plan");
}

#[test]
fn a_stay_that_was_visited_and_a_festival_by_any_word_are_done() {
    let desk = Desk::new();
    let (ill, old) = (desk.register(&Person::ai_wen()), desk.register(&Person::named("玉罕").with("birth", "1930-01-01")));
    let stay = json!({ "ledger": "hospital", "day": "2026-01-20", "person": ill, "facts": { "hospital": "县医院", "visited": "是" } });
    desk.did("ledger.save", stay);
    desk.host().set("2026-02-01T09:00");
    let mut visit = visit(&old, "2026-01-25");
    (visit["facts"]["type"], visit["facts"]["occasion"]) = (json!("节日慰问"), json!("春节"));
    desk.did("ledger.save", visit);
    let due = desk.did("care.due", json!({}));
    assert_eq!(due["festival"].as_str().map(|festival| festival.contains("元旦春节")), Some(true));
    assert_eq!(due["rows"], json!([]), "seen in hospital, and visited for 春节");
}

#[test]
fn who_has_no_date_of_joining_is_a_case_to_look_at_and_who_got_it_stays_on_the_list() {
    let desk = Desk::new();
    let undated = desk.register(&Person::named("玉罕").with("political", "中共党员").with("birth", "1940-01-01"));
    desk.register(&Person::named("岩三").with("political", "中共党员").with("birth", "1970-01-01"));
    let given = desk.register(&Person::named("岩温").with("political", "中共党员").with("party_join", "1970-07-02"));
    let medal = json!({ "ledger": "medal", "day": "2026-03-05", "person": given, "facts": { "year": "2026", "opinion": "同意" } });
    let mut early = medal.clone();
    early["facts"]["year"] = json!("1900");
    assert_eq!(desk.err("ledger.save", early, Code::Invalid).fields[0].path, "facts.year");
    desk.did("ledger.save", medal);
    desk.did("person.change_state", json!({ "id": given, "state": "去世", "since": "2026-03-05" }));
    let list = desk.did("care.medals", json!({ "year": 2026 }));
    assert_eq!(list["eligible"][0]["person"], json!(given));
    let undecided = list["undecided"].as_array().unwrap();
    assert_eq!((undecided.len(), &undecided[0]["person"]), (1, &json!(undated)), "too young at 56 to be looked at");
}
