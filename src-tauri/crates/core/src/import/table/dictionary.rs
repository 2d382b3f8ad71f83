//! The names columns have.

use crate::{person::Field, text::compact};
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

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
}

const FILE: &str = include_str!("../../../../../../assets/codes/headers.json");

static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let file: File = serde_json::from_str(FILE).unwrap_or_default();
    let mut words = HashMap::new();
    for (field, names) in &file.fields {
        words.extend(names.iter().map(|name| (name.clone(), Meaning::Field(*field))));
    }
    for (reason, names) in file.ignored {
        words.extend(names.into_iter().map(|name| (name, Meaning::Ignored(reason.clone()))));
    }
    words.extend(file.open.into_iter().map(|name| (name, Meaning::Open)));
    for name in file.groups.into_values().flatten() {
        words.entry(name).or_insert(Meaning::Relative);
    }
    words
});

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

/// What a header means, if it is a name we know: as written, then without brackets, then by a known name of
/// three or more characters that is most of it.
pub fn meaning(header: &str) -> Option<Meaning> {
    let whole = compact(header).replace(['*', ':'], "").to_ascii_lowercase();
    let bare = bare(header);
    // 离（退）休时间（年月）: a bracket may also belong to the name.
    let unbracketed = whole.replace(['(', ')'], "");
    let last = whole.rfind('(').and_then(|at| whole.get(..at)).unwrap_or(&whole);
    for candidate in [whole.as_str(), last, bare.as_str(), unbracketed.as_str()] {
        if let Some(meaning) = WORDS.get(candidate) {
            return Some(meaning.clone());
        }
    }
    let length = bare.chars().count();
    // The name must be most of the header: a title may hold one by chance.
    let is_most = |name: &str| {
        let known = name.chars().count();
        known >= 3 && known * 2 >= length && bare.contains(name)
    };
    WORDS
        .iter()
        .filter(|(name, _)| is_most(name))
        .max_by_key(|(name, _)| (name.len(), name.as_str()))
        .map(|(_, meaning)| meaning.clone())
}

/// True when the text is exactly a column's name, not merely like one.
pub(super) fn is_name(text: &str) -> bool {
    let whole = compact(text).replace(['*', ':'], "");
    let last = whole.rfind('(').and_then(|at| whole.get(..at)).unwrap_or(&whole);
    [whole.as_str(), last, bare(text).as_str(), whole.replace(['(', ')'], "").as_str()]
        .iter()
        .any(|candidate| WORDS.contains_key(&candidate.to_ascii_lowercase()))
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
        ] {
            assert_eq!(meaning(header), Some(Meaning::Field(field)), "{header}");
        }
        assert_eq!(meaning("人员类别"), Some(Meaning::Open));
        assert!(matches!(meaning("现年龄"), Some(Meaning::Ignored(_))));
        assert_eq!(meaning("勐海县离退休干部花名册（2025年度）"), None);
    }
}
