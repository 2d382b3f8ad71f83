//! The cells of one sheet, row by row.
//!
//! .xlsx and .xlsb are read as they come: asking the reader for the whole area of a sheet would take memory for every
//! place between its first and its last cell, and one stray cell in the last corner is enough to end the program.

use super::excel::{Book, cell, told};
use super::visibility::Visibility;
use crate::{SheetError, limits};
use calamine::{Data, Error, Reader, Sheets, Style, StyleRange};
use std::collections::BTreeMap;
use yinhui_core::import::raw::{Cell, Row, Sheet};

/// Reads a sheet, within what is left of the limit of cells.
pub(super) fn sheet(
    book: &mut Book<'_>,
    name: &str,
    seen: &Visibility,
    cells: &mut u64,
) -> Result<Sheet, SheetError> {
    let mut rows = Rows { rows: BTreeMap::new(), cells };
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = book.worksheet_cells_reader(name).map_err(|error| told(Error::Xlsx(error)))?;
            while let Some((found, style)) =
                reader.next_cell_with_style_id().map_err(|error| told(Error::Xlsx(error)))?
            {
                rows.put(
                    found.get_position(),
                    &Data::from(found.get_value().clone()),
                    format(reader.styles().get(style)),
                )?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut reader = book.worksheet_cells_reader(name).map_err(|error| told(Error::Xlsb(error)))?;
            while let Some(found) = reader.next_cell().map_err(|error| told(Error::Xlsb(error)))? {
                rows.put(found.get_position(), &Data::from(found.get_value().clone()), "")?;
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range = book.worksheet_range(name).map_err(told)?;
            let styles = book.worksheet_style(name).unwrap_or_else(|_| StyleRange::empty());
            let (top, left) = range.start().unwrap_or_default();
            for (row, values) in (top..).zip(range.rows()) {
                for (col, value) in (left..).zip(values) {
                    rows.put((row, col), value, format(styles.get((row, col))))?;
                }
            }
        }
    }
    Ok(rows.into_sheet(name, seen))
}

/// The number format of a style; empty where there is none.
fn format(style: Option<&Style>) -> &str {
    style.and_then(|style| style.number_format.as_ref()).map_or("", |format| format.format_code.as_ref())
}

/// Rows by their place, and how many cells the workbook has held so far.
struct Rows<'a> {
    rows: BTreeMap<u32, Vec<Cell>>,
    cells: &'a mut u64,
}

impl Rows<'_> {
    fn put(&mut self, (row, col): (u32, u32), value: &Data, format: &str) -> Result<(), SheetError> {
        if matches!(value, Data::Empty) {
            return Ok(());
        }
        if col >= limits::COLUMNS {
            return Err(SheetError::TooLarge("列太多，请删去右边的空列"));
        }
        let many = usize::try_from(limits::ROWS).unwrap_or(usize::MAX);
        if self.rows.len() >= many && !self.rows.contains_key(&row) {
            return Err(SheetError::TooLarge("行太多"));
        }
        let place = usize::try_from(col).unwrap_or(0);
        let cells = self.rows.entry(row).or_default();
        let before = cells.len();
        if before <= place {
            cells.resize(place + 1, Cell::Empty);
        }
        *self.cells += u64::try_from(cells.len() - before).unwrap_or(0);
        if *self.cells > limits::CELLS {
            return Err(SheetError::TooLarge("格子太多"));
        }
        if let Some(held) = cells.get_mut(place) {
            *held = cell(value, format);
        }
        Ok(())
    }

    fn into_sheet(self, name: &str, seen: &Visibility) -> Sheet {
        let row = |(at, cells): (u32, Vec<Cell>)| Row {
            number: at + 1,
            hidden: seen.rows.contains(&(at + 1)),
            cells,
        };
        Sheet {
            name: name.to_owned(),
            hidden: false,
            rows: self.rows.into_iter().map(row).collect(),
            merges: Vec::new(),
            hidden_columns: seen.columns.iter().copied().collect(),
        }
    }
}
