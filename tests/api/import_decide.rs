//! What a clerk decides before a run: cells, rows, columns, writings; and what is remembered of it.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use std::path::Path;
use yinhui_core::import::raw::{Cell, Row, Workbook};
use yinhui_testkit::{Desk, identity, roster};

const HEAD: [&str; 6] = ["序号", "姓名", "性别", "出生年月", "联系电话", "备注"];

fn plan(desk: &Desk, path: &Path, options: Value) -> Value {
    desk.did("import.plan", json!({ "files": [desk.file(path)], "options": options }))
}

fn rows(desk: &Desk, plan: &Value) -> Vec<Value> {
    let rows = desk.did("import.rows", json!({ "plan": plan["plan"], "offset": 0, "limit": 200 }));
    rows["rows"].as_array().unwrap().clone()
}

fn cell<'a>(row: &'a Value, field: &str) -> &'a Value {
    row["cells"].as_array().unwrap().iter().find(|cell| cell["field"] == field).unwrap()
}

fn place(file: &str, row: i64) -> Value {
    json!({ "file": file, "sheet": "花名册", "table": 1, "row": row })
}

fn page(desk: &Desk, name: &str) -> Value {
    let found = desk.did("person.list", json!({ "limit": 5, "filter": { "words": name } }));
    desk.did("person.get", json!({ "id": found["rows"][0]["id"] }))
}

