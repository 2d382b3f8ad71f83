//! Parts of an .xlsx in UTF-16, which the format allows and the workbook reader does not.

use super::layout::Archive;
use super::packed::damaged;
use crate::{SheetError, limits};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The workbook is in UTF-16, which tells for all parts.
pub(super) fn is_wide(archive: &mut Archive<'_>) -> Result<bool, SheetError> {
    let Ok(part) = archive.by_name("xl/workbook.xml") else { return Ok(false) };
    let mut head = Vec::new();
    part.take(4).read_to_end(&mut head).map_err(|e| damaged(&e))?;
    Ok(wide(&head).is_some())
}

/// The same file with all its parts in UTF-8.
pub(super) fn packed(archive: &mut Archive<'_>) -> Result<Vec<u8>, SheetError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(&e))?;
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        let mut bytes = Vec::new();
        part.take(limits::UNPACKED_BYTES).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        if let Some(encoding) = wide(&bytes) {
            let text = encoding.decode_with_bom_removal(&bytes).0;
            // What it says of its encoding is no longer so.
            let body = text
                .strip_prefix("<?xml")
                .and_then(|rest| rest.split_once("?>"))
                .map_or(&*text, |(_, body)| body);
            bytes = body.as_bytes().to_vec();
        }
        out.start_file(name, stored).map_err(|e| damaged(&e))?;
        out.write_all(&bytes).map_err(|e| damaged(&e))?;
    }
    Ok(out.finish().map_err(|e| damaged(&e))?.into_inner())
}

/// The encoding of XML that is not of single bytes.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}
