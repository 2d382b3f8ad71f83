//! Forms as other units filled them in, found on the sheets of a workbook: by their title, the names of their rows and
//! the heads of their columns, as this program prints them.

use crate::date::PartialDate;
use crate::import::raw::{self, Workbook};
use crate::report::grid::{Column, Grid, People};
use crate::report::{Form, GridRow, Listed};
use crate::text::compact;
use std::collections::{BTreeMap, BTreeSet};

/// Rows above a table in which its title stands.
const ABOVE: usize = 12;

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

/// Every form of a workbook, in the order of its sheets, with the name list of the same form beside it.
pub fn read(book: &Workbook, forms: &[Form], year: i64) -> Vec<Sent> {
    let mut found = Vec::<Sent>::new();
    let mut lists = Vec::new();
    for sheet in &book.sheets {
        for form in forms {
            let Some(grid) = &form.grid else { continue };
            if has_title(sheet, &format!("{}明细", form.title)) {
                lists.extend(listed(sheet, grid, year).map(|listed| (form.id.clone(), listed)));
            } else if has_title(sheet, &form.title)
                && let Some(sent) = sent(sheet, form, grid, year)
            {
                found.push(sent);
                break;
            }
        }
    }
    for (form, listed) in lists {
        let mut of_form = found.iter_mut().filter(|one| one.form == form);
        // Of two units on one workbook it would not be known whose list it is.
        if let (Some(one), None) = (of_form.next(), of_form.next()) {
            one.listed = Some(listed);
        }
    }
    found
}

fn has_title(sheet: &raw::Sheet, title: &str) -> bool {
    let title = compact(title);
    let above = sheet.rows.iter().take(ABOVE);
    above.flat_map(|row| &row.cells).any(|cell| compact(&cell.written()) == title)
}

/// The table of a form on a sheet; `None` where its head does not stand there.
fn sent(sheet: &raw::Sheet, form: &Form, grid: &Grid, year: i64) -> Option<Sent> {
    let (rows, _) = form.blank();
    let head = Head::of(sheet, grid, &rows)?;
    let mut sent = Sent {
        sheet: sheet.name.clone(),
        form: form.id.clone(),
        sender: after(sheet, "填报单位").unwrap_or_default(),
        ..Sent::default()
    };
    if let Some(told) = after(sheet, "截止日期").and_then(|words| year_of(&words)).filter(|told| *told != year) {
        sent.problems.push(format!("表上写的是 {told} 年，正在接收的是 {year} 年"));
    }
    let mut used = BTreeSet::new();
    let mut body = sheet.rows.iter().skip(head.body);
    for row in &rows {
        let line = body.by_ref().find(|line| is_label(line.cell(head.stub), &row.label));
        let Some(line) = line else {
            sent.problems.push(format!("没有找到“{}”这一行", row.label));
            // What stands below may still be there.
            body = sheet.rows.iter().skip(head.body);
            continue;
        };
        used.insert(line.number);
        for (at, column) in (head.first..).zip(&grid.columns) {
            match whole(line.cell(at)) {
                Ok(Some(figure)) => {
                    sent.figures.insert(format!("{}.{}", row.id, column.id), figure);
                }
                Ok(None) => {}
                Err(written) => sent.problems.push(format!(
                    "第 {} 行“{}”的“{}”不是整数：{written}",
                    line.number, row.label, column.label
                )),
            }
        }
    }
    let columns = u32::try_from(grid.columns.len()).unwrap_or(u32::MAX);
    let has_figures = |line: &&raw::Row| {
        (head.first..head.first + columns).any(|col| matches!(line.cell(col), raw::Cell::Number(_)))
    };
    let others = sheet.rows.iter().skip(head.body).filter(|line| !used.contains(&line.number));
    sent.problems.extend(others.filter(has_figures).map(|line| {
        let label = line.cell(head.stub).written().chars().take(20).collect::<String>();
        format!("第 {} 行“{label}”不在这张表里，没有读入", line.number)
    }));
    Some(sent)
}

/// Where a table stands on a sheet. Columns from 0.
struct Head {
    /// The column of the names of its rows.
    stub: u32,
    /// The column of its first figure.
    first: u32,
    /// How many rows of the sheet stand above its first row.
    body: usize,
}

impl Head {
    fn of(sheet: &raw::Sheet, grid: &Grid, rows: &[GridRow]) -> Option<Head> {
        let first = rows.first()?;
        let is_head = |row: &raw::Row, stub: u32| is_label(row.cell(stub), &grid.stub);
        sheet.rows.iter().enumerate().take(ABOVE * 2).find_map(|(at, row)| {
            let stub = row.filled().map(|(col, _)| col).find(|col| is_head(row, *col))?;
            let below = sheet.rows.iter().skip(at + 1).take(4);
            let heads = below.take_while(|row| !is_label(row.cell(stub), &first.label)).count() + 1;
            let block = sheet.rows.iter().skip(at).take(heads).collect::<Vec<_>>();
            let leaf = |col: u32| block.iter().rev().map(|row| row.cell(col)).find(|cell| !cell.is_blank());
            let stands = |from: u32| (from..).zip(&grid.columns).all(|(col, one)| leaf(col).is_some_and(|cell| is_head_of(cell, one)));
            let from = (stub + 1..stub + 4).find(|from| stands(*from))?;
            Some(Head { stub, first: from, body: at + heads })
        })
    }
}