fn read(path: &Path) -> Workbook {
    yinhui_sheet::read(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_doubtful_date_offers_what_it_can_be_and_is_settled_once_chosen() {
    let desk = Desk::new();
    let path = roster(desk.outside(), "册.xlsx", &HEAD, &[&["1", "岩温", "男", "1949.1", "13812345678", ""]]);
    let planned = plan(&desk, &path, json!({}));
    let birth = cell(&rows(&desk, &planned)[0], "birth").clone();
    assert_eq!((text(&birth, "flag"), text(&birth, "understood")), ("doubtful", "1949"));
    let offered = list(&birth, "choices").iter().map(|choice| text(choice, "label")).collect::<Vec<_>>();
    assert_eq!(offered, ["1949年", "1949年10月", "1949年1月"]);
    let fix = json!([{ "place": place("册.xlsx", 4), "col": 3, "field": "birth", "text": "1949-10" }]);
    let planned = desk.did("import.replan", json!({ "plan": planned["plan"], "options": { "cells": fix } }));
    let birth = cell(&rows(&desk, &planned)[0], "birth").clone();
    assert_eq!(
        (&birth["settled"], text(&birth, "understood"), text(&birth, "written")),
        (&json!(true), "1949-10", "1949.1")
    );
    assert_eq!(planned["problems_total"], 0);
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    assert_eq!(page(&desk, "岩温")["facts"]["birth"], "1949-10");
}

#[test]
fn a_suspect_is_told_apart_or_joined_row_by_row() {
    let desk = Desk::new();
    let rows_of = [
        ["1", "玉罕", "女", "1949.03", "", ""],
        ["2", "玉罕", "女", "1949.03", "13812345678", ""],
        ["3", "玉应", "女", "1950.01", "", ""],
    ];
    let lines = rows_of.iter().map(<[&str; 6]>::as_slice).collect::<Vec<_>>();
    let path = roster(desk.outside(), "册.xlsx", &HEAD, &lines);
    let planned = plan(&desk, &path, json!({}));
    assert_eq!(planned["counts"]["suspect"], 1);
    let second = rows(&desk, &planned)[1].clone();
    assert_eq!((text(&second, "verdict"), text(&second["maybe"][0], "name")), ("suspect", "玉罕"));
    assert_eq!(second["maybe"][0]["place"]["row"], 4);

    let decide = |fate: Value| {
        let options = json!({ "rows": [fate] });
        desk.did("import.replan", json!({ "plan": planned["plan"], "options": options }))["counts"].clone()
    };
    let apart = decide(json!({ "place": place("册.xlsx", 5), "fate": "apart" }));
    assert_eq!((&apart["new"], &apart["suspect"]), (&json!(3), &json!(0)));
    let skipped = decide(json!({ "place": place("册.xlsx", 5), "fate": "skip" }));
    assert_eq!((&skipped["new"], &skipped["refused"]), (&json!(2), &json!(1)));
    let joined = decide(json!({ "place": place("册.xlsx", 5), "fate": "row", "other": place("册.xlsx", 4) }));
    assert_eq!((&joined["new"], &joined["duplicate"]), (&json!(2), &json!(1)));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let page = page(&desk, "玉罕");
    assert_eq!(page["sources"]["phones"]["cell"], "E5", "each fact from the row that told it");
    assert_eq!(page["sources"]["birth"]["cell"], "D4");
}

#[test]
fn an_unknown_column_is_kept_among_the_remarks_or_by_its_own_name_and_taken_back_with_the_import() {
    let desk = Desk::new();
    let head = ["姓名", "性别", "出生年月", "法号", "村寨", "备注"];
    let path =
        roster(desk.outside(), "册.xlsx", &head, &[&["岩温", "男", "1949.03", "都三", "曼弄枫", "独居"]]);
    let planned = plan(&desk, &path, json!({}));
    let unknown = find(&planned["sheets"][0]["columns"], "header", "法号");
    assert_eq!(
        (&unknown["field"], &unknown["doubtful"], &unknown["samples"]),
        (&Value::Null, &json!(true), &json!(["都三"]))
    );
    let columns = json!([
        { "sheet": "花名册", "col": 3, "field": "keep_own" },
        { "sheet": "花名册", "col": 4, "field": "keep_remark" },
    ]);
    let planned =
        desk.did("import.replan", json!({ "plan": planned["plan"], "options": { "columns": columns } }));
    let done = desk.did("import.run", json!({ "plan": planned["plan"] }));
    let shown = page(&desk, "岩温");
    assert_eq!(shown["facts"]["remark"], "村寨：曼弄枫；独居");
    let own = &shown["extras"][0];
    assert_eq!(
        (text(own, "label"), text(own, "value"), text(&own["source"], "cell")),
        ("法号", "都三", "D4")
    );

    let again = plan(&desk, &path, json!({}));
    assert_eq!(again["counts"]["same"], 1, "read the same way by itself, and nothing has changed");
    desk.did("import.undo", json!({ "id": done["id"] }));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 0);
    desk.assert_sound();
}

#[test]
fn what_was_decided_about_columns_is_remembered_and_changed_headers_are_said_first() {
    let desk = Desk::new();
    let person = ["岩温", "男", "1949.03", "13812345678", "都三"];
    let last_year =
        roster(desk.outside(), "去年.xlsx", &["姓名", "性别", "出生年月", "联系电话", "法号"], &[&person]);
    let columns = json!([{ "sheet": "花名册", "col": 4, "field": "alias" }]);
    let planned = plan(&desk, &last_year, json!({ "columns": columns }));
    desk.did("import.run", json!({ "plan": planned["plan"] }));

    let same = plan(&desk, &last_year, json!({}));
    let former = &same["sheets"][0]["former"];
    assert_eq!(
        (&former["same_headers"], &former["applied"], text(former, "file")),
        (&json!(true), &json!(true), "去年.xlsx")
    );
    let alias = find(&same["sheets"][0]["columns"], "header", "法号");
    assert_eq!((text(alias, "field"), &alias["decided"]), ("alias", &json!(true)));

    let this_year =
        roster(desk.outside(), "今年.xlsx", &["姓名", "性别", "出生年月", "手机", "法号"], &[&person]);
    let changed = plan(&desk, &this_year, json!({}));
    let former = &changed["sheets"][0]["former"];
    assert_eq!((&former["same_headers"], &former["applied"]), (&json!(false), &json!(false)));
    assert_eq!((&former["added"], &former["missing"]), (&json!(["手机"]), &json!(["联系电话"])));
    assert_eq!(
        find(&changed["sheets"][0]["columns"], "header", "法号")["field"],
        Value::Null,
        "not read by it yet"
    );
    let tables = json!([{ "file": "今年.xlsx", "sheet": "花名册", "table": 1, "former": true }]);
    let wanted =
        desk.did("import.replan", json!({ "plan": changed["plan"], "options": { "tables": tables } }));
    assert_eq!(find(&wanted["sheets"][0]["columns"], "header", "法号")["field"], "alias");
}

#[test]
fn the_table_of_problems_is_corrected_and_goes_in() {
    let desk = Desk::new();
    let lines = [
        ["1", "岩温", "男", "1949.03", "13812345678", ""],
        ["2", "", "女", "1950.03", "13912345678", ""],
        ["3", "玉应", "女", "1949.13", "", ""],
    ];
    let lines = lines.iter().map(<[&str; 6]>::as_slice).collect::<Vec<_>>();
    let path = roster(desk.outside(), "册.xlsx", &HEAD, &lines);
    let planned = plan(&desk, &path, json!({}));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let (out, file) = desk.place("问题表.xlsx");
    let written = desk.did("import.problem_table", json!({ "plan": planned["plan"], "file": file }));
    assert_eq!(written["rows"], 2, "also after the run");
    let book = read(&out);
    let sheet = &book.sheets[0];
    let [.., head, first, second] = sheet.rows.as_slice() else { panic!("header and two rows") };
    assert_eq!((sheet.name.as_str(), head.number), ("花名册", 3));
    let head = head.cells.iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>();
    assert_eq!(&head[..6], HEAD);
    assert_eq!(&head[6..], ["问题说明", "原表行号", "银辉编号"]);
    assert!(first.cells.get(8).is_none_or(Cell::is_blank), "nobody's yet");
    let told = first.cells[6].written();
    assert!(told.contains("没有姓名"), "{told}");
    assert!(matches!(&second.cells[3], Cell::Text(text) if text == "1949.13"), "as it was");

    let mut cells = head.iter().map(String::as_str).collect::<Vec<_>>();
    cells.truncate(8);
    let corrected = ["2", "玉罕", "女", "1950.03", "13912345678", "", "没有姓名", "3"];
    let again = roster(desk.outside(), "改好.xlsx", &cells, &[&corrected]);
    let planned = plan(&desk, &again, json!({}));
    assert_eq!(planned["counts"]["new"], 1);
    let own = find(&planned["sheets"][0]["columns"], "header", "问题说明");
    assert_eq!((&own["field"], &own["doubtful"]), (&Value::Null, &json!(false)));
}

/// Neither a number nor a phone tells who it is: the table of problems does.
#[test]
fn a_row_of_the_table_of_problems_stays_the_same_persons_whatever_was_put_right() {
    let desk = Desk::new();
    let lines = [
        ["1", "玉应", "女", "1949.13", "", ""],
        ["2", "玉应", "女", "1950.14", "", ""],
        ["3", "岩温", "男", "1948.15", "", ""],
    ];
    let lines = lines.iter().map(<[&str; 6]>::as_slice).collect::<Vec<_>>();
    let path = roster(desk.outside(), "册.xlsx", &HEAD, &lines);
    let planned = plan(&desk, &path, json!({}));
    let (out, file) = desk.place("问题表.xlsx");
    let before = json!({ "plan": planned["plan"], "file": file.clone() });
    desk.did("import.problem_table", before.clone());
    assert!(read(&out).sheets[0].rows.iter().all(|row| row.cells.len() < 9), "nothing went in yet");
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    desk.did("import.problem_table", before);
    let sheet = read(&out).sheets.remove(0);
    let cells = |row: &Row| row.cells.iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>();
    let mut rows = sheet.rows.iter().rev().take(4).rev().map(cells).collect::<Vec<_>>();
    let head = rows.remove(0);
    assert_eq!(head[8], "银辉编号");
    let corrected = |rows: &[Vec<String>], name: &str| {
        let head = head.iter().map(String::as_str).collect::<Vec<_>>();
        let lines = rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>());
        let lines = lines.collect::<Vec<_>>();
        let lines = lines.iter().map(Vec::as_slice).collect::<Vec<_>>();
        let path = roster(desk.outside(), name, &head, &lines);
        plan(&desk, &path, json!({}))
    };
    "1949.3".clone_into(&mut rows[0][3]);
    "1950.4".clone_into(&mut rows[1][3]);
    "岩恩".clone_into(&mut rows[2][1]);
    "1948.5".clone_into(&mut rows[2][3]);
    let planned = corrected(&rows, "改好.xlsx");
    // Of the third nothing agrees any more: the row may be somebody else's, and a person tells.
    let counts = &planned["counts"];
    assert_eq!((&counts["update"], &counts["suspect"], &counts["new"]), (&json!(2), &json!(1), &json!(0)));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    assert_eq!(desk.did("person.list", json!({ "limit": 1 }))["total"], 4);
    let born = |words: &str| {
        let found = desk.did("person.list", json!({ "limit": 9, "filter": { "words": words } }));
        let each = found["rows"].as_array().unwrap().iter();
        let born = each.map(|row| {
            let page = desk.did("person.get", json!({ "id": row["id"] }));
            page["facts"]["birth"].as_str().unwrap_or_default().to_owned()
        });
        let mut born = born.collect::<Vec<_>>();
        born.sort();
        born
    };
    assert_eq!(born("玉应"), ["1949-03", "1950-04"]);
    // Written over with somebody else's good number, it is asked about: that one is known too.
    let number = identity("532822", "19490305", 1);
    desk.did("person.save", json!({ "facts": { "name": "玉应", "identity": number } }));
    let mut over = rows[1].clone();
    over[5].clone_from(&number);
    let mut with = head.clone();
    "身份证号".clone_into(&mut with[5]);
    let with = with.iter().map(String::as_str).collect::<Vec<_>>();
    let line = over.iter().map(String::as_str).collect::<Vec<_>>();
    let path = roster(desk.outside(), "写错行.xlsx", &with, &[&line]);
    let asked = plan(&desk, &path, json!({}));
    assert_eq!((&asked["counts"]["suspect"], &asked["counts"]["update"]), (&json!(1), &json!(0)));
    // A second table of problems has each of its columns once, and still knows them.
    "1950.14".clone_into(&mut rows[1][3]);
    let second = corrected(&rows[1..2], "再改.xlsx");
    desk.did("import.run", json!({ "plan": second["plan"] }));
    desk.did("import.problem_table", json!({ "plan": second["plan"], "file": file }));
    let again = read(&out).sheets.remove(0);
    let last = again.rows.iter().rev().take(2).rev().map(cells).collect::<Vec<_>>();
    assert_eq!(last[0].iter().filter(|head| *head == "银辉编号").count(), 1, "{last:?}");
    assert_eq!((last[0].len(), &last[1][8]), (9, &rows[1][8]));
    // A number somebody typed, or one of another centre, says nothing.
    "780000000000000000000123".clone_into(&mut rows[0][8]);
    assert_eq!(
        corrected(&rows[..1], "别处.xlsx")["counts"]["suspect"],
        1,
        "by what it says itself, nobody can tell"
    );
    desk.assert_sound();
}

