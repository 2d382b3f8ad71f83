//! A workbook as cells, whatever file it came from.

use chrono::{NaiveDate, NaiveDateTime};
use compact_str::CompactString;
use std::borrow::Cow;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// Its sheets in their order.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// True when the tab is hidden.
    pub hidden: bool,
    /// Its rows from the top; rows without a cell may be missing.
    pub rows: Vec<Row>,
    /// Merged areas, where the file's kind tells them.
    pub merges: Vec<Merge>,
    /// Hidden columns, from 0, where the file's kind tells them. They are read like the others.
    pub hidden_columns: Vec<u32>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The number beside it, from 1.
    pub number: u32,
    /// True when it is hidden, where the file's kind tells.
    pub hidden: bool,
    /// Its cells from column A on; the tail may be missing.
    pub cells: Vec<Cell>,
    /// Columns whose text has a medium or thicker border on all four sides, as clerks frame the dead; where the file's
    /// kind tells them.
    pub framed: Vec<u32>,
    /// Columns whose text is struck through, as clerks do with those who left; where the file's kind tells them.
    pub struck: Vec<u32>,
}

/// A merged area: its corners, all included. Rows from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// First column.
    pub first_col: u32,
    /// Last column.
    pub last_col: u32,
}

/// What a cell holds; of a formula, its last result.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(CompactString),
    /// A number.
    Number(f64),
    /// A number shown as a day.
    Date(NaiveDate),
    /// The first of a month shown as year and month only: the day was never written.
    Month {
        /// Year.
        year: i32,
        /// Month, from 1.
        month: u32,
    },
    /// A number shown as a moment.
    DateTime(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// An error such as `#REF!`.
    Error(CompactString),
}

impl Cell {
    /// True when nothing stands in it but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => crate::text::is_nothing(text),
            _ => false,
        }
    }

    /// What a person would read in it.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Date(day) => Cow::Owned(day.to_string()),
            Cell::Month { year, month } => Cow::Owned(format!("{year:04}-{month:02}")),
            Cell::DateTime(moment) => Cow::Owned(moment.to_string()),
            Cell::Bool(true) => Cow::Borrowed("是"),
            Cell::Bool(false) => Cow::Borrowed("否"),
        }
    }
}

impl Row {
    /// The cell of a column, from 0; empty beyond the end.
    pub fn cell(&self, col: u32) -> &Cell {
        usize::try_from(col).ok().and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Empty)
    }

    /// The columns with something in them.
    pub fn filled(&self) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.iter().zip(0..).filter(|(cell, _)| !cell.is_blank()).map(|(cell, col)| (col, cell))
    }
}

impl Sheet {
    /// How many columns its widest row has.
    pub fn width(&self) -> u32 {
        self.rows.iter().map(|row| row.cells.len()).max().and_then(|w| u32::try_from(w).ok()).unwrap_or(0)
    }

    /// The row of that number.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let first = self.rows.first()?.number;
        // Hardly a sheet has gaps: the row stands where its number says.
        let guess = usize::try_from(number.checked_sub(first)?).ok().and_then(|at| self.rows.get(at));
        guess.filter(|row| row.number == number).or_else(|| {
            let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
            self.rows.get(at)
        })
    }

    /// The cell that shows at a place: of a merged area, its top left one.
    pub fn shown(&self, number: u32, col: u32) -> &Cell {
        let own = self.row(number).map_or(&Cell::Empty, |row| row.cell(col));
        if !own.is_blank() {
            return own;
        }
        let merge = self.merges.iter().find(|m| {
            (m.first_row..=m.last_row).contains(&number) && (m.first_col..=m.last_col).contains(&col)
        });
        merge.and_then(|m| self.row(m.first_row).map(|row| row.cell(m.first_col))).unwrap_or(own)
    }
}

/// The letters of a column, from 0: A, B … Z, AA.
pub fn letter(col: u32) -> String {
    let mut left = col + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column of its letters, from 0; None where they are none of a sheet.
pub fn column(letters: &str) -> Option<u32> {
    let known = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    known.then(|| letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte - b'A') + 1) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(
            ["A", "Z", "AA", "ZZ", "AAA", "", "a", "A1"].map(column),
            [Some(0), Some(25), Some(26), Some(701), Some(702), None, None, None]
        );
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_merged_area_shows_its_corner() {
        let sheet = Sheet {
            rows: vec![
                Row { number: 3, cells: vec![Cell::Text("甲局".into())], ..Row::default() },
                Row { number: 4, ..Row::default() },
            ],
            merges: vec![Merge { first_row: 3, last_row: 5, first_col: 0, last_col: 0 }],
            ..Sheet::default()
        };
        assert_eq!(sheet.shown(4, 0).written(), "甲局");
        assert_eq!(sheet.shown(6, 0), &Cell::Empty);
    }
}
