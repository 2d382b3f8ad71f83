//! Lists by date, and how complete the register is.

use crate::at::{list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn on(desk: &Desk, which: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let found = desk.did("person.dates", json!({ "list": which, "from": from, "to": to }));
    let row = |row: &Value| (text(row, "name").to_owned(), text(row, "text").to_owned());
    list(&found, "rows").iter().map(row).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

pub fn scenario() {
    let desk = Desk::new();
    let party = |name: &str, date: &str| {
        Person::named(name).with("political", "中共党员").with("party_join", date).with("full_membership", date)
    };
    let old = desk.register(&Person::named("岩温").with("birth", "1946-03-20").with("phones", "13987651234"));
    desk.register(&Person::named("玉罕").with("birth", "1949-03"));
    desk.register(&Person::named("刀美兰").with("birth", "1949-03-05"));
    desk.register(&party("李正清", "1976-07-01"));
    desk.register(&party("周启明", "1990-07-01"));
    desk.ok("person.dates", json!({ "list": "birthday", "from": "2026-03-01", "to": "2026-03-31" })).check(|found| {
        assert_eq!((number(found, "total"), text(found, "from")), (3, "2026-03-01"));
        let first = &list(found, "rows")[0];
        assert_eq!((text(first, "name"), text(first, "day")), ("刀美兰", "2026-03-05"));
        assert!(!found.to_string().contains("13987651234"), "numbers are masked");
        assert!(text(found, "rule").contains("29 日"), "the rule is said");
    });
    assert_eq!(
        on(&desk, "birthday", "2026-03-01", "2026-03-31"),
        pairs(&[("刀美兰", "77 周岁"), ("岩温", "80 周岁，逢十寿辰"), ("玉罕", "3 月，日期不详，77 周岁")])
    );
    assert_eq!(on(&desk, "round", "2026-01-01", "2026-12-31"), pairs(&[("岩温", "80 周岁，逢十寿辰")]));
    assert_eq!(on(&desk, "lunar_birthday", "2026-03-24", "2026-03-24"), pairs(&[("刀美兰", "农历二月初六，77 周岁")]));
    assert_eq!(on(&desk, "standing", "2026-01-01", "2026-12-31"), pairs(&[("李正清", "党龄满 50 年")]));

    desk.check_in(&old);
    desk.host().set("2026-07-05T09:00");
    let away = || on(&desk, "absent", "2026-07-05", "2026-07-05");
    assert_eq!(away().len(), 5);
    assert_eq!(away().last().unwrap().1, "最近一次 2026-03-05");
    desk.check_in(&old);
    assert_eq!(away().len(), 4, "who came is not long away");

    desk.ok("person.completeness", Value::Null).check(|found| {
        assert_eq!(number(found, "people"), 5);
        let field = |key: &str| list(found, "fields").iter().find(|f| f["field"] == key).cloned().unwrap();
        assert_eq!((number(&field("birth"), "asked"), number(&field("birth"), "known")), (5, 3));
        assert_eq!((number(&field("party_join"), "asked"), number(&field("party_join"), "known")), (2, 2));
    });

    desk.did("person.change_state", json!({ "id": old, "state": "去世", "since": "2026-07-05" }));
    assert_eq!(on(&desk, "round", "2026-01-01", "2026-12-31"), [], "the dead vanish at once");
    assert_eq!(desk.did("person.completeness", Value::Null)["people"], 4);
}

#[test]
fn what_is_no_list_is_refused() {
    let desk = Desk::new();
    for args in [
        json!({ "list": "没有" }),
        json!({ "list": "birthday", "from": "2026-3-1日" }),
        json!({ "list": "birthday", "from": "2026-03-02", "to": "2026-03-01" }),
        json!({ "list": "birthday", "from": "2026-01-01", "to": "2028-01-01" }),
        json!({ "list": "absent", "days": 0 }),
    ] {
        desk.err("person.dates", args, Code::Invalid);
    }
}
