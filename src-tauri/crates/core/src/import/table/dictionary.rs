//! The names columns have.

use crate::{
    person::Field,
    text::{compact, is_cjk},
};
use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What the header of a column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One field.
    Field(Field),
    /// Known and not taken; the reason in words.
    Ignored(String),
    /// 类别, 人员类别: the content must tell.
    Open,
    /// The heading of several columns about a relative.
    Relative,
}

#[derive(Deserialize, Default)]
struct File {
    fields: HashMap<Field, Vec<String>>,
    ignored: HashMap<String, Vec<String>>,
    open: Vec<String>,
    groups: HashMap<String, Vec<String>>,
    around: HashSet<String>,
    others: Vec<String>,
    family: Vec<String>,
    generic: HashSet<String>,
}

const FILE: &str = include_str!("../../../../../../assets/codes/headers.json");

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = serde_json::from_str(FILE).unwrap_or_default();
    let mut names = HashMap::new();
    for (field, words) in &file.fields {
        names.extend(words.iter().map(|name| (name.clone(), Meaning::Field(*field))));
    }
    for (reason, words) in file.ignored {
        names.extend(words.into_iter().map(|name| (name, Meaning::Ignored(reason.clone()))));
    }
    names.extend(file.open.into_iter().map(|name| (name, Meaning::Open)));
    for name in file.groups.into_values().flatten() {
        names.entry(name).or_insert(Meaning::Relative);
    }
    Words { names, around: file.around, others: file.others, family: file.family, generic: file.generic }
});

struct Words {
    names: HashMap<String, Meaning>,
    around: HashSet<String>,
    others: Vec<String>,
    family: Vec<String>,
    generic: HashSet<String>,
}

/// No header is longer in bytes, brackets and all; remarks are.
const LONGEST: usize = 180;

/// The words of a header without what does not name it: brackets, 必填, stars, spaces.
pub(super) fn bare(header: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for character in compact(header).chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '*' | ':' | '★' | '※' => {}
            _ if depth == 0 => out.push(character),
            _ => {}
        }
    }
    out.to_ascii_lowercase()
}

/// What a header means, if it is a name we know: as written, then without brackets, then with words around it that
/// change nothing.
pub fn meaning(header: &str) -> Option<Meaning> {
    exact(header).or_else(|| decorated(&bare(header)))
}

/// What a header means that is exactly a name we know.
pub(super) fn exact(header: &str) -> Option<Meaning> {
    if header.chars().all(is_cjk) {
        return WORDS.names.get(header).cloned();
    }
    candidates(header).iter().find_map(|candidate| WORDS.names.get(candidate)).cloned()
}

/// The ways a header is looked up: as written, without its last bracket, without any, with their words outside, and
/// each side of a stroke.
fn candidates(header: &str) -> Vec<String> {
    let whole = compact(header).replace(['*', ':', '★', '※'], "").to_ascii_lowercase();
    let last = whole.rfind('(').and_then(|at| whole.get(..at)).unwrap_or(&whole).to_owned();
    // 离（退）休时间（年月）: a bracket may also belong to the name.
    let unbracketed = whole.replace(['(', ')'], "");
    let sides: Vec<String> = match whole.split_once('/') {
        Some((first, second)) => vec![first.to_owned(), second.to_owned()],
        None => Vec::new(),
    };
    [vec![whole, last, bare(header), unbracketed], sides].concat()
}

