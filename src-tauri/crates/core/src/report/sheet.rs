//! Forms as other units filled them in, found on the sheets of a workbook: by their title, the names of their rows and
//! the heads of their columns, as this program prints them.

use crate::date::PartialDate;
use crate::import::raw::{self, Workbook};
use crate::report::grid::{Column, Grid, People};
use crate::report::{Form, GridRow, Listed};
use crate::text::{compact, is_blank_word, tidy};
use std::collections::{BTreeMap, BTreeSet};

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
        sent.problems.push("标题认得，但第一行的名称或列的名称和本程序里的不一样，没有读入".into());
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
            let rest = words.trim_start().strip_prefix(word)?.to_owned();
            let at = rest.find(['：', ':'])?;
            Some(rest.chars().skip(rest.get(..at)?.chars().count() + 1).collect::<String>())
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

/// What a name list says that no figure shows (K9): who is among the dead and among the living, who died another year.
/// `None` where it does not say who died and who is there.
fn listed(rows: &[raw::Row], grid: &Grid, year: i64) -> Option<Listed> {
    let of = |people: People| {
        let columns = grid.columns.iter().filter(move |column| column.people == Some(people));
        columns.map(|column| compact(&head_of_list(column))).collect::<Vec<_>>()
    };
    let (died, actual) = (of(People::Died), of(People::Actual));
    let (at, head) = rows
        .iter()
        .enumerate()
        .take(ABOVE)
        .find(|(_, row)| row.filled().any(|(_, cell)| is_label(cell, "姓名或名称")))?;
    let columns = |wanted: &[String]| {
        let of_head = head.filled().filter(|(_, cell)| wanted.contains(&compact(&cell.written())));
        Some(of_head.map(|(col, _)| col).collect::<Vec<_>>()).filter(|columns| !columns.is_empty())
    };
    let (died, actual) = (columns(&died)?, columns(&actual)?);
    let day = head.filled().find(|(_, cell)| is_label(cell, "日期")).map(|(col, _)| col);
    let mut listed = Listed::default();
    for line in rows.iter().skip(at + 1) {
        let is_in = |columns: &[u32]| {
            columns.iter().any(|col| matches!(whole(line.cell(*col)), Ok(Some(figure)) if figure != 0))
        };
        if !is_in(&died) {
            continue;
        }
        listed.dead_counted += i64::from(is_in(&actual));
        let told = day.map(|day| line.cell(day).written().into_owned());
        let told = told.and_then(|day| day.parse::<PartialDate>().ok());
        listed.dead_elsewhen += i64::from(told.is_some_and(|day| i64::from(day.year()) != year));
    }
    Some(listed)
}

