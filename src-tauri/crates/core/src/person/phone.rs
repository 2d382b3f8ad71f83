//! Telephone numbers (`domain.md` 4.3, 5.7).

use super::identity::masked;
use crate::{
    flag::Flag,
    text::{is_blank_word, normal},
};
use serde::Serialize;

/// What was made of a written telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhoneReading {
    /// The numbers in normal form: `13812345678`, `0691-2123456`; a local number without area code stays
    /// `2123456`, because the area is not known. None twice.
    pub numbers: Vec<String>,
    /// What else stood there: whose number it is, an extension.
    pub leftover: String,
    /// How far it can be trusted.
    pub flag: Flag,
    /// For the clerk: what is odd and what to do.
    pub note: Option<String>,
}

/// Reads one or several numbers with whatever stands between them.
pub fn read(text: &str) -> PhoneReading {
    // Most cells hold nothing but one mobile number.
    if text.len() == 11
        && text.starts_with('1')
        && text.bytes().all(|b| b.is_ascii_digit())
        && one(text).is_some()
    {
        let numbers = vec![text.to_owned()];
        return PhoneReading { numbers, leftover: String::new(), flag: Flag::Normal, note: None };
    }
    let written = normal(text);
    if is_blank_word(&written) {
        return PhoneReading { numbers: Vec::new(), leftover: String::new(), flag: Flag::Normal, note: None };
    }
    if is_scientific(&written) {
        return unreadable(&written, "号码被表格改成了科学计数，请补录");
    }
    let bare = written.strip_suffix(".0").unwrap_or(&written);
    let mut numbers: Vec<String> = Vec::new();
    let mut lost = false;
    let mut words = Vec::new();
    for piece in pieces(bare) {
        match piece {
            Piece::Digits(run) => match numbers_of(&run) {
                Some(found) => found.into_iter().for_each(|n| {
                    if !numbers.contains(&n) {
                        numbers.push(n);
                    }
                }),
                None => {
                    lost |= run.chars().filter(char::is_ascii_digit).count() > 4;
                    words.push(run);
                }
            },
            Piece::Words(run) => words.push(run),
        }
    }
    let leftover = words.join(" ");
    if numbers.is_empty() {
        return unreadable(&leftover, "不是能识别的电话号码，请核对");
    }
    let as_written = numbers.join(" ") == text;
    PhoneReading {
        numbers,
        leftover,
        flag: if lost {
            Flag::Doubtful
        } else if as_written {
            Flag::Normal
        } else {
            Flag::Normalised
        },
        note: lost.then(|| "有一个号码位数不对，未录入，请核对".to_owned()),
    }
}

/// Reads a number cell.
pub fn read_number(value: f64) -> PhoneReading {
    let reading = read(&format!("{value:.0}"));
    PhoneReading { flag: reading.flag.max(Flag::Normalised), ..reading }
}

fn unreadable(leftover: &str, note: &str) -> PhoneReading {
    PhoneReading {
        numbers: Vec::new(),
        leftover: leftover.to_owned(),
        flag: Flag::Unreadable,
        note: Some(note.to_owned()),
    }
}

/// 1.66922E+10: digits are lost for good.
fn is_scientific(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains("e+") && lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | '+'))
}

enum Piece {
    Digits(String),
    Words(String),
}

/// Cuts at every mark that parts numbers, and between digits and words.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut digits = String::new();
    let mut words = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' | '-' | '+' => {
                flush(&mut words, &mut out, Piece::Words);
                digits.push(character);
            }
            // A space or bracket may stand inside a number as well as between two.
            ' ' | '(' | ')' | '.' | '_' if !digits.is_empty() => digits.push(' '),
            ' ' | '(' | ')' | '.' | '_' => flush(&mut words, &mut out, Piece::Words),
            '/' | '、' | ';' | ',' | '|' | '\\' | '。' | '或' | ':' => {
                flush(&mut digits, &mut out, Piece::Digits);
                flush(&mut words, &mut out, Piece::Words);
            }
            _ => {
                flush(&mut digits, &mut out, Piece::Digits);
                words.push(character);
            }
        }
    }
    flush(&mut digits, &mut out, Piece::Digits);
    flush(&mut words, &mut out, Piece::Words);
    out
}

fn flush(run: &mut String, out: &mut Vec<Piece>, piece: fn(String) -> Piece) {
    let text = std::mem::take(run);
    if text.chars().any(|c| c.is_alphanumeric()) {
        out.push(piece(text.trim().to_owned()));
    }
}

/// The numbers in a run of digits, spaces and hyphens, when every digit belongs to one.
fn numbers_of(run: &str) -> Option<Vec<String>> {
    let run = without_extension(run);
    let run = run.strip_prefix("+86").or_else(|| run.strip_prefix("0086")).unwrap_or(run);
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    // Parts that are numbers by themselves win over numbers that run together.
    let parts: Vec<&str> = run.split(' ').filter(|p| !p.is_empty()).collect();
    if parts.len() > 1 {
        let alone: Option<Vec<String>> =
            parts.iter().map(|p| one(&p.chars().filter(char::is_ascii_digit).collect::<String>())).collect();
        if alone.is_some() {
            return alone;
        }
    }
    cut(&digits)
}

