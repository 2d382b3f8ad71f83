//! Rules about party organizations (`domain.md` 2.1 to 2.3).

pub mod detail;
pub mod life;
pub mod term;

/// What a party organization is by the words of its name; a branch where they do not say.
pub fn kind_of(name: &str) -> &'static str {
    const ENDINGS: &[(&str, &str)] = &[
        ("功能型党支部", "功能型党支部"),
        ("临时党支部", "临时党支部"),
        ("流动党员党支部", "流动党员党支部"),
        ("联合党支部", "联合党支部"),
        ("联合支部", "联合党支部"),
        ("党总支", "党总支"),
        ("总支", "党总支"),
        ("总支部", "党总支"),
        ("总支部委员会", "党总支"),
        ("支部委员会", "党支部"),
        ("党小组", "党小组"),
        ("党委", "党委"),
        ("委员会", "党委"),
    ];
    ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map_or("党支部", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn the_name_on_the_seal_tells_the_kind() {
        assert_eq!(kind_of("中共景洪市供销社离退休总支部委员会"), "党总支");
        assert_eq!(kind_of("中共景洪市教育局离退休支部委员会"), "党支部");
        assert_eq!(kind_of("老年大学声乐班功能型党支部"), "功能型党支部");
        assert_eq!(kind_of("财贸离退休党支部"), "党支部");
        assert_eq!(kind_of("中共景洪市委老干部局委员会"), "党委");
    }
}