/// A number that was put right is the same person's; it is not one more person.
#[test]
fn a_number_with_a_wrong_check_digit_is_put_right_in_the_table_of_problems() {
    let desk = Desk::new();
    let right = identity("532822", "19490305", 1);
    let digit = if right.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{digit}", &right[..17]);
    let head = ["姓名", "身份证号", "出生年月", "家庭住址"];
    let first = roster(desk.outside(), "册.xlsx", &head, &[&["岩温", &wrong, "1949.03", "曼弄枫"]]);
    let planned = plan(&desk, &first, json!({}));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let again = roster(desk.outside(), "改好.xlsx", &head, &[&["岩温", &right, "1949.03", "曼弄枫"]]);
    let planned = plan(&desk, &again, json!({}));
    assert_eq!((&planned["counts"]["update"], &planned["counts"]["suspect"]), (&json!(1), &json!(0)));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let id = desk.did("person.list", json!({ "limit": 2 }))["rows"][0]["id"].clone();
    let shown = desk.did("person.reveal", json!({ "id": id, "field": "identity" }));
    assert_eq!(text(&shown, "value"), right);
    // The wrong one once more changes nothing: what is registered is good.
    let planned = plan(&desk, &first, json!({}));
    assert_eq!((&planned["counts"]["new"], &planned["counts"]["update"]), (&json!(0), &json!(0)));
}

