//! What the return counts of whom, where records end, are doubted, or were typed for an earlier year; and its workbook.

use crate::at::{find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_core::import::raw::{Cell, Sheet};
use yinhui_testkit::{Desk, Person};

fn form(desk: &Desk, year: i64, id: &str) -> Value {
    let annual = desk.did("report.annual", json!({ "year": year }));
    find(&annual["forms"], "id", id).clone()
}

fn cell(desk: &Desk, year: i64, of: &str, id: &str) -> (f64, i64) {
    let form = form(desk, year, of);
    let cell = find(&form["cells"], "id", id);
    (cell["value"].as_f64().unwrap(), number(cell, "undecided"))
}

/// A branch of retired members, with one member.
fn with_member(desk: &Desk) -> String {
    let branch =
        json!({ "name": "第一离退休党支部", "kind": "党支部", "composition": "离退休", "resident": true });
    desk.did("organization.save", branch);
    let person = Person::named("岩温").with("political", "中共党员").with("branch", "第一离退休党支部");
    desk.register(&person.with("party_join", "1980-05-01"))
}

#[test]
fn a_member_of_whom_nobody_knows_when_they_died_is_listed_and_ruled_like_everybody_else() {
    let desk = Desk::new();
    let person = with_member(&desk);
    desk.host().set("2027-02-01T09:00");
    desk.did("person.change_state", json!({ "id": person, "state": "去世" }));
    let members = |desk: &Desk| cell(desk, 2026, "centre_annual", "members_retired");
    assert_eq!(members(&desk), (0.0, 1));
    desk.did(
        "report.rule",
        json!({ "year": 2026, "person": person, "fact": "in", "word": "是", "reason": "2027年1月讣告" }),
    );
    assert_eq!(members(&desk), (1.0, 0));
    desk.did(
        "report.rule",
        json!({ "year": 2026, "person": person, "fact": "in", "word": "否", "reason": "2026年12月讣告" }),
    );
    assert_eq!(members(&desk), (0.0, 0));
}

#[test]
fn who_is_out_of_the_party_is_registered_but_counted_as_a_member_nowhere() {
    let desk = Desk::new();
    let person = with_member(&desk);
    assert_eq!(cell(&desk, 2026, "centre_annual", "members_retired").0, 1.0);
    desk.did("person.change_state", json!({ "id": person, "state": "出党", "since": "2026-03-01" }));
    assert_eq!(cell(&desk, 2026, "centre_annual", "members_retired").0, 0.0);
    assert_eq!(cell(&desk, 2026, "centre_annual", "registered").0, 1.0);
    assert_eq!(cell(&desk, 2025, "centre_annual", "members_retired").0, 1.0, "a member then");
}

#[test]
fn who_was_moved_away_before_died_elsewhere() {
    let desk = Desk::new();
    let person =
        |name: &str| Person::named(name).with("retirement_kind", "退休").with("retire", "2000-01-01");
    let (moved, stayed) = (desk.register(&person("玉罕")), desk.register(&person("李正清")));
    let state = |id: &str, state: &str, since: &str| {
        desk.did("person.change_state", json!({ "id": id, "state": state, "since": since }));
    };
    state(&moved, "转出", "2024-05-01");
    state(&moved, "去世", "2026-01-05");
    state(&stayed, "去世", "2026-01-06");
    let died = desk.did("report.cell", json!({ "form": "f5", "cell": "total.died", "year": 2026 }));
    assert_eq!(list(&died, "rows").iter().map(|row| text(row, "label")).collect::<Vec<_>>(), ["李正清"]);
}

#[test]
fn an_amount_typed_for_a_figure_to_date_stays_in_it_and_one_for_a_year_does_not() {
    let desk = Desk::new();
    for cell in ["venue_uses", "study_deliveries"] {
        let amount = json!({ "year": 2025, "form": "centre_annual", "cell": cell, "amount": 300, "reason": "启用前的台账" });
        desk.did("report.add_amount", amount);
    }
    let value = |year, id| cell(&desk, year, "centre_annual", id).0;
    assert_eq!(
        (value(2024, "venue_uses"), value(2025, "venue_uses"), value(2026, "venue_uses")),
        (0.0, 300.0, 300.0)
    );
    assert_eq!((value(2025, "study_deliveries"), value(2026, "study_deliveries")), (300.0, 0.0));
}

#[test]
fn a_team_counts_from_its_founding_until_the_day_it_ended() {
    let desk = Desk::new();
    let team = json!({ "name": "门球协会", "kind": "社团", "founded": "2024.3" });
    let id = desk.did("team.save", team)["id"].clone();
    let save = |more: Value| {
        let mut save = json!({ "id": id, "name": "门球协会", "kind": "社团" });
        save.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        save
    };
    for (ended_on, code) in [("2023", "order"), ("2026-03-06", "future"), ("去年", "date")] {
        let refused =
            desk.err("team.save", save(json!({ "ended": true, "ended_on": ended_on })), Code::Invalid);
        assert_eq!((refused.fields[0].path.as_str(), refused.fields[0].code.as_str()), ("ended_on", code));
    }
    let teams = |year| cell(&desk, year, "centre_annual", "associations").0;
    desk.did("team.save", save(json!({ "ended": true })));
    assert_eq!((teams(2023), teams(2024), teams(2025), teams(2026)), (0.0, 1.0, 1.0, 0.0), "it ends today");
    desk.did("team.save", save(json!({ "ended": true, "ended_on": "2025.6" })));
    assert_eq!((teams(2024), teams(2025)), (1.0, 0.0));
    desk.did("team.save", save(json!({ "ended": false })));
    assert_eq!(teams(2026), 1.0, "it goes on");
}

#[test]
fn every_branch_stands_in_the_table_of_meetings_with_what_it_was_to_hold() {
    let desk = Desk::new();
    with_member(&desk);
    let branch = desk.did("organization.list", Value::Null)[0]["id"].as_str().unwrap().to_owned();
    let quiet = form(&desk, 2025, "meetings");
    let figure = |form: &Value, column: &str| {
        find(&form["cells"], "id", &format!("{branch}.{column}"))["value"].as_f64()
    };
    assert_eq!(figure(&quiet, "meeting5"), Some(0.0), "it held nothing and stands there all the same");
    let due = figure(&quiet, "due").unwrap();
    assert!(due >= 12.0 && figure(&quiet, "due_open") == Some(due), "{due}");
    assert!(list(&quiet, "checks").iter().any(|check| check["id"] == "all_held" && check["passed"] == false));
    let meeting = |day: &str| json!({ "name": "主题党日", "kind": "主题党日", "day": day, "from": "9:00", "to": "11:00", "organization": branch });
    for day in ["2025-03-05", "2025-03-12"] {
        desk.did("event.save", meeting(day));
    }
    let held = form(&desk, 2025, "meetings");
    assert_eq!(
        (figure(&held, "meeting5"), figure(&held, "due_held")),
        (Some(2.0), Some(1.0)),
        "two in one month"
    );
    assert_eq!(figure(&held, "due_open"), Some(due - 1.0));
}

/// Three kinds of people of one use, and nobody twice: the list of the names adds up to the figure.
#[test]
fn the_lists_of_a_workbook_add_up_and_the_same_figures_give_the_same_bytes() {
    let desk = Desk::new();
    let hall = desk
        .did("venue.save", json!({ "name": "多功能厅", "opens": [], "office": false, "ended": false }))["id"]
        .clone();
    let booking = json!({ "venue": hall, "day": "2026-03-04", "from": "0800", "to": "1000", "purpose": "学习", "body": "某局" });
    let used = desk.did("venue.book", booking)["uses"][0]["id"].clone();
    desk.did("venue.record", json!({ "id": used, "heads": { "retired": 5, "in_service": 3, "public": 2 } }));
    desk.register(&Person::ai_wen());
    let export = |more: Value| {
        let (path, file) = desk.place("年报.xlsx");
        let mut export = json!({ "year": 2026, "file": file });
        export.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        desk.did("report.export", export);
        std::fs::read(path).unwrap()
    };
    let one = export(json!({ "form": "venues", "purpose": "上报" }));
    let book = yinhui_sheet::read(&one).unwrap();
    assert_eq!(book.sheets.len(), 2, "the form and its list");
    let names = &book.sheets[1];
    let heads = column(names, "受益人次");
    assert_eq!(heads.iter().sum::<f64>(), cell(&desk, 2026, "venues", "total.heads").0, "{heads:?}");
    assert_eq!(heads.iter().sum::<f64>(), 10.0);
    assert!(written(names).any(|text| text == "用途：上报"));
    desk.host().set("2026-03-05T17:30");
    assert!(export(json!({ "form": "venues", "purpose": "上报" })) == one, "at another hour the same bytes");

    let identity = Person::ai_wen().facts()["identity"].as_str().unwrap().to_owned();
    let whole =
        yinhui_sheet::read(&export(json!({ "form": "centre_annual", "full": true, "purpose": "内部" })))
            .unwrap();
    assert!(written(&whole.sheets[1]).any(|text| text == identity));
    let masked = yinhui_sheet::read(&export(json!({ "form": "centre_annual" }))).unwrap();
    assert!(masked.sheets.iter().all(|sheet| written(sheet).all(|text| text != identity)));
    let log = desk.did("log.list", json!({ "limit": 3 }));
    let labels = list(&log, "rows").iter().map(|row| text(row, "label")).collect::<Vec<_>>();
    let told = ["导出统计表", "导出统计表（用途：内部，未遮盖）", "导出统计表（用途：上报）"];
    assert_eq!(labels, told, "the log says what each was for");
}

/// 应有数, 差 and 总计 go on adding when a number of the workbook is changed by hand; a sum that something was typed
/// to is what it says.
#[test]
fn the_sums_of_a_form_are_sums_in_its_workbook() {
    let desk = Desk::new();
    let retired =
        |name: &str| Person::named(name).with("retirement_kind", "退休").with("retire", "2000-01-01");
    desk.register(&retired("岩温"));
    desk.register(&retired("玉罕"));
    let sheet = |of: &str| {
        let (path, file) = desk.place("年报.xlsx");
        desk.did("report.export", json!({ "year": 2026, "form": of, "file": file }));
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap()
    };
    let formulas = |sheet: &str| sheet.matches("<f>").count();
    let whole = sheet("f5");
    let (rows, columns) = (5, 15);
    assert_eq!(
        formulas(&whole),
        (columns - 2) + rows * 2,
        "应有数 and 差 of each row, and the others of 总计"
    );
    assert!(whole.contains("<v>2</v>"), "a reader that does not add finds the number");
    let amount = json!({ "year": 2026, "form": "f5", "cell": "total.actual", "amount": 3, "reason": "漏报" });
    desk.did("report.add_amount", amount);
    assert!(formulas(&sheet("f5")) < formulas(&whole), "2 + 3 is not the sum of the rows below");
    let (path, file) = desk.place("一张表.xlsx");
    desk.did("report.export", json!({ "year": 2026, "form": "f5", "file": file }));
    let book = yinhui_sheet::read(&std::fs::read(path).unwrap()).unwrap();
    assert!(written(&book.sheets[0]).any(|text| text.ends_with("单位：人")));
}

#[test]
fn numbers_leave_only_with_a_use_and_by_whom_it_is_allowed() {
    let desk = Desk::new();
    let (_, file) = desk.place("年报.xlsx");
    let export = |more: Value| {
        let mut export = json!({ "year": 2026, "file": file });
        export.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        export
    };
    let refused = desk.err("report.export", export(json!({ "full": true })), Code::Invalid);
    assert_eq!(refused.fields[0].path, "purpose");
    desk.err("report.export", export(json!({ "purpose": "好玩" })), Code::Invalid);
    desk.err("report.export", export(json!({ "form": "no_such" })), Code::NotFound);
    let statistics = desk.as_role(Role::Report);
    statistics.did("report.export", export(json!({ "purpose": "上报" })));
    statistics.err("report.export", export(json!({ "full": true, "purpose": "上报" })), Code::Forbidden);
}

/// The numbers of a column of a list, by the last line of its head.
fn column(sheet: &Sheet, head: &str) -> Vec<f64> {
    let is_head = |cell: &Cell| matches!(cell, Cell::Text(text) if text.ends_with(head));
    let place = sheet.rows.iter().find_map(|row| row.cells.iter().position(is_head));
    let place = place.unwrap_or_else(|| panic!("no column {head}"));
    let number = |cell: &Cell| if let Cell::Number(number) = cell { Some(*number) } else { None };
    sheet.rows.iter().filter_map(|row| row.cells.get(place).and_then(number)).collect()
}

fn written(sheet: &Sheet) -> impl Iterator<Item = String> + '_ {
    let cells = sheet.rows.iter().flat_map(|row| &row.cells);
    cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text.to_string()) } else { None })
}
