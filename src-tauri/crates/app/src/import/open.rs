//! A file a person named, as a workbook.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use yinhui_core::import::raw::Workbook;
use yinhui_sheet::{SheetError, apart, limits};

/// Reads a workbook, in a process of its own where the host has one for that.
///
/// # Errors
/// Refused by name where the file is gone, too large, locked by a password, damaged or no workbook; where reading it
/// takes more time or memory than [`limits`] allow; where the request was cancelled.
pub(crate) fn open(context: &Context<'_>, file: &FileRef) -> Answer<Workbook> {
    let path = context.host().path(file)?;
    let file = named(&path)?;
    let read = match context.host().workbook_reader() {
        Some(reader) => apart(context, reader, file),
        None => within(file),
    };
    // The context has its own word for what was cancelled.
    context.stop_if_cancelled()?;
    read.map_err(|error| {
        if let SheetError::Unreadable(cause) | SheetError::Wps(cause) | SheetError::Interrupted(cause) =
            &error
        {
            tracing::warn!(%cause, "workbook not read");
        }
        error.into()
    })
}

/// The file, if it is one of a size that is read.
fn named(path: &Path) -> Answer<File> {
    let missing = |_| ApiError::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。");
    // Asked before it is opened: opening what is no file may wait for ever.
    let is = std::fs::metadata(path).map_err(missing)?;
    if is.is_dir() {
        return Err(ApiError::new(Code::Invalid, "这是一个文件夹，请选择其中的一个文件。"));
    }
    if !is.is_file() {
        return Err(ApiError::new(Code::Unreadable, "这不是普通文件，请选择一个表格文件。"));
    }
    if is.len() > limits::FILE_BYTES {
        let most = limits::FILE_BYTES >> 20;
        return Err(ApiError::new(Code::TooLarge, format!("文件超过 {most} 兆字节，请拆成几个文件再导入。")));
    }
    File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            ApiError::new(Code::Unreadable, "这个文件不让读取，可能正被别的程序占用。请关闭后再试。")
        }
        _ => missing(error),
    })
}

fn apart(context: &Context<'_>, reader: Command, file: File) -> Result<Workbook, SheetError> {
    apart::read(reader, file, &|| context.stop_if_cancelled().is_ok())
}

fn within(file: File) -> Result<Workbook, SheetError> {
    let mut bytes = Vec::new();
    let whole = file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes);
    whole.map_err(|error| SheetError::Unreadable(error.to_string()))?;
    yinhui_sheet::read(&bytes)
}
