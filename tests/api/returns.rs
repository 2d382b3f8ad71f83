//! 定稿 and what comes before it: rulings, amounts typed by hand, explanations, and what has changed since.

use crate::at::{each, find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let (desk, people) = year();
    desk.ok("report.rules", Value::Null).check(|rules| assert_eq!(rules["second_person"], false));
    let f5 = form(&desk, "f5");
    assert_eq!(row(&f5, "total"), [2, 2, 1, 3, 3, 0], "last, new, died, expected, actual, difference");
    assert_eq!(row(&f5, "organ"), [1, 1, 1, 1, 1, 0]);
    assert_eq!(value(&f5, "total.new5"), 1, "正县处级");

    let ranks = find(&f5["checks"], "id", "K4.1");
    assert_eq!(ranks["passed"], false);
    assert_eq!(each(list(ranks, "people"), "label"), ["召存明"], "who has no rank is named, to be filled in: {ranks}");

    let open = opened(&desk, "f2", "total.period5");
    assert_eq!(each(list(&open, "undecided"), "label"), ["玉香"], "1945 is in two periods");
    let asked = &open["undecided"][0];
    assert_eq!((text(asked, "ask"), list(asked, "choices").len()), ("period", 5));
    assert_eq!(find(&form(&desk, "f2")["checks"], "id", "K5.1")["passed"], true, "whoever is undecided is said beside the sum");
    let refusal = desk.err("report.freeze", json!({ "year": 2025 }), Code::Conflict);
    assert!(refusal.message.contains("没有裁定") && refusal.message.contains("机关离休干部基本情况统计表 1 人"), "{}", refusal.message);
    let ruling = json!({ "year": 2025, "person": people[4], "fact": "period", "word": "1945年9月3日至1949年9月30日", "reason": "档案载 10 月" });
    desk.ok("report.rule", ruling).check(|_| ());
    desk.ok("report.rulings", json!({ "year": 2025 })).check(|held| {
        assert_eq!((&held[0]["name"], &held[0]["fact"], held.as_array().unwrap().len()), (&json!("玉香"), &json!("period"), 1));
    });
    assert_eq!(value(&form(&desk, "f2"), "total.period5"), 1);
    assert_eq!(list(&opened(&desk, "f2", "total.period5"), "undecided").len(), 0);

    let typed = json!({ "year": 2025, "form": "centre_annual", "cell": "visits", "amount": 1200, "reason": "启用前的纸质登记" });
    let amount = desk.ok("report.add_amount", typed).check(|saved| text(saved, "id").to_owned());
    let visits = opened(&desk, "centre_annual", "visits");
    assert_eq!((visits["value"].as_f64(), text(&visits["rows"][0], "type")), (Some(1200.0), "manual"));
    assert!(text(&visits["rows"][0], "detail").contains("纸质登记") && visits["cell"]["manual"] == true);
    let broken = form(&desk, "centre_annual");
    assert_eq!(find(&broken["checks"], "id", "visits_parts")["passed"], false, "typed in one place only");
    desk.ok("report.note", json!({ "year": 2025, "form": "centre_annual", "check": "visits_parts", "note": "纸质登记没有分项" })).check(|_| ());
    assert_eq!(find(&form(&desk, "centre_annual")["checks"], "id", "visits_parts")["note"], "纸质登记没有分项");
    desk.ok("report.remove_amount", json!({ "id": amount })).check(|_| ());
    assert_eq!(value(&form(&desk, "centre_annual"), "visits"), 0);

    desk.ok("report.freeze", json!({ "year": 2025 })).check(|state| {
        assert_eq!(text(state, "confirmed_by"), yinhui_testkit::OPERATOR);
        assert_eq!((text(state, "at"), text(state, "log_head").len()), ("2026-03-05 09:00", 64));
    });
    let freezing = desk.did("log.list", json!({}))["rows"][0].clone();
    assert_eq!((text(&freezing, "label"), &freezing["may_undo"]), ("定稿", &json!(false)));
    desk.err("log.undo", json!({ "operation": freezing["id"] }), Code::Forbidden);
    // Somebody is said afterwards to have died on the last day of that year.
    desk.did("person.change_state", json!({ "id": people[0], "state": "去世", "since": "2025-12-31", "reason": "家属来告" }));
    let f5 = form(&desk, "f5");
    assert_eq!(row(&f5, "total"), [2, 2, 1, 3, 3, 0], "what was handed up stays");
    assert_eq!(f5["cells"][0]["frozen"], true);
    desk.ok("report.differences", json!({ "year": 2025 })).check(|found| {
        let cell = |id: &str| list(found, "cells").iter().find(|one| one["form"] == "f5" && one["cell"] == id).cloned().unwrap();
        let actual = cell("total.actual");
        assert_eq!((actual["frozen"].as_f64(), actual["now"].as_f64()), (Some(3.0), Some(2.0)));
        assert_eq!((each(list(&actual, "gone"), "label"), list(&actual, "came").len()), (vec!["岩温"], 0), "who makes the difference");
        assert_eq!(each(list(&cell("total.died"), "came"), "label"), ["岩温"]);
    });
    // The year after carries the frozen figure over, and says that it is another now.
    let next = desk.did("report.annual", json!({ "year": 2026 }));
    desk.ok("report.series", json!({ "form": "f5", "cell": "total.actual", "year": 2026 })).check(|years| {
        let [.., last, now] = years.as_array().unwrap().as_slice() else { panic!("{years}") };
        assert_eq!((&last["year"], &last["value"], &last["frozen"]), (&json!(2025), &json!(3.0), &json!(true)));
        assert_eq!((&now["year"], &now["value"], &now["frozen"]), (&json!(2026), &json!(2.0), &json!(false)));
    });
    desk.err("report.series", json!({ "form": "f5", "cell": "no.such", "year": 2026 }), Code::NotFound);
    let carried = find(&find(&next["forms"], "id", "f5")["checks"], "id", "K3").clone();
    assert_eq!(carried["passed"], false);
    assert_eq!(each(list(&carried, "people"), "label"), ["岩温"], "{carried}");
    for (command, args) in [
        ("report.add_amount", json!({ "year": 2025, "form": "f5", "cell": "total.actual", "amount": 1, "reason": "补" })),
        ("report.rule", json!({ "year": 2025, "person": people[0], "fact": "died", "word": "否" })),
        ("report.note", json!({ "year": 2025, "form": "f5", "check": "K1", "note": "补" })),
        ("report.freeze", json!({ "year": 2025 })),
    ] {
        assert!(desk.err(command, args, Code::Conflict).message.contains("定稿"), "{command}");
    }
    desk.err("report.unfreeze", json!({ "year": 2025, "reason": " " }), Code::Invalid);
    desk.ok("report.unfreeze", json!({ "year": 2025, "reason": "补报去世人员" })).check(|_| ());
    assert_eq!(row(&form(&desk, "f5"), "total"), [2, 2, 2, 2, 2, 0]);
    desk.err("report.differences", json!({ "year": 2025 }), Code::Conflict);
    desk.ok("report.save_rules", json!({ "second_person": true })).check(|_| ());
    desk.assert_sound();
}

