//! What is written is read back by another program's eyes.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use chrono::{NaiveDate, NaiveDateTime};
use std::io::Cursor;
use yinhui_core::import::raw::Cell;
use yinhui_sheet::write::{
    self, Addend, ColumnKind, ColumnSpec, FormSheet, Line, Options, Sheet, Span, Stub, TableSheet, Value,
};

fn options() -> Options {
    Options::at(
        NaiveDate::from_ymd_opt(2026, 3, 6)
            .and_then(|day| day.and_hms_opt(8, 30, 0))
            .unwrap_or(NaiveDateTime::MIN),
    )
}

fn column(label: &str, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { label: label.to_owned(), width: 12.0, kind }
}

fn roster() -> TableSheet {
    TableSheet {
        name: "花名册".into(),
        title: "离退休干部花名册".into(),
        head_left: "填报单位（盖章）：某中心".into(),
        head_right: "2026年3月6日".into(),
        columns: vec![
            column("序号", ColumnKind::Number),
            column("姓名", ColumnKind::Short),
            column("公民身份号码", ColumnKind::Code),
            column("备注", ColumnKind::Text),
        ],
        rows: vec![
            vec![1.into(), "岩温".into(), "11010519491231002X".into(), "=1+1".into()],
            vec![2.into(), "㛃䶮".into(), Value::Number(13_812_345_678.0)],
        ],
        foot: vec!["填表人：　　审核人：".into()],
    }
}

fn form() -> FormSheet {
    FormSheet {
        name: "F1/一".into(),
        title: "离休干部两年数字变化情况统计表".into(),
        unit_line: "填报单位（盖章）：某中心".into(),
        as_at_line: "截止日期：2025年12月31日".into(),
        stubs: vec![Stub { label: "项目".into(), width: 20.0 }, Stub { label: "编号".into(), width: 6.0 }],
        header: vec![
            vec![
                Span { label: "上年12月底离休干部总数".into(), columns: 1, rows: 2 },
                Span { label: "本年度内".into(), columns: 2, rows: 1 },
            ],
            vec![Span::one("办理离休手续"), Span::one("去世")],
        ],
        widths: vec![12.0, 12.0, 12.0],
        lines: vec![
            Line {
                label: "总计".into(),
                indent: 0,
                stubs: vec![1.into()],
                cells: vec![30.into(), 0.into(), 2.into()],
            },
            Line {
                label: "机关".into(), indent: 1, stubs: vec![2.into()], cells: vec![Value::Number(10.5)]
            },
        ],
        foot: ["单位负责人：", "审核人：", "填表人：", "联系电话：", "报出日期："].map(String::from).to_vec(),
        notes: vec!["说明：无".into()],
        landscape: false,
    }
}

#[test]
fn a_list_is_read_back() {
    let bytes = write::table(&roster(), &options()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.as_slice())).unwrap();
    let range = book.worksheet_range("花名册").unwrap();
    let text = |row, col| range.get_value((row, col)).cloned().unwrap_or_default();
    assert_eq!(text(0, 0), Data::String("离退休干部花名册".into()));
    assert_eq!(text(1, 0), Data::String("填报单位（盖章）：某中心".into()));
    assert_eq!(text(1, 2), Data::String("2026年3月6日".into()));
    assert_eq!(text(2, 2), Data::String("公民身份号码".into()));
    assert_eq!(text(3, 0), Data::Float(1.0));
    assert_eq!(text(3, 2), Data::String("11010519491231002X".into()));
    assert_eq!(text(3, 3), Data::String("=1+1".into()));
    assert_eq!(text(4, 1), Data::String("㛃䶮".into()));
    assert_eq!(text(4, 2), Data::String("13812345678".into()));
    assert_eq!(text(5, 0), Data::String("填表人：　　审核人：".into()));
    assert!(book.worksheet_formula("花名册").unwrap().used_cells().next().is_none());
    let styles = book.worksheet_style("花名册").unwrap();
    let style = styles.get((3, 2)).unwrap();
    assert_eq!(style.number_format.as_ref().map(|f| f.format_code.as_str()), Some("@"));
    assert!(style.borders.is_some());
    assert_eq!(
        styles
            .get((0, 0))
            .unwrap()
            .font
            .as_ref()
            .and_then(|f| f.name.as_deref().map(str::to_owned))
            .as_deref(),
        Some("方正小标宋简体")
    );
}

#[test]
fn a_form_is_read_back() {
    let bytes =
        write::workbook(&[Sheet::Form(form()), Sheet::Table(roster()), Sheet::Table(roster())], &options())
            .unwrap();
    let book = yinhui_sheet::read(&bytes).unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["F1 一", "花名册", "花名册(2)"]);
    let sheet = &book.sheets[0];
    let at = |row: u32, col: u32| sheet.shown(row, col).written().into_owned();
    assert_eq!(at(3, 0), "项目");
    assert_eq!(at(4, 0), "项目");
    assert_eq!(
        (at(3, 3), at(3, 4), at(4, 3), at(4, 4)),
        ("本年度内".into(), "本年度内".into(), "办理离休手续".into(), "去世".into())
    );
    assert_eq!((at(5, 0), at(5, 2), at(6, 2)), ("总计".into(), "30".into(), "10.5".into()));
    assert_eq!(at(7, 0), "单位负责人：");
    assert_eq!(sheet.row(6).unwrap().cell(3), &Cell::Empty);
}

#[test]
fn the_same_sheets_give_the_same_bytes() {
    let sheets = [Sheet::Form(form()), Sheet::Table(roster())];
    assert_eq!(write::workbook(&sheets, &options()).unwrap(), write::workbook(&sheets, &options()).unwrap());
}

/// Whoever changes a number in the workbook sees the sum change; a reader that does not calculate finds it there.
#[test]
fn a_sum_stays_a_sum() {
    let mut form = form();
    let add = |minus, at| Addend { minus, at };
    form.lines[0].cells[2] = Value::Sum(7.0, vec![add(false, (1, 0)), add(true, (0, 1))]);
    let bytes = write::workbook(&[Sheet::Form(form.clone())], &options()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    // Title, head line and two rows of heads stand above; two columns of stub to the left.
    assert!(sheet.contains("<f>C6-D5</f><v>7</v>"), "{sheet}");
}

/// A long note is printed whole.
#[test]
fn a_note_takes_as_many_lines_as_it_needs() {
    let height = |note: &str| {
        let form = FormSheet { notes: vec![note.to_owned()], ..form() };
        let rows = form.header.len() + form.lines.len() + 2 + usize::from(!form.foot.is_empty());
        let bytes = write::workbook(&[Sheet::Form(form)], &options()).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        let row = sheet.split(&format!("<row r=\"{}\"", rows + 1)).nth(1).unwrap().to_owned();
        row.split("ht=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let (short, long) = (height("说明"), height(&"两数不同，因调入三人、调出一人。".repeat(20)));
    assert!(long >= short * 3.0, "{short} {long}");
}

#[test]
fn the_page_is_set_up_for_print() {
    let bytes = write::workbook(&[Sheet::Table(roster()), Sheet::Form(form())], &options()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let list = part("xl/worksheets/sheet1.xml");
    for mark in [
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToWidth",
        "fitToHeight=\"0\"",
        "horizontalCentered=\"1\"",
        "第 &amp;P 页 共 &amp;N 页",
        "state=\"frozen\"",
    ] {
        assert!(list.contains(mark) || mark == "fitToWidth", "{mark}");
    }
    let form = part("xl/worksheets/sheet2.xml");
    assert!(form.contains("orientation=\"portrait\""));
    let book = part("xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("_xlnm.Print_Area"));
}