#[test]
fn units_written_several_ways_are_offered_and_joined_when_somebody_says_so() {
    let desk = Desk::new();
    let head = ["姓名", "性别", "出生年月", "工作单位"];
    let path = roster(
        desk.outside(),
        "册.xlsx",
        &head,
        &[
            &["岩温", "男", "1949.03", "勐海县教育局"],
            &["岩罕", "男", "1948.03", "勐海县教育局"],
            &["玉应", "女", "1950.03", "教育局"],
            &["玉罕", "女", "1951.03", "勐海县民政局"],
        ],
    );
    let planned = plan(&desk, &path, json!({}));
    let found = desk.did("import.clusters", json!({ "plan": planned["plan"] }));
    assert_eq!((found.as_array().unwrap().len(), text(&found[0], "suggested")), (1, "勐海县教育局"));
    let rewrites = json!([{ "field": "unit", "from": ["教育局"], "to": "勐海县教育局" }]);
    let planned =
        desk.did("import.replan", json!({ "plan": planned["plan"], "options": { "rewrites": rewrites } }));
    assert_eq!(desk.did("import.clusters", json!({ "plan": planned["plan"] })), json!([]));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    assert_eq!(page(&desk, "玉应")["facts"]["unit"], "勐海县教育局");
    assert_eq!(desk.did("unit.list", Value::Null).as_array().unwrap().len(), 2);
}