/// Five people: four 退休, of whom two in 2025 and one died in 2025; one 离休.
fn year() -> (Desk, Vec<String>) {
    let desk = Desk::new();
    desk.did("unit.save", json!({ "name": "勐海县农业局", "nature": "机关" }));
    desk.did("unit.save", json!({ "name": "勐海县第一中学", "nature": "事业" }));
    let retired = |name: &str, unit: &str, retire: &str| {
        Person::named(name).with("sex", "男").with("retirement_kind", "退休").with("unit", unit).with("retire", retire)
    };
    let people = [
        retired("岩温", "勐海县第一中学", "2009-06").with("rank", "副县处级"),
        retired("周启明", "勐海县农业局", "2012").with("rank", "正县处级"),
        retired("刀建国", "勐海县农业局", "2025-03").with("rank", "正县处级"),
        retired("召存明", "勐海县第一中学", "2025-08-01"),
        Person::named("玉香").with("sex", "女").with("retirement_kind", "离休").with("work_start", "1945").with("birth", "1931").with("unit", "勐海县农业局"),
    ];
    let ids = people.iter().map(|person| desk.register(person)).collect::<Vec<_>>();
    desk.did("person.change_state", json!({ "id": ids[1], "state": "去世", "since": "2025-05", "reason": "病故" }));
    (desk, ids)
}

fn form(desk: &Desk, id: &str) -> Value {
    find(&desk.did("report.annual", json!({ "year": 2025 }))["forms"], "id", id).clone()
}

fn opened(desk: &Desk, form: &str, cell: &str) -> Value {
    desk.did("report.cell", json!({ "form": form, "cell": cell, "year": 2025 }))
}

#[allow(clippy::cast_possible_truncation)]
fn value(form: &Value, cell: &str) -> i64 {
    find(&form["cells"], "id", cell)["value"].as_f64().unwrap() as i64
}

fn row(form: &Value, row: &str) -> [i64; 6] {
    ["last", "new", "died", "expected", "actual", "difference"].map(|column| value(form, &format!("{row}.{column}")))
}

