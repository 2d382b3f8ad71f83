//! Forms as other units filled them in, found on the sheets of a workbook: by their title, the names of their rows and
//! the heads of their columns, as this program prints them.

use crate::import::raw::{self, Workbook};
use crate::report::grid::{Column, Grid};
use crate::report::{Form, GridRow, Listed};
use crate::text::{compact, is_blank_word, tidy};
use name_list::listed;
use std::collections::{BTreeMap, BTreeSet};

mod name_list;
#[cfg(test)]
mod tests;

/// Rows between the title of a table and its head.
const ABOVE: usize = 12;
/// A larger number is no figure of a form: a telephone, a number of an identity.
pub const LARGEST: i64 = 1_000_000_000;

/// What a workbook holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Every form found, in the order of the sheets.
    pub sent: Vec<Sent>,
    /// Sheets on which nothing was found, neither a form nor its name list.
    pub unknown: Vec<String>,
}

/// A form found on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// Name of the sheet.
    pub sheet: String,
    /// Id of the form.
    pub form: String,
    /// 填报单位 as it stands there; empty where it does not.
    pub sender: String,
    /// Whole numbers by the ids of the cells that are filled in.
    pub figures: BTreeMap<String, i64>,
    /// What its name list came to.
    pub listed: Option<Listed>,
    /// What was not read, or reads otherwise than it should.
    pub problems: Vec<String>,
}

/// Every form of a workbook, with the name list of the same form beside it.
pub fn read(book: &Workbook, forms: &[Form], year: i64) -> Read {
    let mut found = Read::default();
    let mut lists = Vec::new();
    for sheet in &book.sheets {
        let parts = parts(sheet, forms);
        if parts.is_empty() && sheet.rows.iter().any(|row| row.filled().next().is_some()) {
            found.unknown.push(sheet.name.clone());
        }
        for part in parts {
            let Some(grid) = &part.form.grid else { continue };
            if part.is_list {
                lists.extend(listed(part.rows, grid, year).map(|listed| (part.form.id.clone(), listed)));
            } else {
                found.sent.push(sent(&sheet.name, &part, grid, year));
            }
        }
    }
    for (form, listed) in lists {
        let mut of_form = found.sent.iter_mut().filter(|one| one.form == form);
        match (of_form.next(), of_form.next()) {
            (Some(one), None) => one.listed = Some(listed),
            // Of two units in one workbook it would not be known whose list it is.
            (Some(one), Some(_)) => one.problems.push("同一张表有几个单位，名单不知是谁的，没有核对".into()),
            _ => {}
        }
    }
    found
}

/// A table on a sheet, from its title to the next.
struct Part<'a> {
    form: &'a Form,
    /// It is the name list of the form.
    is_list: bool,
    rows: &'a [raw::Row],
}

fn parts<'a>(sheet: &'a raw::Sheet, forms: &'a [Form]) -> Vec<Part<'a>> {
    let titles = forms.iter().map(|form| (form, plain_title(&form.title))).collect::<Vec<_>>();
    let titled = |row: &raw::Row| {
        row.filled().find_map(|(_, cell)| {
            let written = plain_title(&cell.written());
            let named = |title: &str| titles.iter().find(|(_, known)| known == title).map(|(form, _)| *form);
            named(&written)
                .map(|form| (form, false))
                .or_else(|| written.strip_suffix("明细").and_then(named).map(|form| (form, true)))
        })
    };
    let starts = sheet.rows.iter().enumerate().filter_map(|(at, row)| Some((at, titled(row)?)));
    let starts = starts.collect::<Vec<_>>();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([sheet.rows.len()]);
    let part = |((from, (form, is_list)), to): (&(usize, (&'a Form, bool)), usize)| Part {
        form,
        is_list: *is_list,
        rows: sheet.rows.get(*from..to).unwrap_or_default(),
    };
    starts.iter().zip(ends).map(part).collect()
}

/// A title without the year and the number of an annex that stand before or after it: `附件3：2025年度…（2025年）`.
fn plain_title(words: &str) -> String {
    let words = compact(words);
    let annex = words.strip_prefix("附件").or_else(|| words.strip_prefix("附表"));
    let words = annex.map_or(words.as_str(), |rest| {
        let rest =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        rest.trim_start_matches(['：', ':', '、', '.', '．'])
    });
    let words = year_from(words).map_or(words, |(_, rest)| rest);
    let in_brackets = words
        .rsplit_once(['（', '('])
        .filter(|(_, rest)| year_from(rest).is_some_and(|(_, rest)| matches!(rest, "）" | ")")));
    in_brackets.map_or(words, |(before, _)| before).to_owned()
}

/// The year words begin with, and what follows it and 年度 or 年.
fn year_from(words: &str) -> Option<(i64, &str)> {
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let (year, rest) = words.split_at_checked(digits).filter(|_| digits == 4)?;
    let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))?;
    Some((year.parse().ok()?, rest))
}

