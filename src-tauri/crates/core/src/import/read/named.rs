//! A name and what clerks write around it: numbers, marks of death, former names, sex, telephone numbers.

use super::deceased::{self, Told};
use crate::{
    code,
    date::{PartialDate, read::Context},
    person::{Field, name},
    text::{compact, is_blank_word, is_cjk, normal},
};

/// What a name cell says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Named {
    /// The name; empty where there is none.
    pub(super) name: String,
    /// The person died; when, if it is said.
    pub(super) died: Option<Option<PartialDate>>,
    /// What else the cell says, each for its field.
    pub(super) asides: Vec<(Field, String)>,
    /// Why somebody should look.
    pub(super) doubt: Option<&'static str>,
}

/// Coded words that stand behind a name in brackets.
const CODED: [Field; 6] =
    [Field::Sex, Field::Ethnicity, Field::RetirementKind, Field::Political, Field::Rank, Field::State];

/// Reads a name cell.
pub(super) fn read(written: &str, context: &Context) -> Named {
    let mut out = Named::default();
    if is_plain(written) {
        out.name = written.to_owned();
        return out;
    }
    if is_nobody(written) {
        return out;
    }
    let text = without_number(&normal(written));
    let text = unwrapped(&text);
    let mut bare = String::new();
    let mut rest = text.as_str();
    while let Some((before, inside, after)) = bracket(rest) {
        bare.push_str(before);
        if !out.aside(inside, context) {
            bare.push_str(&format!("({inside})"));
        }
        rest = after;
    }
    bare.push_str(rest);
    let bare = out.without_ending(&bare);
    let bare = out.without_numbers(&bare);
    let shown = name::display(bare.trim_matches(is_mark));
    if out.doubt.is_none() {
        out.doubt = doubt(&bare, &shown);
    }
    out.name = if is_nobody(&shown) { String::new() } else { shown };
    out
}

impl Named {
    /// Takes what stands in brackets, if it is no part of the name.
    fn aside(&mut self, inside: &str, context: &Context) -> bool {
        let word = compact(inside);
        match deceased::in_remark(&word, context) {
            _ if deceased::is_word(&word) => {
                self.died = Some(None);
                return true;
            }
            Some(Told::Died(day)) => {
                self.died = Some(day);
                return true;
            }
            Some(Told::Unsure) => {
                self.doubt = Some("姓名旁提到有人去世，说不准是不是本人，请核实");
                return true;
            }
            None => {}
        }
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 7 && digits.len() + 4 >= word.chars().count() {
            self.asides.push((Field::Phones, digits));
            return true;
        }
        for (start, field) in [
            ("原名", Field::FormerName),
            ("曾用名", Field::FormerName),
            ("又名", Field::Alias),
            ("别名", Field::Alias),
            ("小名", Field::Alias),
            ("俗名", Field::Alias),
        ] {
            if let Some(other) =
                word.strip_prefix(start).map(|w| w.trim_start_matches(':')).filter(|w| !w.is_empty())
            {
                self.asides.push((field, other.to_owned()));
                return true;
            }
        }
        if ["遗属", "遗孀", "家属", "配偶"].contains(&word.as_str()) {
            self.doubt = Some("姓名旁注明是遗属或家属，请核对是不是本人");
            return true;
        }
        let found = CODED.into_iter().find_map(|field| {
            let entry =
                code::table(field.key()).or_else(|| code::table("rank").filter(|_| field == Field::Rank))?;
            (!word.chars().all(|c| c.is_ascii_digit()))
                .then(|| entry.find(&word))?
                .map(|e| (field, e.label.clone()))
        });
        let is_coded = found.is_some();
        self.asides.extend(found);
        is_coded
    }

    /// Without 已故 or 同志 at the end.
    fn without_ending(&mut self, text: &str) -> String {
        let text = text.trim();
        for word in deceased::ENDINGS {
            if let Some(rest) =
                text.strip_suffix(word).map(str::trim).filter(|rest| rest.chars().count() >= 2)
            {
                self.died = Some(None);
                return rest.to_owned();
            }
        }
        let comrade = text.strip_suffix("同志").filter(|rest| rest.chars().count() >= 2);
        comrade.unwrap_or(text).to_owned()
    }

    /// Without a telephone number behind the name.
    fn without_numbers(&mut self, text: &str) -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < 7 {
            return text.to_owned();
        }
        self.asides.push((Field::Phones, digits));
        text.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect::<String>().trim().to_owned()
    }
}

/// A name with nothing around it, as most are.
fn is_plain(written: &str) -> bool {
    (2..=6).contains(&written.chars().count())
        && written.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !written.contains(['故', '世', '亡', '逝', '殁', '志', '缺', '补', '定', '某', '无', '详'])
}

