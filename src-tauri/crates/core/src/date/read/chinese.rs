//! Chinese numerals inside dates: 一九四九年三月十二日, 廿三日, 元月.

/// The text with Chinese numerals as digits and 元月 as 1月; unchanged where there are none.
pub(super) fn to_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.replace("元月", "1月").chars() {
        if digit(character).is_some() || tens(character).is_some() {
            run.push(character);
        } else {
            flush(&mut run, &mut out);
            out.push(character);
        }
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut String) {
    if run.chars().any(|c| tens(c).is_some()) {
        out.push_str(&value(run).to_string());
    } else {
        out.extend(run.chars().filter_map(digit).map(|d| char::from(b'0' + d)));
    }
    run.clear();
}

/// The value of a numeral with a tens sign: 十二 is 12, 二十 is 20, 廿三 is 23.
fn value(run: &str) -> u32 {
    let mut tens_part = 0;
    let mut units = 0;
    for character in run.chars() {
        if let Some(ten) = tens(character) {
            tens_part = if ten == 10 && units > 0 { units * 10 } else { ten };
            units = 0;
        } else if let Some(d) = digit(character) {
            units = u32::from(d);
        }
    }
    tens_part + units
}

const fn tens(character: char) -> Option<u32> {
    match character {
        '十' | '拾' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

const fn digit(character: char) -> Option<u8> {
    Some(match character {
        '〇' | '零' | '○' | 'О' | 'o' | 'O' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::to_digits;

    #[test]
    fn numerals() {
        for (from, to) in [
            ("一九四九年三月十二日", "1949年3月12日"),
            ("二〇〇五年十一月二十日", "2005年11月20日"),
            ("一九六八年元月", "1968年1月"),
            ("廿三日", "23日"),
            ("五十", "50"),
            ("1949.03", "1949.03"),
        ] {
            assert_eq!(to_digits(from), to);
        }
    }
}
