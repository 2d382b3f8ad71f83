//! A statistical form: title, reporting unit and day, stub and heads over one or more rows, lines, the line of
//! those who answer for it (`domain.md` 6).

use super::{
    Addend, Value,
    look::{self, Look, TITLE_HEIGHT, col, row},
};
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError, utility::row_col_to_cell};

/// A form to print: A4, portrait unless told otherwise, a border on every cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FormSheet {
    /// The name on the tab.
    pub name: String,
    /// Over the whole width.
    pub title: String,
    /// The line above, left: 填报单位（盖章）：…
    pub unit_line: String,
    /// The same, right: 截止日期：…
    pub as_at_line: String,
    /// The columns at the left: 项目, 编号. The first holds the labels of the lines.
    pub stubs: Vec<Stub>,
    /// The heads over the value columns, one or more rows; each row's spans stand from left to right in the
    /// places a span from above has not taken.
    pub header: Vec<Vec<Span>>,
    /// The widths of the value columns, in characters of the standard font.
    pub widths: Vec<f64>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The line below: 单位负责人, 审核人, 填表人, 联系电话, 报出日期, side by side.
    pub foot: Vec<String>,
    /// Notes below that, one a line.
    pub notes: Vec<String>,
    /// A4 across, for forms with many columns.
    pub landscape: bool,
}

/// A column of the stub.
#[derive(Debug, Clone, PartialEq)]
pub struct Stub {
    /// Its head.
    pub label: String,
    /// Its width in characters of the standard font.
    pub width: f64,
}

/// A head over some columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub label: String,
    /// How many columns, at least one.
    pub columns: u16,
    /// How many rows, at least one.
    pub rows: u16,
}

impl Span {
    /// A head of one column and one row.
    pub fn one(label: impl Into<String>) -> Span {
        Span { label: label.into(), columns: 1, rows: 1 }
    }
}

/// A line of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// In the first stub column.
    pub label: String,
    /// How far the label is set in: 0 for the whole, 1 for 其中.
    pub indent: u8,
    /// In the other stub columns: the running number.
    pub stubs: Vec<Value>,
    /// The values.
    pub cells: Vec<Value>,
}

pub(super) fn write(page: &mut Worksheet, sheet: &FormSheet, look: &Look) -> Result<(), XlsxError> {
    let stubs = sheet.stubs.len();
    let last_col = col((stubs + sheet.widths.len()).saturating_sub(1));
    look::span(page, (0, 0), (0, last_col), &sheet.title, &look.title)?;
    page.set_row_height(0, TITLE_HEIGHT)?;
    look::ends(page, 1, last_col, (&sheet.unit_line, &sheet.as_at_line), look)?;
    let widths = widened(sheet);
    for (n, width) in widths.iter().enumerate() {
        page.set_column_width(col(n), *width)?;
    }
    let head_first = 2;
    let head_last = head_first + row(sheet.header.len().max(1)) - 1;
    heads(page, sheet, (head_first, head_last), look)?;
    let first = head_last + 1;
    let mut at = first;
    for line in &sheet.lines {
        body(page, sheet, (first, at), line, look)?;
        at += 1;
    }
    if !sheet.foot.is_empty() {
        feet(page, at, (last_col, &widths), &sheet.foot, look)?;
        at += 1;
    }
    let across = widths.iter().sum::<f64>();
    for note in &sheet.notes {
        look::span(page, (at, 0), (at, last_col), note, &look.note)?;
        page.set_row_height(at, look::note_height(note, across))?;
        at += 1;
    }
    look::page(page, sheet.landscape, (head_first, head_last), col(stubs), (at.saturating_sub(1), last_col))
}

/// The widths of all columns. What stands below a narrow form needs its room too.
fn widened(sheet: &FormSheet) -> Vec<f64> {
    let widths = sheet.stubs.iter().map(|stub| stub.width).chain(sheet.widths.iter().copied());
    let widths = widths.collect::<Vec<_>>();
    let feet = sheet.foot.iter().map(|item| places(item) + APART).sum::<f64>();
    let more = (feet / widths.iter().sum::<f64>().max(1.0)).clamp(1.0, 2.0);
    widths.into_iter().map(|width| width * more).collect()
}

/// Places between two items of the foot.
const APART: f64 = 4.0;

fn places(words: &str) -> f64 {
    f64::from(u32::try_from(look::places(words)).unwrap_or(u32::MAX))
}