/// Words that stand where a name is missing.
fn is_nobody(text: &str) -> bool {
    let word = compact(text);
    let word = word.trim_matches(['(', ')']);
    is_blank_word(word)
        || matches!(
            word,
            "空缺" | "待补" | "待定" | "暂缺" | "某某" | "某某某" | "xxx" | "XXX" | "xx" | "XX" | "缺"
        )
}

/// Without 1., ① and the like in front.
fn without_number(text: &str) -> String {
    let text = text.trim_start_matches(|c| ('①'..='⑳').contains(&c));
    let numbered = text.split_once(['.', '、', ')']).filter(|(number, rest)| {
        let number = number.trim_start_matches('(');
        !number.is_empty()
            && number.len() <= 4
            && number.bytes().all(|b| b.is_ascii_digit())
            && !rest.trim().is_empty()
    });
    numbered.map_or(text, |(_, rest)| rest).trim().to_owned()
}

/// （施恩） whole in brackets is 施恩.
fn unwrapped(text: &str) -> String {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')']) => inner.to_owned(),
        _ => text.to_owned(),
    }
}

/// What stands before, within and behind the first pair of brackets.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    match rest.split_once(')') {
        Some((inside, after)) => Some((before, inside, after)),
        // Never closed.
        None => Some((before, rest, "")),
    }
}

const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '★' | '☆'
            | '※'
            | '▲'
            | '△'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '■'
            | '*'
            | '、'
            | ','
            | '。'
            | ';'
            | ':'
            | '/'
            | '#'
            | '+'
    )
}

/// What is odd about a name.
fn doubt(bare: &str, shown: &str) -> Option<&'static str> {
    if shown.contains(['?', '？', '□', '■', '\u{fffd}']) {
        return Some("姓名里有显示不出的字，请对照证件改正");
    }
    // Padding parts a name of two or three characters into single ones; two whole names are two people.
    let parts: Vec<&str> = bare.split_whitespace().collect();
    if parts.len() == 2 && parts.iter().all(|part| part.chars().count() >= 2 && part.chars().all(is_cjk)) {
        return Some("像是写了两个人，请核对");
    }
    let inner = bare.trim_matches(|c: char| is_mark(c) && c != '*');
    if inner.contains('*') && (shown.contains('*') || shown.chars().count() < 2) {
        return Some("姓名有一部分被遮盖，请对照证件改正");
    }
    if bare.trim_matches(is_mark).split(['、', '/', ',', ';']).filter(|part| !part.trim().is_empty()).count()
        > 1
    {
        return Some("像是写了两个人，请分成两行");
    }
    (shown.chars().count() == 1).then_some("姓名只有一个字，请核对")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn told(written: &str) -> Named {
        read(written, &Context { today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), birth: None })
    }

    #[test]
    fn what_is_around_a_name_is_no_part_of_it() {
        for (written, shown) in [
            ("陈秀英（女）", "陈秀英"),
            ("郑和(离休)", "郑和"),
            ("水生（回族）", "水生"),
            ("1.冯安", "冯安"),
            ("①陈立", "陈立"),
            ("【施恩】", "施恩"),
            ("张琳、", "张琳"),
            ("★陶朱", "陶朱"),
            ("张明同志", "张明"),
            ("喻良 13811112222", "喻良"),
            ("岩温(大)", "岩温(大)"),
            ("岩恩.宰", "岩恩·宰"),
            ("（待补）", ""),
            ("无", ""),
        ] {
            assert_eq!(told(written).name, shown, "{written}");
        }
        assert_eq!(told("何洁（原名何小妹）").asides, [(Field::FormerName, "何小妹".to_owned())]);
        assert_eq!(told("喻良 13811112222").asides, [(Field::Phones, "13811112222".to_owned())]);
    }

    #[test]
    fn the_dead() {
        for written in [
            "汤秀（故）",
            "汤秀已故",
            "汤秀 已去世",
            "（已故）汤秀",
            "汤秀（殁）",
            "汤秀（已逝）",
            "汤秀(亡)",
        ] {
            let named = told(written);
            assert_eq!((named.name.as_str(), named.died), ("汤秀", Some(None)), "{written}");
        }
        let day = told("汤秀（2020年去世）").died.flatten();
        assert_eq!(day.map(|d| d.to_string()).as_deref(), Some("2020"));
    }

    #[test]
    fn doubts() {
        for written in ["张*", "张**", "潘安、葛洪", "何？凤", "柏杨（遗属）"] {
            assert!(told(written).doubt.is_some(), "{written}");
        }
        assert_eq!(told("谢安★").doubt, None);
    }
}
