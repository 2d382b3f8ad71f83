//! Why a workbook could not be read or written.

use std::borrow::Cow;

/// The messages are for a clerk; none carries what stands in the file.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Protected by a password.
    #[error("文件有打开密码，请先在 WPS 或 Excel 中取消密码再导入")]
    Encrypted,
    /// Beyond one of the limits; which one, in words.
    #[error("文件过大：{0}")]
    TooLarge(Cow<'static, str>),
    /// Not a kind of file that can be read.
    #[error("不是能识别的表格文件，请用 WPS 或 Excel 另存为 .xlsx 再导入")]
    UnknownKind,
    /// Another kind of file; what it seems to be.
    #[error("这像是{0}，不是表格。请把其中的名单放进 WPS 表格或 Excel，另存为 .xlsx 再导入")]
    Other(Cow<'static, str>),
    /// A kind that is known, but damaged or of an unusual make. The detail is for the log.
    #[error("文件已损坏或写法特殊，读不出来，请用 WPS 或 Excel 打开后另存为 .xlsx 再导入")]
    Unreadable(String),
    /// A WPS workbook of an inner form that is not known. The detail is for the log.
    #[error("这个 WPS 表格读不出来，请用 WPS 另存为 .xlsx 再导入")]
    Wps(String),
    /// Reading took longer than [`crate::limits::TIME`].
    #[error("读取超过10秒，已停止。请用 WPS 或 Excel 打开后另存为 .xlsx，或拆成几个文件再导入")]
    Timeout,
    /// Reading took more memory than [`crate::limits::MEMORY`].
    #[error(
        "读取这个文件要用的内存超过上限，已停止。请用 WPS 或 Excel 打开，删去多余的空行空列，另存为 .xlsx 再导入"
    )]
    Memory,
    /// The process that reads ended before it was done. The detail is for the log.
    #[error("读取程序中断，文件可能已损坏。请用 WPS 或 Excel 打开后另存为 .xlsx 再导入")]
    Interrupted(String),
    /// Whoever asked wants it no longer.
    #[error("已停止读取")]
    Stopped,
    /// The workbook could not be written. The detail is for the log.
    #[error("表格没有写成")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

impl SheetError {
    /// Beyond a limit.
    pub(crate) fn too_large(what: &'static str) -> SheetError {
        SheetError::TooLarge(Cow::Borrowed(what))
    }
}
