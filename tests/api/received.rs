//! 下级报表: forms other units sent, typed or read from their workbooks. On them rules fail that cannot on figures counted
//! here, and are seen to.

use crate::at::{each, find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

/// F1 of a unit of nine, by row: last, new, died, expected, actual, difference.
fn right() -> Value {
    let mut figures = serde_json::Map::new();
    for (row, of) in [("total", [9, 1, 2, 8, 8, 0]), ("organ", [5, 1, 1, 5, 5, 0]), ("institution", [3, 0, 1, 2, 2, 0]), ("enterprise", [1, 0, 0, 1, 1, 0]), ("other", [0; 6])] {
        for (column, figure) in ["last", "new", "died", "expected", "actual", "difference"].iter().zip(of) {
            figures.insert(format!("{row}.{column}"), json!(figure));
        }
    }
    Value::Object(figures)
}

fn f1(sender: &str, figures: &Value) -> Value {
    json!({ "year": 2025, "form": "f1", "sender": sender, "figures": figures })
}

fn with(cell: &str, figure: i64) -> Value {
    let mut figures = right();
    figures[cell] = json!(figure);
    figures
}

fn opened(desk: &Desk, more: &Value) -> Value {
    let mut open = json!({ "year": 2025, "form": "f1" });
    open.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    desk.did("report.received_form", open)
}

/// The rules of the level 错误 that do not hold.
fn errors(form: &Value) -> Vec<String> {
    let failed = list(&form["form"], "checks").iter().filter(|check| check["passed"] == false && check["level"] == "error");
    failed.map(|check| text(check, "id").to_owned()).collect()
}

fn value(form: &Value, cell: &str) -> f64 {
    find(&form["form"]["cells"], "id", cell)["value"].as_f64().unwrap()
}

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("report.received", json!({ "year": 2025 })).check(|found| {
        assert_eq!(found["returns"], json!([]));
        let forms = each(list(found, "forms"), "id");
        assert!(forms.contains(&"f1") && forms.contains(&"f6") && !forms.contains(&"branches"), "only rows that all have: {forms:?}");
    });
    let first = desk.ok("report.save_received", f1("第一分中心", &right())).check(|saved| saved["id"].clone());
    desk.did("report.save_received", f1("第二分中心", &right()));
    desk.ok("report.received_form", json!({ "year": 2025, "form": "f1" })).check(|whole| {
        assert_eq!((value(whole, "total.actual"), value(whole, "institution.died")), (16.0, 2.0), "added up");
        assert_eq!(each(list(whole, "parts"), "sender"), ["第一分中心", "第二分中心"]);
        assert_eq!(errors(whole), Vec::<String>::new());
    });
    // Each rule spoilt: typed, and then in the sum.
    for (cell, figure, rule) in [("organ.expected", 6, "K1"), ("institution.last", 4, "K4")] {
        let mut spoilt = f1("第一分中心", &with(cell, figure));
        spoilt["id"] = first.clone();
        desk.did("report.save_received", spoilt);
        assert!(errors(&opened(&desk, &json!({ "id": first }))).contains(&rule.to_owned()), "{rule}");
        let whole = opened(&desk, &json!({}));
        assert!(errors(&whole).contains(&rule.to_owned()), "{rule} in the sum");
        let named = find(&whole["form"]["checks"], "id", rule)["cells"].to_string();
        assert!(named.contains(cell), "the cell is named: {named}");
        let info = desk.did("report.received", json!({ "year": 2025 }));
        assert!(number(find(&info["returns"], "sender", "第一分中心"), "errors") > 0);
        assert_eq!(number(find(&info["returns"], "sender", "第二分中心"), "errors"), 0);
    }
    let removed = desk.ok("report.remove_received", json!({ "id": first })).check(|done| done["operation"].clone());
    assert_eq!(value(&opened(&desk, &json!({})), "total.actual"), 8.0);
    desk.did("log.undo", json!({ "operation": removed }));
    assert_eq!(value(&opened(&desk, &json!({})), "total.actual"), 16.0);
    workbook(&desk);
    desk.assert_sound();
}

