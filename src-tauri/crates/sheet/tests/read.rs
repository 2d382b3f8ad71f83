//! Reading what may come: good files, odd files, hostile files.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use yinhui_core::import::raw::{Cell, Merge};
use yinhui_sheet::{SheetError, read};

fn sample() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("花名册")?;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let two = Format::new().set_num_format("0.00");
    sheet.merge_range(0, 0, 0, 3, "标题", &Format::new())?;
    sheet.write_string(1, 0, "姓名")?;
    sheet.write_number_with_format(2, 0, 17958, &day)?;
    sheet.write_number_with_format(2, 1, 17958, &month)?;
    sheet.write_number_with_format(2, 2, 1949.1, &two)?;
    sheet.write_number(2, 3, 1949.1)?;
    sheet.write_formula(3, 0, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))?;
    sheet.write_boolean(3, 1, true)?;
    sheet.set_row_hidden(3)?;
    sheet.set_column_hidden(2)?;
    book.add_worksheet().set_name("旧")?.set_hidden(true);
    book.save_to_buffer()
}

#[test]
fn cells_as_they_show() {
    let book = read(&sample().unwrap()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.hidden, book.sheets[1].hidden), ("花名册", false, true));
    let row = sheet.row(3).unwrap();
    assert_eq!(row.cell(0), &Cell::Date("1949-03-01".parse().unwrap()));
    assert_eq!(row.cell(1), &Cell::Month { year: 1949, month: 3 });
    assert_eq!(row.cell(2), &Cell::Text("1949.10".into()));
    assert_eq!(row.cell(3), &Cell::Number(1949.1));
    assert_eq!(sheet.row(4).unwrap().cell(0).written(), "2");
    assert!(sheet.row(4).unwrap().hidden && !row.hidden);
    assert_eq!(sheet.hidden_columns, [2]);
    assert_eq!(sheet.merges, [Merge { first_row: 1, last_row: 1, first_col: 0, last_col: 3 }]);
}

#[test]
fn text_tables_in_three_encodings() {
    let text = "序号,姓名,备注\n1,岩温,\"甲,乙\"\n2,玉罕,=1+1\n";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    for bytes in
        [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat(), wide, gb.into_owned()]
    {
        let book = read(&bytes).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!((sheet.name.as_str(), sheet.rows.len()), ("花名册", 3));
        assert_eq!(sheet.row(2).unwrap().cell(1).written(), "岩温");
        assert_eq!(sheet.row(2).unwrap().cell(2).written(), "甲,乙");
        assert_eq!(sheet.row(3).unwrap().cell(2).written(), "=1+1");
    }
}

#[test]
fn what_is_no_workbook_is_said_so() {
    for bytes in [&b""[..], b"\0\0\0\0", b"<?xml version='1.0'?><Workbook/>", b"<?xml version='1.0'?><note/>"]
    {
        assert!(matches!(read(bytes), Err(SheetError::UnknownKind)), "{bytes:?}");
    }
    for bytes in [&b"%PDF-1.4"[..], b"<html><table></table></html>", b"{\\rtf1", b"\x89PNG\r\n"] {
        assert!(matches!(read(bytes), Err(SheetError::Other(_))), "{bytes:?}");
    }
    assert!(matches!(read(b"PK\x03\x04rubbish"), Err(SheetError::Unreadable(_))));
    let mut encrypted = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(read(&encrypted), Err(SheetError::Encrypted)));
}

#[test]
fn one_cell_in_the_far_corner_costs_no_memory_for_all_the_others() {
    let with = |row, col| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "姓名").unwrap();
        sheet.write_string(row, col, "远").unwrap();
        read(&book.save_to_buffer().unwrap())
    };
    assert!(matches!(with(1_048_575, 16_383), Err(SheetError::TooLarge(_))));
    let tall = with(1_048_575, 25).unwrap();
    assert_eq!(tall.sheets[0].rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 1_048_576]);
    assert_eq!(tall.sheets[0].rows[1].cell(25), &Cell::Text("远".into()));
}

#[test]
fn a_cut_file_never_ends_the_program() {
    let whole = sample().unwrap();
    for at in (0..whole.len()).step_by(97) {
        let _ = read(whole.get(..at).unwrap());
        let mut broken = whole.clone();
        broken[at] ^= 0xff;
        let _ = read(&broken);
    }
}

/// A workbook whose parts are in UTF-16 of the second half first.
#[test]
fn parts_of_two_bytes_a_letter() {
    let plain = sample().unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&plain)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let wide: Vec<u8> =
            text.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
        std::io::Write::write_all(&mut out, &[&[0xfe, 0xff], wide.as_slice()].concat()).unwrap();
    }
    let wide = out.finish().unwrap().into_inner();
    assert_eq!(read(&wide).unwrap(), read(&plain).unwrap());
}

#[test]
fn one_long_text_in_very_many_cells_is_too_much() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let long = "长".repeat(32_000);
    for row in 0..3_000 {
        sheet.write_string(row, 0, &long).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(read(&bytes), Err(SheetError::TooLarge(_))));
}
