//! The register.

use crate::at::{cells, each, find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person, identity};

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("person.fields", Value::Null).check(|fields| {
        assert_eq!(find(fields, "key", "identity")["masked"], true);
        assert_eq!(find(fields, "key", "sex")["options"], json!(["男", "女", "未知", "未说明"]));
    });

    let id = desk.ok("person.save", json!({ "facts": Person::ai_wen().facts() })).check(|saved| text(saved, "id").to_owned());
    desk.ok("person.get", json!({ "id": id })).check(|page| {
        assert_eq!(page["facts"]["name"], "岩温");
        assert_eq!(page["facts"]["identity"], "532822************", "beside a birth date only the region shows");
        assert_eq!(page["facts"]["phones"], "139****1234");
        assert_eq!(page["age"], "77");
        assert_eq!(page["states"][0]["state"], "在册");
        assert_eq!(page["may_reveal"], true);
    });
    desk.ok("person.list", json!({ "limit": 10, "filter": { "words": "aiwen" } })).check(|page| {
        assert_eq!(page["total"], 1);
        assert_eq!(page["rows"][0]["unit"], "勐海县农业局");
        assert_eq!(page["rows"][0]["identity"], "532822************");
    });

    desk.did("person.save", json!({ "id": id, "facts": { "health": "良好", "birth": "1949.3", "remark": "" } }));
    desk.ok("person.reveal", json!({ "id": id, "field": "phones" })).check(|shown| assert_eq!(shown["value"], "13987651234"));
    desk.err("person.reveal", json!({ "id": id, "field": "name" }), Code::Invalid);
    desk.ok("person.history", json!({ "id": id })).check(|entries| {
        let entries = entries.as_array().unwrap();
        assert_eq!(each(entries, "label"), ["查看完整号码", "登记或修改人员", "登记或修改人员"]);
        let changes = entries[1]["changes"].as_array().unwrap();
        let health = changes.iter().find(|change| change["label"] == "健康状况").unwrap();
        assert_eq!((text(health, "before"), text(health, "after")), ("", "良好"));
        assert!(!Value::from(entries.clone()).to_string().contains("13987651234"), "numbers stay masked in the history");
    });

    let gone = json!({ "id": id, "state": "去世", "since": "2026.2", "reason": "家属告知" });
    desk.ok("person.change_state", gone).check(|page| {
        assert_eq!(page["states"][0], json!({ "state": "去世", "since": "2026-02", "reason": "家属告知" }));
        assert_eq!(list(page, "states").len(), 2, "nobody is deleted: the state before stays");
    });
    let future = json!({ "id": id, "state": "去世", "since": "2026-12-01" });
    assert_eq!(desk.err("person.change_state", future, Code::Invalid).fields[0].code, "future");
    exports();
}

fn exports() {
    let desk = Desk::new();
    let man = Person::ai_wen().with("remark", "=1+1");
    desk.register(&man);
    desk.register(&Person::with_x());
    let (path, file) = desk.place("完整.xlsx");
    desk.ok("person.export", json!({ "file": file, "full": true, "purpose": "上报" })).check(|done| {
        assert_eq!(number(done, "rows"), 2);
        assert_eq!(number(&done["file"], "size"), i64::try_from(std::fs::metadata(&path).unwrap().len()).unwrap());
    });
    let rows = cells(&path);
    let head = rows.iter().position(|row| row.iter().any(|cell| cell == "公民身份号码")).unwrap();
    let column = |name: &str| rows[head].iter().position(|cell| cell == name).unwrap();
    let row = rows.iter().find(|row| row.get(column("姓名")).is_some_and(|name| name == "岩温")).unwrap();
    assert_eq!(row[column("公民身份号码")], identity("532822", "19490305", 151), "all eighteen digits, as text");
    assert_eq!(row[column("手机号码")], "13987651234");
    assert_eq!(row[column("备注")], "=1+1", "no formula");
    let x = rows.iter().find(|row| row.get(column("姓名")).is_some_and(|name| name == "周启明")).unwrap();
    assert!(x[column("公民身份号码")].ends_with('X'));
    assert_eq!(x[column("住宅电话")], "0691-5128844");

    let (path, file) = desk.place("遮盖.xlsx");
    desk.did("person.export", json!({ "file": file, "full": false }));
    let masked = cells(&path).concat().join("\u{1}");
    assert!(masked.contains("岩温") && masked.contains("532822************"), "{masked}");
    assert!(!masked.contains("13987651234"), "a masked export shows no number whole");

    let report = desk.as_role(Role::Report);
    let full = json!({ "file": file, "full": true, "purpose": "上报" });
    report.err("person.export", full, Code::Forbidden);
    report.did("person.export", json!({ "file": file, "full": false }));
    desk.err("person.export", json!({ "file": file, "full": true }), Code::Invalid);
    let log = desk.did("log.list", json!({}));
    let exports = each(list(&log, "rows"), "label").into_iter().filter(|label| label.starts_with("导出人员")).collect::<Vec<_>>();
    let whole = exports.iter().filter(|label| label.contains("用途：") && label.contains("未遮盖")).count();
    assert_eq!((exports.len(), whole), (3, 1), "every export is logged, and of the whole one its use");
}

