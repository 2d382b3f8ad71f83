//! Death, as rosters note it: behind the name or among the remarks.

use crate::{
    date::PartialDate,
    date::read::{Context, Usage, read_text},
    text::compact,
};

const WORDS: [&str; 19] = [
    "已故",
    "去世",
    "病故",
    "逝世",
    "死亡",
    "离世",
    "亡故",
    "病逝",
    "身故",
    "辞世",
    "过世",
    "已逝",
    "已亡",
    "不在世",
    "已不在",
    "仙逝",
    "殁",
    "长逝",
    "故去",
];

/// Words that say it only where they stand alone or behind a date.
const SHORT: [&str; 2] = ["亡", "故"];

/// What may stand behind a name without brackets.
pub(super) const ENDINGS: [&str; 7] = ["已故", "已去世", "去世", "已病故", "病故", "已逝世", "已死亡"];

/// Relatives whose death is told in the same words.
const OTHERS: [&str; 15] =
    ["家属", "配偶", "老伴", "丈夫", "妻子", "爱人", "父", "母", "儿", "女", "子", "夫", "妻", "兄", "遗属"];

/// True for a word that says by itself that somebody died.
pub(super) fn is_word(text: &str) -> bool {
    WORDS.contains(&text)
        || SHORT.contains(&text)
        || text.strip_prefix('已').is_some_and(|rest| WORDS.contains(&rest))
}

/// What the remarks say about death: None nothing, Some(date) that the person died, with the date if one
/// stands in the same part of the text.
pub(super) fn in_remark(text: &str, context: &Context) -> Option<Option<PartialDate>> {
    // Every such word holds one of these; most texts hold none.
    if !text.contains(['故', '世', '亡', '逝', '殁', '在']) {
        return None;
    }
    let text = compact(text);
    let part = text.split([';', '。', ',', '，', '；']).find(|part| says_so(part))?;
    Some(date_in(part, context))
}

/// A part of a text that tells the death of the person it is about.
fn says_so(part: &str) -> bool {
    let told = |word: &str| {
        part.match_indices(word).any(|(at, _)| {
            let (before, after) = (part.get(..at).unwrap_or(""), part.get(at + word.len()..).unwrap_or(""));
            !OTHERS.iter().any(|other| before.contains(other)) && !is_denied(before) && is_end(after)
        })
    };
    WORDS.iter().any(|word| told(word)) || SHORT.iter().any(|word| is_dated(part, word))
}

/// 未去世, 没有去世.
fn is_denied(before: &str) -> bool {
    ["未", "没", "没有", "尚未", "非", "不是"].iter().any(|word| before.ends_with(word))
}

/// Behind the word nothing may follow that makes it say something of another thing: 已故老红军李某之妻, 去世补助.
fn is_end(after: &str) -> bool {
    after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit() || "()于:、.-在因注销".contains(c))
}

/// 2022.3.5亡: one of the short words behind a date and nothing else.
fn is_dated(part: &str, word: &str) -> bool {
    part.strip_suffix(word).is_some_and(|before| {
        let before = before.strip_suffix('已').unwrap_or(before);
        before.chars().filter(char::is_ascii_digit).count() >= 4
            && before.chars().all(|c| c.is_ascii_digit() || "年月日.-/号于".contains(c))
    })
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
        assert_eq!(told("2022.3.5亡").as_deref(), Some("2022-03-05"));
        assert_eq!(told("已于2019年3月过世").as_deref(), Some("2019-03"));
        for living in
            ["支部委员", "未去世", "已故老红军李某之妻", "已故干部遗属", "烈士亡故补助", "家属已去世"]
        {
            assert_eq!(told(living), None, "{living}");
        }
    }
}