/// 0691-2123464-801 without what one dials afterwards.
fn without_extension(run: &str) -> &str {
    let parts: Vec<&str> = run.split('-').collect();
    match parts.as_slice() {
        [area, number, extension]
            if area.starts_with('0')
                && matches!(number.len(), 7 | 8)
                && (1..=5).contains(&extension.len()) =>
        {
            run.get(..area.len() + 1 + number.len()).unwrap_or(run)
        }
        _ => run,
    }
}

/// More digits in a row than this are no telephone numbers; it also bounds the search for a cut.
const MOST_DIGITS: usize = 40;

/// Cuts digits into whole numbers, left to right.
fn cut(digits: &str) -> Option<Vec<String>> {
    if digits.is_empty() {
        return Some(Vec::new());
    }
    if digits.len() > MOST_DIGITS {
        return None;
    }
    for length in [11, 12, 10] {
        if let (Some(head), Some(rest)) = (digits.get(..length), digits.get(length..))
            && let (Some(number), Some(mut tail)) = (one(head), cut(rest))
        {
            tail.insert(0, number);
            return Some(tail);
        }
    }
    one(digits).map(|number| vec![number])
}

/// The normal form of the digits of exactly one number.
fn one(digits: &str) -> Option<String> {
    let bytes = digits.as_bytes();
    match (digits.len(), bytes.first(), bytes.get(1)) {
        (13, Some(b'8'), Some(b'6')) => digits.get(2..).and_then(one),
        // Mobile numbers: 1[3-9] and eleven digits.
        (11, Some(b'1'), Some(b'3'..=b'9')) => Some(digits.to_owned()),
        // Area codes of three digits (010, 02x) carry eight, those of four carry seven or eight.
        (11, Some(b'0'), Some(b'1' | b'2')) => Some(format!("{}-{}", digits.get(..3)?, digits.get(3..)?)),
        (11 | 12, Some(b'0'), Some(b'3'..=b'9')) => {
            Some(format!("{}-{}", digits.get(..4)?, digits.get(4..)?))
        }
        // Service numbers.
        (10, Some(b'4' | b'8'), Some(b'0')) => Some(digits.to_owned()),
        (7 | 8, Some(b'2'..=b'8'), _) => Some(digits.to_owned()),
        _ => None,
    }
}

/// For lists: the first three and the last four digits of each number (`domain.md` 7.1); of a number too short
/// for that, the last two.
pub fn mask(numbers: &str) -> String {
    numbers
        .split(' ')
        .map(|number| {
            let (head, tail) = if number.chars().count() >= 11 { (3, 4) } else { (0, 2) };
            if number.chars().count() <= 4 { masked(number, 0, 0) } else { masked(number, head, tail) }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing() {
        for (text, numbers) in [
            ("13812345678", vec!["13812345678"]),
            ("１３８１２３４５６７８", vec!["13812345678"]),
            ("138 1234 5678", vec!["13812345678"]),
            ("138-1234-5678", vec!["13812345678"]),
            ("+86 13812345678", vec!["13812345678"]),
            ("8613812345678", vec!["13812345678"]),
            ("13812345678.0", vec!["13812345678"]),
            ("0691-2123456", vec!["0691-2123456"]),
            ("（0691）2123456", vec!["0691-2123456"]),
            ("06912123456", vec!["0691-2123456"]),
            ("0691－2123456", vec!["0691-2123456"]),
            ("0871-63123456", vec!["0871-63123456"]),
            ("010-66123456", vec!["010-66123456"]),
            ("2123456", vec!["2123456"]),
            ("13812345678/0691-2123456", vec!["13812345678", "0691-2123456"]),
            ("13812345678 0691-2123456", vec!["13812345678", "0691-2123456"]),
            ("13812345678\n13912345678", vec!["13812345678", "13912345678"]),
            ("13812345678；0691-2123456", vec!["13812345678", "0691-2123456"]),
            ("1381234567813912345678", vec!["13812345678", "13912345678"]),
            ("手机：13812345678，宅电：2123456", vec!["13812345678", "2123456"]),
            ("13812345678、13812345678", vec!["13812345678"]),
        ] {
            let reading = read(text);
            assert_eq!(reading.numbers, numbers, "{text}");
            assert!(!reading.flag.needs_look(), "{text}: {:?}", reading.flag);
        }
        assert_eq!(read_number(13_812_345_678.0).numbers, ["13812345678"]);
        assert_eq!(read("13812345678（女儿）").leftover, "女儿");
    }

    #[test]
    fn odd_numbers() {
        assert_eq!(read("1.66922E+10").flag, Flag::Unreadable);
        assert_eq!(read("无").flag, Flag::Normal);
        assert_eq!(read("问老伴").flag, Flag::Unreadable);
        let half = read("13812345678/1391234567");
        assert_eq!((half.numbers.len(), half.flag), (1, Flag::Doubtful));
    }

    #[test]
    fn masks() {
        assert_eq!(mask("13812345678"), "138****5678");
        assert_eq!(mask("13812345678 0691-2123456"), "138****5678 069*****3456");
        assert_eq!(mask("2123456"), "*****56");
        assert_eq!(mask("120"), "***");
    }
}
