//! Reading a written date.

use super::parts::{build, build_short, from_run};
use super::{Context, DateReading, Usage, believable, chinese, is_plausible_year, number};
use crate::date::{PartialDate, Precision};
use crate::flag::Flag;
use crate::text::{is_blank_word, is_unknown_word, normal};

/// Reads the text of a cell or a form field. An empty word gives no date and no flag; a word that says the
/// date is unknown gives no date and is flagged, because somebody should ask.
pub fn read_text(text: &str, usage: Usage, context: &Context) -> DateReading {
    let written = normal(text);
    if is_unknown_word(&written) {
        return DateReading::doubtful(None, "原表写明日期不详，未录入，请向本人或档案核实");
    }
    if is_blank_word(&written) {
        return DateReading::blank();
    }
    if let Some(lunar) = lunar(&written, usage, context) {
        return lunar;
    }
    let (bare, aside) = without_brackets(&written);
    let (core, unsure) = without_words(&bare);
    let mut reading = groups_of(&core, usage, context);
    if reading.date.is_none()
        && let Some(head) = before_words(&core)
    {
        let found = groups_of(head, usage, context);
        if found.date.is_some() {
            reading = found.at_least(Flag::Doubtful, Some("日期后面还有别的字，请核对"));
        }
    }
    if aside.as_deref().is_some_and(holds_a_date) {
        reading = reading.at_least(Flag::Doubtful, Some("括号里另有一个日期，请核对用哪一个"));
    }
    if unsure {
        reading = reading.at_least(Flag::Doubtful, Some("原表写得不确定，请核对"));
    }
    if aside.is_some() {
        reading = reading.at_least(Flag::Normalised, None);
    }
    if reading.flag == Flag::Normalised && reading.date.is_some_and(|date| date.to_string() == text) {
        reading.flag = Flag::Normal;
    }
    believable(reading, context)
}

/// Dates of the old calendar are not converted: a year at most, and only when the lunar year cannot have run
/// over into the next one.
fn lunar(written: &str, usage: Usage, context: &Context) -> Option<DateReading> {
    const MARKS: [&str; 8] = ["农历", "阴历", "旧历", "古历", "正月", "腊月", "冬月", "初"];
    if !MARKS.iter().any(|mark| written.contains(mark)) {
        return None;
    }
    let late =
        ["腊", "冬", "十一月", "十二月", "11月", "12月", ".11", ".12"].iter().any(|m| written.contains(m));
    let digits = chinese::to_digits(written);
    let year = digits
        .split(|c: char| !c.is_ascii_digit())
        .find(|run| matches!(run.len(), 2 | 4 | 6 | 8))
        .map(|run| from_run(run.get(..4).unwrap_or(run), usage, context))
        .and_then(|reading| reading.date)
        .map(|date| date.coarsened(Precision::Year))
        .filter(|_| !late);
    Some(DateReading::doubtful(year, "农历日期未换算成公历，请核对公历日期后补录"))
}

/// The text without what stands in brackets (the age in 1949.03（76岁）), and what that is, if there is any.
fn without_brackets(text: &str) -> (String, Option<String>) {
    let (mut out, mut inside) = (String::new(), String::new());
    let mut depth = 0_u32;
    let mut found = false;
    for character in text.chars() {
        match character {
            '(' => {
                depth += 1;
                found = true;
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(character),
            _ => inside.push(character),
        }
    }
    (out.trim().to_owned(), found.then_some(inside))
}

/// A second date in brackets: 档案1948.03. An age is none.
fn holds_a_date(inside: &str) -> bool {
    let digits = chinese::to_digits(inside).chars().filter(char::is_ascii_digit).count();
    digits >= 4 && !inside.contains('岁')
}

/// What stands before the first character that is no part of a date, if words follow and no more figures.
fn before_words(core: &str) -> Option<&str> {
    let is_date =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '年' | '月' | '日' | '号' | ' ');
    let at = core.find(|c| !is_date(c))?;
    let (head, rest) = (core.get(..at)?, core.get(at..)?);
    let digits = head.chars().filter(char::is_ascii_digit).count();
    (digits >= 4 && !rest.chars().any(|c| c.is_ascii_digit())).then(|| head.trim())
}

/// Without the words that may stand around a date; true when one of them says that it is not sure.
fn without_words(text: &str) -> (String, bool) {
    const UNSURE: [&str; 9] = ["大约", "约", "左右", "前后", "大概", "可能", "?", "估计", "许"];
    const PLAIN: [&str; 22] = [
        "出生",
        "参加工作",
        "参加革命",
        "入党",
        "转正",
        "批准",
        "离休",
        "退休",
        "生于",
        "公历",
        "公元",
        "阳历",
        "入伍",
        "下乡",
        "插队",
        "病退",
        "内退",
        "份",
        "星期",
        "周",
        "生",
        "'",
    ];
    let mut out = without_weekday(text);
    let mut unsure = false;
    for word in UNSURE {
        if out.contains(word) {
            out = out.replace(word, "");
            unsure = true;
        }
    }
    for word in PLAIN {
        out = out.replace(word, "");
    }
    // After the words are gone: 入伍 holds a numeral.
    let out = chinese::to_digits(&out);
    (without_time(out.trim()).to_owned(), unsure)
}

