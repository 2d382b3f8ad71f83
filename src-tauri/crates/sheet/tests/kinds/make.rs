//! Small workbooks of old and odd kinds, put together byte by byte.

use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A record of an old workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Numbers of two bytes, one after the other.
pub fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text of version 8 in UTF-16, its length in two bytes before it.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [shorts(&[u16::try_from(units.len()).unwrap()]), vec![1], shorts(&units)].concat()
}

/// A workbook of version 5 or 8: records of the whole, one sheet of that name, records of the sheet.
pub fn book(version: u16, name: &[u8], hidden: bool, whole: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let head = [record(0x0809, &shorts(&[version, 5, 0, 0])), whole.concat()].concat();
    let end = record(0x000a, &[]);
    let length = u8::try_from(if version == 0x0600 { name.len() / 2 } else { name.len() }).unwrap();
    let flags = if version == 0x0600 { vec![length, 1] } else { vec![length] };
    let bound =
        |at: u32| record(0x0085, &[&at.to_le_bytes(), &[u8::from(hidden), 0][..], &flags, name].concat());
    let at = u32::try_from(head.len() + bound(0).len() + end.len()).unwrap();
    let sheet = [record(0x0809, &shorts(&[version, 0x10, 0, 0])), sheet.concat(), end.clone()].concat();
    [head, bound(at), end, sheet].concat()
}

/// The OLE file around a stream.
pub fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A packed file of these parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
