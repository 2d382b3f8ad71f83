//! A packed workbook out of bytes. Its parts lie one after the other, parted by a byte that no text holds, and are
//! stored with the right checksums, so that what is tried is the readers of the parts.

use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const BINARY_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>";
const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"花名册\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const MANIFEST: &str =
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";

/// The workbook that bytes stand for. The first says which make.
pub fn zip(bytes: &[u8]) -> Vec<u8> {
    let (make, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let mut given = rest.split(|byte| *byte == 0xff);
    let mut part = || given.next().unwrap_or_default();
    let or = |given: &'static str, own: &[u8]| {
        if own.is_empty() { given.as_bytes().to_vec() } else { own.to_vec() }
    };
    let parts = match make % 3 {
        0 => vec![
            ("[Content_Types].xml", TYPES.into()),
            ("_rels/.rels", RELATIONS.into()),
            ("xl/worksheets/sheet1.xml", part().to_vec()),
            ("xl/sharedStrings.xml", part().to_vec()),
            ("xl/styles.xml", part().to_vec()),
            ("xl/workbook.xml", or(BOOK, part())),
            ("xl/_rels/workbook.xml.rels", or(BOOK_RELATIONS, part())),
        ],
        1 => vec![
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            ("content.xml", part().to_vec()),
            ("styles.xml", part().to_vec()),
            ("META-INF/manifest.xml", or(MANIFEST, part())),
        ],
        // Parts that hold every byte: their length stands before them.
        _ => {
            let (sheet, rest) = counted(rest);
            let (strings, rest) = counted(rest);
            let (book, _) = counted(rest);
            vec![
                ("[Content_Types].xml", TYPES.into()),
                ("xl/workbook.bin", book.to_vec()),
                ("xl/_rels/workbook.bin.rels", BINARY_RELATIONS.into()),
                ("xl/worksheets/sheet1.bin", sheet.to_vec()),
                ("xl/sharedStrings.bin", strings.to_vec()),
            ]
        }
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let written = zip.start_file(*name, stored).is_ok() && zip.write_all(bytes).is_ok();
        assert!(written, "memory takes everything");
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn counted(bytes: &[u8]) -> (&[u8], &[u8]) {
    let length = bytes.first_chunk::<2>().map_or(0, |two| usize::from(u16::from_le_bytes(*two)));
    let rest = bytes.get(2..).unwrap_or_default();
    rest.split_at(length.min(rest.len()))
}
