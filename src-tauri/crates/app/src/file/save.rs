use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::refuse::is_folder;
use std::path::Path;

/// Writes a file whole or not at all; answers its reference with its size.
pub(crate) fn save(path: &Path, bytes: &[u8], file: FileRef) -> Answer<FileRef> {
    if path.is_dir() {
        return Err(is_folder());
    }
    // A name nobody has: beside a file of the person's own with another ending too.
    let part = path.with_file_name(format!(".part-{}", uuid::Uuid::now_v7().simple()));
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    if written.is_err()
        && let Err(error) = std::fs::remove_file(&part)
    {
        tracing::debug!(%error, "no part of an export to remove");
    }
    match written {
        Ok(()) => Ok(FileRef { size: i64::try_from(bytes.len()).unwrap_or(i64::MAX), ..file }),
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            Err(ApiError::new(Code::DiskFull, "磁盘满了，文件没有写成。请清理磁盘后再试。"))
        }
        Err(error) => {
            tracing::warn!(%error, "export not written");
            Err(ApiError::new(
                Code::ReadOnly,
                "文件写不进去：可能正被 WPS 打开，或文件夹不能写入。请关闭它或换一个位置。",
            ))
        }
    }
}
