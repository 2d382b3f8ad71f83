//! What a cell holds, from what the file says of it.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use compact_str::{CompactString, format_compact};
use yinhui_core::import::raw::Cell;

/// How a number format shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// As a number of two decimals.
    TwoDecimals,
    /// As year and month.
    Month,
    /// As a day or a moment.
    Day,
    /// As hours that count on.
    Hours,
}

impl Shown {
    /// How a format shows.
    pub(super) fn of(format: &str) -> Shown {
        let plain = format.trim().trim_end_matches("_").trim_end_matches("_ ");
        if plain == "0.00" {
            return Shown::TwoDecimals;
        }
        let first = format.split(';').next().unwrap_or_default();
        let (bare, counts_on) = bare(first);
        let has = |letters: &[char]| bare.contains(letters);
        if counts_on {
            return Shown::Hours;
        }
        // An era year (e) and Thai names of years (b) are years as well. General has letters of its own.
        if bare == "general"
            || !has(&['y', 'm', 'd', 'h', 's', 'e', 'b'])
            || has(&['0', '#', '?', '%']) && !has(&['s'])
        {
            return Shown::Plain;
        }
        if (has(&['y', 'e', 'b']) && bare.contains('m')) && !has(&['d', 'h', 's']) {
            Shown::Month
        } else {
            Shown::Day
        }
    }
}

impl Shown {
    /// How a format shows, by its number where the file has no text of it: the numbers below 50 and some above are the
    /// program's own, and those between 27 and 58 are those of a Chinese one.
    pub(super) fn of_number(number: u32) -> Shown {
        match number {
            2 => Shown::TwoDecimals,
            17 | 27 | 36 | 50 | 52 | 57 => Shown::Month,
            14..=16 | 18..=22 | 28..=35 | 45 | 47 | 51 | 53..=56 | 58 => Shown::Day,
            46 => Shown::Hours,
            _ => Shown::Plain,
        }
    }
}

/// A format in small letters without its quoted words, escaped characters, colours and locales, and whether it counts
/// hours, minutes or seconds on, as `[h]` does.
fn bare(format: &str) -> (String, bool) {
    let mut out = String::new();
    let mut counts_on = false;
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        match character {
            '"' => while rest.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                let inner = inner.to_ascii_lowercase();
                counts_on |=
                    !inner.is_empty() && ["h", "m", "s"].iter().any(|u| inner.replace(u, "").is_empty());
            }
            _ => out.extend(character.to_lowercase()),
        }
    }
    (out, counts_on)
}

/// A number as it is shown.
pub(super) fn number(number: f64, shown: Shown, since_1904: bool) -> Cell {
    match shown {
        // 1949.1 shown as 1949.10 is October, not January.
        Shown::TwoDecimals if number.fract() != 0.0 && (1000.0..10_000.0).contains(&number) => {
            Cell::Text(format_compact!("{number:.2}"))
        }
        Shown::Plain | Shown::TwoDecimals | Shown::Hours => Cell::Number(number),
        Shown::Month | Shown::Day => {
            serial(number, since_1904).map_or(Cell::Number(number), |at| day(at, shown))
        }
    }
}

/// A day, a month where no day is shown and it is the first, or a moment.
pub(super) fn day(moment: NaiveDateTime, shown: Shown) -> Cell {
    if moment.time() != NaiveTime::MIN {
        Cell::DateTime(moment)
    } else if shown == Shown::Month && moment.day() == 1 {
        Cell::Month { year: moment.year(), month: moment.month() }
    } else {
        Cell::Date(moment.date())
    }
}

/// The moment behind a serial number: days from the end of 1899, with the 29 February 1900 that never was, or from the
/// beginning of 1904. None outside the years a spreadsheet knows.
pub(super) fn serial(number: f64, since_1904: bool) -> Option<NaiveDateTime> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let epoch = match (since_1904, number >= 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
    };
    // Whole numbers below the limit above. Seconds are rounded: parts of a day are not exact.
    #[allow(clippy::cast_possible_truncation)]
    let (days, seconds) = (number.trunc() as i64, (number.fract() * 86_400.0).round() as i64);
    epoch.and_time(NaiveTime::MIN).checked_add_signed(Duration::days(days) + Duration::seconds(seconds))
}

