//! The list filters by any fact.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn who(desk: &Desk, also: Value) -> Vec<String> {
    let page = desk.did("person.list", json!({ "filter": { "also": also }, "limit": 50 }));
    list(&page, "rows").iter().map(|row| text(row, "name").to_owned()).collect()
}

#[test]
fn every_fact_is_a_condition() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen().with("health", "良好").with("party_join", "1970-05"));
    desk.register(&Person::with_x().with("health", "半_自理").with("address", "景洪市100%路"));
    desk.register(&Person::named("玉罕").with("birth", "1946"));
    for (also, names) in [
        (json!([{ "field": "health", "test": "is", "value": "良好" }]), vec!["岩温"]),
        (json!([{ "field": "health", "test": "is_not", "value": "良好" }]), vec!["周启明"]),
        (json!([{ "field": "health", "test": "missing" }]), vec!["玉罕"]),
        (
            json!([{ "field": "health", "test": "known" }, { "field": "sex", "test": "is", "value": "男" }]),
            vec!["岩温", "周启明"],
        ),
        (json!([{ "field": "unit", "test": "has", "value": "农业" }]), vec!["岩温"]),
        (json!([{ "field": "branch", "test": "begins", "value": "勐混镇" }]), vec!["岩温"]),
        (json!([{ "field": "address", "test": "has", "value": "100%" }]), vec!["周启明"]),
        (json!([{ "field": "address", "test": "has", "value": "00_" }]), vec![]),
        (json!([{ "field": "health", "test": "has", "value": "半_" }]), vec!["周启明"]),
        (json!([{ "field": "birth", "test": "from", "value": "1949.3" }]), vec!["岩温", "周启明"]),
        (json!([{ "field": "birth", "test": "to", "value": "1949" }]), vec!["岩温", "玉罕"]),
        (json!([{ "field": "party_join", "test": "to", "value": "1970" }]), vec!["岩温"]),
        (json!([{ "field": "birth", "test": "age_from", "value": "77" }]), vec!["岩温", "玉罕"]),
        (json!([{ "field": "birth", "test": "age_from", "value": "78" }]), vec!["玉罕"]),
        (json!([{ "field": "birth", "test": "age_to", "value": "76" }]), vec!["周启明"]),
        (
            json!([{ "field": "state", "test": "is", "value": "在册" }, { "field": "retirement_kind", "test": "is", "value": "离休" }]),
            vec!["周启明"],
        ),
    ] {
        let mut found = who(&desk, also.clone());
        found.sort_unstable();
        let mut names = names;
        names.sort_unstable();
        assert_eq!(found, names, "{also}");
    }
}

#[test]
fn who_is_long_in_the_party_or_came_is_a_condition_too() {
    let desk = Desk::new();
    let old = desk.register(&Person::ai_wen().with("party_join", "1970-05"));
    // Within the year it may be 49 or 50 years: nobody says it is 50.
    desk.register(&Person::with_x().with("party_join", "1976"));
    let never = desk.register(&Person::named("玉罕"));
    for at in ["2025-12-30T09:00", "2026-01-02T09:00", "2026-03-04T09:00"] {
        desk.did("checkin.person", json!({ "person": old, "at": at }));
    }
    desk.did("checkin.person", json!({ "person": old, "at": "2026-03-04T10:00", "purpose": "书屋" }));
    for (field, test, value, names) in [
        ("standing", "least", "50", vec!["岩温"]),
        ("standing", "least", "49", vec!["周启明", "岩温"]),
        ("standing", "most", "50", vec!["周启明"]),
        ("standing", "most", "49", vec![]),
        ("visits", "least", "2", vec!["岩温"]),
        ("visits", "least", "3", vec![]),
        ("visits", "most", "1", vec!["周启明", "玉罕"]),
        ("visits", "least", "0", vec!["周启明", "岩温", "玉罕"]),
        ("last_visit", "missing", "", vec!["周启明", "玉罕"]),
        ("last_visit", "from", "2026.3", vec!["岩温"]),
        ("last_visit", "to", "2026-02", vec![]),
    ] {
        let mut found = who(&desk, json!([{ "field": field, "test": test, "value": value }]));
        found.sort_unstable();
        assert_eq!(found, names, "{field} {test} {value}");
    }
    let columns = json!({ "columns": ["name", "standing", "visits", "last_visit"], "limit": 5 });
    let page = desk.did("person.list", columns);
    let cells = |id: &str| list(&page, "rows").iter().find(|row| row["id"] == id).unwrap()["cells"].clone();
    assert_eq!(
        cells(&old),
        json!({ "name": "岩温", "standing": "55", "visits": "2", "last_visit": "2026-03-04" })
    );
    assert_eq!(cells(&never), json!({ "name": "玉罕", "standing": "", "visits": "0", "last_visit": "" }));
    let (path, file) = desk.place("名单.xlsx");
    desk.did("person.export", json!({ "file": file, "full": false, "columns": ["name", "visits"] }));
    let told = |row: &Vec<String>| row.iter().skip(1).eq(["岩温", "2"]);
    assert!(crate::at::cells(&path).iter().any(told), "how often they came this year stands in the workbook");
    for (field, test, value) in [
        ("standing", "least", "很长"),
        ("visits", "most", "-1"),
        ("visits", "is", "1"),
        ("last_visit", "has", "2"),
    ] {
        let refused =
            json!({ "filter": { "also": [{ "field": field, "test": test, "value": value }] }, "limit": 1 });
        desk.err("person.list", refused, Code::Invalid);
    }
}

#[test]
fn a_condition_that_cannot_be_read_is_refused_and_named() {
    let desk = Desk::new();
    for (condition, word) in [
        (json!({ "field": "没有", "test": "is", "value": "x" }), "没有这个项目"),
        (json!({ "field": "health", "test": "没有", "value": "x" }), "没有这种条件"),
        (json!({ "field": "health", "test": "is", "value": " " }), "请填条件的内容"),
        (json!({ "field": "health", "test": "from", "value": "1949" }), "日期"),
        (json!({ "field": "birth", "test": "from", "value": "很久以前" }), "日期"),
        (json!({ "field": "birth", "test": "age_from", "value": "老" }), "年龄"),
        (json!({ "field": "retire", "test": "age_from", "value": "60" }), "年龄"),
    ] {
        let args = json!({ "filter": { "also": [condition] }, "limit": 5 });
        let refused = desk.err("person.list", args, Code::Invalid);
        assert!(refused.message.contains(word), "{condition}: {}", refused.message);
        assert_eq!(refused.fields[0].path, "filter.also.0");
    }
    let many = vec![json!({ "field": "sex", "test": "known" }); 11];
    desk.err("person.list", json!({ "filter": { "also": many }, "limit": 5 }), Code::Invalid);
}
