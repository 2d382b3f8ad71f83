//! A date as a clerk types it.

use super::PartialDate;
use crate::text::compact;
use chrono::{Datelike, NaiveDate};

/// Reads 19490305, 1949.3, 1949-03-05, 1949年3月, 0305 and 3.5 (of this year), 今天, 昨天, 明天. None when it is
/// no date; a guess is never made for the year of birth, so 49.3 is none.
pub fn typed(text: &str, today: NaiveDate) -> Option<PartialDate> {
    let text = compact(text);
    match text.as_str() {
        "今天" => return PartialDate::full(today),
        "昨天" => return PartialDate::full(today.pred_opt()?),
        "明天" => return PartialDate::full(today.succ_opt()?),
        _ => {}
    }
    let groups = groups(&text)?;
    let lengths: Vec<usize> = groups.iter().map(String::len).collect();
    let number = |n: usize| groups.get(n).and_then(|g| g.parse::<u32>().ok());
    match lengths.as_slice() {
        [8] => whole(groups.first()?, &[4, 2, 2], today),
        [6] => whole(groups.first()?, &[4, 2], today),
        [4] if (1900..=2099).contains(&number(0)?) => {
            PartialDate::new(number(0)?.try_into().ok()?, None, None)
        }
        [4] => whole(groups.first()?, &[2, 2], today),
        [4, 1 | 2] => PartialDate::new(number(0)?.try_into().ok()?, number(1), None),
        [4, 1 | 2, 1 | 2] => PartialDate::new(number(0)?.try_into().ok()?, number(1), number(2)),
        [1 | 2, 1 | 2] => PartialDate::new(today.year(), number(0), number(1)),
        _ => None,
    }
}

/// Runs of digits between the separators a clerk uses; None when anything else stands there.
fn groups(text: &str) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    for character in text.chars() {
        match character {
            '0'..='9' => out.last_mut()?.push(character),
            '.' | '-' | '/' | '年' | '月' | '日' | '号' => out.push(String::new()),
            _ => return None,
        }
    }
    if out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    (!out.is_empty() && out.iter().all(|g| !g.is_empty())).then_some(out)
}

/// Digits without separators, cut by widths; without a year it is this year's.
fn whole(digits: &str, widths: &[usize], today: NaiveDate) -> Option<PartialDate> {
    let mut at = 0;
    let mut parts = Vec::new();
    for width in widths {
        parts.push(digits.get(at..at + width)?.parse::<u32>().ok()?);
        at += width;
    }
    match (widths.first(), parts.as_slice()) {
        (Some(2), [month, day]) => PartialDate::new(today.year(), Some(*month), Some(*day)),
        (_, [year, month]) => PartialDate::new((*year).try_into().ok()?, Some(*month), None),
        (_, [year, month, day]) => PartialDate::new((*year).try_into().ok()?, Some(*month), Some(*day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_clerk_types() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();
        for (text, expected) in [
            ("19490305", "1949-03-05"),
            ("1949.3", "1949-03"),
            ("194903", "1949-03"),
            ("1949", "1949"),
            ("0305", "2026-03-05"),
            ("1220", "2026-12-20"),
            ("3.5", "2026-03-05"),
            ("3月5日", "2026-03-05"),
            ("1949-03-05", "1949-03-05"),
            ("１９４９年３月", "1949-03"),
            ("昨天", "2026-03-05"),
        ] {
            assert_eq!(typed(text, today).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "49.3", "1949.13", "abc", "3", "19490230", "."] {
            assert_eq!(typed(text, today), None, "{text}");
        }
    }
}