/// The table of a form.
fn sent(sheet: &str, part: &Part<'_>, grid: &Grid, year: i64) -> Sent {
    let (rows, _) = part.form.blank();
    let mut sent = Sent { sheet: sheet.to_owned(), form: part.form.id.clone(), ..Sent::default() };
    sent.sender = after(part.rows, "填报单位").unwrap_or_default();
    // The sum of others is nobody's own form.
    if sent.sender.starts_with("汇总（") {
        sent.problems
            .push(format!("表上写的填报单位是“{}”，请核对是不是汇总表，再写上单位名称", sent.sender));
        sent.sender.clear();
    }
    let told = after(part.rows, "截止日期").and_then(|words| year_from(&words).map(|(year, _)| year));
    if let Some(told) = told.filter(|told| *told != year) {
        sent.problems.push(format!("表上写的是 {told} 年，正在接收的是 {year} 年"));
    }
    let Some(head) = Head::of(part.rows, grid, &rows) else {
        sent.problems.push("标题认得，但行名或列名和本程序里的不一样，没有读入".into());
        return sent;
    };
    let mut used = BTreeSet::new();
    let mut at = head.body;
    for row in &rows {
        let is_it = |(place, line): &(usize, &raw::Row)| {
            !used.contains(place) && is_label(line.cell(head.stub), &row.label)
        };
        let below = part.rows.iter().enumerate().skip(at).find(is_it);
        // It may stand above those that were found.
        let Some((place, line)) = below.or_else(|| part.rows.iter().enumerate().skip(head.body).find(is_it))
        else {
            sent.problems.push(format!("没有找到“{}”这一行", row.label));
            continue;
        };
        used.insert(place);
        at = place + 1;
        for (col, column) in (head.first..).zip(&grid.columns) {
            match whole(line.cell(col)) {
                Ok(Some(figure)) => {
                    sent.figures.insert(format!("{}.{}", row.id, column.id), figure);
                }
                Ok(None) => {}
                Err(written) => sent.problems.push(format!(
                    "第 {} 行“{}”的“{}”不是能统计的整数：{written}",
                    line.number, row.label, column.label
                )),
            }
        }
    }
    let columns = u32::try_from(grid.columns.len()).unwrap_or(u32::MAX);
    let has_figures = |line: &raw::Row| {
        (head.first..head.first.saturating_add(columns))
            .any(|col| matches!(whole(line.cell(col)), Ok(Some(_))))
    };
    let others = part
        .rows
        .iter()
        .enumerate()
        .skip(head.body)
        .filter(|(place, line)| !used.contains(place) && has_figures(line));
    sent.problems.extend(others.map(|(_, line)| {
        let label = line.cell(head.stub).written().chars().take(20).collect::<String>();
        format!("第 {} 行“{label}”不在这张表里，没有读入", line.number)
    }));
    sent
}

