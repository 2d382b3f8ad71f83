//! The sizes inside a packed file, before anything is kept of it.

use crate::{SheetError, limits};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// Unpacks everything to nowhere and counts: what a file says of its own sizes may be a lie.
pub(super) fn check(bytes: &[u8]) -> Result<(), SheetError> {
    within(bytes, limits::UNPACKED_BYTES)
}

fn within(bytes: &[u8], most: u64) -> Result<(), SheetError> {
    let damaged = |error: &dyn std::error::Error| SheetError::Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > limits::PARTS {
        return Err(SheetError::too_large("内部的部件太多"));
    }
    let mut left = most;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(&e))?;
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|e| damaged(&e))?;
        left = left.checked_sub(unpacked).ok_or(SheetError::too_large("解压后超过512兆字节"))?;
    }
    Ok(())
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
        assert!(within(&bytes, 1200).is_ok());
        assert!(matches!(within(&bytes, 1199), Err(SheetError::TooLarge(_))));
    }
}
