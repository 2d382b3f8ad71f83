//! The cells of one sheet, row by row.
//!
//! .xlsx and .xlsb are read as they come: asking the reader for the whole area of a sheet would take memory for every
//! place between its first and its last cell, and one stray cell in the last corner is enough to end the program.

use super::Sink;
use super::excel::{Book, cell, told};
use super::visibility::Visibility;
use crate::{SheetError, limits};
use calamine::{Data, Error, Reader, Sheets, Style, StyleRange};
use yinhui_core::import::raw::{Cell, Row};

/// Reads a sheet, within what is left of the limit of cells.
pub(super) fn sheet(
    book: &mut Book<'_>,
    name: &str,
    seen: &Visibility,
    cells: &mut u64,
    sink: &mut dyn Sink,
) -> Result<(), SheetError> {
    let mut rows = Rows { row: Row::default(), count: 0, cells, seen, sink };
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
    rows.end()
}

/// The number format of a style; empty where there is none.
fn format(style: Option<&Style>) -> &str {
    style.and_then(|style| style.number_format.as_ref()).map_or("", |format| format.format_code.as_ref())
}

/// The row under way, and how many rows and cells there were so far.
struct Rows<'a> {
    row: Row,
    count: u32,
    cells: &'a mut u64,
    seen: &'a Visibility,
    sink: &'a mut dyn Sink,
}

impl Rows<'_> {
    fn put(&mut self, (row, col): (u32, u32), value: &Data, format: &str) -> Result<(), SheetError> {
        if matches!(value, Data::Empty) {
            return Ok(());
        }
        if col >= limits::COLUMNS {
            return Err(SheetError::too_large("列太多，请删去右边的空列"));
        }
        if self.row.number != row + 1 {
            self.send()?;
            self.row.number = row + 1;
            self.row.hidden = self.seen.rows.contains(&(row + 1));
        }
        let place = usize::try_from(col).unwrap_or(0);
        let before = self.row.cells.len();
        if before <= place {
            self.row.cells.resize(place + 1, Cell::Empty);
        }
        *self.cells += u64::try_from(self.row.cells.len() - before).unwrap_or(0);
        if *self.cells > limits::CELLS {
            return Err(SheetError::too_large("格子太多"));
        }
        if let Some(held) = self.row.cells.get_mut(place) {
            *held = cell(value, format);
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), SheetError> {
        if self.row.cells.is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > limits::ROWS {
            return Err(SheetError::too_large("行太多"));
        }
        let width = self.row.cells.len();
        let row = std::mem::replace(&mut self.row, Row { cells: Vec::with_capacity(width), ..Row::default() });
        self.sink.row(row)
    }

    fn end(mut self) -> Result<(), SheetError> {
        self.send()
    }
}
