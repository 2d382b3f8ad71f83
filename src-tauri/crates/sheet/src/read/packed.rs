//! Packed files: .xlsx, .xlsm, .xlsb, .ods. The sizes inside are counted before anything is kept.

use super::layout::{Archive, Layouts, Scan, sheets};
use super::rows::Rows;
use super::{excel, kind, narrow, ods, xlsb};
use crate::{SheetError, limits};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// Reads a packed workbook.
pub(super) fn read(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut archive = open(bytes)?;
    let held = kind::packed(&archive);
    let mut layouts = within(&mut archive, limits::UNPACKED_BYTES)?;
    if held == kind::Packed::Xlsb {
        layouts = xlsb::layouts(&mut archive)?;
    }
    match held {
        kind::Packed::Xlsx => match narrow::packed(&mut archive)? {
            Some(narrow) => {
                layouts = within(&mut open(&narrow)?, limits::UNPACKED_BYTES)?;
                excel::xlsx(&narrow, &mut layouts, rows)
            }
            None => excel::xlsx(bytes, &mut layouts, rows),
        },
        kind::Packed::Xlsb => excel::xlsb(bytes, &mut layouts, rows),
        kind::Packed::Ods => ods::packed(&mut archive, rows),
        kind::Packed::Other(what) => Err(SheetError::Other(what.into())),
        kind::Packed::Unknown => Err(SheetError::UnknownKind),
    }
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, SheetError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))
}

pub(super) fn damaged(error: &dyn std::error::Error) -> SheetError {
    SheetError::Unreadable(error.to_string())
}

/// Unpacks everything to nowhere and counts: what a file says of its own sizes may be a lie. On the way it is looked
/// what the sheets hide.
fn within(archive: &mut Archive<'_>, most: u64) -> Result<Layouts, SheetError> {
    if archive.len() > limits::PARTS {
        return Err(SheetError::too_large("内部的部件太多"));
    }
    let mut names = sheets(archive).unwrap_or_default();
    let mut layouts = Layouts::default();
    let mut left = most;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(&e))?;
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let sheet = part.name().ok().and_then(|name| names.remove(&name.replace('\\', "/")));
        let mut part = part.take(left + 1);
        let unpacked = match sheet {
            Some(sheet) => {
                let mut scan = Scan::new();
                let unpacked = io::copy(&mut part, &mut scan);
                layouts.put(sheet, scan.done()?);
                unpacked
            }
            None => io::copy(&mut part, &mut io::sink()),
        };
        let unpacked = unpacked.map_err(|e| damaged(&e))?;
        left = left.checked_sub(unpacked).ok_or(SheetError::too_large("解压后超过512兆字节"))?;
    }
    Ok(layouts)
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
        assert!(within(&mut open(&bytes).unwrap(), 1200).is_ok());
        assert!(matches!(within(&mut open(&bytes).unwrap(), 1199), Err(SheetError::TooLarge(_))));
    }
}
