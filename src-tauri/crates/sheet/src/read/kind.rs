//! What kind of file the bytes are.

/// Kinds that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: .xlsx, .xlsm, .xlsb, .ods.
    Packed,
    /// An OLE file with a workbook of the 1990s: .xls, .et of old.
    Old,
    /// An OLE file around an encrypted package.
    Encrypted,
    /// Text without binary bytes.
    Text,
    /// Anything else, web pages and XML named .xls among them.
    Unknown,
}

pub(super) fn tell(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") {
        return Kind::Packed;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // Names inside an OLE file are UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return if encrypted { Kind::Encrypted } else { Kind::Old };
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if head.is_empty() || (!wide && head.contains(&0)) {
        return Kind::Unknown;
    }
    let start =
        String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if ["<html", "<!doctype", "<?xml", "<table", "<meta", "%pdf", "{\\rtf"]
        .iter()
        .any(|mark| start.starts_with(mark))
    {
        return Kind::Unknown;
    }
    Kind::Text
}