/// Without 星期五 or 周五, whose numeral is no part of the date.
fn without_weekday(text: &str) -> String {
    let at = text.find("星期").or_else(|| text.find('周'));
    at.and_then(|at| text.get(..at)).filter(|head| !head.trim().is_empty()).unwrap_or(text).to_owned()
}

/// Without a time of day behind the date: 1949-03-12 00:00:00, 1949-03-12T00:00:00Z.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let head = text.get(..colon).unwrap_or(text);
    head.rfind([' ', 'T']).and_then(|at| head.get(..at)).unwrap_or(text).trim()
}

/// Digits and separators, read by their number and lengths.
fn groups_of(core: &str, usage: Usage, context: &Context) -> DateReading {
    let unreadable = || DateReading::lost(Flag::Unreadable, "不是能识别的日期，请按“1949-03-05”的样子填写");
    let Some(groups) = split(core) else { return unreadable() };
    let value = |n: usize| groups.get(n).and_then(|g| g.parse::<u32>().ok());
    let lengths: Vec<usize> = groups.iter().map(String::len).collect();
    match lengths.as_slice() {
        [2] if core.contains('年') => match value(0) {
            Some(short) => build_short(short, None, None, usage, context),
            None => unreadable(),
        },
        [5] => value(0).map_or_else(unreadable, |n| number::five_digits(n, usage, context)),
        [_] => from_run(groups.first().map_or("", String::as_str), usage, context),
        // 15113.0, 19490312.0: a whole number that passed through a program.
        [head, 1] if *head >= 5 && core.contains('.') && value(1) == Some(0) => {
            groups_of(groups.first().map_or("", String::as_str), usage, context)
        }
        [4, 1] if core.contains('.') && value(1) == Some(1) => {
            let year = value(0).filter(|y| is_plausible_year(*y)).and_then(|y| i32::try_from(y).ok());
            match year.and_then(|y| PartialDate::new(y, None, None)) {
                Some(year) => {
                    DateReading::doubtful(Some(year), "可能是1月，也可能是丢了末尾0的10月，只记到年，请核对")
                }
                None => unreadable(),
            }
        }
        [4, 1 | 2] => value(0).map_or_else(unreadable, |y| build(y, value(1), None)),
        [4, 4] => {
            let joined: String = groups.concat();
            from_run(&joined, usage, context)
        }
        [4, 1 | 2, 1 | 2] => value(0).map_or_else(unreadable, |y| build(y, value(1), value(2))),
        // 03-05 is a birthday without its year as well as March 1903.
        [2, 2] if value(0).is_some_and(|n| (1..=12).contains(&n)) && usage == Usage::Birth => {
            DateReading::doubtful(None, "可能是几月几日，没有年份，未录入，请补录")
        }
        [2, 1 | 2] => value(0).map_or_else(unreadable, |y| build_short(y, value(1), None, usage, context)),
        [2, 1 | 2, 1 | 2] => {
            value(0).map_or_else(unreadable, |y| build_short(y, value(1), value(2), usage, context))
        }
        [1 | 2, 4] => value(1).map_or_else(unreadable, |y| build(y, value(0), None)),
        [1 | 2, 1 | 2, 4] => day_first(value(2), value(0), value(1)).unwrap_or_else(unreadable),
        _ => unreadable(),
    }
}

/// 3/12/1949: day and month can be told apart only when one of them is above 12 or both are equal.
fn day_first(year: Option<u32>, first: Option<u32>, second: Option<u32>) -> Option<DateReading> {
    let (year, first, second) = (year?, first?, second?);
    Some(match (first > 12, second > 12) {
        (true, false) => build(year, Some(second), Some(first)),
        (false, true) => build(year, Some(first), Some(second)),
        _ if first == second => build(year, Some(first), Some(second)),
        _ => DateReading::doubtful(build(year, None, None).date, "月和日的先后分不清，只记到年，请核对"),
    })
}

/// The runs of digits of a text made only of digits and date separators; a space between digits separates
/// too. None when anything else stands there.
fn split(text: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for character in text.chars() {
        match character {
            '0'..='9' => {
                if !open {
                    out.push(String::new());
                }
                out.last_mut()?.push(character);
                open = true;
            }
            '.' | '-' | '/' | '\\' | '年' | '月' | '日' | '号' | ' ' | '。' | '·' | '、' | ',' | '_' => {
                open = false
            }
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}