/// The heads of the stub over all header rows, and the spans of the value columns.
fn heads(
    page: &mut Worksheet,
    sheet: &FormSheet,
    (first, last): (u32, u32),
    look: &Look,
) -> Result<(), XlsxError> {
    for (n, stub) in sheet.stubs.iter().enumerate() {
        look::span(page, (first, col(n)), (last, col(n)), &stub.label, &look.head)?;
    }
    let left = sheet.stubs.len();
    let right = left + sheet.widths.len();
    let mut heights = vec![HEAD; sheet.header.len().max(1)];
    let mut taken = vec![vec![false; right]; sheet.header.len()];
    for (n, spans) in sheet.header.iter().enumerate() {
        let mut at = left;
        for span in spans {
            while taken.get(n).and_then(|line| line.get(at)).copied().unwrap_or(false) {
                at += 1;
            }
            let end = (at + usize::from(span.columns.max(1))).min(right);
            let bottom = (n + usize::from(span.rows.max(1))).min(sheet.header.len());
            if at >= end {
                break;
            }
            for line in taken.iter_mut().take(bottom).skip(n) {
                line.iter_mut().take(end).skip(at).for_each(|place| *place = true);
            }
            let width = sheet.widths.iter().skip(at - left).take(end - at).sum::<f64>();
            let shared = heights.iter_mut().take(bottom).skip(n);
            let needed = height(&span.label, width, HEAD) / f64::from(row(bottom - n).max(1));
            shared.for_each(|one| *one = one.max(needed));
            let corner = (first + row(bottom) - 1, col(end - 1));
            look::span(page, (first + row(n), col(at)), corner, &span.label, &look.head)?;
            at = end;
        }
    }
    for (line, height) in (first..=last).zip(heights) {
        page.set_row_height(line, height)?;
    }
    // Places no head covers still have their border.
    for (n, line) in taken.iter().enumerate() {
        for (at, _) in line.iter().enumerate().skip(left).filter(|(_, taken)| !**taken) {
            page.write_blank(first + row(n), col(at), &look.head)?;
        }
    }
    Ok(())
}

fn body(
    page: &mut Worksheet,
    sheet: &FormSheet,
    (first, at): (u32, u32),
    line: &Line,
    look: &Look,
) -> Result<(), XlsxError> {
    let label: Format = look.text.clone().set_indent(line.indent);
    page.write_string_with_format(at, 0, &line.label, &label)?;
    for n in 1..sheet.stubs.len() {
        let value = line.stubs.get(n - 1).unwrap_or(&Value::Empty);
        look::value(page, (at, col(n)), value, look)?;
    }
    for n in 0..sheet.widths.len() {
        let value = line.cells.get(n).unwrap_or(&Value::Empty);
        let place = (at, col(sheet.stubs.len() + n));
        match value {
            Value::Sum(sum, of) => {
                let formula = added(first, sheet.stubs.len(), of).set_result(sum.to_string());
                page.write_formula_with_format(place.0, place.1, formula, &look.number)?;
            }
            value => look::value(page, place, value, look)?,
        }
    }
    let width = sheet.stubs.first().map_or(0.0, |stub| stub.width) - f64::from(line.indent) * 2.0;
    page.set_row_height(at, height(&line.label, width, LINE))?;
    Ok(())
}

/// Points of a row of the head, and of a line, whose words stand in one line.
const HEAD: f64 = 30.0;
const LINE: f64 = 24.0;

/// The height in points words need in a cell of that width, at least that of one line.
fn height(words: &str, width: f64, one: f64) -> f64 {
    // A character that would be cut in two goes to the next line.
    let lines = (places(words) / (width - 1.5).max(2.0)).ceil().max(1.0);
    one.max(lines * 15.0 + 6.0)
}

/// `=C5+D5-E5`
fn added(first: u32, stubs: usize, of: &[Addend]) -> Formula {
    let mut words = String::from("=");
    for (n, addend) in of.iter().enumerate() {
        let (line, column) = addend.at;
        words.push_str(match (addend.minus, n) {
            (true, _) => "-",
            (false, 0) => "",
            (false, _) => "+",
        });
        words.push_str(&row_col_to_cell(first + row(line), col(stubs + column)));
    }
    Formula::new(words)
}

/// The items of the foot line share the width by their words; where there are fewer columns than items they share the cells.
fn feet(
    page: &mut Worksheet,
    at: u32,
    (last_col, widths): (u16, &[f64]),
    items: &[String],
    look: &Look,
) -> Result<(), XlsxError> {
    let columns = usize::from(last_col) + 1;
    if items.len() > columns {
        return look::span(page, (at, 0), (at, last_col), &items.join("　　"), &look.left);
    }
    let mut from = 0;
    let across = widths.iter().sum::<f64>();
    let all = items.iter().map(|item| places(item) + APART).sum::<f64>();
    let mut share = 0.0;
    for (n, item) in items.iter().enumerate() {
        let after = items.len() - n - 1;
        // Each has the width its words need of the whole, and at least a column.
        share += across * (places(item) + APART) / all;
        let reached = (1..=columns).find(|to| widths.iter().take(*to).sum::<f64>() + 1.0 >= share);
        let to =
            if after == 0 { columns } else { reached.unwrap_or(columns).clamp(from + 1, columns - after) };
        look::span(page, (at, col(from)), (at, col(to - 1)), item, &look.left)?;
        from = to;
    }
    page.set_row_height(at, 28)?;
    Ok(())
}
