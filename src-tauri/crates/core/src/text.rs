//! Cleaning of written text before it is read (`domain.md` 4.3).

/// Characters that take no room on paper but break every comparison: zero-width marks, soft hyphen, BOM.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{00ad}'
    )
}

/// One character in its half-width form: letters, digits and punctuation of U+FF01..FF5E, every kind of
/// space and dash. Names and other ideographs stay as they are.
const fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(character as u32 - 0xfee0) {
            Some(plain) => plain,
            None => character,
        },
        '\u{3000}' | '\u{00a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\t' | '\r' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        _ => character,
    }
}

/// Text for reading codes, dates and numbers: half-width latin, digits and punctuation, no invisible
/// characters, line breaks as spaces, no space at the ends.
pub fn normal(text: &str) -> String {
    let half: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c == '\n' { ' ' } else { half_width(c) })
        .collect();
    half.trim().to_owned()
}

/// Free text in the writer's own words: only white space is put in order (runs become one space, none at
/// the ends, none beside a Chinese character).
pub fn tidy(text: &str) -> String {
    if !text.contains(|c: char| c.is_whitespace() || is_invisible(c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for character in text.chars().filter(|c| !is_invisible(*c)) {
        if character.is_whitespace() {
            pending = !out.is_empty();
            continue;
        }
        if pending && !(out.chars().last().is_some_and(is_cjk) && is_cjk(character)) {
            out.push(' ');
        }
        pending = false;
        out.push(character);
    }
    out
}

/// True for a text of which nothing is seen on paper.
pub fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Text without any space: the form in which codes and headers are compared.
pub fn compact(text: &str) -> String {
    normal(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// True for a Chinese character of any Unicode plane, the iteration mark and the private-use area (rare
/// characters of old systems).
pub const fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Words by which a clerk says that there is nothing to say: 无, —, /, 不详 … (S18: an empty value is
/// written 无 or —). An empty text is one of them.
pub fn is_blank_word(text: &str) -> bool {
    // Every such word is short; most cells are not, and this is asked of every cell.
    if text.len() > 64 || !may_be_blank_word(text) {
        return false;
    }
    let word = compact(text);
    // （无）, 无。
    let word = word.trim_matches(['(', ')', '。', ',']);
    if word.chars().all(|c| matches!(c, '-' | '/' | '\\' | '_' | '.' | '*' | '~' | '…' | '、' | '。' | '×'))
    {
        return true;
    }
    is_unknown(word)
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "无" | "没有"
                | "暂无"
                | "空"
                | "空白"
                | "无记录"
                | "无此项"
                | "未填"
                | "待补"
                | "待补充"
                | "待定"
                | "未登记"
                | "n/a"
                | "na"
                | "null"
                | "none"
                | "nan"
        )
}

/// What a blank word can begin with.
fn may_be_blank_word(text: &str) -> bool {
    match text.chars().find(|c| !c.is_whitespace()) {
        Some(first) if is_cjk(first) => "无没暂空未待不".contains(first),
        Some(first) if first.is_ascii_alphanumeric() => matches!(first, 'n' | 'N'),
        _ => true,
    }
}

/// Words that say the fact exists but is not known: a blank in which somebody should be asked.
pub fn is_unknown_word(text: &str) -> bool {
    is_unknown(&compact(text))
}

fn is_unknown(word: &str) -> bool {
    matches!(
        word,
        "不详" | "不明" | "未知" | "不清楚" | "不清" | "不祥" | "待查" | "待核实" | "?" | "??" | "???"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_is_read_and_names_are_left_alone() {
        assert_eq!(normal("１９４９．０３"), "1949.03");
        assert_eq!(normal("\u{feff} Ｘ\u{200b}\u{a0}"), "X");
        assert_eq!(normal("岩温龥"), "岩温龥");
    }

    #[test]
    fn tidy_keeps_words() {
        assert_eq!(tidy("  高血压、\n 糖尿病 "), "高血压、 糖尿病");
        assert_eq!(tidy("独 居"), "独居");
        assert_eq!(tidy("住 A 座  3 楼"), "住 A 座 3 楼");
    }

    #[test]
    fn blank_words() {
        for word in ["", " ", "无", "—", "——", "/", "不详", "-", "\u{3000}", "……"] {
            assert!(is_blank_word(word), "{word}");
        }
        assert!(!is_blank_word("无锡市"));
        assert!(!is_blank_word("0"));
    }
}
