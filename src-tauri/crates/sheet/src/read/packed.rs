//! The sizes inside a packed file, before anything is kept of it.

use crate::{SheetError, limits};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// Unpacks everything to nowhere and counts: what a file says of its own sizes may be a lie.
pub(super) fn check(bytes: &[u8]) -> Result<(), SheetError> {
    let damaged = |error: &dyn std::error::Error| SheetError::Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > limits::PARTS {
        return Err(SheetError::TooLarge("内部的部件太多"));
    }
    let mut left = limits::UNPACKED_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(&e))?;
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|e| damaged(&e))?;
        left = left.checked_sub(unpacked).ok_or(SheetError::TooLarge("解压后超过512兆字节"))?;
    }
    Ok(())
}
