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
const OTHERS: [&str; 31] = [
    "家属", "配偶", "老伴", "丈夫", "妻子", "爱人", "老公", "老婆", "父", "母", "爸", "妈", "儿", "女", "子",
    "夫", "妻", "兄", "弟", "姐", "妹", "哥", "婆", "公公", "岳", "孙", "侄", "战友", "同学", "邻居", "遗属",
];

/// True for a word that says by itself that somebody died.
pub(super) fn is_word(text: &str) -> bool {
    WORDS.contains(&text)
        || SHORT.contains(&text)
        || text.strip_prefix('已').is_some_and(|rest| WORDS.contains(&rest))
}

/// What a text says of somebody's death.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// The person died, on that day if one stands in the same part of the text.
    Died(Option<PartialDate>),
    /// Somebody died, perhaps the person: only a person can tell.
    Unsure,
}

/// What the remarks say about death, if anything.
pub(super) fn in_remark(text: &str, context: &Context) -> Option<Told> {
    // Every such word holds one of these; most texts hold none.
    if !text.contains(['故', '世', '亡', '逝', '殁', '在']) {
        return None;
    }
    let text = compact(text);
    let mut unsure = false;
    for sentence in text.split([';', '。', '；']) {
        // Whom the sentence has named before: 配偶张某，2018年病故.
        let mut others = false;
        for part in sentence.split([',', '，', ':']) {
            match says(part) {
                Says::So if !others => return Some(Told::Died(date_in(part, context))),
                Says::So | Says::Maybe => unsure = true,
                Says::Nothing => {}
            }
            others |= OTHERS.iter().any(|other| part.contains(other));
        }
    }
    unsure.then_some(Told::Unsure)
}

/// What a part of a text says of the person it is about.
#[derive(PartialEq, Eq)]
enum Says {
    So,
    Maybe,
    Nothing,
}

fn says(part: &str) -> Says {
    if SHORT.iter().any(|word| is_dated(part, word)) {
        return Says::So;
    }
    let found = WORDS.iter().flat_map(|word| part.match_indices(word).map(|(at, word)| (at, word.len())));
    let mut maybe = false;
    for (at, length) in found {
        let (before, after) = (part.get(..at).unwrap_or(""), part.get(at + length..).unwrap_or(""));
        if OTHERS.iter().any(|other| before.contains(other)) || is_denied(before) || is_of_another(after) {
            continue;
        }
        let is_unsure = UNSURE.iter().any(|word| before.contains(word) || after.contains(word));
        if is_end(after) && !is_unsure {
            return Says::So;
        }
        maybe = true;
    }
    if maybe { Says::Maybe } else { Says::Nothing }
}

/// Words that make it hearsay.
const UNSURE: [&str; 10] = ["疑似", "可能", "是否", "据说", "听说", "误", "传", "待核", "核实", "?"];

/// 已故老红军李某之妻, 去世干部遗属, 亡故补助: of somebody else, or of something.
fn is_of_another(after: &str) -> bool {
    ["之妻", "之夫", "之子", "之女", "遗属", "遗孀", "家属", "补助", "抚恤", "配偶", "丈夫", "妻"]
        .iter()
        .any(|word| after.contains(word))
}

/// 未去世, 没有去世.
fn is_denied(before: &str) -> bool {
    ["未", "没", "没有", "尚未", "非", "不是"].iter().any(|word| before.ends_with(word))
}

/// Behind the word nothing may follow that makes it say something of another thing: 已故老红军李某之妻, 去世补助.
fn is_end(after: &str) -> bool {
    after.is_empty()
        || after.starts_with(|c: char| c.is_ascii_digit() || "()于:、.-在因注销了多年后".contains(c))
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
        let told = |text: &str| match in_remark(text, &context) {
            Some(Told::Died(day)) => Some(day.map(|day| day.to_string()).unwrap_or_default()),
            _ => None,
        };
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
        for unsure in ["疑似去世", "据说已故", "配偶张某某，2018年病故"] {
            assert_eq!(in_remark(unsure, &context), Some(Told::Unsure), "{unsure}");
        }
        for other in ["弟弟去世", "老公已故", "世交之家", "故乡在外"] {
            assert_eq!(in_remark(other, &context), None, "{other}");
        }
    }
}