#[test]
fn a_field_may_follow_a_policy_of_its_own() {
    let desk = Desk::new();
    let number = identity("532822", "19490305", 1);
    let head = ["姓名", "身份证号", "家庭住址", "联系电话"];
    let first = roster(desk.outside(), "一.xlsx", &head, &[&["岩温", &number, "曼弄枫", "13812345678"]]);
    let planned = plan(&desk, &first, json!({}));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let second = roster(desk.outside(), "二.xlsx", &head, &[&["岩温", &number, "嘎洒", "13912345678"]]);
    let fields = json!([{ "field": "address", "policy": "skip" }]);
    let planned = plan(&desk, &second, json!({ "fields": fields }));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let id = desk.did("person.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
    let facts = desk.did("person.get", json!({ "id": id }))["facts"].clone();
    assert_eq!(facts["address"], "曼弄枫");
}

#[test]
fn every_column_of_the_blank_template_is_understood() {
    let desk = Desk::new();
    let (out, file) = desk.place("空白花名册.xlsx");
    desk.did("import.template", json!({ "file": file }));
    let mut book = read(&out);
    assert!(book.sheets.len() >= 2);
    let sheet = &mut book.sheets[0];
    let head =
        sheet.rows.iter().find(|row| row.cells.iter().any(|cell| cell.written().contains("姓名"))).unwrap();
    let headers = head.cells.iter().map(|cell| cell.written().into_owned()).filter(|text| !text.is_empty());
    let headers = headers.collect::<Vec<_>>();
    let filled =
        headers.iter().map(|header| if header.contains("姓名") { "岩温" } else { "" }).collect::<Vec<_>>();
    let heads = headers.iter().map(String::as_str).collect::<Vec<_>>();
    let planned = plan(&desk, &roster(desk.outside(), "填好.xlsx", &heads, &[&filled]), json!({}));
    let columns = planned["sheets"][0]["columns"].as_array().unwrap();
    assert!(columns.len() >= 28);
    for column in columns.iter().filter(|column| column["header"] != "序号") {
        assert_ne!(column["field"], Value::Null, "{column}");
    }
    assert_eq!(plan(&desk, &out, json!({}))["counts"]["new"], 0, "blank, it holds nobody");
}

#[test]
fn two_files_of_one_name_stay_two() {
    let desk = Desk::new();
    let other = desk.outside().join("别处");
    std::fs::create_dir(&other).unwrap();
    let one = roster(desk.outside(), "册.xlsx", &HEAD, &[&["1", "岩温", "男", "1949.03", "", ""]]);
    let two = roster(&other, "册.xlsx", &HEAD, &[&["1", "玉应", "女", "1950.03", "", ""]]);
    let planned = desk.did("import.plan", json!({ "files": [desk.file(&one), desk.file(&two)] }));
    assert_eq!(planned["files"], json!(["册.xlsx", "册.xlsx（2）"]));
    assert_eq!(planned["counts"]["new"], 2);
}

#[test]
fn a_wrong_number_is_confirmed_without_travelling_to_the_page() {
    let desk = Desk::new();
    let head = ["姓名", "性别", "身份证号", "联系电话"];
    let wrong = "532801194912050014";
    let path = roster(desk.outside(), "册.xlsx", &head, &[&["岩温", "男", wrong, "13812345678"]]);
    let planned = plan(&desk, &path, json!({}));
    let shown = rows(&desk, &planned);
    assert!(!shown[0].to_string().contains(wrong) && !planned.to_string().contains(wrong));
    let keep = cell(&shown[0], "identity")["choices"][0]["text"].clone();
    let fix = json!([{ "place": place("册.xlsx", 4), "col": 2, "field": "identity", "text": keep }]);
    let planned = desk.did("import.replan", json!({ "plan": planned["plan"], "options": { "cells": fix } }));
    let identity = cell(&rows(&desk, &planned)[0], "identity").clone();
    assert_eq!((&identity["settled"], text(&identity, "note")), (&json!(true), "由您确认"));
    desk.did("import.run", json!({ "plan": planned["plan"] }));
    let id = desk.did("person.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
    assert_eq!(desk.did("person.reveal", json!({ "id": id, "field": "identity" }))["value"], wrong);
}
