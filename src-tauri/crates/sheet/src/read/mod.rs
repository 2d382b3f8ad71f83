//! Reading a workbook, whatever its name says: the kind is told from the bytes (`domain.md` 4.2).

mod biff;
mod decode;
mod excel;
mod html;
mod html_table;
mod kind;
mod layout;
mod mht;
mod narrow;
mod ods;
mod ods_style;
mod packed;
mod rows;
mod sink;
mod text;
mod value;
mod xlsb;
mod xml;
mod xml2003;

use crate::{SheetError, limits};
use kind::Kind;
use rows::Rows;
pub(crate) use sink::{Collect, Head, Sink, Tail};
use std::panic::{AssertUnwindSafe, catch_unwind};
use yinhui_core::import::raw::Workbook;

/// Reads .xlsx, .xlsm, .xlsb, .ods, .xls (BIFF, web page, XML 2003, text), .mht, .et of both makes and text tables.
/// What is hidden and merged is known of all of them but text; what is framed and struck through of all but .xlsb, and
/// of web pages only what is struck through.
///
/// A cell that the file or a reader garbled is [`yinhui_core::import::raw::Cell::Error`], beginning with 乱码.
///
/// Bytes from outside are better read by [`crate::apart::read`].
///
/// # Errors
/// Encrypted, beyond the limits, of an unknown kind, or damaged.
pub fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    let mut book = Collect::default();
    read_into(bytes, &mut book)?;
    Ok(book.into_workbook())
}

/// As [`read`], to wherever it is wanted.
pub(crate) fn read_into(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), SheetError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits::FILE_BYTES {
        return Err(SheetError::too_large("超过64兆字节"));
    }
    let mut rows = Rows::new(sink);
    // The readers are used on files from anywhere; a fault in one must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| match kind::tell(bytes) {
        Kind::Packed => packed::read(bytes, &mut rows),
        Kind::Old(stream) => biff::read(&stream, &mut rows),
        Kind::Bare => biff::read(bytes, &mut rows),
        Kind::Html(text) => html::read(&text, &mut rows),
        Kind::Xml(text) => xml2003::read(&text, &mut rows),
        Kind::FlatOds(text) => ods::read(text.as_bytes(), &mut rows),
        Kind::Mht => mht::read(bytes, &mut rows),
        Kind::Text(text) => text::read(&text, &mut rows),
        Kind::Encrypted => Err(SheetError::Encrypted),
        Kind::Wps(detail) => Err(SheetError::Wps(detail)),
        Kind::Damaged(detail) => Err(SheetError::Unreadable(detail)),
        Kind::Other(what) => Err(SheetError::Other(what.into())),
        Kind::Unknown => Err(SheetError::UnknownKind),
    }));
    read.unwrap_or_else(|_| Err(SheetError::Unreadable("the reader failed".to_owned())))
}