/// A known name between words that change nothing: 本人现住址. Anything else around it may make it another thing:
/// 配偶身份证号, 应退休时间.
fn decorated(header: &str) -> Option<Meaning> {
    // Too short to stand for a date among other words: 离休干部 heads names.
    const ALONE: [&str; 6] = ["离休", "退休", "入党", "转正", "其他", "其它"];
    // No header is as long; words that change nothing may be.
    if header.len() > LONGEST {
        return None;
    }
    let starts = ends_of_words(header, &WORDS.around);
    let named = starts
        .iter()
        .flat_map(|from| header.get(*from..).map(|rest| (*from, rest)))
        .flat_map(|(from, rest)| rest.char_indices().map(move |(at, c)| (from, from + at + c.len_utf8())));
    let known = named.filter_map(|(from, to)| {
        let name = header.get(from..to)?;
        let meaning = WORDS.names.get(name)?;
        let stands = name.chars().nth(1).is_some() && !ALONE.contains(&name);
        let after = header.get(to..)?;
        (stands && ends_of_words(after, &WORDS.around).last() == Some(&after.len()))
            .then_some((name, meaning))
    });
    known.max_by_key(|(name, _)| (name.len(), *name)).map(|(_, meaning)| meaning.clone())
}

/// The places up to which a text is nothing but words of a set, one after the other; its beginning is one.
fn ends_of_words(text: &str, words: &HashSet<String>) -> Vec<usize> {
    let mut ends = vec![0];
    for (at, _) in text.char_indices() {
        if !ends.contains(&at) {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        let further = words.iter().filter(|word| rest.starts_with(word.as_str())).map(|word| at + word.len());
        let new = further.filter(|end| !ends.contains(end)).collect::<Vec<_>>();
        ends.extend(new);
    }
    ends.sort_unstable();
    ends
}

/// True when a heading makes its columns somebody else's: 配偶情况, 包保领导.
pub(super) fn is_of_others(heading: &str) -> bool {
    WORDS.others.iter().any(|word| heading.contains(word.as_str()))
}

/// True when they are those of the family, whom one calls.
pub(super) fn is_of_family(heading: &str) -> bool {
    WORDS.family.iter().any(|word| heading.contains(word.as_str()))
}

/// True when a name means something only together with the heading above it: 名称, 时间.
pub(super) fn is_generic(header: &str) -> bool {
    WORDS.generic.contains(&bare(header))
}

/// True when the text is exactly a column's name, not merely like one.
pub(super) fn is_name(text: &str) -> bool {
    if text.chars().all(is_cjk) {
        return WORDS.names.contains_key(text);
    }
    text.len() <= LONGEST && exact(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file: File = serde_json::from_str(FILE).unwrap();
        let mut seen = std::collections::HashSet::new();
        for name in file.fields.values().chain(file.ignored.values()).flatten().chain(&file.open) {
            assert!(seen.insert(name.clone()), "{name} stands twice");
            assert_eq!(&compact(name).to_ascii_lowercase(), name);
        }
    }

    #[test]
    fn names_in_many_clothes() {
        for (header, field) in [
            ("老干部姓名（与身份证一致）", Field::Name),
            ("出生\n年月", Field::Birth),
            ("出生日期\n（如1949.03）", Field::Birth),
            ("离（退）休时间（年月）", Field::Retire),
            ("身份证号码\n（18位）", Field::Identity),
            ("职务（职级）", Field::Rank),
            ("公民身份证号", Field::Identity),
            ("加入党组织日期", Field::PartyJoin),
            ("转为正式党员日期", Field::FullMembership),
            ("党龄校正值(月)", Field::StandingCorrection),
            ("批准退休时间", Field::Retire),
            ("退休前单位职务", Field::UnitPost),
            ("族别", Field::Ethnicity),
            ("本人现住址", Field::Address),
            ("姓名/Name", Field::Name),
            ("退休人员姓名", Field::Name),
        ] {
            assert_eq!(meaning(header), Some(Meaning::Field(field)), "{header}");
        }
        assert_eq!(meaning("人员类别"), Some(Meaning::Open));
        assert!(matches!(meaning("现年龄"), Some(Meaning::Ignored(_))));
        assert_eq!(meaning("勐海县离退休干部花名册（2025年度）"), None);
        for somebody_elses in [
            "配偶身份证号",
            "子女工作单位",
            "应退休时间",
            "申请入党时间",
            "体检时健康状况",
            "社保退休时间",
            "党支部书记",
        ] {
            assert_eq!(meaning(somebody_elses), None, "{somebody_elses}");
        }
    }
}
