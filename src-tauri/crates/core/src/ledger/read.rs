//! What a clerk writes into the columns of a ledger.

use super::weekdays::weekdays;
use super::{Column, ColumnKind, Ledger};
use crate::date::typed;
use crate::text;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What stands in the columns of a line, by key: days as `2026-03-05`, months as `2026-03`, money and hours in hundredths.
pub type Facts = BTreeMap<String, String>;

/// Something written that cannot stand in its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Key of the column.
    pub field: String,
    /// `required`, `too_long`, `not_in_list`, `number`, `day`, `month`, `time`, `weekdays`, `unknown`.
    pub code: &'static str,
    /// What to do, in Chinese.
    pub message: String,
}

/// A few words are not longer.
const WORDS: usize = 60;
/// Some sentences are not longer.
const SENTENCES: usize = 2_000;
/// No centre gives, hears or counts more on one line.
const MOST: i64 = 100_000_000;

/// Understands a line as written; every column that cannot be is named.
///
/// # Errors
/// What is wrong, column by column.
pub fn read(ledger: &Ledger, written: &Facts, today: NaiveDate) -> Result<Facts, Vec<Problem>> {
    let mut facts = Facts::new();
    let mut problems = written
        .keys()
        .filter(|key| ledger.column(key).is_none())
        .map(|key| Problem {
            field: key.clone(),
            code: "unknown",
            message: format!("{}里没有这一栏，请刷新页面后再试。", ledger.title),
        })
        .collect::<Vec<_>>();
    for column in &ledger.fields {
        match value(column, written.get(&column.key).map_or("", String::as_str), today) {
            Ok(Some(value)) => {
                facts.insert(column.key.clone(), value);
            }
            Ok(None) if column.required => {
                problems.push(problem(column, "required", &format!("请填写{}。", column.label)));
            }
            Ok(None) => {}
            Err((code, message)) => problems.push(problem(column, code, &message)),
        }
    }
    if problems.is_empty() { Ok(facts) } else { Err(problems) }
}

fn problem(column: &Column, code: &'static str, message: &str) -> Problem {
    Problem { field: column.key.clone(), code, message: message.to_owned() }
}

/// Each line tidied; what is empty above and below is not kept.
fn paragraphs(written: &str) -> String {
    let lines = written.lines().map(text::tidy).collect::<Vec<_>>();
    lines.join("\n").trim_matches('\n').to_owned()
}

type Refusal = (&'static str, String);

fn value(column: &Column, written: &str, today: NaiveDate) -> Result<Option<String>, Refusal> {
    let label = &column.label;
    let words = if column.kind == ColumnKind::Lines { paragraphs(written) } else { text::tidy(written) };
    if words.is_empty() {
        return Ok(None);
    }
    let most = if column.kind == ColumnKind::Lines { SENTENCES } else { WORDS };
    if words.chars().count() > most {
        return Err(("too_long", format!("{label}太长，最多 {most} 个字。")));
    }
    let day = || typed(&words, today);
    match column.kind {
        ColumnKind::Text | ColumnKind::Lines => Ok(Some(words)),
        ColumnKind::Choice if column.open || column.of.contains(&words) => Ok(Some(words)),
        ColumnKind::Choice => Err(("not_in_list", format!("{label}请从列表中选择。"))),
        ColumnKind::Number => whole(&words)
            .map(|number| Some(number.to_string()))
            .ok_or_else(|| ("number", format!("{label}请填整数。"))),
        ColumnKind::Money | ColumnKind::Hours => hundredths(&words)
            .map(|number| Some(number.to_string()))
            .ok_or_else(|| ("number", format!("{label}请填数字，最多两位小数。"))),
        ColumnKind::Score => hundredths(&words)
            .filter(|points| *points <= 100 * 100)
            .map(|points| Some(points.to_string()))
            .ok_or_else(|| ("number", format!("{label}请填 0 到 100，最多两位小数。"))),
        ColumnKind::Day => day()
            .filter(|day| day.day().is_some())
            .map(|day| Some(day.to_string()))
            .ok_or_else(|| ("day", format!("{label}请写成 2026-03-05 或 20260305。"))),
        ColumnKind::Month => day()
            .filter(|day| day.month().is_some())
            .map(|day| Some(day.to_string().chars().take(7).collect()))
            .ok_or_else(|| ("month", format!("{label}请写成 2026-03 或 202603。"))),
        ColumnKind::Time => {
            clock(&words).map(Some).ok_or_else(|| ("time", format!("{label}请写成 9:30 或 0930。")))
        }
        ColumnKind::Weekdays => weekdays(&words)
            .map(Some)
            .ok_or_else(|| ("weekdays", format!("{label}请写成 周一至周五 或 一三五；几点到几点另填。"))),
        ColumnKind::Tick => Ok(["是", "1", "true", "√", "有"].contains(&words.as_str()).then(|| "是".into())),
    }
}

fn whole(words: &str) -> Option<i64> {
    let digits = text::compact(words);
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok())??;
    (number <= MOST).then_some(number)
}

