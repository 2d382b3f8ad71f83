//! Rosters a centre already keeps: plan, look, run, report, undo.

use crate::at::{each, find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, identity, roster};
use yinhui_tests::sample_roster;

pub fn scenario() {
    let desk = Desk::new();
    let file = desk.file(&sample_roster("typical_60.xlsx"));
    let plan = desk.ok("import.plan", json!({ "files": [file] })).check(|plan| {
        assert_eq!(plan["counts"], json!({ "new": 60, "update": 0, "same": 0, "duplicate": 0, "suspect": 0, "refused": 0 }));
        assert_eq!(plan["sheets"][0]["header_rows"], json!([3]));
        let columns = &plan["sheets"][0]["columns"];
        assert_eq!(find(columns, "header", "身份证号码")["field"], "identity");
        assert_eq!(find(columns, "header", "原工作单位")["field"], "unit_post");
        text(plan, "plan").to_owned()
    });
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0, "a plan writes nothing");

    desk.ok("import.rows", json!({ "plan": plan, "offset": 0, "limit": 10 })).check(|rows| {
        assert_eq!((number(rows, "total"), list(rows, "rows").len()), (60, 10));
        let row = &rows["rows"][0];
        assert_eq!((text(row, "verdict"), number(&row["place"], "row")), ("new", 4));
        let shown = rows.to_string();
        assert!(!shown.contains("532701193902209633") && shown.contains("532701"), "numbers are masked in the preview");
    });
    desk.ok("import.readings", json!({ "plan": plan })).check(|readings| {
        let first = list(readings, "lines").iter().find(|line| line["name"] == "岩三恩").unwrap();
        assert_eq!(first["src"], json!([["typical_60.xlsx", "花名册", 4]]));
    });
    let without = json!({ "columns": [{ "sheet": "花名册", "col": 19, "field": null }] });
    desk.ok("import.replan", json!({ "plan": plan, "options": without })).check(|again| {
        assert_eq!(find(&again["sheets"][0]["columns"], "letter", "T")["field"], Value::Null, "as the clerk decided");
        assert_eq!(again["counts"]["new"], 60);
    });
    desk.did("import.replan", json!({ "plan": plan, "options": {} }));

    let id = desk.ok("import.run", json!({ "plan": plan })).check(|report| {
        assert_eq!(report["counts"]["new"], 60);
        assert_eq!(report["files"], json!(["typical_60.xlsx"]));
        assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 60);
        text(report, "id").to_owned()
    });
    desk.err("import.run", json!({ "plan": plan }), Code::Conflict);
    desk.ok("import.clusters", json!({ "plan": plan })).check(|found| assert!(found.is_array()));
    let (path, problems) = desk.place("问题表.xlsx");
    desk.ok("import.problem_table", json!({ "plan": plan, "file": problems })).check(|written| {
        assert_eq!(number(written, "rows"), 0);
        assert!(path.exists());
    });
    let (path, blank) = desk.place("空白.xlsx");
    desk.ok("import.template", json!({ "file": blank })).check(|written| {
        assert_eq!(text(&written["file"], "name"), "空白.xlsx");
        assert!(path.exists());
    });
    desk.ok("import.report", json!({ "id": id })).check(|report| assert_eq!(report["counts"]["new"], 60));
    desk.ok("import.list", Value::Null).check(|all| assert_eq!(each(all.as_array().unwrap(), "id"), [id.as_str()]));

    let page = desk.did("person.list", json!({ "limit": 5, "filter": { "words": "岩三恩" } }));
    let page = desk.did("person.get", json!({ "id": page["rows"][0]["id"] }));
    assert_eq!(page["facts"]["party_join"], "1982-10", "no day was written, none is invented");
    let source = &page["sources"]["birth"];
    assert_eq!((text(source, "file"), text(source, "sheet"), text(source, "cell")), ("typical_60.xlsx", "花名册", "E4"));
    assert_eq!(page["sources"]["branch"]["cell"], "K4");
    assert_eq!(source["import"], id.as_str());

    let again = desk.did("import.plan", json!({ "files": [file] }));
    assert_eq!(again["counts"], json!({ "new": 0, "update": 0, "same": 60, "duplicate": 0, "suspect": 0, "refused": 0 }));

    desk.ok("import.undo", json!({ "id": id })).check(|undone| {
        assert_eq!(undone["kept"], json!([]));
        assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0);
    });
    assert_eq!(desk.did("organization.list", Value::Null), json!([]), "branches the file brought go with it");
    assert_eq!(desk.did("import.report", json!({ "id": id }))["undone"], true);
    desk.err("import.undo", json!({ "id": id }), Code::Conflict);
    desk.assert_sound();
}

