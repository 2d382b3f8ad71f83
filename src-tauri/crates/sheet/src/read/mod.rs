//! Reading a workbook, whatever its name says: the kind is told from the bytes (`domain.md` 4.2).

mod cells;
mod excel;
mod kind;
mod packed;
mod sink;
mod text;
mod visibility;

use crate::{SheetError, limits};
use kind::Kind;
pub(crate) use sink::{Collect, Head, Sink, Tail};
use std::panic::{AssertUnwindSafe, catch_unwind};
use yinhui_core::import::raw::Workbook;

/// Reads .xlsx, .xlsm, .xlsb, .ods, .xls and text tables (.csv). Hidden rows and columns and merged areas are
/// known of .xlsx only, merged areas of .xls too; hidden tabs of every kind but text.
///
/// Bytes from outside are better read by [`crate::apart::read`].
///
/// # Errors
/// Encrypted, beyond the limits, of an unknown kind, or damaged.
pub fn read(bytes: &[u8], _file_name: &str) -> Result<Workbook, SheetError> {
    let mut book = Collect::default();
    read_into(bytes, &mut book)?;
    Ok(book.into_workbook())
}

/// As [`read`], to wherever it is wanted.
pub(crate) fn read_into(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), SheetError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits::FILE_BYTES {
        return Err(SheetError::too_large("超过64兆字节"));
    }
    let kind = kind::tell(bytes);
    // The readers are used on files from anywhere; a fault in one must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Encrypted => Err(SheetError::Encrypted),
        Kind::Unknown => Err(SheetError::UnknownKind),
        Kind::Text => text::read(bytes, sink),
        Kind::Packed => {
            packed::check(bytes)?;
            excel::read(bytes, sink)
        }
        Kind::Old => excel::read(bytes, sink),
    }));
    read.unwrap_or_else(|_| Err(SheetError::Unreadable("the reader failed".to_owned())))
}