/// What this program prints is read again as it was, from another centre.
fn workbook(desk: &Desk) {
    let other = Desk::new();
    let retired = [("retirement_kind", "离休"), ("sex", "男"), ("retire", "1990-05"), ("work_start", "1948-03")];
    for name in ["岩温", "玉罕"] {
        let person = retired.iter().fold(Person::named(name), |person, (key, value)| person.with(key, value));
        other.register(&person.with("birth", "1930-02-01"));
    }
    let (path, file) = other.place("年报.xlsx");
    other.did("report.export", json!({ "year": 2025, "file": file }));
    let sent = other.did("report.annual", json!({ "year": 2025 }));
    let drafts = desk.ok("report.read_received", json!({ "file": desk.file(&path), "year": 2025 })).check(|found| {
        assert!(found["unknown"].to_string().contains("活动开展情况统计表"), "what cannot be received is named: {}", found["unknown"]);
        found["forms"].clone()
    });
    let draft = find(&drafts, "form", "f1");
    assert_eq!((text(draft, "title"), &draft["problems"]), ("离休干部两年数字变化情况统计表", &json!([])));
    for id in ["f1", "f2", "f5", "f5b", "f6", "ages", "standings", "party"] {
        let draft = find(&drafts, "form", id);
        let form = find(&sent["forms"], "id", id);
        assert_eq!(draft["problems"], json!([]), "{id}");
        for cell in list(form, "cells") {
            assert_eq!(draft["figures"][text(cell, "id")].as_f64(), cell["value"].as_f64(), "{id} {}", text(cell, "id"));
        }
    }
    assert_eq!(draft["list"], json!({ "dead_counted": 0, "dead_elsewhen": 0 }), "its name list is sound");
    let forms = drafts.as_array().unwrap().iter().map(|one| json!({ "form": one["form"], "sender": "第三分中心", "figures": one["figures"], "list": one["list"] }));
    let add = json!({ "year": 2025, "file": "年报.xlsx", "forms": forms.collect::<Vec<_>>() });
    desk.ok("report.add_received", add.clone()).check(|done| assert_eq!(number(done, "replaced"), 0));
    desk.ok("report.add_received", add).check(|done| assert_eq!(number(done, "added"), 0, "sent once more it is the same"));
    assert_eq!(value(&opened(desk, &json!({})), "total.actual"), 18.0);
    let info = desk.did("report.received", json!({ "year": 2025 }));
    let third = list(&info, "returns").iter().filter(|one| one["sender"] == "第三分中心");
    assert!(third.clone().count() > 8 && third.clone().all(|one| one["errors"] == 0 && one["warnings"] == 0 && one["file"] == "年报.xlsx"), "{info}");
    // K9 on a name list: in the one, and in the sum.
    let dead = json!({ "year": 2025, "file": "改.xlsx", "forms": [{ "form": "f1", "sender": "第四分中心", "figures": right(), "list": { "dead_counted": 1, "dead_elsewhen": 0 } }] });
    desk.did("report.add_received", dead);
    let whole = opened(desk, &json!({}));
    assert!(errors(&whole).contains(&"K9".to_owned()));
    assert!(find(&whole["form"]["checks"], "id", "K9")["message"].to_string().contains("1 人既列为本年去世，又列为实有"));
    // With our own figures among them, and written to a workbook that is read again.
    desk.register(&Person::named("召存明").with("retirement_kind", "离休").with("retire", "1991-01").with("birth", "1929").with("sex", "男"));
    let (path, file) = desk.place("汇总.xlsx");
    desk.ok("report.export_received", json!({ "file": file, "year": 2025, "form": "f1", "own": true })).check(|done| assert_eq!(done["rows"], 5));
    let again = desk.did("report.read_received", json!({ "file": desk.file(&path), "year": 2025 }));
    let again = again["forms"].clone();
    let sheets = each(again.as_array().unwrap(), "sheet");
    assert_eq!(sheets, ["汇总", "第一分中心", "第三分中心", "第二分中心", "第四分中心"]);
    assert_eq!(again[0]["figures"]["total.actual"], json!(27), "four units and one of ours: {}", again[0]);
    assert_eq!(text(&again[0], "sender"), "", "the sum of others is nobody's own");
    assert!(again[0]["problems"].to_string().contains("汇总"), "{}", again[0]["problems"]);
    // The empty one, to be filled in, says neither whose it is nor who filled it in.
    let (path, file) = desk.place("空表.xlsx");
    desk.did("report.export_received", json!({ "file": file, "year": 2025, "form": "party", "own": false }));
    desk.did("report.export_received", json!({ "file": file, "year": 2024, "form": "party", "own": false }));
    let rows = crate::at::cells(&path);
    let said = rows.iter().flatten().filter(|cell| cell.contains("填报单位") || cell.contains("填表人")).collect::<Vec<_>>();
    assert_eq!(said, ["填报单位（盖章）：", "填表人："]);
    assert!(rows.iter().flatten().any(|cell| cell.ends_with("单位：人")) && rows.iter().flatten().any(|cell| cell == "党委（个）"), "{rows:?}");
}

