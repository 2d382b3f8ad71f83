//! Text in records: bytes in a code page before version 8, half or whole UTF-16 since.

use super::damaged;
use super::record::{Version, u16_at};
use crate::{SheetError, limits};
use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

/// How the bytes of old versions are to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CodePage(Option<&'static Encoding>);

impl CodePage {
    /// By its number; none where it is not known, or names none.
    pub(super) fn of(number: u16) -> CodePage {
        let label = match number {
            874 => "windows-874",
            932 => "shift_jis",
            936 | 10008 | 54936 => "gb18030",
            949 => "euc-kr",
            950 | 10002 => "big5",
            1250..=1258 => return CodePage(Encoding::for_label(format!("windows-{number}").as_bytes())),
            32769 => "windows-1252",
            10000 | 32768 => "macintosh",
            65001 => "utf-8",
            _ => return CodePage(None),
        };
        CodePage(Encoding::for_label(label.as_bytes()))
    }

    /// Text of bytes. Chinese writers of old often named no code page or that of the west; letters that come in pairs
    /// as Chinese ones do are read as such there.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        let believed = self.0.filter(|encoding| *encoding != WINDOWS_1252);
        if let Some(encoding) = believed {
            return encoding.decode_without_bom_handling(bytes).0.into_owned();
        }
        let encoding = if chinese(bytes) { GB18030 } else { self.0.unwrap_or(WINDOWS_1252) };
        debug_assert!(encoding != UTF_8);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// True where all high bytes come in pairs that are characters of GB 2312.
fn chinese(mut bytes: &[u8]) -> bool {
    let mut any = false;
    loop {
        bytes = match bytes {
            [] => return any,
            [0..=0x7f, rest @ ..] => rest,
            [0xa1..=0xa9 | 0xb0..=0xf7, 0xa1..=0xfe, rest @ ..] => {
                any = true;
                rest
            }
            _ => return false,
        };
    }
}

/// A text of `count` letters at the beginning of some bytes, as versions before 8 write it.
pub(super) fn bytes(data: &[u8], count: usize, page: CodePage) -> String {
    page.decode(data.get(..count.min(data.len())).unwrap_or_default())
}

/// A text with a length of two bytes before it, as most records have it.
pub(super) fn long(pieces: &[&[u8]], at: usize, version: Version, page: CodePage) -> Option<String> {
    let first = pieces.first()?;
    if version < Version::Eight {
        let count = usize::from(u16_at(first, at)?);
        let mut data = first.get(at + 2..)?.to_vec();
        data.extend(pieces.iter().skip(1).flat_map(|piece| piece.iter()));
        return Some(bytes(&data, count, page));
    }
    let mut reader = Reader::new(pieces, at);
    let count = usize::from(reader.u16()?);
    reader.text(count)
}

/// A text with a length of one byte before it, as names of sheets have it.
pub(super) fn short(data: &[u8], at: usize, version: Version, page: CodePage) -> Option<String> {
    let count = usize::from(*data.get(at)?);
    if version < Version::Eight {
        return Some(bytes(data.get(at + 1..)?, count, page));
    }
    Reader::new(&[data], at + 1).text(count)
}

/// All texts that the cells of a workbook share.
pub(super) fn shared(pieces: &[&[u8]]) -> Result<Vec<String>, SheetError> {
    let mut reader = Reader::new(pieces, 4);
    let count = reader.u32().ok_or_else(|| damaged("no texts"))?;
    let mut texts = Vec::new();
    let mut letters = 0_usize;
    for _ in 0..count {
        // A file that promises more than it has is read as far as it goes; a cell that wants more says so.
        let Some(text) = reader.u16().and_then(|count| reader.text(usize::from(count))) else { break };
        letters += text.len();
        if letters > limits::MEMORY / 4 {
            return Err(SheetError::too_large("文字太多，请拆成几个文件"));
        }
        texts.push(text);
    }
    Ok(texts)
}

/// Reads on from one piece to the next.
struct Reader<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(pieces: &'a [&'a [u8]], at: usize) -> Self {
        Self { pieces, piece: 0, at }
    }

    fn rest(&self) -> &'a [u8] {
        self.pieces.get(self.piece).and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }

    /// Goes to the next piece where this one is used up; false at the end.
    fn more(&mut self) -> bool {
        while self.rest().is_empty() {
            if self.piece + 1 >= self.pieces.len() {
                return false;
            }
            self.piece += 1;
            self.at = 0;
        }
        true
    }

    fn u8(&mut self) -> Option<u8> {
        if !self.more() {
            return None;
        }
        let byte = self.rest().first().copied();
        self.at += 1;
        byte
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if !self.more() {
                return None;
            }
            let step = count.min(self.rest().len());
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// A text of that many letters: flags, what follows it, the letters. How it is spoken, and how its parts look, is
    /// left out. Where a text goes on in the next piece, that one begins with flags of its own.
    fn text(&mut self, mut count: usize) -> Option<String> {
        let mut flags = self.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let spoken = if flags & 4 != 0 { usize::try_from(self.u32()?).ok()? } else { 0 };
        let mut units: Vec<u16> = Vec::with_capacity(count.min(1 << 15));
        while count > 0 {
            if self.rest().is_empty() {
                if !self.more() {
                    return None;
                }
                flags = self.u8()?;
            }
            let rest = self.rest();
            if flags & 1 != 0 {
                let (pairs, _) = rest.as_chunks::<2>();
                let taken = count.min(pairs.len());
                if taken == 0 {
                    // A letter is never cut in two.
                    return None;
                }
                units.extend(pairs.iter().take(taken).map(|pair| u16::from_le_bytes(*pair)));
                self.at += taken * 2;
                count -= taken;
            } else {
                let taken = count.min(rest.len());
                units.extend(rest.iter().take(taken).map(|byte| u16::from(*byte)));
                self.at += taken;
                count -= taken;
            }
        }
        self.skip(runs)?;
        self.skip(spoken)?;
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        // Two letters of UTF-16, then one of half of it; runs and a note of sound behind.
        let first = [1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1 | 4 | 8, 1, 0, 2, 0, 0, 0, 0xa9, 0x5c, 0x29, 0x6e];
        let second = [0, b'A', 9, 9];
        let third = [9, 9, 8, 8];
        assert_eq!(shared(&[&first, &second, &third]).unwrap(), ["岩温A"]);
        assert_eq!(shared(&[&first]).unwrap(), [""; 0], "cut off");
    }

    #[test]
    fn old_bytes_without_a_code_page() {
        let (bytes, ..) = GB18030.encode("岩温，ABC");
        for page in [CodePage::default(), CodePage::of(1252), CodePage::of(936)] {
            assert_eq!(page.decode(&bytes), "岩温，ABC");
        }
        assert_eq!(CodePage::of(1252).decode(b"caf\xe9"), "café");
        assert_eq!(CodePage::of(1200).decode(b"plain"), "plain");
    }
}
