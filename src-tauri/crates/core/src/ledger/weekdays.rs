//! Days of the week as a clerk writes them: 周一至周五, 一三五, 星期二、四, 工作日.

use crate::text;

const NAMES: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The days as they are kept, in the order of the week: 周一、周三、周五. `None` where a word is no day.
pub fn weekdays(words: &str) -> Option<String> {
    let plain = text::compact(words);
    let marked = match plain.as_str() {
        "每天" | "每日" | "天天" => [true; 7],
        "工作日" => [true, true, true, true, true, false, false],
        "周末" | "双休日" => [false, false, false, false, false, true, true],
        _ => marked(&plain)?,
    };
    let days = NAMES.iter().zip(marked).filter(|(_, wanted)| *wanted).map(|(name, _)| *name);
    Some(days.collect::<Vec<_>>().join("、"))
}

fn marked(plain: &str) -> Option<[bool; 7]> {
    // An input method writes a dash as two.
    let bare = plain
        .replace("——", "至")
        .replace("--", "至")
        .replace("星期", "")
        .replace("礼拜", "")
        .replace(['周', '每', '逢'], "");
    let mut marked = [false; 7];
    let mut last = None;
    let mut to = false;
    for letter in bare.chars() {
        match letter {
            '至' | '到' | '-' | '–' | '—' | '～' | '~' => {
                to = last.is_some() && !to;
                if !to {
                    return None;
                }
            }
            '、' | '，' | ',' | '；' | ';' | '/' | '.' | '和' | '及' if !to => {}
            _ => {
                let day = day(letter)?;
                let first = if to { last? } else { day };
                if first > day {
                    return None;
                }
                marked.iter_mut().skip(first).take(day - first + 1).for_each(|one| *one = true);
                (last, to) = (Some(day), false);
            }
        }
    }
    (!to && last.is_some()).then_some(marked)
}

fn day(letter: char) -> Option<usize> {
    Some(match letter {
        '一' | '1' => 0,
        '二' | '2' => 1,
        '三' | '3' => 2,
        '四' | '4' => 3,
        '五' | '5' => 4,
        '六' | '6' => 5,
        '日' | '天' | '七' | '7' => 6,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::weekdays;

    #[test]
    fn days_are_read_as_clerks_write_them() {
        for (written, kept) in [
            ("周一至周五", "周一、周二、周三、周四、周五"),
            ("工作日", "周一、周二、周三、周四、周五"),
            ("一三五", "周一、周三、周五"),
            ("星期二、四", "周二、周四"),
            ("每周五，每周三", "周三、周五"),
            ("1-3,日", "周一、周二、周三、周日"),
            ("周末", "周六、周日"),
            ("每天", "周一、周二、周三、周四、周五、周六、周日"),
            ("周三、周五", "周三、周五"),
            ("周一——周五", "周一、周二、周三、周四、周五"),
            ("一/三/五", "周一、周三、周五"),
            ("1.3.5", "周一、周三、周五"),
        ] {
            assert_eq!(weekdays(written).as_deref(), Some(kept), "{written}");
            assert_eq!(weekdays(kept).as_deref(), Some(kept), "what is kept is read again");
        }
    }

    #[test]
    fn what_is_no_day_of_the_week_is_refused() {
        for written in
            ["", "周", "上午", "周五至周一", "一至", "至三", "一至至三", "8", "周一上午", "一至、三"]
        {
            assert_eq!(weekdays(written), None, "{written}");
        }
    }
}