/// A number as hundredths: `12.5`, `1,200`, `300元`, `2小时`, `5分`. `None` for anything else, or with more than two decimals.
pub fn hundredths(words: &str) -> Option<i64> {
    let plain = text::compact(words).replace([',', '，'], "");
    let plain = plain.trim_end_matches(['元', '时', '分']).trim_end_matches('小');
    let (left, right) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if left.is_empty() || !digits(left) || !digits(right) || right.len() > 2 {
        return None;
    }
    let number = left.parse::<i64>().ok().filter(|number| *number <= MOST)?;
    Some(number * 100 + format!("{right:0<2}").parse::<i64>().ok()?)
}

/// A time of day as `HH:MM`.
fn clock(words: &str) -> Option<String> {
    Some(crate::date::clock::typed(words)??.format("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::ledger;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    fn line(ledger_key: &str, written: &[(&str, &str)]) -> Result<Facts, Vec<&'static str>> {
        let written = written.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        read(ledger(ledger_key).unwrap(), &written, today())
            .map_err(|problems| problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn a_line_is_understood_as_a_clerk_writes_it() {
        let facts =
            line("care_visit", &[("type", "节日慰问"), ("amount", "1,200.5元"), ("gift", " 大米  一袋 ")])
                .unwrap();
        assert_eq!(facts["amount"], "120050");
        assert_eq!(facts["gift"], "大米一袋");
        let facts = line("dues", &[("months", "202603"), ("type", "月缴"), ("amount", "25")]).unwrap();
        assert_eq!((facts["months"].as_str(), facts["amount"].as_str()), ("2026-03", "2500"));
        let facts =
            line("volunteer", &[("content", "义诊"), ("from", "9:30"), ("to", "1130"), ("hours", "2小时")])
                .unwrap();
        assert_eq!([&facts["from"], &facts["to"], &facts["hours"]], ["09:30", "11:30", "200"]);
        let facts = line("minutes", &[("content", " 一、学习 \n\n二、讨论\n")]).unwrap();
        assert_eq!(facts["content"], "一、学习\n\n二、讨论", "paragraphs stay");
        let facts = line("request", &[("topic", "报销"), ("term", "0320")]).unwrap();
        assert_eq!(facts["term"], "2026-03-20");
    }

    #[test]
    fn what_cannot_stand_there_is_named() {
        assert_eq!(line("care_visit", &[]), Err(vec!["required"]));
        assert_eq!(line("care_visit", &[("type", "看看")]), Err(vec!["not_in_list"]));
        assert_eq!(line("care_visit", &[("type", "日常走访"), ("amount", "很多")]), Err(vec!["number"]));
        assert_eq!(line("care_visit", &[("type", "日常走访"), ("amount", "1.234")]), Err(vec!["number"]));
        assert_eq!(line("care_visit", &[("type", "日常走访"), ("色", "红")]), Err(vec!["unknown"]));
        assert_eq!(
            line("dues", &[("months", "2026"), ("type", "月缴"), ("amount", "1")]),
            Err(vec!["month"])
        );
        assert_eq!(line("request", &[("topic", "报销"), ("term", "2026-02-30")]), Err(vec!["day"]));
        assert_eq!(
            line("award", &[("name", "x".repeat(61).as_str()), ("level", "省")]),
            Err(vec!["too_long"])
        );
        assert_eq!(
            line("volunteer", &[("content", "义诊"), ("hours", "2"), ("from", "25:00")]),
            Err(vec!["time"])
        );
    }
}
