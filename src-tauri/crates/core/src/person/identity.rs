//! The citizen's identity number, GB 11643-1999 (`domain.md` 5.1, 4.3).

use crate::{flag::Flag, text::compact};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::VecDeque;

/// An identity number of 18 characters with a date that exists. Its check digit may be wrong: see
/// [`IdentityNumber::is_valid`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct IdentityNumber(String);

/// What was made of a written identity number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityReading {
    /// The number, when all 18 characters are known. With a wrong check digit it is kept and flagged.
    pub number: Option<IdentityNumber>,
    /// How far it can be trusted.
    pub flag: Flag,
    /// For the clerk: what is odd and what to do.
    pub note: Option<String>,
    /// The good digits of a damaged number, from the left: up to 15, for matching only, never to be stored.
    pub hint: Option<String>,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character of the first 17 digits (ISO 7064 MOD 11-2). None unless there are exactly 17 digits.
pub fn check_digit(first_17: &str) -> Option<char> {
    if first_17.len() != 17 {
        return None;
    }
    let mut sum = 0;
    for (character, weight) in first_17.chars().zip(WEIGHTS) {
        sum += character.to_digit(10)? * weight;
    }
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

impl IdentityNumber {
    /// The number of these 18 characters. None when they are not 17 digits and a digit or X, or the date in it
    /// does not exist.
    pub fn new(text: &str) -> Option<IdentityNumber> {
        let (head, last) = text.split_at_checked(17)?;
        let shape = head.bytes().all(|b| b.is_ascii_digit())
            && matches!(last.as_bytes(), [b] if b.is_ascii_digit() || *b == b'X')
            && !head.starts_with('0');
        let number = IdentityNumber(text.to_owned());
        (shape && number.date().is_some()).then_some(number)
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when the check digit is right.
    pub fn is_valid(&self) -> bool {
        self.0.get(..17).and_then(check_digit) == self.0.chars().last()
    }

    /// The day of birth in it.
    pub fn birth(&self) -> NaiveDate {
        self.date().unwrap_or(NaiveDate::MIN)
    }

    /// 男 or 女, from the parity of the 17th digit.
    pub fn sex(&self) -> &'static str {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => "男",
            _ => "女",
        }
    }

    /// The six digits of the place where it was first issued (GB/T 2260, withdrawn codes included).
    pub fn region(&self) -> &str {
        self.0.get(..6).unwrap_or("")
    }

    fn date(&self) -> Option<NaiveDate> {
        let part = |from: usize, to: usize| self.0.get(from..to)?.parse::<u32>().ok();
        let year = i32::try_from(part(6, 10)?).ok()?;
        NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?)
            .filter(|d| (1900..2100).contains(&d.year()))
    }
}

/// Reads a written number: 18 characters, 15 digits (19 and the check digit are supplied), with spaces, quotes
/// or a formula's ="" around it; x, Ⅹ, × for X. Damaged numbers give a hint at most.
pub fn read(text: &str) -> IdentityReading {
    // Most cells hold the number as it should be.
    let is_plain = |text: &str| {
        let (head, last) = (text.get(..17), text.get(17..));
        head.is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
            && last.is_some_and(|last| last == "X" || last.bytes().all(|b| b.is_ascii_digit()))
    };
    if text.len() == 18 && is_plain(text) {
        return whole(text, Flag::Normal);
    }
    let written = compact(text);
    let bare: String = written
        .chars()
        .filter(|c| !matches!(c, '\'' | '"' | '=' | '‘' | '’' | '“' | '”' | '-' | '`' | '´'))
        .map(|c| if is_x(c) { 'X' } else { c })
        .collect();
    let bare = within(&bare).unwrap_or(bare);
    if crate::text::is_blank_word(&written) {
        return IdentityReading { number: None, flag: Flag::Normal, note: None, hint: None };
    }
    let clean = if bare == text { Flag::Normal } else { Flag::Normalised };
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    match (bare.chars().count(), digits) {
        (18, 17 | 18) => whole(&bare, clean),
        (15, 15) => old(&bare),
        _ if bare.contains("E+") || bare.contains("e+") => {
            lost(None, "号码被表格改成了科学计数，请对照证件补录")
        }
        (n, d) if d >= 6 && n <= 20 => lost(None, &format!("号码有{n}位，应为18位，请对照证件补录")),
        _ => IdentityReading {
            number: None,
            flag: Flag::Unreadable,
            note: Some("不是公民身份号码，请核对；其他证件请填“其他证件”".to_owned()),
            hint: None,
        },
    }
}

/// Signs that stand for the last character: letters of other scripts and crosses.
const fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'Ⅹ' | 'ⅹ' | '×' | '✕' | 'х' | 'Х' | '*' | '╳' | 'Χ' | 'χ' | '⨯' | '✖')
}

