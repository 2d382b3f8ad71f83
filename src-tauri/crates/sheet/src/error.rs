//! Why a workbook could not be read or written.

/// The messages are for a clerk; none carries what stands in the file.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Protected by a password.
    #[error("文件有打开密码，请先在 WPS 或 Excel 中取消密码再导入")]
    Encrypted,
    /// Beyond one of the limits; which one, in words.
    #[error("文件过大：{0}")]
    TooLarge(&'static str),
    /// Not a kind of file that can be read.
    #[error("不是能识别的表格文件，请用 WPS 或 Excel 另存为 .xlsx 再导入")]
    UnknownKind,
    /// A kind that is known, but damaged or of an unusual make. The detail is for the log.
    #[error("文件已损坏或写法特殊，读不出来，请用 WPS 或 Excel 打开后另存为 .xlsx 再导入")]
    Unreadable(String),
    /// The workbook could not be written. The detail is for the log.
    #[error("表格没有写成")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}
