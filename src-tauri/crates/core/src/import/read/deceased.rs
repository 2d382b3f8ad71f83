//! Death, as rosters note it: behind the name or among the remarks.

use crate::{
    date::PartialDate,
    date::read::{Context, Usage, read_text},
    text::compact,
};

/// A name without the mark of death behind it, and whether there was one: 汤秀（故）.
pub(super) fn name_mark(written: &str) -> (String, bool) {
    let text = crate::text::normal(written);
    if let Some((name, mark)) = text.split_once('(') {
        let mark = compact(mark);
        let inside = mark.trim_end_matches(')');
        if WORDS.contains(&inside) || inside == "故" {
            return (name.to_owned(), true);
        }
    }
    (written.to_owned(), false)
}

const WORDS: [&str; 13] = [
    "已故",
    "去世",
    "已去世",
    "病故",
    "逝世",
    "已逝世",
    "死亡",
    "离世",
    "亡故",
    "病逝",
    "身故",
    "已死亡",
    "辞世",
];

/// Relatives whose death is told in the same words.
const OTHERS: [&str; 14] =
    ["配偶", "老伴", "丈夫", "妻子", "爱人", "父", "母", "儿", "女", "子", "夫", "妻", "兄", "遗属"];

/// What the remarks say about death: None nothing, Some(date) that the person died, with the date if one
/// stands in the same part of the text.
pub(super) fn in_remark(text: &str, context: &Context) -> Option<Option<PartialDate>> {
    let text = compact(text);
    let part = text.split([';', '。', ',', '，', '；']).find(|part| {
        WORDS.iter().any(|word| {
            part.find(word).is_some_and(|at| {
                let before = part.get(..at).unwrap_or("");
                !OTHERS.iter().any(|other| before.contains(other))
            })
        })
    })?;
    Some(date_in(part, context))
}

/// The first run of date characters that reads as a date.
fn date_in(part: &str, context: &Context) -> Option<PartialDate> {
    part.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '年' | '月' | '日')))
        .filter(|run| run.chars().filter(char::is_ascii_digit).count() >= 4)
        .find_map(|run| read_text(run, Usage::Other, context).date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn marks() {
        assert_eq!(name_mark("汤  秀（故）"), ("汤  秀".to_owned(), true));
        assert!(name_mark("黄丽(已故)").1);
        assert_eq!(name_mark("岩温(大)"), ("岩温(大)".to_owned(), false));
    }

    #[test]
    fn remarks() {
        let context = Context { today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), birth: None };
        let told =
            |text: &str| in_remark(text, &context).map(|d| d.map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(told("2020年4月去世").as_deref(), Some("2020-04"));
        assert_eq!(told("独居；已故（2022.9.10）").as_deref(), Some("2022-09-10"));
        assert_eq!(told("建国前入党；2021.09病故").as_deref(), Some("2021-09"));
        assert_eq!(told("已去世").as_deref(), Some(""));
        assert_eq!(told("老伴已故，独居"), None);
        assert_eq!(told("遗属补助"), None);
        assert_eq!(told("支部委员"), None);
    }
}
