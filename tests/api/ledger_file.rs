//! Lines of a ledger from a workbook, as a centre has kept them by hand.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person, roster};

pub fn scenario() {
    let desk = Desk::new();
    let old = desk.register(&Person::named("岩温").with("birth", "1940-05-06"));
    desk.register(&Person::named("玉罕").with("birth", "1950-01-01").with("phones", "13800001111"));
    let twin = desk.register(&Person::named("玉罕").with("birth", "1960-01-01").with("phones", "13800002222"));
    let heads = ["序号", "走访时间", "姓名", "联系电话", "类型", "慰问金", "经费来源"];
    let rows: [&[&str]; 6] = [
        &["1", "2026.1.20", "岩温", "", "节日慰问", "500", "县财政"],
        &["2", "2026年1月21日", "玉罕", "13800002222", "节日慰问", "1,200.50", ""],
        &["3", "2026-01-22", "玉罕", "", "节日慰问", "500", ""],
        &["4", "2026-01-22", "没有这人", "", "节日慰问", "500", ""],
        &["5", "2026年1月", "岩温", "", "看电影", "多", ""],
        &["合计", "", "", "", "", "2200.5", ""],
    ];
    let path = roster(desk.outside(), "走访登记.xlsx", &heads, &rows);
    let file = json!({ "ledger": "care_visit", "file": desk.file(&path) });
    let read = desk.ok("ledger.read_file", file.clone()).check(|read| {
        assert_eq!(read["untaken"], json!(["经费来源"]));
        let told = list(read, "lines").iter().map(|line| (line["row"].as_i64().unwrap(), text(line, "problem"))).collect::<Vec<_>>();
        assert_eq!(told, [(4, ""), (5, ""), (6, "不能确定是哪一位"), (7, "这位没有登记过"), (8, "日期请写成 2026-03-05 这样。")]);
        assert_eq!(read["lines"][0]["entry"]["person"], old.as_str());
        assert_eq!(read["lines"][1]["entry"]["person"], twin.as_str(), "told apart by the number");
        assert_eq!(list(&read["lines"][2], "maybe").len(), 2);
        read.clone()
    });
    let good = list(&read, "lines").iter().take(2).map(|line| line["entry"].clone()).collect::<Vec<_>>();
    let added = desk.ok("ledger.add", json!({ "lines": good })).check(|added| {
        assert_eq!(added["added"], 2);
        added["operation"].clone()
    });
    let page = desk.did("ledger.list", json!({ "filter": { "ledger": "care_visit" } }));
    assert_eq!((&page["total"], &page["sums"]["amount"]), (&json!(2), &json!("1700.50")));
    // The same file again brings nothing new.
    let again = desk.did("ledger.read_file", file);
    assert_eq!(list(&again, "lines").iter().map(|line| line["same"].as_bool().unwrap()).collect::<Vec<_>>(), [true, true, false, false, false]);
    // What the program wrote itself is read back whole.
    let (path, place) = desk.place("导出.xlsx");
    desk.did("ledger.export", json!({ "file": place, "filter": { "ledger": "care_visit" } }));
    let own = desk.did("ledger.read_file", json!({ "ledger": "care_visit", "file": desk.file(&path) }));
    let lines = list(&own, "lines");
    assert_eq!(lines.len(), 2, "the sum is no line");
    assert!(lines[0]["same"].as_bool().unwrap(), "{own}");
    assert_eq!((text(&lines[1], "problem"), text(&lines[1]["entry"], "day")), ("不能确定是哪一位", "2026-01-21"), "the export does not tell which 玉罕");
    // One operation, taken back as one.
    desk.did("log.undo", json!({ "operation": added }));
    assert_eq!(desk.did("ledger.list", json!({ "filter": { "ledger": "care_visit" } }))["total"], 0);

    let bare = roster(desk.outside(), "没有日期.xlsx", &["姓名", "慰问金"], &[&["岩温", "500"]]);
    let refused = desk.err("ledger.read_file", json!({ "ledger": "care_visit", "file": desk.file(&bare) }), Code::Unreadable);
    assert!(refused.message.contains("走访日期"), "{}", refused.message);
    desk.err("ledger.add", json!({ "lines": [] }), Code::Invalid);
    let bad = json!({ "ledger": "care_visit", "day": "昨天", "person": old, "facts": { "type": "节日慰问" } });
    desk.err("ledger.add", json!({ "lines": [good[0], bad] }), Code::Invalid);
    assert_eq!(desk.did("ledger.list", json!({ "filter": {} }))["total"], Value::from(0), "all or none");
    desk.assert_sound();
}