/// Text as it stands; what was garbled on the way, in the file or by a reader, is an error, never a value.
pub(super) fn text(text: impl Into<CompactString>) -> Cell {
    let text = text.into();
    if text.is_empty() {
        return Cell::Empty;
    }
    let strange = |c: char| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{fffd}' | '\u{ffff}');
    // Most texts have none; looked for as bytes first: these are the first bytes of all of them.
    if !text.bytes().any(|b| b < 0x20 || b == 0xef) || !text.contains(strange) {
        return Cell::Text(text);
    }
    if let Some(repaired) = repaired(&text) {
        return Cell::Text(repaired.into());
    }
    Cell::Error(format_compact!("乱码：{}", text.replace(strange, "□")))
}

/// Garbled text made whole, where only one reading is possible: padding with NUL at the end, or UTF-16 that was read
/// byte by byte.
fn repaired(text: &str) -> Option<String> {
    let fine = |text: &str| {
        !text.is_empty() && !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    };
    let padded = text.trim_end_matches('\0');
    if fine(padded) && !padded.contains('\u{fffd}') {
        return Some(padded.to_owned());
    }
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect::<Option<_>>()?;
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let read = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).ok().filter(|text| fine(text) && text.chars().all(expected))
    };
    // The high half of a Latin letter is zero, and shows which half that is.
    let zeros = |half: usize| pairs.iter().filter(|pair| pair.get(half) == Some(&0)).count();
    match (zeros(1), zeros(0)) {
        (2.., 0) => read(u16::from_le_bytes),
        (0, 2..) => read(u16::from_be_bytes),
        _ => None,
    }
}

/// Characters that stand in a Chinese table.
pub(super) fn expected(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '·' | '×' | '\u{2010}'..='\u{2026}' | '\u{2160}'..='\u{216b}' | '\u{3000}'..='\u{303f}'
        | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' | '\u{ffe5}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (format, shown) in [
            ("General", Shown::Plain),
            ("@", Shown::Plain),
            ("0.00", Shown::TwoDecimals),
            ("0.00_", Shown::TwoDecimals),
            ("0.00_ ", Shown::TwoDecimals),
            ("#,##0.00\"米\"", Shown::Plain),
            ("[Red]0.0", Shown::Plain),
            ("yyyy-mm-dd", Shown::Day),
            ("yyyy\"年\"m\"月\"", Shown::Month),
            ("yyyy\"年\"m\"月\"d\"日\"", Shown::Day),
            ("yyyy.mm", Shown::Month),
            ("[$-804]yyyy\\.mm;@", Shown::Month),
            ("mmm\\-yy", Shown::Month),
            ("[h]:mm:ss", Shown::Hours),
            ("h:mm", Shown::Day),
            ("m/d/yy h:mm", Shown::Day),
            ("mm:ss.0", Shown::Day),
        ] {
            assert_eq!(Shown::of(format), shown, "{format}");
        }
    }

    #[test]
    fn serial_numbers() {
        let day = |n, since| serial(n, since).map(|at| at.to_string());
        assert_eq!(day(17_958.0, false).as_deref(), Some("1949-03-01 00:00:00"));
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01 00:00:00"));
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01 00:00:00"));
        assert_eq!(day(16_496.5, true).as_deref(), Some("1949-03-01 12:00:00"));
        assert_eq!((day(-1.0, false), day(f64::NAN, false), day(3e6, false)), (None, None, None));
    }

    #[test]
    fn garbled_text_is_never_a_value() {
        assert_eq!(text("岩温\0\0"), Cell::Text("岩温".into()));
        assert_eq!(text("a\0b\0c\0"), Cell::Text("abc".into()));
        let by_bytes: String = "岩温12".encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect();
        assert_eq!(text(by_bytes), Cell::Text("岩温12".into()));
        assert!(matches!(text("岩\u{fffd}温"), Cell::Error(_)));
        assert!(matches!(text("a\0bc"), Cell::Error(_)));
        assert!(matches!(text("\u{1}\u{2}"), Cell::Error(_)));
        for fine in ["岩\n温", "（甲）ｆｉ", "\u{feff}甲", "A\tB\r\n"] {
            assert_eq!(text(fine), Cell::Text(fine.into()));
        }
        assert_eq!(text(""), Cell::Empty);
    }
}