/// Where a table stands. Columns from 0.
struct Head {
    /// The column of the names of its rows.
    stub: u32,
    /// The column of its first figure.
    first: u32,
    /// How many rows stand above its first row.
    body: usize,
}

impl Head {
    fn of(rows: &[raw::Row], grid: &Grid, named: &[GridRow]) -> Option<Head> {
        let is_row = |cell: &raw::Cell| named.iter().any(|one| is_label(cell, &one.label));
        rows.iter().enumerate().take(ABOVE).find_map(|(at, row)| {
            let stub = row.filled().find(|(_, cell)| is_label(cell, &grid.stub)).map(|(col, _)| col)?;
            let below = rows.iter().skip(at + 1).take(5);
            let heads = below.take_while(|row| !is_row(row.cell(stub))).count() + 1;
            // Numbers of the columns, 甲 1 2 3, are no heads.
            let block = rows.iter().skip(at).take(heads).filter(|row| !is_numbering(row)).collect::<Vec<_>>();
            let leaf = |col: u32| block.iter().rev().map(|row| row.cell(col)).find(|cell| !cell.is_blank());
            let stands = |from: u32| {
                (from..)
                    .zip(&grid.columns)
                    .all(|(col, one)| leaf(col).is_some_and(|cell| is_head_of(cell, one)))
            };
            let from = (stub + 1..stub + 4).find(|from| stands(*from))?;
            Some(Head { stub, first: from, body: at + heads })
        })
    }
}

fn is_numbering(row: &raw::Row) -> bool {
    let is_number = |cell: &raw::Cell| {
        let words = compact(&cell.written());
        matches!(words.as_str(), "甲" | "乙" | "丙" | "栏次") || words.parse::<u32>().is_ok()
    };
    row.filled().all(|(_, cell)| is_number(cell))
}

fn is_label(cell: &raw::Cell, label: &str) -> bool {
    compact(&cell.written()) == compact(label)
}

/// The head of a column; one of another unit than its table's says it in brackets.
fn is_head_of(cell: &raw::Cell, column: &Column) -> bool {
    let (written, label) = (compact(&cell.written()), compact(&column.label));
    written == label || written.strip_prefix(&label).is_some_and(|rest| rest.starts_with(['（', '(']))
}

/// Words that may follow on the same line.
const FOLLOW: [&str; 5] = ["单位：", "单位:", "截止日期", "填表", "报出日期"];

/// What stands after a word and a colon above a table, in the same cell or the next: `填报单位（盖章）：`.
fn after(rows: &[raw::Row], word: &str) -> Option<String> {
    rows.iter().take(ABOVE).find_map(|row| {
        let mut cells = row.filled().map(|(_, cell)| cell.written().into_owned());
        let rest = cells.by_ref().find_map(|words| {
            let (_, own) = words.trim_start().strip_prefix(word)?.split_once(['：', ':'])?;
            Some(own.to_owned())
        })?;
        let next = || cells.next().and_then(|words| alone(&words));
        alone(&rest).or_else(next)
    })
}

/// What stands before any word that follows on the line.
fn alone(words: &str) -> Option<String> {
    let end = FOLLOW.iter().filter_map(|word| words.find(word)).min().unwrap_or(words.len());
    Some(tidy(words.get(..end).unwrap_or_default())).filter(|words| !words.is_empty())
}

/// A whole number; nothing for an empty cell; what is written where it is none that a form could hold.
fn whole(cell: &raw::Cell) -> Result<Option<i64>, String> {
    let written = || cell.written().chars().take(20).collect::<String>();
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    let number = match cell {
        cell if cell.is_blank() => return Ok(None),
        raw::Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e12 => Some(*number as i64),
        raw::Cell::Text(text) if is_blank_word(&compact(text)) => return Ok(None),
        raw::Cell::Text(text) => compact(text).replace([',', '，'], "").parse().ok(),
        _ => None,
    };
    number.filter(|number| (-LARGEST..=LARGEST).contains(number)).map(Some).ok_or_else(written)
}