#[test]
fn what_a_received_form_cannot_be_is_refused_and_nothing_is_lost() {
    let desk = Desk::new();
    let saved = desk.did("report.save_received", f1("第一分中心", &right()))["id"].clone();
    assert!(desk.err("report.save_received", f1("第一分中心", &right()), Code::Conflict).message.contains("已经有这张表"));
    for (figures, path) in [(json!({}), "figures"), (json!({ "nowhere.last": 1 }), "figures"), (json!({ "total.last": 10_000_000_000_i64 }), "figures.total.last")] {
        assert_eq!(desk.err("report.save_received", f1("甲", &figures), Code::Invalid).fields[0].path, path);
    }
    desk.err("report.save_received", f1(" ", &right()), Code::Invalid);
    desk.err("report.save_received", json!({ "year": 2025, "form": "branches", "sender": "甲", "figures": {} }), Code::NotFound);
    desk.err("report.save_received", json!({ "year": 2031, "form": "f1", "sender": "甲", "figures": right() }), Code::Invalid);
    let twice = json!({ "form": "f1", "sender": "乙", "figures": right(), "list": null });
    let refused = desk.err("report.add_received", json!({ "year": 2025, "file": "", "forms": [twice, twice] }), Code::Invalid);
    assert_eq!(refused.fields[0].path, "forms.1.sender");
    let mut empty = twice.clone();
    empty["figures"] = json!({});
    let refused = desk.err("report.add_received", json!({ "year": 2025, "file": "", "forms": [empty] }), Code::Invalid);
    assert_eq!(refused.fields[0].path, "forms.0.figures");
    let own = desk.did("report.annual", json!({ "year": 2025 }))["forms"][1]["reporting_unit"].clone();
    let ours = desk.did("report.save_received", f1(own.as_str().unwrap(), &right()))["id"].clone();
    let twice = desk.err("report.received_form", json!({ "year": 2025, "form": "f1", "own": true }), Code::Conflict);
    assert!(twice.message.contains("不能再加上本中心的数字"), "{}", twice.message);
    desk.did("report.remove_received", json!({ "id": ours }));
    // A renamed one in the way of what comes back stays, and is said.
    let removed = desk.did("report.remove_received", json!({ "id": saved }))["operation"].clone();
    desk.did("report.save_received", f1("第一分中心", &with("total.last", 1)));
    let undone = desk.did("log.undo", json!({ "operation": removed }));
    assert_eq!(list(&undone, "kept").len(), 1, "{undone}");
    assert_eq!(value(&opened(&desk, &json!({})), "total.last"), 1.0);
}

#[test]
fn last_years_figures_and_other_forms_of_the_same_unit_are_compared_where_they_are_there() {
    let desk = Desk::new();
    let id = desk.did("report.save_received", f1("第一分中心", &right()))["id"].clone();
    let said = |rule: &str| {
        let form = opened(&desk, &json!({ "id": id }));
        let check = find(&form["form"]["checks"], "id", rule).clone();
        (check["passed"] == true, text(&check, "message").to_owned())
    };
    assert!(said("K3").1.contains("没有收到上一年度") && said("K6").1.contains("没有收到另一张表"));
    assert!(said("K9").1.contains("没有随表的名单"));
    let mut before = f1("第一分中心", &right());
    before["year"] = json!(2024);
    before["figures"] = with("total.actual", 9);
    desk.did("report.save_received", before);
    assert!(!said("K3").0, "9 in all last year, but the rows say otherwise: {}", said("K3").1);
    let beside = find(&opened(&desk, &json!({ "id": id }))["form"]["cells"], "id", "total.actual")["last_year"].clone();
    assert_eq!(beside.as_f64(), Some(9.0), "last year's stands beside it");
    for form in ["f2", "f3", "f4"] {
        let figures = json!({ "total.total": if form == "f2" { 5 } else { 1 } });
        desk.did("report.save_received", json!({ "year": 2025, "form": form, "sender": "第一分中心", "figures": figures }));
    }
    assert!(!said("K6").0 && said("K6").1.contains('8'), "{}", said("K6").1);
}
