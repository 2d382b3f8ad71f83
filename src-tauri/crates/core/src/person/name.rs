//! Names of people (`domain.md` 4.3, 8): no surname logic, no length limit, every Unicode plane.

use crate::text::{is_cjk, tidy};

/// The name as it is shown and printed: padding between Chinese characters is gone (张　三), every kind of dot
/// inside a name is ·, other words keep one space between them.
pub fn display(written: &str) -> String {
    let tidied = tidy(written);
    let characters: Vec<char> = tidied.chars().collect();
    let beside = |at: usize, step: isize| {
        at.checked_add_signed(step).and_then(|n| characters.get(n)).is_some_and(|c| is_cjk(*c))
    };
    characters
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            '•' | '・' | '･' | '．' | '‧' | '∙' | '⋅' | '●' | '‘' if beside(at, -1) || beside(at, 1) => {
                '·'
            }
            '.' | '。' if beside(at, -1) && beside(at, 1) => '·',
            _ => *c,
        })
        .collect::<String>()
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '\'' | '"' | '`'))
        .replace(" ·", "·")
        .replace("· ", "·")
}

/// A name on a screen that strangers see: its first character, the rest hidden (practice, `domain.md` 7.1).
pub fn mask(written: &str) -> String {
    let shown = display(written);
    let first = shown.chars().take(1);
    first.chain(shown.chars().skip(1).map(|_| '*')).collect()
}

/// The form in which names are compared: without spaces and dots, latin in lower case.
pub fn key(written: &str) -> String {
    if written.chars().all(is_cjk) {
        return written.to_owned();
    }
    display(written)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '·')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_and_dots() {
        for (written, shown) in [
            ("张　三", "张三"),
            (" 岩 温\n", "岩温"),
            ("\u{200b}何蓉凤", "何蓉凤"),
            ("'岩温 '", "岩温"),
            ("岩恩.宰", "岩恩·宰"),
            ("岩恩•宰", "岩恩·宰"),
            ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
            ("John  Smith", "John Smith"),
            ("岩温胆罕囡大", "岩温胆罕囡大"),
        ] {
            assert_eq!(display(written), shown);
        }
        assert_eq!(key("岩恩．宰"), key("岩恩宰"));
    }
}
