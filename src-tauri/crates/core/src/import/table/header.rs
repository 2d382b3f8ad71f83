//! Finding the header: one to three rows of known names under whatever titles stand above.

use super::dictionary::{Meaning, is_name, meaning};
use crate::{
    import::raw::{Row, Sheet},
    person::Field,
};

/// How far down a header is looked for.
const SEARCHED_ROWS: usize = 30;
/// A header has at most so many rows.
const MOST_ROWS: u32 = 3;
/// Fewer known names than this are no table of people.
const LEAST_NAMES: usize = 3;

/// First and last row of the header.
pub(super) fn find(sheet: &Sheet) -> Option<(u32, u32)> {
    let (best, _) = sheet
        .rows
        .iter()
        .take(SEARCHED_ROWS)
        .map(|row| (row, known(row)))
        // The first of equals: a header printed again further down is not the header.
        .fold(None, |best: Option<(&Row, usize)>, (row, score)| match best {
            Some((_, top)) if top >= score => best,
            _ => Some((row, score)),
        })?;
    let mut first = best.number;
    let mut last = best.number;
    while last - first + 1 < MOST_ROWS {
        if sheet.row(first.wrapping_sub(1)).is_some_and(|row| belongs_above(sheet, row, first)) {
            first -= 1;
        } else if sheet.row(last + 1).is_some_and(belongs_below) {
            last += 1;
        } else {
            break;
        }
    }
    let names: Vec<Field> = (0..sheet.width())
        .filter_map(|col| {
            (first..=last)
                .rev()
                .filter_map(|row| sheet.row(row))
                .map(|row| row.cell(col))
                .find(|c| !c.is_blank())
        })
        .filter_map(|cell| match meaning(&cell.written()) {
            Some(Meaning::Field(field)) => Some(field),
            _ => None,
        })
        .collect();
    (names.contains(&Field::Name) && names.len() >= LEAST_NAMES).then_some((first, last))
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
