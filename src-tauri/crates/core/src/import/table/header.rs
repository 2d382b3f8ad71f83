//! Finding a header: one to three rows of known names under whatever titles stand above.

use super::{
    content,
    dictionary::{Meaning, is_generic, is_name, meaning},
};
use crate::{
    import::raw::{Cell, Merge, Row, Sheet},
    person::Field,
};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// How far down the first header is looked for.
const SEARCHED_ROWS: usize = 60;
/// A header has at most so many rows.
const MOST_ROWS: u32 = 3;
/// So many known names with 姓名 among them are a header whatever stands below.
const SURE_NAMES: usize = 3;
/// Rows below a header that are looked at.
const LOOKED_AT: usize = 30;

/// First and last row of the first header.
pub(super) fn find(sheet: &Sheet) -> Option<(u32, u32)> {
    let searched = || sheet.rows.iter().take(SEARCHED_ROWS);
    let mut spans = searched().filter(|row| known(row) > 0).map(|row| around(sheet, row, 1));
    let first = spans.find(|span| names_people(sheet, *span))?;
    // A row that only names some columns may stand above the row with most names.
    let best = searched()
        .filter(|row| row.number >= first.0 && row.number <= first.1 + 1)
        .max_by_key(|row| (known(row), std::cmp::Reverse(row.number)))
        .map_or(first, |row| around(sheet, row, 1));
    Some(if names_people(sheet, best) { best } else { first })
}

/// Finds a character of 姓名 in a text.
static NAME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("名"));

/// True when a row further down heads a table of its own or is the header printed again.
pub(super) fn is_one(sheet: &Sheet, row: &Row) -> bool {
    // Asked of every row of a long table: one that heads people holds 姓名 in one of its short cells.
    let maybe = row.cells.iter().any(
        |cell| matches!(cell, Cell::Text(text) if text.len() <= 40 && NAME.find(text.as_bytes()).is_some()),
    );
    maybe && known(row) >= 2 && {
        let here = (row.number, row.number);
        names_people(sheet, here) && fields(sheet, here).contains(&Field::Name)
    }
}

/// The header a row belongs to, not reaching above `top`.
pub(super) fn around(sheet: &Sheet, row: &Row, top: u32) -> (u32, u32) {
    let (mut first, mut last) = (row.number, row.number);
    while last - first + 1 < MOST_ROWS {
        let above = first.checked_sub(1).filter(|number| *number >= top).and_then(|number| sheet.row(number));
        if above.is_some_and(|row| belongs_above(sheet, row, first)) {
            first -= 1;
        } else if sheet.row(last + 1).is_some_and(belongs_below) || reaches_below(sheet, (first, last)) {
            last += 1;
        } else {
            break;
        }
    }
    (first, last)
}

/// True when a header names people: 姓名 with two more names, or one more where names of people stand below; without
/// 姓名, where many columns are known and one of the others holds names of people.
fn names_people(sheet: &Sheet, span: (u32, u32)) -> bool {
    let lowest = lowest(sheet, span);
    let known = lowest.iter().filter(|(_, text)| is_name(text)).count();
    let fields = fields(sheet, span);
    let below = |col: u32| content::below(sheet, span.1, col, LOOKED_AT);
    if fields.contains(&Field::Name) {
        let name = lowest.iter().find(|(_, text)| meaning(text) == Some(Meaning::Field(Field::Name)));
        return known >= SURE_NAMES
            || (known >= 2 && name.is_some_and(|(col, _)| content::are_names(&below(*col))));
    }
    fields.len() > SURE_NAMES
        && lowest.iter().any(|(col, text)| meaning(text).is_none() && content::are_names(&below(*col)))
}

/// The lowest words over each column.
fn lowest(sheet: &Sheet, (first, last): (u32, u32)) -> Vec<(u32, String)> {
    let over = |col: u32| {
        let mut rows = (first..=last).rev().filter_map(|row| sheet.row(row)).map(|row| row.cell(col));
        rows.find(|cell| !cell.is_blank()).map(|cell| (col, cell.written().into_owned()))
    };
    (0..sheet.width()).filter_map(over).collect()
}

fn fields(sheet: &Sheet, span: (u32, u32)) -> Vec<Field> {
    let field = |(_, text): (u32, String)| match meaning(&text) {
        Some(Meaning::Field(field)) => Some(field),
        _ => None,
    };
    lowest(sheet, span).into_iter().filter_map(field).collect()
}

/// How many cells of a row are exactly a column's name.
fn known(row: &Row) -> usize {
    row.filled().filter(|(_, cell)| is_name(&cell.written())).count()
}

/// A row above the names belongs to the header when it holds names over empty cells or heads merged columns,
/// and is not a title across the whole table.
fn belongs_above(sheet: &Sheet, row: &Row, below: u32) -> bool {
    let filled: Vec<u32> = row.filled().map(|(col, _)| col).collect();
    if filled.len() < 2 {
        return false;
    }
    let over_empty = row
        .filled()
        .filter(|(col, cell)| {
            is_name(&cell.written()) && sheet.row(below).is_some_and(|row| row.cell(*col).is_blank())
        })
        .count();
    let width = sheet.width();
    let heads = sheet
        .merges
        .iter()
        .filter(|m| m.first_row == row.number && m.last_row == row.number)
        .filter(|m| m.last_col > m.first_col && m.last_col - m.first_col + 1 < width * 2 / 3)
        .count();
    over_empty > 0 || (heads > 1 && row.filled().all(|(_, cell)| cell.written().chars().count() <= 12))
}

/// The row below belongs to the header when a column's name is merged down into it, whatever groups it names.
fn reaches_below(sheet: &Sheet, (first, last): (u32, u32)) -> bool {
    let reaches = |m: &&Merge| (first..=last).contains(&m.first_row) && m.last_row > last;
    let named =
        |m: &Merge| sheet.row(m.first_row).is_some_and(|row| is_name(&row.cell(m.first_col).written()));
    sheet.merges.iter().filter(reaches).any(named)
}

/// A row below the names belongs to the header when nothing but names stands in it.
fn belongs_below(row: &Row) -> bool {
    let names = |text: &str| is_name(text) || is_generic(text);
    row.filled().next().is_some() && row.filled().all(|(_, cell)| names(&cell.written()))
}