fn is_label(cell: &raw::Cell, label: &str) -> bool {
    compact(&cell.written()) == compact(label)
}

/// The head of a column; one of another unit than its table's says it in brackets.
fn is_head_of(cell: &raw::Cell, column: &Column) -> bool {
    let (written, label) = (compact(&cell.written()), compact(&column.label));
    written == label || written.strip_prefix(&label).is_some_and(|rest| rest.starts_with(['（', '(']))
}

/// What stands after a word and a colon anywhere above a table: `填报单位（盖章）：`.
fn after(sheet: &raw::Sheet, word: &str) -> Option<String> {
    let cells = sheet.rows.iter().take(ABOVE).flat_map(|row| &row.cells);
    cells.map(|cell| cell.written().into_owned()).find_map(|words| {
        let rest = words.trim_start().strip_prefix(word)?;
        let (_, rest) = rest.split_once(['：', ':'])?;
        // Another word may follow on the same line.
        let rest = rest.split(['　', '\n']).next().unwrap_or_default().trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    })
}

fn year_of(words: &str) -> Option<i64> {
    words.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// A whole number; nothing for an empty cell; what is written where it is none.
fn whole(cell: &raw::Cell) -> Result<Option<i64>, String> {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
    match cell {
        cell if cell.is_blank() => Ok(None),
        raw::Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e12 => Ok(Some(*number as i64)),
        raw::Cell::Text(text) => {
            let plain = compact(text).replace([',', '，'], "");
            plain.parse().map(Some).map_err(|_| text.chars().take(20).collect())
        }
        other => Err(other.written().chars().take(20).collect()),
    }
}

/// What a name list says that no figure shows (K9): who is among the dead and among the living, who died another year.
fn listed(sheet: &raw::Sheet, grid: &Grid, year: i64) -> Option<Listed> {
    let of = |people: People| {
        let columns = grid.columns.iter().filter(move |column| column.people == Some(people));
        columns.map(|column| compact(&head_of_list(column))).collect::<Vec<_>>()
    };
    let (died, actual) = (of(People::Died), of(People::Actual));
    let (at, head) = sheet.rows.iter().enumerate().take(ABOVE).find(|(_, row)| {
        row.filled().any(|(_, cell)| is_label(cell, "姓名或名称"))
    })?;
    let columns = |wanted: &[String]| {
        let of_head = head.filled().filter(|(_, cell)| wanted.contains(&compact(&cell.written())));
        of_head.map(|(col, _)| col).collect::<Vec<_>>()
    };
    let (died, actual) = (columns(&died), columns(&actual));
    let day = head.filled().find(|(_, cell)| is_label(cell, "日期")).map(|(col, _)| col);
    let mut listed = Listed::default();
    for line in sheet.rows.iter().skip(at + 1) {
        let is_in = |columns: &[u32]| columns.iter().any(|col| matches!(whole(line.cell(*col)), Ok(Some(figure)) if figure != 0));
        if !is_in(&died) {
            continue;
        }
        listed.dead_counted += i64::from(is_in(&actual));
        let told = day.map(|day| line.cell(day).written().into_owned()).and_then(|day| day.parse::<PartialDate>().ok());
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
        sheet(name, &[
            &["离休干部两年数字变化情况统计表"],
            &["填报单位（盖章）：第一分中心　单位：人", "", "截止日期：2025年12月31日"],
            &["项目", "编号", "2024年12月底数", "本年度内办理手续", "本年度内去世", "2025年底应有数", "2025年底实有数", "差"],
            &["总 计", "1", last, "2", "1", "11", "11", "0"],
            &["机关", "2", "10", "2", "1", "十一", "11", ""],
            extra,
        ])
    }

    #[test]
    fn heads_that_are_not_the_forms_are_not_read_as_it() {
        let book = Workbook { sheets: vec![f1("离休", "10", &[])] };
        assert_eq!(read(&book, forms(), 2025), Vec::new());
    }

    #[test]
    fn a_form_is_read_by_its_rows_and_what_is_not_understood_is_said() {
        let form = forms().iter().find(|form| form.id == "f1").unwrap();
        let grid = form.grid.as_ref().unwrap();
        let mut sheet = f1("离休", "10", &["乡镇", "9", "7"]);
        let heads = grid.columns.iter().map(|column| Cell::Text(column.label.as_str().into()));
        sheet.rows[2].cells = [Cell::Text(grid.stub.as_str().into()), Cell::Text("编号".into())].into_iter().chain(heads).collect();
        sheet.rows[3].cells[0] = Cell::Text(format!(" {}", form.blank().0[0].label).as_str().into());
        let sent = read(&Workbook { sheets: vec![sheet] }, forms(), 2024);
        let [sent] = sent.as_slice() else { panic!("{sent:?}") };
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
        let name = |people: People| head_of_list(grid.columns.iter().find(|one| one.people == Some(people)).unwrap());
        let (died, actual) = (name(People::Died), name(People::Actual));
        let list = sheet("明细", &[
            &["离休干部两年数字变化情况统计表明细"],
            &["序号", "姓名或名称", "日期", &died, &actual],
            &["1", "张三", "", "1", "1"],
            &["2", "李四", "2025-03-01", "1", ""],
            &["3", "王五", "2023-03-01", "1", ""],
            &["4", "赵六", "", "", "1"],
        ]);
        let found = listed(&list, grid, 2025);
        assert_eq!(found, Some(Listed { dead_counted: 1, dead_elsewhen: 1 }));
    }
}