#[test]
fn a_second_person_confirms_what_the_first_has_offered_unless_it_has_changed() {
    let (desk, people) = year();
    desk.did("report.save_rules", json!({ "second_person": true }));
    desk.did("report.rule", json!({ "year": 2025, "person": people[4], "fact": "period", "word": "1943年1月1日至1945年9月2日" }));
    assert_eq!(desk.did("report.freeze", json!({ "year": 2025 }))["confirmed_by"], Value::Null);
    assert_eq!(form(&desk, "f5")["cells"][0]["frozen"], false, "an offer is not yet frozen");
    let again = desk.err("report.freeze", json!({ "year": 2025 }), Code::Conflict);
    assert!(again.message.contains("另一位"), "{}", again.message);
    let other = desk.as_role(Role::Report);
    desk.did("checkin.group", json!({ "name": "县教育局", "heads": { "retired": 2 }, "at": "2025-12-30T10:00" }));
    let refusal = other.call("report.freeze", json!({ "year": 2025 }), Some("one")).unwrap_err();
    assert!(refusal.message.contains("有变动"), "{}", refusal.message);
    other.call("report.unfreeze", json!({ "year": 2025, "reason": "补登了一批" }), Some("two")).unwrap();
    desk.did("report.freeze", json!({ "year": 2025 }));
    let state = other.call("report.freeze", json!({ "year": 2025 }), Some("three")).unwrap();
    assert_eq!((text(&state, "offered_by"), text(&state, "confirmed_by")), (yinhui_testkit::OPERATOR, "值班统计"));
    desk.assert_sound();
}

