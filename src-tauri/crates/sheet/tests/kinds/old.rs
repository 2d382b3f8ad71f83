//! Workbooks of the 1990s, put together record by record.

use crate::make::{book, ole, record, shorts, text};
use yinhui_core::import::raw::{Cell, Merge, Sheet};
use yinhui_sheet::{SheetError, read};

fn only(bytes: &[u8]) -> Sheet {
    let mut book = read(bytes).unwrap();
    assert_eq!(book.sheets.len(), 1);
    book.sheets.remove(0)
}

/// A cell of a kind: row, column, style, then its value.
fn cell(kind: u16, row: u16, col: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[&shorts(&[row, col, style]), value].concat())
}

fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Styles: plain, a month, struck through and framed, two decimals.
fn styles() -> Vec<Vec<u8>> {
    let font = |flags: u16| record(0x0031, &shorts(&[200, flags, 0, 0, 0, 0, 0]));
    let style = |font: u16, format: u16, lines: u32| {
        record(0x00e0, &[shorts(&[font, format, 0, 0, 0]), lines.to_le_bytes().to_vec(), vec![0; 6]].concat())
    };
    vec![
        font(0),
        font(8),
        record(0x041e, &[shorts(&[164]), text("yyyy\"年\"m\"月\"")].concat()),
        style(0, 0, 0),
        style(0, 164, 0),
        style(1, 0, 0x2222),
        style(0, 2, 0),
    ]
}

#[test]
fn a_workbook_of_version_8() {
    let shared = [
        2_u32.to_le_bytes().to_vec(),
        2_u32.to_le_bytes().to_vec(),
        text("姓名"),
        // A note of how it is spoken is no part of it.
        [shorts(&[2]), vec![1 | 4], 2_u32.to_le_bytes().to_vec(), wide("岩温"), vec![7, 7]].concat(),
    ];
    let whole = [styles(), vec![record(0x00fc, &shared.concat())]].concat();
    let row = |number: u16, flags: u16| record(0x0208, &shorts(&[number, 0, 9, 255, 0, 0, flags, 0]));
    let long = "长".repeat(20);
    let (front, back) = long.split_at(30);
    let sheet = [
        record(0x007d, &shorts(&[3, 3, 2000, 0, 1, 0])),
        record(0x007d, &shorts(&[5, 6, 0, 0, 0, 0])),
        row(0, 0),
        row(1, 0x20),
        cell(0x00fd, 0, 0, 0, &0_u32.to_le_bytes()),
        cell(0x00fd, 1, 0, 2, &1_u32.to_le_bytes()),
        cell(0x0203, 1, 1, 1, &17_958_f64.to_le_bytes()),
        cell(0x027e, 1, 2, 3, &((194_910_u32 << 2) | 3).to_le_bytes()),
        record(
            0x00bd,
            &[
                shorts(&[1, 3, 0]),
                6_u32.to_le_bytes().to_vec(),
                shorts(&[0]),
                10_u32.to_le_bytes().to_vec(),
                shorts(&[4]),
            ]
            .concat(),
        ),
        cell(0x0205, 1, 5, 0, &[0x17, 1]),
        cell(0x0205, 1, 6, 0, &[1, 0]),
        cell(0x0006, 2, 0, 0, &[&[0, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0; 8]].concat()),
        record(0x0207, &[shorts(&[20]), vec![1], wide(front)].concat()),
        record(0x003c, &[vec![1], wide(back)].concat()),
        // A chart within the sheet has cells of its own.
        record(0x0809, &shorts(&[0x0600, 0x20, 0, 0])),
        cell(0x0203, 9, 9, 0, &1_f64.to_le_bytes()),
        record(0x000a, &[]),
        record(0x00e5, &shorts(&[1, 0, 0, 0, 3])),
    ];
    let sheet = only(&ole("Workbook", &book(0x0600, &wide("第一支部"), true, &whole, &sheet)));
    assert_eq!((sheet.name.as_str(), sheet.hidden), ("第一支部", true));
    assert_eq!(sheet.hidden_columns, [3, 5, 6]);
    assert_eq!(sheet.merges, [Merge { first_row: 1, last_row: 1, first_col: 0, last_col: 3 }]);
    assert_eq!(sheet.rows.iter().map(|row| row.hidden).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(sheet.shown(1, 0), &Cell::Text("姓名".into()));
    let second = sheet.row(2).unwrap();
    assert_eq!(
        second.cells,
        [
            Cell::Text("岩温".into()),
            Cell::Month { year: 1949, month: 3 },
            Cell::Text("1949.10".into()),
            Cell::Number(1.0),
            Cell::Number(2.0),
            Cell::Error("#REF!".into()),
            Cell::Bool(true),
        ]
    );
    assert_eq!((second.framed.as_slice(), second.struck.as_slice()), (&[0][..], &[0][..]));
    assert_eq!(sheet.row(3).unwrap().cell(0), &Cell::Text(long.into()));
}

#[test]
fn a_workbook_of_version_5_without_a_code_page() {
    let (name, ..) = encoding_rs::GBK.encode("花名册");
    let (person, ..) = encoding_rs::GBK.encode("岩温罕");
    let label = |row, bytes: &[u8]| {
        cell(0x0204, row, 0, 0, &[shorts(&[u16::try_from(bytes.len()).unwrap()]), bytes.to_vec()].concat())
    };
    let sheet = [label(0, &person), label(1, b"Tom")];
    for page in [None, Some(1252), Some(936)] {
        let whole: Vec<_> = page.map(|page| record(0x0042, &shorts(&[page]))).into_iter().collect();
        let stream = book(0x0500, &name, false, &whole, &sheet);
        for bytes in [ole("Book", &stream), stream] {
            let sheet = only(&bytes);
            assert_eq!(sheet.name, "花名册");
            assert_eq!(sheet.row(1).unwrap().cell(0), &Cell::Text("岩温罕".into()));
            assert_eq!(sheet.row(2).unwrap().cell(0), &Cell::Text("Tom".into()));
        }
    }
}

#[test]
fn what_cannot_be_read_of_an_old_file_is_said() {
    let locked = book(0x0600, &wide("表"), false, &[record(0x002f, &[1, 0])], &[]);
    assert!(matches!(read(&ole("Workbook", &locked)), Err(SheetError::Encrypted)));
    let whole = book(0x0600, &wide("表"), false, &[], &[cell(0x0203, 0, 0, 0, &1_f64.to_le_bytes())]);
    for cut in [10, whole.len() - 4, whole.len() - 9] {
        assert!(matches!(read(&ole("Workbook", &whole[..cut])), Err(SheetError::Unreadable(_))), "{cut}");
    }
    let lost = book(0x0600, &wide("表"), false, &[], &[cell(0x00fd, 0, 0, 0, &9_u32.to_le_bytes())]);
    assert!(
        matches!(read(&ole("Workbook", &lost)), Err(SheetError::Unreadable(_))),
        "a text that is not there"
    );
    assert!(
        matches!(read(&ole("WordDocument", b"x")), Err(SheetError::Other(what)) if what.contains("Word"))
    );
    assert!(matches!(read(&ole("EncryptedPackage", b"x")), Err(SheetError::Encrypted)));
    assert!(matches!(read(&ole("ETData", b"x")), Err(SheetError::Wps(_))));
}
