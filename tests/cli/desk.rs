//! The main job on the command line: import, check in, report, export, back up.

use crate::program::{CENTRE, Place, arg, run};
use serde_json::{Value, json};
use yinhui_tests::sample_roster;

/// The table of problems of a run says whose each row became, so that a corrected one is still that person's.
#[test]
fn problems_written_with_the_run_are_corrected_and_come_back() {
    let place = Place::new();
    let roster = place.write("册.csv", "姓名,性别,出生年月,联系电话\n玉应,女,1949.13,\n玉应,女,1950.14,\n");
    let table = place.file("问题.xlsx");
    place.run(&["import", arg(&roster), "--problems", arg(&table), "--commit"]).ok();
    let book = yinhui_sheet::read(&std::fs::read(&table).unwrap()).unwrap();
    let lines = book.sheets[0].rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| cell.written().replace(',', "，"));
        cells.collect::<Vec<_>>().join(",")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    assert!(text.contains("银辉编号"), "{text}");
    let corrected = text.replace("1949.13", "1949.3").replace("1950.14", "1950.4");
    let corrected = place.write("改好.csv", &corrected);
    let again = place.run(&["import", arg(&corrected), "--commit"]).ok();
    let counts = &again["counts"];
    assert_eq!((&counts["update"], &counts["suspect"], &counts["new"]), (&json!(2), &json!(0), &json!(0)));
    assert_eq!(place.run(&["people", "find", "玉应"]).ok()["total"], 2);
}

