//! What is given to a clerk to fill in or to correct, read again by our own reader.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "test code"
)]

use std::collections::BTreeMap;
use yinhui_core::flag::Flag;
use yinhui_core::import::raw::{Cell, Merge, Row, Sheet};
use yinhui_core::person::record_code::HEAD;
use yinhui_sheet::read;
use yinhui_sheet::write::{
    HELP, Mark, Marked, TemplateColumn, TemplateKind, WHAT, WHERE, problem_table, template,
};

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn row(number: u32, cells: Vec<Cell>) -> Row {
    Row { number, cells, ..Row::default() }
}

fn roster() -> Sheet {
    let texts = |line: &[&str]| line.iter().map(|t| text(t)).collect::<Vec<_>>();
    let merge = |first_row, last_row, first_col, last_col| Merge { first_row, last_row, first_col, last_col };
    Sheet {
        name: "第一支部".into(),
        rows: vec![
            row(1, texts(&["勐海县离退休干部花名册"])),
            row(2, texts(&["填报单位：勐海县委老干部局"])),
            row(3, texts(&["单位", "姓名", "基本信息", "", "", "备注"])),
            row(4, texts(&["", "", "身份证号", "出生日期", "入党年月", ""])),
            row(
                5,
                vec![
                    text("勐海县教育局"),
                    text("岩温"),
                    Cell::Number(532_822_194_903_120_000.0),
                    Cell::Date("1949-03-12".parse().unwrap()),
                    Cell::Month { year: 1975, month: 3 },
                    text("=1+1"),
                ],
            ),
            row(6, texts(&["", "玉香", "532822195105031227", "1951.05", "", "已故"])),
            row(
                7,
                vec![
                    Cell::Empty,
                    text("旧人"),
                    text("532822189905031227"),
                    Cell::Date("1899-05-01".parse().unwrap()),
                ],
            ),
            row(
                9,
                vec![
                    Cell::Empty,
                    text("依罕"),
                    Cell::Error("#REF!".into()),
                    Cell::Number(1949.1),
                    Cell::Empty,
                    Cell::Bool(true),
                ],
            ),
        ],
        merges: vec![
            merge(1, 1, 0, 5),
            merge(3, 4, 0, 0),
            merge(3, 4, 1, 1),
            merge(3, 3, 2, 4),
            merge(3, 4, 5, 5),
            merge(5, 9, 0, 0),
        ],
        ..Sheet::default()
    }
}

fn mark(row: u32, col: Option<u32>, flag: Flag, text: &str) -> Mark {
    Mark { row, col, flag, text: text.into() }
}

fn problems() -> Vec<u8> {
    let sheet = roster();
    let marks = [
        mark(5, Some(2), Flag::Damaged, "身份证号存成了数字，末三位已丢失，请改成文本后重新填写"),
        mark(9, Some(2), Flag::Unreadable, "单元格是错误值"),
        mark(9, Some(3), Flag::Doubtful, "1949.1 按1949年10月理解，请核对"),
        mark(7, None, Flag::Doubtful, "与另一行疑似同一人"),
    ];
    let codes = [(7, "780000000000000000000123".to_owned())].into();
    let marked =
        Marked { sheet: &sheet, header_rows: (3, 4), rows: &[5, 7, 9], marks: &marks, codes: &codes };
    problem_table(&[marked.clone(), marked]).unwrap()
}

#[test]
fn a_problem_table_is_the_user_s_own_sheet_again() {
    let bytes = problems();
    assert_eq!(bytes, problems(), "the same data, the same bytes");
    keep("problems.xlsx", &bytes);
    let book = read(&bytes).unwrap();
    let source = roster();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.name.as_str(), book.sheets[1].name.as_str()), ("第一支部", "第一支部(2)"));
    for number in 1..=4 {
        for col in 0..6 {
            assert_eq!(sheet.shown(number, col), source.shown(number, col), "row {number} column {col}");
        }
    }
    assert!(source.merges.iter().filter(|m| m.last_row <= 4).all(|merge| sheet.merges.contains(merge)));
    assert_eq!((sheet.shown(4, 6).written().as_ref(), sheet.shown(4, 7).written().as_ref()), (WHAT, WHERE));
    for (number, before) in [(5, 5), (6, 7), (7, 9)] {
        assert_eq!(sheet.shown(number, 0).written(), "勐海县教育局", "the merged unit stands in each row");
        for col in 1..6 {
            let expected = match source.row(before).unwrap().cell(col) {
                Cell::Error(_) => Cell::Empty,
                // Before the first day a spreadsheet knows.
                Cell::Date(day) if day.to_string().as_str() < "1900" => text(&day.to_string()),
                cell => cell.clone(),
            };
            assert_eq!(sheet.row(number).unwrap().cell(col), &expected, "row {number} column {col}");
        }
        assert_eq!(sheet.row(number).unwrap().cell(7), &Cell::Number(f64::from(before)));
    }
    assert_eq!(sheet.shown(4, 8).written(), HEAD);
    let codes = [5, 6, 7].map(|number| sheet.row(number).unwrap().cell(8).written());
    assert_eq!(codes, ["", "780000000000000000000123", ""], "only of who went in");
    let what = |number| sheet.row(number).unwrap().cell(6).written().into_owned();
    assert_eq!(what(6), "与另一行疑似同一人");
    assert_eq!(what(7), "单元格是错误值；1949.1 按1949年10月理解，请核对");
    assert_eq!(sheet.rows.len(), 7, "only the rows that were asked for");
}

