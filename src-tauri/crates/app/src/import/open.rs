//! A file a person named, as a workbook.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use yinhui_core::import::raw::Workbook;
use yinhui_sheet::limits;

/// Reads a workbook.
///
/// # Errors
/// Refused by name where the file is gone, too large, locked by a password, damaged or no workbook.
pub(crate) fn open(context: &Context<'_>, file: &FileRef) -> Answer<Workbook> {
    let path = context.host().path(file)?;
    let missing = || ApiError::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。");
    let size = std::fs::metadata(&path).map_err(|_| missing())?.len();
    if size > limits::FILE_BYTES {
        let most = limits::FILE_BYTES >> 20;
        return Err(ApiError::new(Code::TooLarge, format!("文件超过 {most} 兆字节，请拆成几个文件再导入。")));
    }
    let bytes = std::fs::read(&path).map_err(|_| missing())?;
    Ok(yinhui_sheet::read(&bytes, &file.name)?)
}
