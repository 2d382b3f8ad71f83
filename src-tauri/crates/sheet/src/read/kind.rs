//! What kind of file the bytes are. The name is not asked: it lies too often.

use super::decode;
use super::layout::Archive;
use std::io::Cursor;

/// Kinds that are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: .xlsx, .xlsm, .xlsb, .ods, .et of today.
    Packed,
    /// An OLE file with a workbook of the 1990s: .xls, .et of old. The workbook itself.
    Old(Vec<u8>),
    /// The same workbook without the OLE file around it, as programs of the 1980s wrote it.
    Bare,
    /// Protected by a password.
    Encrypted,
    /// A web page.
    Html(String),
    /// XML of Excel 2002 and 2003.
    Xml(String),
    /// The XML of an .ods, not packed.
    FlatOds(String),
    /// A web archive.
    Mht,
    /// Text in lines.
    Text(String),
    /// An OLE file that may be a workbook of WPS.
    Wps(String),
    /// An OLE file that is damaged.
    Damaged(String),
    /// Something else that is known.
    Other(&'static str),
    /// Anything else.
    Unknown,
}

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Files that are no tables, by how they begin, and what a clerk calls them.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "Word 文档（RTF）"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"RIFF", "图片或音像"),
    (b"\0\0\x01\0", "图标"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"BZh", "压缩包"),
    (b"\xfd7zXZ", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3\0", "数据库文件"),
    (b"\0\x01\0\0Standard", "Access 数据库"),
];

/// Tells the kind.
pub(super) fn tell(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Packed;
    }
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    // A workbook begins with its version: 2 to 5, 8.
    if let [0x09, 0 | 2 | 4 | 8, 4 | 6 | 8 | 16, 0, ..] = bytes {
        return Kind::Bare;
    }
    // Two letters could begin a text as well; text has no byte of zero.
    let other = OTHERS.iter().find(|(mark, _)| {
        bytes.starts_with(mark)
            && (mark.len() > 2 || bytes.iter().take(512).any(|byte| *byte == 0 || *byte > 0xf7))
    });
    if let Some((_, what)) = other {
        return Kind::Other(what);
    }
    match decode::text(bytes) {
        Some(text) => of_text(text),
        None => Kind::Unknown,
    }
}

fn of_text(text: String) -> Kind {
    let start: String = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    let start = start.trim_start();
    if start.starts_with("mime-version:") || start.starts_with("from:") && start.contains("mime-version:") {
        return Kind::Mht;
    }
    if start.starts_with('<') {
        let has = |marks: &[&str]| marks.iter().any(|mark| start.contains(mark));
        if has(&["urn:schemas-microsoft-com:office:spreadsheet", "<workbook", "<ss:workbook"])
            && !has(&["<html"])
        {
            return Kind::Xml(text);
        }
        if has(&["<office:document", "urn:oasis:names:tc:opendocument"]) {
            return Kind::FlatOds(text);
        }
        if has(&["<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<div", "<tr"]) {
            return Kind::Html(text);
        }
        return Kind::Unknown;
    }
    if text.trim().is_empty() { Kind::Unknown } else { Kind::Text(text) }
}

/// What an OLE file holds.
fn ole(bytes: &[u8]) -> Kind {
    let mut file = match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) => file,
        // Named in a damaged one too. Names inside an OLE file are UTF-16.
        Err(_) if named(bytes, "EncryptedPackage") => return Kind::Encrypted,
        Err(error) => return Kind::Damaged(error.to_string()),
    };
    if file.exists("EncryptedPackage") {
        return Kind::Encrypted;
    }
    for name in ["Workbook", "Book", "WORKBOOK", "BOOK"] {
        if let Ok(mut stream) = file.open_stream(name) {
            let mut held = Vec::new();
            // What can be had of a damaged one is tried.
            let _ = std::io::Read::read_to_end(&mut stream, &mut held);
            if !held.is_empty() {
                return Kind::Old(held);
            }
        }
    }
    for (name, what) in [
        ("WordDocument", "Word 或 WPS 文字的文档"),
        ("PowerPoint Document", "演示文稿"),
        ("__properties_version1.0", "电子邮件"),
        ("VisioDocument", "Visio 图"),
    ] {
        if file.exists(name) {
            return Kind::Other(what);
        }
    }
    Kind::Wps("no workbook stream".to_owned())
}

/// True where a name stands anywhere in an OLE file.
fn named(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// Kinds of packed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    /// .xlsx, .xlsm
    Xlsx,
    /// .xlsb
    Xlsb,
    /// .ods
    Ods,
    /// Something else that is known.
    Other(&'static str),
    /// Anything else.
    Unknown,
}

/// What a packed file holds, by the parts in it.
pub(super) fn packed(archive: &Archive<'_>) -> Packed {
    let has =
        |ending: &str| archive.file_names().flatten().any(|name| name.replace('\\', "/").ends_with(ending));
    if has("workbook.bin") {
        Packed::Xlsb
    } else if has("xl/workbook.xml") || has("workbook.xml") {
        Packed::Xlsx
    } else if has("word/document.xml") {
        Packed::Other("Word 文档")
    } else if has("ppt/presentation.xml") {
        Packed::Other("演示文稿")
    } else if has("content.xml") {
        Packed::Ods
    } else if archive.is_empty() {
        Packed::Unknown
    } else if has("[Content_Types].xml") || has("META-INF/manifest.xml") || has("mimetype") {
        // A workbook may stand at a place of its own choice; the reader looks where the file says.
        Packed::Xlsx
    } else {
        Packed::Other("压缩包")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_bytes_alone() {
        for (bytes, kind) in [
            (&b"PK\x03\x04"[..], "Packed"),
            (b"\x09\x08\x10\x00\x00\x06", "Bare"),
            (b"%PDF-1.4", "Other"),
            (b"\x89PNG\r\n", "Other"),
            (b"BM\x36\x00\x00\x00", "Other"),
            (b"BMI,\xe5\xa7\x93\xe5\x90\x8d\n1,2\n", "Text"),
            (b"<html><body><table>", "Html"),
            (b"\n\n  <TABLE border=1>", "Html"),
            (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "Xml"),
            (b"<?xml version='1.0'?><note/>", "Unknown"),
            (b"MIME-Version: 1.0\r\n", "Mht"),
            (b"a,b\n1,2\n", "Text"),
            (b"", "Unknown"),
            (b" \r\n", "Unknown"),
            (b"\0\0\0\0\0\0\0\0\0", "Unknown"),
        ] {
            let told = format!("{:?}", tell(bytes));
            assert!(told.starts_with(kind), "{told} is not {kind}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_breaks_it(start in 0..24_usize, rest in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            let starts: Vec<&[u8]> =
                OTHERS.iter().map(|(mark, _)| *mark).chain([OLE, b"PK\x03\x04", b"<html>", b"\x09\x08\x10\x00", b""]).collect();
            let bytes = [starts[start % starts.len()], &rest].concat();
            let _ = tell(&bytes);
            let _ = crate::read(&bytes);
        }
    }
}