/// How a column is called on a name list: under the head of its group.
fn head_of_list(column: &Column) -> String {
    column.group.as_ref().map_or_else(|| column.label.clone(), |group| format!("{group}\n{}", column.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::raw::{Cell, Row, Sheet};
    use crate::report::forms;

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| text.parse().map_or_else(|_| Cell::Text((*text).into()), Cell::Number);
        let rows = rows.iter().zip(1..).map(|(cells, number)| Row {
            number,
            cells: cells.iter().map(cell).collect(),
            ..Row::default()
        });
        Sheet { name: name.into(), rows: rows.collect(), ..Sheet::default() }
    }

    fn f1(name: &str, last: &str, extra: &[&str]) -> Sheet {
        sheet(
            name,
            &[
                &["离休干部两年数字变化情况统计表"],
                &["填报单位（盖章）：第一分中心　单位：人", "", "截止日期：2025年12月31日"],
                &[
                    "项目",
                    "编号",
                    "2024年12月底数",
                    "本年度内办理手续",
                    "本年度内去世",
                    "2025年底应有数",
                    "2025年底实有数",
                    "差",
                ],
                &["总 计", "1", last, "2", "1", "11", "11", "0"],
                &["机关", "2", "10", "2", "1", "十一", "11", ""],
                extra,
            ],
        )
    }

    #[test]
    fn heads_that_are_not_the_forms_are_not_read_as_it() {
        let book = Workbook { sheets: vec![f1("离休", "10", &[])] };
        let found = read(&book, forms(), 2025);
        assert!(
            found.sent[0].figures.is_empty() && found.sent[0].problems[0].contains("没有读入"),
            "said, not dropped: {found:?}"
        );
    }

    #[test]
    fn a_form_is_read_by_its_rows_and_what_is_not_understood_is_said() {
        let form = forms().iter().find(|form| form.id == "f1").unwrap();
        let grid = form.grid.as_ref().unwrap();
        let mut sheet = f1("离休", "10", &["乡镇", "9", "7"]);
        let heads = grid.columns.iter().map(|column| Cell::Text(column.label.as_str().into()));
        sheet.rows[2].cells = [Cell::Text(grid.stub.as_str().into()), Cell::Text("编号".into())]
            .into_iter()
            .chain(heads)
            .collect();
        sheet.rows[3].cells[0] = Cell::Text(format!(" {}", form.blank().0[0].label).as_str().into());
        sheet.rows[0].cells[0] = Cell::Text("附件2：2025年度离休干部两年数字变化情况统计表（2025年）".into());
        sheet.rows.insert(
            3,
            Row {
                number: 99,
                cells: vec![Cell::Text("甲".into()), Cell::Empty, Cell::Number(1.0), Cell::Number(2.0)],
                ..Row::default()
            },
        );
        let notes = super::tests::sheet("说明", &[&["填表说明"]]);
        let found = read(&Workbook { sheets: vec![sheet, notes] }, forms(), 2024);
        assert_eq!(found.unknown, ["说明"]);
        let [sent] = found.sent.as_slice() else { panic!("{found:?}") };
        assert_eq!((sent.form.as_str(), sent.sender.as_str()), ("f1", "第一分中心"));
        assert_eq!((sent.figures.get("total.last"), sent.figures.get("organ.last")), (Some(&10), Some(&10)));
        assert_eq!(sent.figures.len(), 6 + 4, "what is no number or empty is no figure: {:?}", sent.figures);
        let problems = sent.problems.join("；");
        for said in ["2025 年", "十一", "乡镇", "没有找到“事业单位”"] {
            assert!(problems.contains(said), "{said}: {problems}");
        }
    }

    #[test]
    fn a_name_list_tells_who_is_both_dead_and_counted() {
        let form = forms().iter().find(|form| form.id == "f1").unwrap();
        let grid = form.grid.as_ref().unwrap();
        let name = |people: People| {
            head_of_list(grid.columns.iter().find(|one| one.people == Some(people)).unwrap())
        };
        let (died, actual) = (name(People::Died), name(People::Actual));
        let list = sheet(
            "明细",
            &[
                &["离休干部两年数字变化情况统计表明细"],
                &["序号", "姓名或名称", "日期", &died, &actual],
                &["1", "张三", "", "1", "1"],
                &["2", "李四", "2025-03-01", "1", ""],
                &["3", "王五", "2023-03-01", "1", ""],
                &["4", "赵六", "", "", "1"],
            ],
        );
        let found = listed(&list.rows, grid, 2025);
        assert_eq!(found, Some(Listed { dead_counted: 1, dead_elsewhen: 1 }));
        let f6 = forms().iter().find(|form| form.id == "f6").unwrap().grid.as_ref().unwrap();
        assert_eq!(listed(&list.rows, f6, 2025), None, "it does not tell who died");
    }

    #[test]
    fn tables_below_each_other_are_told_apart_and_nobodys_name_is_cut() {
        let form = |id: &str| forms().iter().find(|form| form.id == id).unwrap();
        let table = |id: &str, sender: &str, figure: f64| {
            let grid = form(id).grid.as_ref().unwrap();
            let heads = grid.columns.iter().map(|column| Cell::Text(column.label.as_str().into()));
            let head = [Cell::Text(grid.stub.as_str().into())].into_iter().chain(heads).collect::<Vec<_>>();
            let line = |label: &str| {
                let figures = grid.columns.iter().map(|_| Cell::Number(figure));
                [Cell::Text(label.into())].into_iter().chain(figures).collect::<Vec<_>>()
            };
            // The rows stand the other way round.
            let lines = form(id).blank().0.iter().rev().map(|row| line(&row.label)).collect::<Vec<_>>();
            let title = vec![Cell::Text(form(id).title.as_str().into())];
            let unit = vec![Cell::Text("填报单位（盖章）：".into()), Cell::Text(sender.into())];
            [vec![title, unit, head], lines].concat()
        };
        let cells =
            [table("f3", "市　委老干部局　", 3.0), table("f2", "第二分中心 截止日期：2025年12月31日", 2.0)]
                .concat();
        let rows = cells
            .into_iter()
            .zip(1..)
            .map(|(cells, number)| Row { number, cells, ..Row::default() })
            .collect();
        let found = read(
            &Workbook { sheets: vec![Sheet { name: "一".into(), rows, ..Sheet::default() }] },
            forms(),
            2025,
        );
        let told = found
            .sent
            .iter()
            .map(|sent| (sent.form.as_str(), sent.figures.get("total.total").copied(), sent.problems.len()));
        assert_eq!(told.collect::<Vec<_>>(), [("f3", Some(3), 0), ("f2", Some(2), 0)], "{found:?}");
        assert!(found.sent[0].sender.contains("老干部局"), "{}", found.sent[0].sender);
    }

    #[test]
    fn what_is_no_figure_is_none() {
        let text = |words: &str| whole(&Cell::Text(words.into()));
        assert_eq!((text("1，200"), text("—"), text("无")), (Ok(Some(1200)), Ok(None), Ok(None)));
        assert!(
            text("13800000000").is_err()
                && whole(&Cell::Number(1.5)).is_err()
                && whole(&Cell::Number(1.38e10)).is_err()
        );
    }
}
