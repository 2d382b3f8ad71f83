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
    let mut size = Size { left: limits::UNPACKED_BYTES };
    match kind::packed(&archive) {
        kind::Packed::Xlsx => match narrow::packed(&mut archive)? {
            Some(narrow) => {
                size.all(&mut archive)?;
                xlsx(&narrow, rows)
            }
            None => xlsx(bytes, rows),
        },
        kind::Packed::Xlsb => {
            size.all(&mut archive)?;
            excel::xlsb(bytes, &mut xlsb::layouts(&mut archive)?, rows)
        }
        kind::Packed::Ods => {
            size.all(&mut archive)?;
            ods::packed(&mut archive, rows)
        }
        kind::Packed::Other(what) => Err(SheetError::Other(what.into())),
        kind::Packed::Unknown => Err(SheetError::UnknownKind),
    }
}

/// Reads an .xlsx. Its sheets are counted, and looked at for what they hide, while the reader takes in the rest.
fn xlsx(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut archive = open(bytes)?;
    let mut sheets = sheets(&mut archive).unwrap_or_default();
    sheets.retain(|part, _| part.starts_with(SHEETS));
    let mut size = Size { left: limits::UNPACKED_BYTES };
    size.others(&mut archive, &sheets)?;
    let (book, layouts) = thread::scope(|scope| {
        let counted = scope.spawn(move || size.sheets(&mut archive, &mut sheets));
        let book = excel::open(bytes);
        (book, counted.join().unwrap_or_else(|fault| panic::resume_unwind(fault)))
    });
    let mut layouts = layouts?;
    excel::xlsx(book?, &mut layouts, rows)
}

/// Where the sheets of an .xlsx stand, and nothing that is read whole.
const SHEETS: &str = "xl/worksheets/";

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
    /// Counts every part.
    fn all(&mut self, archive: &mut Archive<'_>) -> Result<(), SheetError> {
        self.others(archive, &HashMap::new())
    }

    /// Counts every part but those.
    fn others(&mut self, archive: &mut Archive<'_>, but: &HashMap<String, String>) -> Result<(), SheetError> {
        if archive.len() > limits::PARTS {
            return Err(SheetError::too_large("内部的部件太多"));
        }
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(|e| damaged(&e))?;
            if !name(&part).is_some_and(|name| but.contains_key(&name)) {
                self.count(part, &mut io::sink())?;
            }
        }
        Ok(())
    }

    /// Counts the sheets: part and name on the tab. On the way it is looked what they hide.
    fn sheets(
        &mut self,
        archive: &mut Archive<'_>,
        sheets: &mut HashMap<String, String>,
    ) -> Result<Layouts, SheetError> {
        let mut layouts = Layouts::default();
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(|e| damaged(&e))?;
            let Some(tab) = name(&part).filter(|name| sheets.contains_key(name)) else { continue };
            let mut scan = Scan::new();
            self.count(part, &mut scan)?;
            if let Some(tab) = sheets.remove(&tab) {
                layouts.put(tab, scan.done()?);
            }
        }
        Ok(layouts)
    }

    fn count(&mut self, part: Part<'_, '_>, to: &mut impl io::Write) -> Result<(), SheetError> {
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
        let within = |left| Size { left }.all(&mut open(&bytes).unwrap());
        assert!(within(1200).is_ok());
        assert!(matches!(within(1199), Err(SheetError::TooLarge(_))));
    }
}