/// The number among words and marks around it: 身份证：…, …（长期）, … 男, …。 Only where it is the one run of its length
/// once marks inside it are gone.
fn within(bare: &str) -> Option<String> {
    let plain: String = bare.chars().filter(|c| !matches!(c, '·' | '.' | ',' | '_')).collect();
    let plain = if bare.ends_with(".0") { bare.trim_end_matches(".0").to_owned() } else { plain };
    let mut runs: Vec<&str> =
        plain.split(|c: char| !(c.is_ascii_digit() || c == 'X')).filter(|r| !r.is_empty()).collect();
    runs.retain(|run| matches!(run.len(), 15 | 18));
    let whole = runs.iter().filter(|run| run.len() == 18).copied().collect::<Vec<_>>();
    match (whole.as_slice(), runs.as_slice()) {
        ([one], _) => Some((*one).to_owned()),
        ([], [one]) => Some((*one).to_owned()),
        _ => None,
    }
}

/// Reads a number cell. A workbook keeps 15 digits only: of an 18-digit number the last three are lost.
pub fn read_number(value: f64) -> IdentityReading {
    if !(value.is_finite() && value >= 1e14) {
        return read(&value.to_string());
    }
    // Fifteen figures are exact in a cell; those behind them are an artefact of the binary number.
    let written = format!("{value:.14e}");
    let (figures, exponent) = written.split_once('e').unwrap_or((&written, ""));
    let digits: String = figures.chars().filter(char::is_ascii_digit).collect();
    if exponent == "14" {
        return old(&digits);
    }
    let hint = (exponent == "17").then_some(digits);
    lost(hint, "表格只保留了前15位数字，后三位已丢失，请对照证件补录")
}

fn lost(hint: Option<String>, note: &str) -> IdentityReading {
    IdentityReading { number: None, flag: Flag::Damaged, note: Some(note.to_owned()), hint }
}

/// Eighteen characters: right, with a wrong check digit, or with a tail of zeros from a number cell.
fn whole(bare: &str, clean: Flag) -> IdentityReading {
    let Some(number) = IdentityNumber::new(bare) else {
        return lost(None, "号码中的出生日期不存在，请对照证件更正");
    };
    if number.is_valid() {
        return IdentityReading { number: Some(number), flag: clean, note: None, hint: None };
    }
    if bare.ends_with("000") {
        return lost(
            bare.get(..15).map(str::to_owned),
            "末三位为000且校验不符，是表格丢失了数字，请对照证件补录",
        );
    }
    IdentityReading {
        number: Some(number),
        flag: Flag::Doubtful,
        note: Some("校验码不符，请对照证件核对".to_owned()),
        hint: None,
    }
}

/// Fifteen digits of a card issued before 1999.
fn old(digits: &str) -> IdentityReading {
    let first_17 = match (digits.get(..6), digits.get(6..)) {
        (Some(region), Some(rest)) => format!("{region}19{rest}"),
        _ => return lost(None, "号码不完整，请对照证件补录"),
    };
    let number = check_digit(&first_17).and_then(|check| IdentityNumber::new(&format!("{first_17}{check}")));
    match number {
        Some(number) => IdentityReading {
            number: Some(number),
            flag: Flag::Normalised,
            note: Some("15位旧号码，已按国家标准补成18位".to_owned()),
            hint: None,
        },
        None => lost(None, "15位旧号码中的出生日期不存在，请对照证件更正"),
    }
}

/// For lists: the first six and the last four characters (`domain.md` 7.1).
pub fn mask(text: &str) -> String {
    let count = text.chars().count();
    // Shorter numbers would be given away by six and four.
    let (head, tail) = if count >= 15 { (6, 4) } else { (count / 4, count / 4) };
    masked(text, head, tail)
}

/// Groups of one number: nineteen digits in threes.
const MOST_GROUPS: usize = 7;

/// True for a text that holds a number of a person: eleven digits and more in a row, or parted in groups as mobiles, bank
/// cards and numbers of identity are written. Wide digits count. Dates, years and landlines in groups are none.
pub fn holds_number(text: &str) -> bool {
    let mut groups = VecDeque::<String>::new();
    let (mut group, mut apart) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        match digit(c) {
            Some(digit) => {
                if group.is_empty() && !joins(&apart) {
                    groups.clear();
                }
                apart.clear();
                group.push(digit);
            }
            None => {
                if !group.is_empty() {
                    groups.push_back(std::mem::take(&mut group));
                    if groups.len() > MOST_GROUPS {
                        groups.pop_front();
                    }
                    let last = groups.make_contiguous();
                    if (0..last.len()).any(|from| is_number(last.get(from..).unwrap_or_default())) {
                        return true;
                    }
                }
                apart.push(c);
            }
        }
    }
    false
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// What stands between two groups of one number.
fn joins(apart: &str) -> bool {
    let marks = |c: char| matches!(c, ' ' | '-' | '–' | '—' | '－' | '\u{a0}' | '\u{3000}');
    !apart.is_empty() && apart.chars().count() <= 3 && apart.chars().all(marks)
}

