//! Finding a header: one to three rows of known names under whatever titles stand above.

use super::dictionary::{Meaning, is_name, meaning};
use crate::{
    import::raw::{Row, Sheet},
    person::Field,
};

/// How far down the first header is looked for.
const SEARCHED_ROWS: usize = 60;
/// A header has at most so many rows.
const MOST_ROWS: u32 = 3;
/// Fewer known names than this are no table of people.
pub(super) const LEAST_NAMES: usize = 3;

/// First and last row of the first header.
pub(super) fn find(sheet: &Sheet) -> Option<(u32, u32)> {
    let searched = || sheet.rows.iter().take(SEARCHED_ROWS);
    let spans = searched().filter(|row| known(row) > 0).map(|row| around(sheet, row, 1));
    let first = spans.filter(|span| names_people(sheet, *span)).next()?;
    // A row that only names some columns may stand above the row with most names.
    let best = searched()
        .filter(|row| row.number >= first.0 && row.number <= first.1 + 1)
        .max_by_key(|row| (known(row), std::cmp::Reverse(row.number)))
        .map_or(first, |row| around(sheet, row, 1));
    Some(if names_people(sheet, best) { best } else { first })
}

/// True when a row by itself names people's columns.
pub(super) fn is_one(row: &Row) -> bool {
    let names: Vec<Option<Meaning>> =
        row.filled().map(|(_, cell)| cell.written()).filter(|t| is_name(t)).map(|t| meaning(&t)).collect();
    names.len() >= LEAST_NAMES && names.contains(&Some(Meaning::Field(Field::Name)))
}

/// The header a row belongs to, not reaching above `top`.
pub(super) fn around(sheet: &Sheet, row: &Row, top: u32) -> (u32, u32) {
    let (mut first, mut last) = (row.number, row.number);
    while last - first + 1 < MOST_ROWS {
        let above = first.checked_sub(1).filter(|number| *number >= top).and_then(|number| sheet.row(number));
        if above.is_some_and(|row| belongs_above(sheet, row, first)) {
            first -= 1;
        } else if sheet.row(last + 1).is_some_and(belongs_below) {
            last += 1;
        } else {
            break;
        }
    }
    (first, last)
}

/// True when the lowest names of a header hold 姓名 and two more fields.
fn names_people(sheet: &Sheet, (first, last): (u32, u32)) -> bool {
    let lowest = |col: u32| {
        let rows = (first..=last).rev().filter_map(|row| sheet.row(row)).map(|row| row.cell(col));
        rows.into_iter().find(|cell| !cell.is_blank())
    };
    let fields: Vec<Field> = (0..sheet.width())
        .filter_map(lowest)
        .filter_map(|cell| match meaning(&cell.written()) {
            Some(Meaning::Field(field)) => Some(field),
            _ => None,
        })
        .collect();
    fields.contains(&Field::Name) && fields.len() >= LEAST_NAMES
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

/// A row below the names belongs to the header when nothing but names stands in it.
fn belongs_below(row: &Row) -> bool {
    let filled = row.filled().count();
    filled > 0 && row.filled().all(|(_, cell)| is_name(&cell.written()))
}
