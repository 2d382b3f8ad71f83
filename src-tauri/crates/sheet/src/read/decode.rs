//! Text of an unknown encoding: UTF-8, UTF-16 of either order, with or without a mark, GB18030.

use super::value::expected;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a text is looked at to tell UTF-16.
const HEAD: usize = 8 << 10;

/// The text; characters that are damaged are U+FFFD. None where the bytes are no text.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return believable(encoding.decode_without_bom_handling(bytes.get(mark..)?).0.into_owned());
    }
    if let Some(encoding) = wide(bytes) {
        return believable(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if bytes.iter().take(HEAD).any(|byte| *byte == 0) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => believable(text.to_owned()),
        Err(_) => believable(lines(bytes)),
    }
}

/// UTF-16 without a mark: digits and line ends have a byte of zero, and only in one order do letters come out that
/// stand in a Chinese table.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.is_empty() || !head.contains(&0) {
        return None;
    }
    let whole = head.get(..pairs.len() * 2)?;
    let good = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(whole).0;
        text.chars().filter(|c| expected(*c)).count() * 100 / text.chars().count().max(1)
    };
    let (little, big) = (good(UTF_16LE), good(UTF_16BE));
    let (encoding, best) = if big > little { (UTF_16BE, big) } else { (UTF_16LE, little) };
    (best >= 90 && little != big).then_some(encoding)
}

/// Text that is not UTF-8 throughout: GB18030, but for lines that somebody pasted from elsewhere.
fn lines(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n' || *byte == b'\r') {
        match std::str::from_utf8(line) {
            Ok(text) if text.chars().all(expected) => out.push_str(text),
            _ => out.push_str(&GB18030.decode_without_bom_handling(line).0),
        }
    }
    out
}

/// Where more than a fifth of a text is damaged, or a fiftieth of it control characters, it was none.
fn believable(text: String) -> Option<String> {
    let (mut all, mut damaged, mut control) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        damaged += usize::from(c == '\u{fffd}');
        control += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    }
    (damaged * 5 <= all && control * 50 <= all).then_some(text)
}

/// The encoding a web page names, where it is one that is known.
pub(super) fn by_label(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    // A page is often wrong about itself; it is believed where it fits.
    let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
    if encoding == UTF_8 && std::str::from_utf8(bytes).is_err()
        || encoding == UTF_16LE
        || encoding == UTF_16BE
    {
        return None;
    }
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    (!damaged).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROSTER: &str = "序号,姓名,备注\r\n1,岩温罕,\"甲,乙\"\r\n2,玉香,—\r\n";

    fn written(text: &str) -> [Vec<u8>; 7] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe", little.as_slice()].concat(),
            [b"\xfe\xff", big.as_slice()].concat(),
            little,
            big,
            GB18030.encode(text).0.into_owned(),
        ]
    }

    #[test]
    fn every_way_to_write_it() {
        for bytes in written(ROSTER) {
            assert_eq!(self::text(&bytes).as_deref(), Some(ROSTER), "{bytes:?}");
        }
    }

    #[test]
    fn two_encodings_in_one_file() {
        let mixed = [GB18030.encode("姓名,单位\n岩温,勐海县教育局\n").0.into_owned(), "玉香,财政局\n".into()]
            .concat();
        assert_eq!(text(&mixed).as_deref(), Some("姓名,单位\n岩温,勐海县教育局\n玉香,财政局\n"));
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(text(&[0; 64]), None);
        assert_eq!(text(&(0..=255).collect::<Vec<u8>>()), None);
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        assert_eq!(text(&noise), None);
    }

    proptest! {
        #[test]
        fn a_roster_comes_back_as_it_was(names in prop::collection::vec("[\u{4e00}-\u{9fa5}]{2,4}", 1..20)) {
            let text = names.iter().enumerate().map(|(n, name)| format!("{n},{name},男,1949.03\n")).collect::<String>();
            for bytes in written(&text) {
                prop_assert_eq!(self::text(&bytes), Some(text.clone()));
            }
        }

        #[test]
        fn nothing_breaks_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = text(&bytes);
        }
    }
}
