//! Workbooks of the 1980s and 1990s (BIFF 2 to 8), read by ourselves: the library gives back garbled letters of some,
//! breaks on others, and tells neither what is hidden nor how a date is shown.
//!
//! A workbook is a row of records: a kind, a length, that many bytes. First those of the whole workbook, then those of
//! each sheet, each part from BOF to EOF.

mod book;
mod lock;
mod record;
mod sheet;
mod strings;

use super::rows::Rows;
use super::text::SHEET;
use crate::SheetError;
use book::Book;

/// Reads the records of a workbook.
pub(super) fn read(stream: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let unlocked = match lock::of(stream) {
        Some(lock) => Some(lock::open(stream, lock).ok_or(SheetError::Encrypted)?),
        None => None,
    };
    let stream = unlocked.as_deref().unwrap_or(stream);
    let book = Book::read(stream)?;
    if book.alone {
        rows.begin(SHEET, false)?;
        return sheet::read(stream, &book, rows);
    }
    for tab in &book.tabs {
        let from = stream.get(tab.at..).ok_or_else(|| damaged("a sheet beyond the end"))?;
        rows.begin(&tab.name, tab.hidden)?;
        sheet::read(from, &book, rows)?;
    }
    Ok(())
}

fn damaged(what: &str) -> SheetError {
    SheetError::Unreadable(what.to_owned())
}
