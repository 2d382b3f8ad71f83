//! Reading a workbook, whatever its name says: the kind is told from the bytes (`domain.md` 4.2).

mod cells;
mod excel;
mod kind;
mod packed;
mod text;
mod visibility;

use crate::{SheetError, limits};
use kind::Kind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use yinhui_core::import::raw::Workbook;

/// Reads .xlsx, .xlsm, .xlsb, .ods, .xls and text tables (.csv). Hidden rows and columns and merged areas are
/// known of .xlsx only, merged areas of .xls too; hidden tabs of every kind but text.
///
/// The name is used for nothing but the separator of a text table (`.tsv`).
///
/// # Errors
/// Encrypted, beyond the limits, of an unknown kind, or damaged.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, SheetError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits::FILE_BYTES {
        return Err(SheetError::TooLarge("超过64兆字节"));
    }
    let kind = kind::tell(bytes);
    // The readers are used on files from anywhere; a fault in one must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Encrypted => Err(SheetError::Encrypted),
        Kind::Unknown => Err(SheetError::UnknownKind),
        Kind::Text => text::read(bytes, file_name),
        Kind::Packed => {
            packed::check(bytes)?;
            excel::read(bytes)
        }
        Kind::Old => excel::read(bytes),
    }));
    read.unwrap_or_else(|_| Err(SheetError::Unreadable("the reader failed".to_owned())))
}