#[test]
fn a_sheet_without_a_header_and_no_sheet_at_all() {
    let sheet = Sheet { name: "a/b".into(), rows: vec![row(3, vec![text("甲")])], ..Sheet::default() };
    let marked =
        Marked { sheet: &sheet, header_rows: (0, 0), rows: &[3, 8], marks: &[], codes: &BTreeMap::new() };
    let book = read(&problem_table(&[marked]).unwrap()).unwrap();
    assert_eq!(book.sheets[0].row(2).unwrap().cell(0).written(), "甲");
    assert!(read(&problem_table(&[]).unwrap()).is_ok());
}

fn columns() -> Vec<TemplateColumn> {
    let column = |header: &str, kind, required, help: &str, example: &str| TemplateColumn {
        header: header.into(),
        kind,
        required,
        help: help.into(),
        example: example.into(),
    };
    let many = (1..=56).map(|n| format!("某某{n}民族")).collect();
    vec![
        column("姓名", TemplateKind::Text, true, "与身份证一致；少数民族姓名写全。", "岩温罕"),
        column("性别", TemplateKind::Choice(vec!["男".into(), "女".into()]), false, "", "男"),
        column("民族", TemplateKind::Choice(many), false, "写全称。", "傣族"),
        column("身份证号", TemplateKind::Text, false, "18位，末位X用大写。", "532822194903120011"),
        column("出生日期", TemplateKind::Date, false, "写到月或日都可以。", "1949.03"),
        column("序", TemplateKind::Number, false, "", ""),
    ]
}

#[test]
fn a_template_is_a_roster_to_our_own_import_and_its_help_is_none() {
    let bytes = template("离退休干部花名册", "花名册", &columns()).unwrap();
    assert_eq!(bytes, template("离退休干部花名册", "花名册", &columns()).unwrap());
    keep("template.xlsx", &bytes);
    let book = read(&bytes).unwrap();
    let names = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect::<Vec<_>>();
    assert_eq!(names, [("花名册", false), (HELP, false), ("选项", true)]);
    let heads = book.sheets[0].row(2).unwrap().cells.iter().map(|cell| cell.written().into_owned());
    assert_eq!(heads.collect::<Vec<_>>(), ["姓名", "性别", "民族", "身份证号", "出生日期", "序"]);
    let today = "2026-03-06".parse().unwrap();
    let settings = yinhui_core::import::Settings::on(today);
    let reading = yinhui_core::import::read_book("模板.xlsx", &std::sync::Arc::new(book), &settings);
    let planned = yinhui_core::import::plan::plan(&[reading], &[], &Default::default());
    assert_eq!((planned.rows.len(), planned.people.len()), (0, 0), "nobody stands in a blank template");
}

#[test]
fn a_template_keeps_its_rules_on_all_rows() {
    let bytes = template("花名册", HELP, &columns()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml).unwrap();
    assert!(xml.contains("sqref=\"B3:B5002\"") && xml.contains("<formula1>\"男,女\"</formula1>"), "{xml}");
    assert!(
        xml.contains("sqref=\"C3:C5002\"") && xml.contains("<formula1>选项!$A$1:$A$56</formula1>"),
        "{xml}"
    );
    assert!(read(&bytes).unwrap().sheets[0].name != HELP, "no two sheets have one name");
}

/// Leaves a file to be looked at, where `YINHUI_LOOK` names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("YINHUI_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}