/// One group of eleven digits and more, or several that are a mobile, a card or a number of identity together.
fn is_number(groups: &[String]) -> bool {
    let whole = groups.concat();
    let is_time = |group: &String| {
        let year = group.get(..4).is_some_and(|year| ("1900".."2100").contains(&year));
        let month = group.get(4..6).is_none_or(|month| ("01".."13").contains(&month));
        matches!(group.len(), 4 | 6 | 8) && year && month
    };
    match groups {
        [_] => whole.len() >= 11,
        several if several.iter().any(|group| !(3..=8).contains(&group.len())) => false,
        several if several.iter().all(is_time) => false,
        _ => match whole.len() {
            11 => whole.starts_with('1') && !whole.starts_with("10") && !whole.starts_with("12"),
            15..=19 => true,
            _ => false,
        },
    }
}

/// Where a birth date finer than the year stands beside it: the first six characters only.
pub fn mask_short(text: &str) -> String {
    masked(text, if text.chars().count() >= 15 { 6 } else { 0 }, 0)
}

/// All but `head` first and `tail` last characters as stars.
pub(super) fn masked(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(at, c)| if at < head || at + tail >= count { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two examples of the standard and two more (`domain.md` 5.1).
    const GOOD: [&str; 4] =
        ["11010519491231002X", "440524188001010014", "420102200703075352", "34052419800101001X"];

    #[test]
    fn a_number_of_a_person_is_known_however_its_groups_are_written() {
        for number in [
            "13800138000",
            "电话138 0013 8000，白天打",
            "138-00138000",
            "1380013 8000",
            "6217 0000 1234 5678",
            "6217–0000–1234–5678",
            "６２１７ 0000-1234 5678",
            "532801 19450812 0012",
            "532801194508120012",
            "卡号 6217000012345678 有效",
            "2024-03-05 6217 0000 1234 5678",
        ] {
            assert!(holds_number(number), "{number}");
        }
        assert!(!holds_number(&"1234567 ".repeat(100_000)), "a long text is soon read");
        for other in [
            "",
            "0691-2123456",
            "0691-212-3456",
            "0871-63123456",
            "2024-03-05 2024-09-06",
            "196809-197203 在勐海县委工作",
            "202403-202405",
            "2021 2022 2023",
            "1968-1972 1975-1980",
            "1200 1300 1250",
            "允景洪街道12号3栋501",
            "1968.09-1972.03",
        ] {
            assert!(!holds_number(other), "{other}");
        }
    }

    #[test]
    fn vectors_of_the_standard() {
        for text in GOOD {
            assert_eq!(text.get(..17).and_then(check_digit), text.chars().last(), "{text}");
        }
        // 440524188001010014 is an example of the standard, but nobody born in 1880 comes to the desk.
        for text in [GOOD[0], GOOD[2], GOOD[3]] {
            let reading = read(text);
            assert_eq!(
                (reading.flag, reading.number.as_ref().map(|n| n.as_str())),
                (Flag::Normal, Some(text))
            );
        }
        let number = read(GOOD[0]).number.unwrap();
        assert_eq!(
            (number.birth().to_string().as_str(), number.sex(), number.region()),
            ("1949-12-31", "女", "110105")
        );
    }

    #[test]
    fn ways_of_writing() {
        for text in [
            " 11010519491231002x",
            "110105 19491231 002X",
            "'11010519491231002X",
            "=\"11010519491231002X\"",
            "１１０１０５１９４９１２３１００２Ｘ",
            "11010519491231002×",
            "11010519491231002Ⅹ",
            "\t11010519491231002X",
            "110105-19491231-002X",
        ] {
            let reading = read(text);
            assert_eq!(reading.number.unwrap().as_str(), "11010519491231002X", "{text}");
            assert_eq!(reading.flag, Flag::Normalised, "{text}");
        }
        let old = read("532821490312001");
        assert_eq!((old.number.unwrap().as_str(), old.flag), ("532821194903120011", Flag::Normalised));
    }

    #[test]
    fn damaged_numbers() {
        let wrong = read("110105194912310021");
        assert_eq!((wrong.flag, wrong.number.unwrap().is_valid()), (Flag::Doubtful, false));
        let zeros = read("110105194912310000");
        assert_eq!(
            (zeros.flag, zeros.number.is_none(), zeros.hint.as_deref()),
            (Flag::Damaged, true, Some("110105194912310"))
        );
        let cell = read_number(5.328_221_956_022_09e17);
        assert_eq!((cell.flag, cell.hint.as_deref()), (Flag::Damaged, Some("532822195602209")));
        assert_eq!(read_number(532_821_490_312_001.0).number.unwrap().as_str(), "532821194903120011");
        assert_eq!(read("5.32801E+17").flag, Flag::Damaged);
        assert_eq!(read("1101051949123100").flag, Flag::Damaged);
        assert_eq!(read("军字第001号").flag, Flag::Unreadable);
        assert_eq!(read("无").flag, Flag::Normal);
        assert!(read("110105194913310021").number.is_none());
    }

    #[test]
    fn masks() {
        assert_eq!(mask("11010519491231002X"), "110105********002X");
        assert_eq!(mask_short("11010519491231002X"), "110105************");
        assert_eq!(mask("G1234567"), "G1****67");
        assert_eq!(mask_short("G1234567"), "********");
    }
}
