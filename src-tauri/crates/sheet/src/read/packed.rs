//! Packed files: .xlsx, .xlsm, .xlsb, .ods. The size of a part is counted before anything of it is kept.

use super::layout::{Archive, Layouts, Scan, sheets};
use super::rows::Rows;
use super::{excel, kind, narrow, ods, xlsb};
use crate::{SheetError, limits};
use std::collections::HashMap;
use std::io::{self, Cursor, Read};
use std::{panic, thread};
use zip::{ZipArchive, read::ZipFile};

/// Reads a packed workbook.
pub(super) fn read(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut archive = open(bytes)?;
    let held = kind::packed(&archive);
    if held == kind::Packed::Xlsx && !narrow::is_wide(&mut archive)? {
        return xlsx(bytes, rows);
    }
    Size::most().count(&mut archive, &HashMap::new(), |_| true)?;
    match held {
        kind::Packed::Xlsx => xlsx(&narrow::packed(&mut archive)?, rows),
        kind::Packed::Xlsb => excel::xlsb(bytes, &mut xlsb::layouts(&mut archive)?, rows),
        kind::Packed::Ods => ods::packed(&mut archive, rows),
        kind::Packed::Other(what) => Err(SheetError::Other(what.into())),
        kind::Packed::Unknown => Err(SheetError::UnknownKind),
    }
}

/// Reads an .xlsx. Its sheets are counted while the reader takes in the rest, which was counted before.
fn xlsx(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut archive = open(bytes)?;
    let tabs = sheets(&mut archive).unwrap_or_default();
    let mut size = Size::most();
    let mut layouts = size.count(&mut archive, &tabs, |name| !is_only_a_sheet(name))?;
    let (book, counted) = thread::scope(|scope| {
        let counted = scope.spawn(move || size.count(&mut archive, &tabs, is_only_a_sheet));
        let book = excel::open(bytes);
        (book, counted.join().unwrap_or_else(|fault| panic::resume_unwind(fault)))
    });
    layouts.extend(counted?);
    excel::xlsx(book?, &mut layouts, rows)
}

/// A part that nothing but a sheet is called: no reader takes it in whole, as it does the texts and the styles wherever
/// those stand.
fn is_only_a_sheet(name: &str) -> bool {
    let number = name.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, SheetError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))
}

pub(super) fn damaged(error: &dyn std::error::Error) -> SheetError {
    SheetError::Unreadable(error.to_string())
}

/// What a file may still unpack to. Its parts are unpacked to nowhere and counted: what a file says of its own sizes may
/// be a lie.
struct Size {
    left: u64,
}

impl Size {
    const fn most() -> Self {
        Self { left: limits::UNPACKED_BYTES }
    }

    /// Counts the parts whose name is asked for. On the way it is looked what those hide that are sheets, by part the
    /// names on their tabs.
    fn count(
        &mut self,
        archive: &mut Archive<'_>,
        tabs: &HashMap<String, String>,
        is_asked: impl Fn(&str) -> bool,
    ) -> Result<Layouts, SheetError> {
        if archive.len() > limits::PARTS {
            return Err(SheetError::too_large("内部的部件太多"));
        }
        let mut layouts = Layouts::default();
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(|e| damaged(&e))?;
            let name = name(&part).unwrap_or_default();
            if !is_asked(&name) {
                continue;
            }
            match tabs.get(&name) {
                Some(tab) => {
                    let mut scan = Scan::new();
                    self.unpack(part, &mut scan)?;
                    layouts.put(tab.clone(), scan.done()?);
                }
                None => self.unpack(part, &mut io::sink())?,
            }
        }
        Ok(layouts)
    }

    fn unpack(&mut self, part: Part<'_, '_>, to: &mut impl io::Write) -> Result<(), SheetError> {
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let unpacked = io::copy(&mut part.take(self.left + 1), to).map_err(|e| damaged(&e))?;
        self.left = self.left.checked_sub(unpacked).ok_or(SheetError::too_large("解压后超过512兆字节"))?;
        Ok(())
    }
}

/// A part of the file.
type Part<'a, 'b> = ZipFile<'a, Cursor<&'b [u8]>>;

fn name(part: &Part<'_, '_>) -> Option<String> {
    part.name().ok().map(|name| name.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    #[test]
    fn parts_are_counted_together() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&[0; 600]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let within = |left| Size { left }.count(&mut open(&bytes).unwrap(), &HashMap::new(), |_| true);
        assert!(within(1200).is_ok());
        assert!(matches!(within(1199), Err(SheetError::TooLarge(_))));
    }

    /// Of two parts that a reader takes for one, and of one that is no numbered sheet, each is counted.
    #[test]
    fn no_part_of_a_workbook_is_left_uncounted() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let names = [
            "xl/worksheets/sheet1.xml",
            "xl\\worksheets\\sheet1.xml",
            "xl/worksheets/sharedStrings.xml",
            "xl/Worksheets/sheet2.xml",
            "xl/worksheets/sheet.xml",
        ];
        for name in names {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&[0; 100]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let tabs = names.map(|name| (name.replace('\\', "/"), "甲".to_owned())).into();
        let mut size = Size { left: 500 };
        size.count(&mut open(&bytes).unwrap(), &tabs, |name| !is_only_a_sheet(name)).unwrap();
        assert_eq!(size.left, 200, "counted before anything is read");
        size.count(&mut open(&bytes).unwrap(), &tabs, is_only_a_sheet).unwrap();
        assert_eq!(size.left, 0);
    }
}
