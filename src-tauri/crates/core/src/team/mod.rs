//! 团队: the tree of their kinds (`domain.md` 3.5), which is the centre's own to change.

use serde::{Deserialize, Serialize};

/// One kind of team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// The kind it is part of; empty for one that stands at the top.
    pub parent: String,
}

/// The kinds at the top, which the return counts by; these stay.
pub const TOPS: [&str; 6] = ["社团", "志愿服务队", "专家队", "宣讲团", "文艺队", "其他"];

/// The tree to begin with. What stands under 志愿服务队 is found in use in one province, official nowhere.
pub fn kinds() -> Vec<Kind> {
    let under = [
        ("志愿服务队", &["基本志愿团队", "红色传承", "文明引导", "专业帮扶", "乐龄共享"][..]),
        ("基本志愿团队", &["党内关怀", "联系群众"]),
        ("红色传承", &["红色宣传", "党建指导", "成长关爱"]),
        ("文明引导", &["交通疏导", "卫生整治", "生态保护"]),
        ("专业帮扶", &["科技下乡", "法律援助", "义诊咨询"]),
        ("乐龄共享", &["消费扶贫", "文墨传香", "文体展演"]),
    ];
    let kind = |name: &str, parent: &str| Kind { name: name.to_owned(), parent: parent.to_owned() };
    let tops = TOPS.map(|name| kind(name, ""));
    let below = under.iter().flat_map(|(parent, names)| names.iter().map(|name| kind(name, parent)));
    tops.into_iter().chain(below).collect()
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

/// The kind of that name, or of an old word for one at the top.
pub fn kind_of<'a>(kinds: &'a [Kind], typed: &str) -> Option<&'a str> {
    let word = crate::code::table("team_kind").and_then(|table| table.find(typed));
    let word = word.map_or(typed, |entry| entry.label.as_str());
    kinds.iter().find(|kind| kind.name == typed || kind.name == word).map(|kind| kind.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_leads_to_one_at_the_top() {
        let kinds = kinds();
        for kind in &kinds {
            assert!(TOPS.contains(&top(&kinds, &kind.name)), "{}", kind.name);
        }
        assert_eq!(top(&kinds, "义诊咨询"), "志愿服务队");
        assert_eq!(top(&kinds, "帮派"), "帮派");
        let around = ["甲", "乙"]
            .map(|name| Kind { name: name.into(), parent: if name == "甲" { "乙" } else { "甲" }.into() });
        assert!(["甲", "乙"].contains(&top(&around, "甲")), "a loop ends");
    }

    #[test]
    fn old_words_are_understood() {
        let kinds = kinds();
        assert_eq!(kind_of(&kinds, "合唱团"), Some("文艺队"));
        assert_eq!(kind_of(&kinds, "义诊咨询"), Some("义诊咨询"));
        assert_eq!(kind_of(&kinds, "帮派"), None);
    }
}
