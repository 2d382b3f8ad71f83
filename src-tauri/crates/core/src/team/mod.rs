//! 团队: the tree of their kinds (`domain.md` 3.5), which is the centre's own to change.

use crate::kind::Kind;

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
    let tops = TOPS.map(|name| Kind::new(name, ""));
    let below = under.iter().flat_map(|(parent, names)| names.iter().map(|name| Kind::new(name, parent)));
    tops.into_iter().chain(below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{find, top};

    #[test]
    fn every_kind_leads_to_one_at_the_top() {
        let kinds = kinds();
        for kind in &kinds {
            assert!(TOPS.contains(&top(&kinds, &kind.name)), "{}", kind.name);
        }
        assert_eq!(top(&kinds, "义诊咨询"), "志愿服务队");
    }

    #[test]
    fn old_words_are_understood() {
        let kinds = kinds();
        assert_eq!(find(&kinds, "team_kind", "合唱团"), Some("文艺队"));
        assert_eq!(find(&kinds, "team_kind", "义诊咨询"), Some("义诊咨询"));
        assert_eq!(find(&kinds, "team_kind", "帮派"), None);
    }
}