#[test]
fn a_frozen_form_keeps_its_rows_its_checks_and_what_was_written_beside_them() {
    let desk = Desk::new();
    let member = Person::named("岩温").with("sex", "男").with("birth", "1941").with("political", "中共党员");
    let member = desk.register(&member.with("party_join", "1971").with("branch", "勐混镇离退休党支部"));
    let branches = |desk: &Desk| {
        let form = form(desk, "branches");
        each(list(&form["layout"], "rows"), "label").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    desk.did("report.note", json!({ "year": 2025, "form": "branches", "check": "women", "note": "已核" }));
    desk.did("report.freeze", json!({ "year": 2025 }));
    let held = form(&desk, "branches");
    desk.did("person.change_state", json!({ "id": member, "state": "去世", "since": "2025-01-01", "reason": "家属来告" }));
    assert_eq!(branches(&desk), ["合计", "勐混镇离退休党支部"], "though nobody is there any more");
    assert_eq!(form(&desk, "branches"), held);
    let found = desk.did("report.differences", json!({ "year": 2025 }));
    assert!(list(&found, "cells").iter().any(|cell| cell["form"] == "branches" && cell["frozen"] == 1.0 && cell["now"] == 0.0));
    desk.did("report.unfreeze", json!({ "year": 2025, "reason": "补报" }));
    assert_eq!(branches(&desk), ["合计"]);
    assert_eq!(find(&form(&desk, "branches")["checks"], "id", "women")["note"], "已核");
}

#[test]
fn an_open_year_is_not_frozen_and_nonsense_is_refused() {
    let (desk, people) = year();
    desk.err("report.freeze", json!({ "year": 2026 }), Code::Conflict);
    desk.err("report.unfreeze", json!({ "year": 2025, "reason": "无" }), Code::Conflict);
    desk.err("report.remove_amount", json!({ "id": "x" }), Code::NotFound);
    for amount in [0, i64::MAX, i64::MIN, 100_000_001] {
        let args = json!({ "year": 2025, "form": "f5", "cell": "total.last", "amount": amount, "reason": "补" });
        assert_eq!(desk.err("report.add_amount", args, Code::Invalid).fields[0].path, "amount");
    }
    let nowhere = json!({ "year": 2025, "form": "f5", "cell": "no.such", "amount": 1, "reason": "补" });
    desk.err("report.add_amount", nowhere, Code::NotFound);
    let rule = |fact: &str, word: &str| json!({ "year": 2025, "person": people[3], "fact": fact, "word": word });
    assert_eq!(desk.err("report.rule", rule("period", "皇帝"), Code::Invalid).fields[0].path, "word");
    assert_eq!(desk.err("report.rule", rule("rank", "正处级"), Code::Invalid).fields[0].path, "fact");
    let nobody = json!({ "year": 2025, "person": "x", "fact": "elder", "word": "80岁及以上" });
    desk.err("report.rule", nobody, Code::NotFound);
    assert_eq!(number(&desk.did("report.cell", json!({ "form": "f5", "cell": "total.new9", "year": 2025 })), "total"), 0);
}

/// Who was moved away makes 实有 and 应有 differ: beside the name stands why, in the draft, on paper and for good.
#[test]
fn who_makes_the_difference_says_why() {
    let (desk, people) = year();
    desk.did("report.rule", json!({ "year": 2025, "person": people[4], "fact": "period", "word": "1943年1月1日至1945年9月2日" }));
    let checked = || find(&form(&desk, "f5")["checks"], "id", "K2").clone();
    assert_eq!(checked()["passed"], true);
    let moved = json!({ "id": people[0], "state": "转出", "since": "2025-09-03", "reason": "随子女居住" });
    desk.did("person.change_state", moved);
    let failed = checked();
    assert_eq!((&failed["passed"], each(list(&failed, "people"), "detail")), (&json!(false), vec!["2025-09-03 转出"]));
    let actual = opened(&desk, "f5", "total.last");
    assert!(list(&actual, "rows").iter().all(|row| text(row, "detail").is_empty()), "only in the difference");

    let (path, file) = desk.place("年报.xlsx");
    desk.did("report.export", json!({ "year": 2025, "file": file }));
    let book = yinhui_sheet::read(&std::fs::read(path).unwrap()).unwrap();
    let names = book.sheets.iter().find(|sheet| sheet.name.starts_with("退休干部两年") && sheet.name.ends_with("明细")).unwrap();
    let lines = names.rows.iter().map(|row| row.cells.iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>());
    let own = lines.filter(|cells| cells.iter().any(|cell| cell == "岩温")).collect::<Vec<_>>();
    assert_eq!(own.len(), 1, "everybody stands there once: {own:?}");
    assert!(own[0].contains(&"2025-09-03 转出".to_owned()) && own[0].contains(&"-1".to_owned()), "{own:?}");

    desk.did("report.freeze", json!({ "year": 2025 }));
    let frozen = opened(&desk, "f5", "total.difference");
    assert!(text(&frozen["rows"][0], "detail").ends_with("2025-09-03 转出"), "{frozen}");
    desk.assert_sound();
}

#[test]
fn each_rule_of_the_two_years_is_seen_to_fail() {
    let (desk, people) = year();
    let check = |form_id: &str, id: &str| find(&form(&desk, form_id)["checks"], "id", id).clone();
    let spoil = |form: &str, cell: &str| {
        let args = json!({ "year": 2025, "form": form, "cell": cell, "amount": 5, "reason": "试" });
        text(&desk.did("report.add_amount", args), "id").to_owned()
    };
    for (form_id, rule, cell) in [
        ("f5", "K1", "total.expected"),
        ("f5", "K2", "organ.difference"),
        ("f5", "K4", "organ.actual"),
        ("f6", "K4.1", "total.rank1"),
        ("f6", "K4.2", "total.organ"),
        ("f6", "K4.3", "total.total"),
        ("f1", "K6", "total.actual"),
        ("f2", "K5.1", "total.total"),
        ("f2", "K5.2", "total.beijing1"),
        ("f2", "K5.3", "total.beijing2"),
        ("f2", "K5.4", "total.beijing3"),
        ("f2", "K5.5", "total.beijing4"),
        ("f2", "K5.6", "total.beijing5"),
        ("f2", "K5.7", "total.member"),
        ("f2", "K5.8", "total.care"),
        ("f2", "K5.9", "total.seventies"),
        ("f2", "K5.10", "total.eighties"),
    ] {
        assert_eq!(check(form_id, rule)["passed"], true, "{form_id} {rule} before");
        let id = spoil(form_id, cell);
        let failed = check(form_id, rule);
        assert_eq!(failed["passed"], false, "{form_id} {rule} after {cell}");
        assert!(list(&failed, "cells").iter().any(|named| *named == cell), "{failed}");
        desk.did("report.remove_amount", json!({ "id": id }));
    }
    desk.did("person.save", json!({ "id": people[3], "facts": { "rank": "一级科员" } }));
    assert_eq!(check("f5", "K4.1")["passed"], true, "filled in");
    spoil("f5", "total.new1");
    assert_eq!(check("f5", "K4.1")["passed"], false);
    // 离休 but began after the revolution, and born long after.
    assert_eq!((check("f1", "K7")["passed"].clone(), check("f1", "K8")["passed"].clone()), (json!(true), json!(true)));
    desk.did("person.save", json!({ "id": people[4], "facts": { "work_start": "1951-03", "birth": "1940" } }));
    for rule in ["K7", "K8"] {
        let failed = check("f1", rule);
        assert_eq!(failed["passed"], false, "{rule}");
        assert_eq!(each(list(&failed, "people"), "label"), ["玉香"]);
    }
    // One of the same name, birth and unit.
    assert_eq!(check("f5", "K10")["passed"], true);
    for n in 0..2 {
        let twin = Person::named("波罕").with("birth", "1950-02").with("unit", "勐海县农业局").with("retirement_kind", "退休");
        desk.did("person.save", json!({ "facts": twin.with("remark", &n.to_string()).facts(), "reason": "同名" }));
    }
    assert_eq!(list(&check("f5", "K10"), "people").len(), 2);
}
