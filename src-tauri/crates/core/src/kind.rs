//! Trees of kinds: those at the top are what is counted by and stay, those below are the centre's own to change.

use serde::{Deserialize, Serialize};

/// One kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// The kind it is part of; empty for one that stands at the top.
    pub parent: String,
}

impl Kind {
    /// A kind that is part of another; of none where that is empty.
    pub fn new(name: &str, parent: &str) -> Kind {
        Kind { name: name.to_owned(), parent: parent.to_owned() }
    }
}

/// The kind at the top that a kind is part of; itself where it is none of the tree.
pub fn top<'a>(kinds: &'a [Kind], name: &'a str) -> &'a str {
    let mut at = name;
    // A tree that was spoiled into a loop ends too.
    for _ in 0..kinds.len() {
        match kinds.iter().find(|kind| kind.name == at) {
            Some(kind) if !kind.parent.is_empty() => at = &kind.parent,
            _ => return at,
        }
    }
    at
}

/// The kind of that name, or of another word that a code table knows for one at the top.
pub fn find<'a>(kinds: &'a [Kind], table: &str, typed: &str) -> Option<&'a str> {
    let word = crate::code::table(table).and_then(|table| table.find(typed));
    let word = word.map_or(typed, |entry| entry.label.as_str());
    let named = |name: &str| kinds.iter().find(|kind| kind.name == name);
    named(typed).or_else(|| named(word)).map(|kind| kind.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_counts_as_the_one_at_the_top() {
        let kinds =
            [Kind::new("主题党日", ""), Kind::new("实践型", "主题党日"), Kind::new("走访参观", "实践型")];
        assert_eq!(top(&kinds, "走访参观"), "主题党日");
        assert_eq!(top(&kinds, "主题党日"), "主题党日");
        assert_eq!(top(&kinds, "帮派"), "帮派");
        let around = [Kind::new("甲", "乙"), Kind::new("乙", "甲")];
        assert!(["甲", "乙"].contains(&top(&around, "甲")), "a loop ends");
    }

    #[test]
    fn other_words_are_understood() {
        let kinds = [Kind::new("主题党日", ""), Kind::new("党日活动", "主题党日")];
        assert_eq!(find(&kinds[..1], "event_kind", "党日活动"), Some("主题党日"));
        assert_eq!(find(&kinds, "event_kind", "党日活动"), Some("党日活动"), "the centre's own goes first");
        assert_eq!(find(&kinds, "event_kind", "帮派"), None);
    }
}