#[test]
fn a_roster_is_planned_committed_and_taken_back() {
    let place = Place::new();
    let roster = sample_roster("typical_60.xlsx");
    let plan = place.run(&["import", arg(&roster)]).ok();
    assert_eq!((plan["committed"].as_bool(), &plan["import"]), (Some(false), &Value::Null));
    assert_eq!(plan["counts"]["new"], 60);
    let sheet = &plan["sheets"][0];
    assert_eq!(
        (sheet["name"].as_str(), &sheet["header_rows"], sheet["rows"].as_i64()),
        (Some("花名册"), &json!([3]), Some(60))
    );
    let identity =
        sheet["columns"].as_array().unwrap().iter().find(|column| column["field"] == "identity").unwrap();
    assert_eq!((identity["col"].as_str(), identity["header"].as_str()), (Some("H"), Some("身份证号码")));
    assert!(!identity["reason"].as_str().unwrap().is_empty());
    assert_eq!(plan["problems"], json!([]));
    assert_eq!(place.run(&["people", "find", "岩三恩"]).ok()["total"], 0);

    let mapping = place.write("mapping.json", r#"{"花名册": {"T": null}}"#);
    let readings = place.file("readings.jsonl");
    let args = ["import", arg(&roster), "--mapping", arg(&mapping), "--readings", arg(&readings), "--commit"];
    let done = place.run(&args).ok();
    assert_eq!(done["committed"], true);
    let lines = std::fs::read_to_string(&readings).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!(lines.len(), 60);
    let one = lines.iter().find(|line| line["name"] == "岩三恩").unwrap();
    assert_eq!(
        (&one["party_join"], &one["src"]),
        (&json!("1982-10"), &json!([["typical_60.xlsx", "花名册", 4]]))
    );
    assert_eq!(place.run(&["people", "find", "岩三恩"]).ok()["total"], 1);

    let list = place.run(&["imports", "list"]).ok();
    assert_eq!(list[0]["id"], done["import"]);
    let undone = place.run(&["imports", "undo", done["import"].as_str().unwrap()]).ok();
    assert_eq!(undone["kept"], json!([]));
    assert_eq!(place.run(&["people", "find", "岩三恩"]).ok()["total"], 0);
    place.run(&["imports", "undo", done["import"].as_str().unwrap()]).refused("conflict");
    place.run(&["import", arg(&place.file("没有.xlsx"))]).refused("not_found");
    place.run(&["import", arg(&mapping)]).ok();
}

#[test]
fn people_check_in_by_any_words_and_the_ambiguous_are_named() {
    let place = Place::new();
    place.import_few();
    let done = place.run(&["checkin", "aw"]).ok();
    assert_eq!((done["repeat"].as_bool(), done["visits_this_year"].as_i64()), (Some(false), Some(1)));
    for key in ["id", "person", "at", "first_at"] {
        assert!(done[key].is_string(), "{key}: {done}");
    }
    let again = place.run(&["checkin", "1234"]).ok();
    assert_eq!((again["repeat"].as_bool(), &again["first_at"]), (Some(true), &done["first_at"]));
    let refused = place.run(&["checkin", "玉罕"]).refused("ambiguous");
    assert_eq!(refused["detail"]["matches"].as_array().unwrap().len(), 2);
    place.run(&["checkin", "没有这人"]).refused("not_found");

    let group = place.run(&["checkin", "--group", "勐海县教育局", "--heads", "老干部=9,在职=2,群众=0"]).ok();
    assert_eq!(group["heads"], 11);
    let undone = place.run(&["checkin", "undo", done["id"].as_str().unwrap()]).ok();
    assert_eq!(undone["kept"], json!([]));
    let earlier = place.run(&["checkin", "岩温", "--at", "2026-01-05T09:10", "--purpose", "书屋"]).ok();
    assert_eq!(earlier["at"], "2026-01-05T09:10:00+08:00");
    place.run(&["checkin", "岩温", "--purpose", "没有的用途"]).refused("invalid");
    place.run(&["checkin", "岩温", "--event", "没有的活动"]).refused("not_found");
    let log = place.run(&["log"]).ok();
    let import = log["rows"].as_array().unwrap().iter().find(|row| row["label"] == "导入花名册").unwrap();
    let undone = place.run(&["undo", import["id"].as_str().unwrap()]).ok();
    let kept = undone["kept"].as_array().unwrap();
    assert!(kept.iter().any(|kept| kept["name"] == "岩温"), "who came since stays and is named: {undone}");
}

#[test]
fn the_year_is_reported_opened_and_written_to_a_workbook() {
    let place = Place::new();
    place.import_few();
    place.run(&["checkin", "岩温", "--at", "2026-01-05T09:10"]).ok();
    place.run(&["checkin", "--group", "勐海县教育局", "--heads", "群众=4", "--at", "2026-01-06T09:10"]).ok();
    let out = place.file("年报.xlsx");
    let annual = place.run(&["report", "annual", "--year", "2026", "--out", arg(&out)]).ok();
    assert_eq!(annual["year"], 2026);
    let cells = annual["forms"][0]["cells"].as_array().unwrap();
    let cell = |id: &str| cells.iter().find(|cell| cell["id"] == id).unwrap();
    assert_eq!(
        (cell("visits")["value"].as_f64(), cell("visitors")["value"].as_f64()),
        (Some(5.0), Some(1.0))
    );
    for key in ["label", "definition", "unit", "kind", "rows", "undecided", "manual", "note"] {
        assert!(cell("visits").get(key).is_some(), "{key}");
    }
    assert!(annual["forms"][0]["checks"].as_array().unwrap().iter().all(|check| check["passed"] == true));
    assert!(yinhui_sheet::read(&std::fs::read(&out).unwrap()).is_ok());
    let opened = place.run(&["report", "cell", "centre_annual.visits", "--year", "2026"]).ok();
    let sum: f64 = opened["rows"].as_array().unwrap().iter().map(|row| row["weight"].as_f64().unwrap()).sum();
    assert_eq!(Some(sum), opened["value"].as_f64());
    place.run(&["report", "cell", "centre_annual.no_such", "--year", "2026"]).refused("not_found");
    let held = place.run(&["report", "cell", "overall.total.total", "--year", "2026"]).ok();
    assert!(
        held["rows"].as_array().is_some_and(|rows| !rows.is_empty()),
        "a cell of a table opens the same way"
    );
}

#[test]
fn a_closed_year_is_frozen_and_opened_again() {
    let place = Place::new();
    place.run(&["checkin", "--group", "勐海县教育局", "--heads", "群众=4", "--at", "2025-01-06T09:10"]).ok();
    place.run(&["report", "freeze", "--year", "2099"]).refused("invalid");
    assert!(place.run(&["report", "freeze", "--year", "2025"]).ok()["confirmed_by"].is_string());
    place.run(&["report", "freeze", "--year", "2025"]).refused("conflict");
    place.run(&["checkin", "--group", "勐海县教育局", "--heads", "群众=4", "--at", "2025-01-07T09:10"]).ok();
    let visits = |place: &Place| {
        place.run(&["report", "cell", "centre_annual.visits", "--year", "2025"]).ok()["value"].as_f64()
    };
    assert_eq!(visits(&place), Some(4.0), "what was handed up stays");
    place.run(&["report", "unfreeze", "--year", "2025"]).refused("invalid");
    place.run(&["report", "unfreeze", "--year", "2025", "--reason", "补登一批"]).ok();
    assert_eq!(visits(&place), Some(8.0));
}

#[test]
fn people_are_exported_whole_only_with_their_use() {
    let place = Place::new();
    place.import_few();
    let out = place.file("名单.xlsx");
    let done = place.run(&["people", "export", "--out", arg(&out), "--full", "--use", "上报"]).ok();
    assert_eq!((done["rows"].as_i64(), &done["out"]), (Some(3), &json!(arg(&out))));
    let book = yinhui_sheet::read(&std::fs::read(&out).unwrap()).unwrap();
    let text = format!("{:?}", book.sheets[0]);
    for head in ["姓名", "公民身份号码", "手机号码", "是否在世", "备注"] {
        assert!(text.contains(head), "{head}");
    }
    assert!(text.contains("13987651234") && text.contains("1949-03"), "dates in their own precision");
    place.run(&["people", "export", "--out", arg(&out), "--full", "--use", "好玩"]).refused("invalid");
}

#[test]
fn a_backup_is_made_shown_checked_and_restored_elsewhere() {
    let place = Place::new();
    place.import_few();
    let out = place.file("备份.yhb");
    let made = place.run(&["backup", "--out", arg(&out)]).ok();
    assert_eq!(made["people"], 3);
    assert_eq!(place.run(&["backup", "show", arg(&out)]).ok(), made);
    place.run(&["checkin", "岩温"]).ok();
    let found = place.run(&["verify", "--against", arg(&out)]).ok();
    assert_eq!(found["ok"], true);
    assert!(
        found["checks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|check| check["id"].is_string() && check["detail"].is_string())
    );

    let other = Place::empty();
    let restored = other.run(&["restore", arg(&out)]).ok();
    assert_eq!(restored["backup"]["log_head"], made["log_head"]);
    assert_eq!(other.run(&["people", "find", "岩温"]).ok()["total"], 1);
    assert_eq!(other.run(&["rpc", "centre.get"]).ok()["name"], CENTRE);
    let third = Place::empty();
    let code = place.file("code");
    let restored = run(third.bare().args(["--json", "restore", arg(&out), "--recovery-file", arg(&code)]));
    restored.ok();
    assert_eq!(third.run(&["verify"]).ok()["ok"], true);
    place.run(&["restore", arg(&place.file("password"))]).refused("unreadable");
}

#[test]
fn a_damaged_store_is_exit_1_with_its_name() {
    let place = Place::new();
    let path = place.data.join("yinhui.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[4_096 * 2 + 200] ^= 0xFF;
    std::fs::write(&path, bytes).unwrap();
    let refused = place.run(&["verify"]).refused("damaged");
    assert!(refused["message"].as_str().unwrap().contains("yinhui.damaged-"), "{refused}");
}
