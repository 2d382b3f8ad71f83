//! Keys to find a name by what is typed: full pinyin and initials, every reading (`domain.md` 5.8, 8).

use super::name;
use pinyin::ToPinyinMulti;
use serde::Deserialize;
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

/// Raised whenever the keys of an unchanged name may come out different: stored keys are then made anew.
pub const REVISION: u32 = 1;

/// No name gets more keys than this of each sort; beyond it only the usual readings are kept.
const MAX_KEYS: usize = 64;

/// The keys of one name. All are lower-case ASCII letters and digits without spaces; ü is v.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// Full pinyin, each combination of readings.
    pub full: Vec<String>,
    /// First letters, each combination of readings.
    pub initials: Vec<String>,
    /// Full pinyin by the usual readings, to sort by.
    pub sort: String,
}

#[derive(Deserialize, Default)]
struct Readings {
    single: HashMap<char, String>,
    compound: HashMap<String, Vec<String>>,
    local: HashMap<char, Vec<String>>,
}

const FILE: &str = include_str!("../../../../../assets/names/surnames.json");

static READINGS: LazyLock<Readings> = LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());

/// The keys of a name.
pub fn keys(written: &str) -> Keys {
    let characters: Vec<char> = name::key(written).chars().collect();
    let syllables = syllables(&characters);
    let first = |s: &String| s.chars().next().map(String::from).unwrap_or_default();
    Keys {
        full: combinations(&syllables, Clone::clone),
        initials: combinations(&syllables, first),
        sort: syllables.iter().filter_map(|readings| readings.first()).map(String::as_str).collect(),
    }
}

/// A text as it is read aloud by the usual readings, syllables parted by a space.
pub fn aloud(text: &str) -> String {
    let usual = text.chars().filter_map(|character| dictionary(character).into_iter().next());
    usual.collect::<Vec<_>>().join(" ")
}

/// The readings of each character that has one, the usual reading first.
fn syllables(characters: &[char]) -> Vec<Vec<String>> {
    let head: String = characters.iter().take(2).collect();
    let compound = READINGS.compound.get(&head).filter(|_| characters.len() > 2);
    characters
        .iter()
        .enumerate()
        .map(|(at, character)| {
            let mut readings = Vec::new();
            if let Some(reading) = compound.and_then(|c| c.get(at)) {
                readings.push(reading.clone());
            } else if at == 0 {
                readings.extend(READINGS.single.get(character).cloned());
            }
            readings.extend(READINGS.local.get(character).into_iter().flatten().cloned());
            readings.extend(dictionary(*character));
            let mut seen = BTreeSet::new();
            readings.retain(|reading| seen.insert(reading.clone()));
            readings
        })
        .filter(|readings| !readings.is_empty())
        .collect()
}

/// Every reading of the dictionary; a latin letter or digit reads as itself, a character without a reading
/// has none.
fn dictionary(character: char) -> Vec<String> {
    if character.is_ascii_alphanumeric() {
        return vec![character.to_ascii_lowercase().to_string()];
    }
    let Some(multi) = character.to_pinyin_multi() else { return Vec::new() };
    multi.into_iter().map(|reading| ascii(reading.plain())).filter(|reading| !reading.is_empty()).collect()
}

/// Pinyin as it is typed: ü is v, ê is e, nothing but letters.
fn ascii(reading: &str) -> String {
    reading
        .chars()
        .filter_map(|c| match c {
            'ü' => Some('v'),
            'ê' => Some('e'),
            c if c.is_ascii_lowercase() => Some(c),
            _ => None,
        })
        .collect()
}

/// Every choice of one reading for each syllable, in a fixed order without repeats, the usual ones first.
/// Syllables whose readings would go beyond the limit keep the usual one only.
fn combinations(syllables: &[Vec<String>], part: impl Fn(&String) -> String) -> Vec<String> {
    let mut out = vec![String::new()];
    for readings in syllables {
        let mut parts: Vec<String> = Vec::new();
        for reading in readings.iter().map(&part) {
            if !parts.contains(&reading) {
                parts.push(reading);
            }
        }
        if out.len() * parts.len() > MAX_KEYS {
            parts.truncate(1);
        }
        out = out.iter().flat_map(|head| parts.iter().map(move |tail| format!("{head}{tail}"))).collect();
    }
    let mut seen = BTreeSet::new();
    out.retain(|key| !key.is_empty() && seen.insert(key.clone()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let readings: Readings = serde_json::from_str(FILE).unwrap();
        let ascii = |text: &String| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase());
        assert!(readings.single.values().all(ascii));
        assert!(readings.local.values().flatten().all(ascii));
        assert!(
            readings
                .compound
                .iter()
                .all(|(name, parts)| parts.iter().all(ascii) && name.chars().count() == parts.len())
        );
    }

    #[test]
    fn surnames_read_as_surnames() {
        for (name, sort) in [
            ("单国强", "shanguoqiang"),
            ("仇英", "qiuying"),
            ("曾祥林", "zengxianglin"),
            ("查良", "zhaliang"),
            ("解放", "xiefang"),
            ("尉迟恭", "yuchigong"),
            ("吕军文", "lvjunwen"),
            ("任我行", "renwoxing"),
        ] {
            assert_eq!(keys(name).sort, sort, "{name}");
        }
    }

    #[test]
    fn local_names_are_found_both_ways() {
        let keys = keys("岩温");
        assert_eq!(keys.sort, "aiwen");
        assert!(keys.full.contains(&"aiwen".to_owned()) && keys.full.contains(&"yanwen".to_owned()));
        assert!(keys.initials.contains(&"aw".to_owned()) && keys.initials.contains(&"yw".to_owned()));
    }

    #[test]
    fn all_readings_of_a_common_name() {
        let keys = keys("乐乐");
        assert!(keys.full.contains(&"yuele".to_owned()) && keys.full.contains(&"lele".to_owned()));
        assert!(keys.full.len() <= MAX_KEYS);
        assert_eq!(super::keys("李 A").sort, "lia");
        assert_eq!(super::keys("").full, Vec::<String>::new());
    }
}
