//! Code tables: what a coded field may hold, and the words that mean the same.
//!
//! The tables are data in `assets/codes`; each names its standard. A field holds the *label* of an entry.

use crate::text::compact;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// One code table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    /// Its name, the same as the key of the field it serves.
    pub name: String,
    /// The standard or page it comes from.
    pub source: String,
    /// What must be known of it besides: entries that are not in the standard, codes of our own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its entries in the order of the standard.
    pub entries: Vec<Entry>,
    #[serde(skip)]
    index: HashMap<String, usize>,
}

/// One value of a code table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The code of the standard.
    pub code: String,
    /// The word that is stored, shown and printed.
    pub label: String,
    /// Other words people write for it.
    pub aliases: Vec<String>,
}

impl Table {
    /// The entry a written word means: by label, alias or code, whatever its width, case and spaces.
    pub fn find(&self, written: &str) -> Option<&Entry> {
        self.index.get(&key(written)).and_then(|at| self.entries.get(*at))
    }

    /// The label of a code.
    pub fn label(&self, code: &str) -> Option<&str> {
        self.entries.iter().find(|entry| entry.code == code).map(|entry| entry.label.as_str())
    }

    /// Fills the index; the first entry to claim a word keeps it.
    fn indexed(mut self) -> Table {
        for (at, entry) in self.entries.iter().enumerate() {
            for word in [&entry.label, &entry.code].into_iter().chain(&entry.aliases) {
                self.index.entry(key(word)).or_insert(at);
            }
        }
        self
    }
}

/// The form in which words are compared.
fn key(word: &str) -> String {
    compact(word).to_ascii_lowercase()
}

macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        /// The names of all tables.
        pub const NAMES: &[&str] = &[$($name),*];

        const FILES: &[&str] = &[$(include_str!(concat!("../../../../../assets/codes/", $name, ".json"))),*];
    };
}

tables!(
    "composition",
    "education",
    "ethnicity",
    "event_kind",
    "health",
    "marital",
    "organization_kind",
    "political",
    "rank",
    "region",
    "retirement_kind",
    "self_care",
    "sex",
    "staff_kind",
    "state",
    "team_kind",
    "unit_nature",
);

static TABLES: LazyLock<BTreeMap<String, Table>> = LazyLock::new(|| {
    FILES
        .iter()
        .filter_map(|text| serde_json::from_str::<Table>(text).ok())
        .map(|table| (table.name.clone(), table.indexed()))
        .collect()
});

/// The table of that name, which is the key of a coded field (`sex`, `ethnicity` …) or one of [`NAMES`].
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.get(name)
}

/// All tables, by name.
pub fn all() -> impl Iterator<Item = &'static Table> {
    TABLES.values()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::field::{Field, Kind};
    use std::collections::HashSet;

    fn label(name: &str, word: &str) -> Option<&'static str> {
        table(name).unwrap().find(word).map(|entry| entry.label.as_str())
    }

    #[test]
    fn every_file_is_a_table_of_its_name() {
        for (name, file) in NAMES.iter().zip(FILES) {
            let parsed: Table = serde_json::from_str(file).unwrap();
            assert_eq!(&parsed.name, name);
            assert!(table(name).is_some());
            let codes: HashSet<_> = parsed.entries.iter().map(|entry| &entry.code).collect();
            assert_eq!(codes.len(), parsed.entries.len(), "{name}: a code stands twice");
            let mut owners: HashMap<String, &str> = HashMap::new();
            for entry in &parsed.entries {
                for word in entry.aliases.iter().chain([&entry.label]) {
                    let other = owners.insert(key(word), &entry.label);
                    assert!(other.is_none_or(|o| o == entry.label), "{name}: {word} means two entries");
                }
            }
        }
    }

    #[test]
    fn every_coded_field_has_its_table() {
        for field in Field::ALL.iter().filter(|field| field.kind() == Kind::Code) {
            assert!(table(field.key()).is_some(), "{}", field.key());
        }
    }

    #[test]
    fn everyday_words_are_understood() {
        for (name, word, expected) in [
            ("sex", "1", "男"),
            ("sex", "Ｍ", "男"),
            ("ethnicity", "傣", "傣族"),
            ("ethnicity", "僳僳族", "傈僳族"),
            ("ethnicity", "毛难族", "毛南族"),
            ("ethnicity", "崩龙族", "德昂族"),
            ("political", "党员", "中共党员"),
            ("political", "共产党员", "中共党员"),
            ("political", "无党派", "无党派人士"),
            ("rank", "正县（处）级", "正县处级"),
            ("rank", "四级调研员", "副县处级"),
            ("rank", "正科", "正乡科级"),
            ("retirement_kind", "离休干部", "离休"),
            ("state", "已故", "去世"),
            ("self_care", "半失能", "半自理"),
            ("region", "532821", "景洪县"),
        ] {
            assert_eq!(label(name, word), Some(expected), "{word}");
        }
        assert_eq!(label("ethnicity", "火星族"), None);
        assert_eq!(
            table("ethnicity").unwrap().entries.iter().filter(|e| e.code.as_str() <= "56").count(),
            56
        );
    }
}
