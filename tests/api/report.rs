//! The year's return: every figure opens to its rows.

use crate::at::{find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_core::import::raw::{Cell, Row, Sheet};
use yinhui_testkit::{CENTRE, Desk, Person};

pub fn scenario() {
    let desk = year();
    let form = desk.ok("report.annual", json!({ "year": 2026 })).check(|annual| {
        let form = &annual["forms"][0];
        assert_eq!((text(form, "reporting_unit"), text(form, "as_at")), (CENTRE, "2026-03-05"), "an open year stands today");
        assert_eq!(form["closed"], false);
        assert_eq!(find(&form["cells"], "id", "visits")["value"], 17.0);
        assert_eq!(find(&form["cells"], "id", "visitors")["value"], 2.0);
        assert_eq!(find(&form["cells"], "id", "registered")["value"], 3.0);
        assert_eq!(find(&form["cells"], "id", "visitors.sex.男")["value"], 2.0);
        assert!(list(form, "checks").iter().all(|check| check["passed"] == true), "{}", form["checks"]);
        form.clone()
    });
    desk.ok("report.cell", json!({ "form": "centre_annual", "cell": "visitors", "year": 2026 })).check(|opened| {
        let names = list(opened, "rows").iter().map(|row| text(row, "label")).collect::<Vec<_>>();
        assert_eq!(names, ["岩温", "周启明"]);
    });
    every_figure_is_the_sum_of_its_rows(&desk, &form);
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    for table in list(&annual, "forms").iter().skip(1) {
        every_table_is_whole(table);
    }

    let (path, file) = desk.place("年报.xlsx");
    desk.ok("report.export", json!({ "year": 2026, "file": file })).check(|done| {
        let cells = list(&annual, "forms").iter().map(|form| list(form, "cells").len()).sum::<usize>();
        assert_eq!(number(done, "rows"), i64::try_from(cells).unwrap());
        the_workbook_says_the_same(&path, &form);
    });
}

/// Two people who came, one who did not, a group and a guest.
fn year() -> Desk {
    let desk = Desk::new();
    let ai_wen = desk.register(&Person::ai_wen());
    let zhou = desk.register(&Person::with_x());
    desk.register(&Person::named("玉罕").with("sex", "女").with("birth", "1951"));
    for (person, at) in [(&ai_wen, "2026-01-02T09:00"), (&ai_wen, "2026-02-02T09:00"), (&zhou, "2026-02-03T10:00")] {
        desk.did("checkin.person", json!({ "person": person, "at": at }));
    }
    // Twice a day counts once.
    desk.did("checkin.person", json!({ "person": ai_wen, "at": "2026-02-02T15:00", "purpose": "书屋" }));
    desk.did("checkin.group", json!({ "name": "勐海县教育局", "heads": { "retired": 10, "in_service": 3 } }));
    desk.did("checkin.guest", json!({ "kind": "群众" }));
    desk
}

fn every_figure_is_the_sum_of_its_rows(desk: &Desk, form: &Value) {
    for cell in list(form, "cells") {
        let request = json!({ "form": form["id"], "cell": cell["id"], "year": 2026 });
        let opened = desk.did("report.cell", request);
        let sum: f64 = list(&opened, "rows").iter().map(|row| row["weight"].as_f64().unwrap()).sum();
        assert_eq!(json!(sum), cell["value"], "{}", cell["id"]);
        assert_eq!(opened["value"], cell["value"]);
        assert_eq!(number(&opened, "total"), number(cell, "rows"));
        assert!(!text(cell, "definition").is_empty(), "every figure says how it is counted");
    }
}

/// A cell for each row and column, each with its definition, and nothing else.
fn every_table_is_whole(table: &Value) {
    let layout = &table["layout"];
    let mut wanted = Vec::new();
    for row in list(layout, "rows") {
        wanted.extend(list(layout, "columns").iter().map(|column| format!("{}.{}", text(row, "id"), text(column, "id"))));
    }
    let held = list(table, "cells").iter().map(|cell| text(cell, "id").to_owned()).collect::<Vec<_>>();
    assert_eq!(held, wanted, "{}", table["title"]);
    assert!(list(table, "cells").iter().all(|cell| !text(cell, "definition").is_empty()), "{}", table["title"]);
    assert!(text(table, "source").contains("不是上级规定的表式"), "no table calls itself official");
}

fn the_workbook_says_the_same(path: &std::path::Path, form: &Value) {
    let book = yinhui_sheet::read(&std::fs::read(path).unwrap()).unwrap();
    let written = |sheet: &Sheet, label: &str| {
        let row = sheet.rows.iter().find(|row| row.cells.iter().any(|cell| *cell == Cell::Text(label.into())));
        let row = row.unwrap_or_else(|| panic!("no line {label} in {}", sheet.name));
        row.cells.iter().filter_map(|cell| if let Cell::Number(number) = cell { Some(*number) } else { None }).collect::<Vec<_>>()
    };
    for cell in ["visits", "visits_named", "visits_anonymous", "visitors", "visits_to_date", "registered"] {
        let cell = find(&form["cells"], "id", cell);
        let numbers = written(&book.sheets[0], text(cell, "label"));
        assert!(numbers.contains(&cell["value"].as_f64().unwrap()), "{}: {numbers:?}", cell["label"]);
    }
    let names = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names.first(), Some(&"中心年度工作情况统计表"));
    let listed = names.iter().filter(|name| name.ends_with("明细")).count();
    assert_eq!(names.len() - listed, 24, "a sheet for each form: {names:?}");
    // The names behind a figure add up to it.
    let list = book.sheets.iter().find(|sheet| sheet.name == "中心年度工作情况统计表明细").unwrap();
    for id in ["visits", "visits_named", "visitors", "registered", "visits_to_date"] {
        let cell = find(&form["cells"], "id", id);
        let of = |row: &&Row| row.cells.get(1) == Some(&Cell::Text(text(cell, "label").into()));
        let weights = list.rows.iter().filter(of).map(|row| match row.cells.last() {
            Some(Cell::Number(weight)) => *weight,
            other => panic!("{id}: {other:?}"),
        });
        assert_eq!(Some(weights.sum::<f64>()), cell["value"].as_f64(), "{id}");
    }
}

#[test]
fn a_year_that_cannot_be_is_refused() {
    let desk = Desk::new();
    for year in [1989, 2027, -1, 0, i64::MAX, i64::MIN] {
        assert_eq!(desk.err("report.annual", json!({ "year": year }), Code::Invalid).fields[0].path, "year");
    }
    desk.err("report.cell", json!({ "form": "centre_annual", "cell": "no.such", "year": 2026 }), Code::NotFound);
    desk.err("report.cell", json!({ "form": "no_such", "cell": "visits", "year": 2026 }), Code::NotFound);
}
