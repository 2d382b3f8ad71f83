//! Times of a day as people write them.

use crate::text;
use chrono::NaiveTime;

/// 0910, 910, 9:10, 9点10; nothing where nothing is written.
pub fn typed(words: &str) -> Option<Option<NaiveTime>> {
    let text = text::compact(words).replace(['：', '点', '时', '.'], ":").replace('分', "");
    if text.is_empty() {
        return Some(None);
    }
    let (hour, minute) = match text.split_once(':') {
        Some((hour, "")) => (hour.to_owned(), "0".to_owned()),
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        None => {
            let at = text.len().checked_sub(2).filter(|_| (3..=4).contains(&text.len()))?;
            (text.get(..at)?.to_owned(), text.get(at..)?.to_owned())
        }
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0).map(Some)
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn times_as_people_write_them() {
        for (words, hour, minute) in [
            ("0910", 9, 10),
            ("910", 9, 10),
            ("9:10", 9, 10),
            ("９：１０", 9, 10),
            ("14点", 14, 0),
            ("9点5分", 9, 5),
        ] {
            let time = chrono::NaiveTime::from_hms_opt(hour, minute, 0);
            assert_eq!(typed(words), Some(time), "{words}");
        }
        assert_eq!(typed(" "), Some(None));
        for words in ["2510", "9:61", "91", "上午", "12345"] {
            assert_eq!(typed(words), None, "{words}");
        }
    }
}