#[test]
fn a_county_s_roster_of_two_thousand_goes_in_and_out_again() {
    let desk = Desk::new();
    let files = json!({ "files": [desk.file(&sample_roster("typical_2232.xlsx"))] });
    let plan = desk.did("import.plan", files.clone());
    let new = number(&plan["counts"], "new") + number(&plan["counts"], "suspect");
    assert!(new > 2_000, "{}", plan["counts"]);
    let report = desk.did("import.run", json!({ "plan": plan["plan"] }));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], new);
    let again = desk.did("import.plan", files);
    let changes = ["new", "update", "suspect"].map(|key| number(&again["counts"], key));
    assert_eq!(changes, [0, 0, 0], "the same file again changes nothing: {}", again["counts"]);
    desk.assert_sound();
    let undone = desk.did("import.undo", json!({ "id": report["id"] }));
    assert_eq!(undone["kept"], json!([]));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0);
    desk.assert_sound();
}

#[test]
fn a_plan_that_is_no_longer_true_is_not_run() {
    let desk = Desk::new();
    let id = identity("532822", "19500112", 33);
    let path = roster(desk.outside(), "名册.xlsx", &["姓名", "身份证号", "健康状况"], &[&["岩罕", &id, "良好"]]);
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    desk.did("person.save", json!({ "facts": { "name": "岩罕", "identity": id } }));
    let refused = desk.err("import.run", json!({ "plan": plan["plan"] }), Code::Conflict);
    assert!(refused.message.contains("重新核对"), "{}", refused.message);
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 1);
    let again = desk.did("import.replan", json!({ "plan": plan["plan"], "options": {} }));
    assert_eq!(again["counts"]["new"], 0);
    desk.did("import.run", json!({ "plan": plan["plan"] }));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 1);
}

#[test]
fn what_the_file_says_wins_fills_or_is_left_as_the_clerk_chose() {
    let roster_of = |desk: &Desk, health: &str| {
        let rows: &[&[&str]] = &[&["岩罕", &identity("532822", "19500112", 33), health, "勐海镇"]];
        desk.file(&roster(desk.outside(), "名册.xlsx", &["姓名", "身份证号", "健康状况", "家庭住址"], rows))
    };
    for (policy, health, address) in [("update", "较差", "勐海镇"), ("fill", "良好", "勐海镇"), ("skip", "良好", "")] {
        let desk = Desk::new();
        let facts = json!({ "name": "岩罕", "identity": identity("532822", "19500112", 33), "health": "良好" });
        let saved = desk.did("person.save", json!({ "facts": facts }));
        let request = json!({ "files": [roster_of(&desk, "较差")], "options": { "policy": policy } });
        let plan = desk.did("import.plan", request);
        desk.did("import.run", json!({ "plan": plan["plan"] }));
        let facts = desk.did("person.get", json!({ "id": saved["id"] }))["facts"].clone();
        assert_eq!(facts["health"], health, "{policy}");
        assert_eq!(facts["address"].as_str().unwrap_or_default(), address, "{policy}");
        let blank = desk.did("import.plan", json!({ "files": [roster_of(&desk, "")] }));
        desk.did("import.run", json!({ "plan": blank["plan"] }));
        assert_eq!(desk.did("person.get", json!({ "id": saved["id"] }))["facts"]["health"], health, "a blank never overwrites");
    }
}

#[test]
fn a_file_that_is_no_workbook_says_so() {
    let desk = Desk::new();
    let (path, file) = desk.place("名册.xlsx");
    let plan = json!({ "files": [file] });
    desk.err("import.plan", plan.clone(), Code::NotFound);
    for bytes in [&b"PK\x03\x04 not really"[..], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
        std::fs::write(&path, bytes).unwrap();
        desk.err("import.plan", plan.clone(), Code::Unreadable);
    }
    std::fs::File::create(&path).unwrap().set_len(70 << 20).unwrap();
    desk.err("import.plan", plan, Code::TooLarge);
    desk.err("import.plan", json!({ "files": [] }), Code::Invalid);
}
