//! A list: title, a line above, one row of heads, rows, lines below.

use super::{
    Value,
    look::{self, Look, TITLE_HEIGHT, col, row},
};
use rust_xlsxwriter::{Image, Worksheet, XlsxError};

/// Points of a row with a picture: a photo in which a face is known, a code that a scanner reads.
const PICTURE_HEIGHT: f64 = 60.0;

/// A list to print: A4 landscape.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableSheet {
    /// The name on the tab.
    pub name: String,
    /// Over the whole width; empty for none.
    pub title: String,
    /// The line above the table, left: 填报单位（盖章）…; empty with `head_right` for none.
    pub head_left: String,
    /// The same, right: a date, 单位：人.
    pub head_right: String,
    /// The columns.
    pub columns: Vec<ColumnSpec>,
    /// The rows; a short one is filled up with empty cells.
    pub rows: Vec<Vec<Value>>,
    /// Lines below the table, one each.
    pub foot: Vec<String>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSpec {
    /// Its head.
    pub label: String,
    /// Its width in characters of the standard font; a Chinese character takes two.
    pub width: f64,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// Running text, left.
    #[default]
    Text,
    /// Short text, centred.
    Short,
    /// Digits that are no number: identity, telephone, card and code. Text in every cell.
    Code,
    /// A number.
    Number,
}

pub(super) fn write(page: &mut Worksheet, sheet: &TableSheet, look: &Look) -> Result<(), XlsxError> {
    let last_col = col(sheet.columns.len().saturating_sub(1));
    let mut at = 0;
    if !sheet.title.is_empty() {
        look::span(page, (at, 0), (at, last_col), &sheet.title, &look.title)?;
        page.set_row_height(at, TITLE_HEIGHT)?;
        at += 1;
    }
    if !(sheet.head_left.is_empty() && sheet.head_right.is_empty()) {
        look::ends(page, at, last_col, (&sheet.head_left, &sheet.head_right), look)?;
        at += 1;
    }
    let head = at;
    for (n, column) in sheet.columns.iter().enumerate() {
        page.set_column_width(col(n), column.width)?;
        page.write_string_with_format(head, col(n), &column.label, &look.head)?;
        if column.kind == ColumnKind::Code {
            // Rows a clerk adds below keep their digits too.
            page.set_column_format(col(n), &rust_xlsxwriter::Format::new().set_num_format("@"))?;
        }
    }
    page.set_row_height(head, 30)?;
    at += 1;
    for values in &sheet.rows {
        // Before the picture, which is fitted into the room there is.
        if values.iter().any(|value| matches!(value, Value::Picture(_))) {
            page.set_row_height(at, PICTURE_HEIGHT)?;
        }
        for (n, (column, value)) in sheet.columns.iter().zip(values).enumerate() {
            put(page, (at, col(n)), column.kind, value)?;
        }
        at += 1;
    }
    formats(page, sheet, head + 1, look)?;
    for line in &sheet.foot {
        look::span(page, (at, 0), (at, last_col), line, &look.left)?;
        at += 1;
    }
    look::page(page, true, (head, head), frozen(sheet), (at.saturating_sub(1), last_col))?;
    if !sheet.rows.is_empty() {
        page.autofilter(head, 0, head + row(sheet.rows.len()), last_col)?;
    }
    Ok(())
}

/// The columns up to the name stay in view.
fn frozen(sheet: &TableSheet) -> u16 {
    sheet.columns.iter().position(|c| c.label == "姓名").map_or(0, |n| col(n + 1)).min(3)
}

/// A value, still without its look.
fn put(
    page: &mut Worksheet,
    (row, col): (u32, u16),
    kind: ColumnKind,
    value: &Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            page.write_string(row, col, text)?;
        }
        Value::Number(number) | Value::Sum(number, _) if kind == ColumnKind::Code => {
            page.write_string(row, col, number.to_string())?;
        }
        // Only a form knows where the values stand that make a sum.
        Value::Number(number) | Value::Sum(number, _) => {
            page.write_number(row, col, *number)?;
        }
        Value::Picture(bytes) => {
            if let Ok(picture) = Image::new_from_buffer(bytes) {
                page.insert_image_fit_to_cell(row, col, &picture, true)?;
            }
        }
    }
    Ok(())
}

/// The look of all cells at once, the empty ones too: the writer searches for a format by all that is in it, which for
/// each cell takes longer than the cell. Then those that are not as their column.
fn formats(page: &mut Worksheet, sheet: &TableSheet, first: u32, look: &Look) -> Result<(), XlsxError> {
    let of = |kind: ColumnKind| match kind {
        ColumnKind::Text => &look.text,
        ColumnKind::Short => &look.short,
        ColumnKind::Code => &look.code,
        // General: a whole number needs no format of its own, and what is typed into an empty cell shows as it is.
        ColumnKind::Number => &look.short,
    };
    let Some(last) = sheet.rows.len().checked_sub(1).map(|last| first + row(last)) else { return Ok(()) };
    let mut from = 0;
    for alike in sheet.columns.chunk_by(|one, next| one.kind == next.kind) {
        let Some(one) = alike.first() else { continue };
        page.set_range_format(first, col(from), last, col(from + alike.len() - 1), of(one.kind))?;
        from += alike.len();
    }
    for (values, at) in sheet.rows.iter().zip(first..) {
        for (n, (column, value)) in sheet.columns.iter().zip(values).enumerate() {
            let (Value::Number(number) | Value::Sum(number, _)) = value else { continue };
            let is_usual = column.kind == ColumnKind::Number && number.fract() == 0.0;
            if column.kind != ColumnKind::Code && !is_usual {
                page.set_cell_format(at, col(n), look.of_number(*number))?;
            }
        }
    }
    Ok(())
}