#[test]
fn what_cannot_be_right_is_refused_field_by_field() {
    let desk = Desk::new();
    let good = identity("532822", "19490305", 151);
    let wrong_check = format!("{}{}", &good[..17], if good.ends_with('1') { '2' } else { '1' });
    let facts = json!({
        "name": "岩温", "birth": "2049-01-01", "sex": "不知道", "identity": wrong_check, "phones": "没有电话",
        "counted": "也许", "card": "A12", "standing_correction": "很多", "state": "去世", "no_such_field": "x",
    });
    let refused = desk.err("person.save", json!({ "facts": facts }), Code::Invalid);
    let found = refused.fields.iter().map(|field| field.code.as_str()).collect::<Vec<_>>();
    for code in ["future", "not_in_list", "check_digit", "phone", "flag", "card", "number", "state", "field"] {
        assert!(found.contains(&code), "{code} is missing among {found:?}");
    }
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0);
    assert_eq!(desk.err("person.save", json!({ "facts": { "sex": "男" } }), Code::Invalid).fields[0].code, "required");
}

#[test]
fn an_id_of_somebody_else_is_saved_only_with_a_reason_which_stands_in_the_history() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let twin = Person::named("岩温罕").with("identity", &identity("532822", "19490305", 151));
    let refused = desk.err("person.save", json!({ "facts": twin.facts() }), Code::Conflict);
    assert_eq!(refused.fields[0].code, "duplicate_identity");
    let saved = desk.did("person.save", json!({ "facts": twin.facts(), "reason": "公安已核实为错号" }));
    let history = desk.did("person.history", json!({ "id": saved["id"] }));
    assert!(history.to_string().contains("公安已核实为错号"));
}

#[test]
fn left_out_fields_stay_and_empty_ones_are_cleared() {
    let desk = Desk::new();
    let id = desk.register(&Person::ai_wen().with("health", "良好"));
    desk.did("person.save", json!({ "id": id, "facts": { "health": "", "branch": "布朗山乡离退休党支部" } }));
    let facts = desk.did("person.get", json!({ "id": id }))["facts"].clone();
    assert!(facts.get("health").is_none());
    assert_eq!(facts["branch"], "布朗山乡离退休党支部");
    assert_eq!(facts["card"], "00012345");
    let branches = desk.did("organization.list", Value::Null);
    assert_eq!(find(&branches, "name", "勐混镇离退休党支部")["people"], 0, "formal membership is held in one place");
}

#[test]
fn the_list_is_filtered_sorted_and_paged() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    desk.register(&Person::with_x());
    desk.register(&Person::yu_han("1951-07-01", 22));
    let total = |filter: Value| number(&desk.did("person.list", json!({ "limit": 10, "filter": filter })), "total");
    assert_eq!(total(json!({})), 3);
    assert_eq!(total(json!({ "sex": "女" })), 1);
    assert_eq!(total(json!({ "retirement_kind": "离休" })), 1);
    assert_eq!(total(json!({ "branch": "" })), 2, "those without a branch");
    assert_eq!(total(json!({ "missing": "phones" })), 1);
    assert_eq!(total(json!({ "state": "在册", "words": "玉" })), 1, "all filters hold together");
    let names = |sort: &str| {
        let page = desk.did("person.list", json!({ "limit": 10, "sort": sort }));
        each(list(&page, "rows"), "name").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names("birth"), ["岩温", "玉罕", "周启明"]);
    assert_eq!(names("recent")[0], "玉罕");
    let page = desk.did("person.list", json!({ "limit": 1, "offset": 1, "sort": "birth" }));
    assert_eq!((number(&page, "total"), text(&page["rows"][0], "name")), (3, "玉罕"));
}
