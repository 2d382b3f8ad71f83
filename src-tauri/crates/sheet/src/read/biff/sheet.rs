//! The records of one sheet.

use super::book::{Book, Look};
use super::record::{
    END, Record, Version, continued, error_word, f64_at, next, opens, packed_number, u8_at, u16_at, u32_at,
};
use super::{damaged, strings};
use crate::SheetError;
use crate::read::rows::{Layout, Rows};
use crate::read::value;
use yinhui_core::import::raw::{Cell, Merge};

/// Reads a sheet from its first record on.
pub(super) fn read(stream: &[u8], book: &Book, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    // What is hidden may stand behind the cells.
    let mut layout = Layout::default();
    each(stream, |record, _| arrange(record, &mut layout))?;
    let mut sheet = Sheet { book, layout: &layout, rows, formula: None };
    each(stream, |record, rest| sheet.take(record, rest))?;
    rows.end(layout)
}

/// Every record of the part that begins here, and what follows it; parts within, such as charts, are passed over.
fn each<'a>(
    stream: &'a [u8],
    mut visit: impl FnMut(Record<'a>, &'a [u8]) -> Result<(), SheetError>,
) -> Result<(), SheetError> {
    let (first, mut rest) = next(stream).ok_or_else(|| damaged("no sheet"))?;
    opens(first).ok_or_else(|| damaged("no sheet"))?;
    let mut depth = 0;
    while let Some((record, after)) = next(rest) {
        rest = after;
        match record.kind {
            END if depth == 0 => return Ok(()),
            END => depth -= 1,
            _ if opens(record).is_some() => depth += 1,
            _ if depth == 0 => visit(record, rest)?,
            _ => {}
        }
    }
    Err(damaged("the sheet has no end"))
}

/// Notes what is hidden and merged.
fn arrange(record: Record<'_>, layout: &mut Layout) -> Result<(), SheetError> {
    let data = record.data;
    match record.kind {
        0x0208 | 0x0008 => {
            let (Some(row), Some(height)) = (u16_at(data, 0), u16_at(data, 6)) else { return Ok(()) };
            let flagged = record.kind == 0x0208 && u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0);
            if flagged || height == 0 {
                layout.rows.insert(u32::from(row) + 1);
            }
        }
        0x007d => {
            let (Some(first), Some(last)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
            if u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) || u16_at(data, 4) == Some(0) {
                layout.hide_columns(first.into(), last.into());
            }
        }
        0x00e5 => {
            let areas = data.get(2..).unwrap_or_default();
            for area in areas.chunks_exact(8).take(usize::from(u16_at(data, 0).unwrap_or(0))) {
                let at = |n| u32::from(u16_at(area, n).unwrap_or(0));
                layout.merge(Merge {
                    first_row: at(0) + 1,
                    last_row: at(2) + 1,
                    first_col: at(4),
                    last_col: at(6),
                })?;
            }
        }
        _ => {}
    }
    Ok(())
}

struct Sheet<'a, 'b> {
    book: &'a Book,
    layout: &'a Layout,
    rows: &'a mut Rows<'b>,
    /// The place of a formula whose text comes in a record of its own.
    formula: Option<Place>,
}

/// Where a cell stands, and how it looks.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    col: u32,
    look: Look,
    /// Where in the record the value begins.
    value: usize,
}

impl Sheet<'_, '_> {
    fn take(&mut self, record: Record<'_>, rest: &[u8]) -> Result<(), SheetError> {
        let data = record.data;
        let old = self.book.version == Version::Two;
        match record.kind {
            // 2 and 3 are numbers of version 2; 0x27e and 0xbd are packed ones.
            0x0002 if old => self.number(data, |at| u16_at(data, at).map(f64::from)),
            0x0003 if old => self.number(data, |at| f64_at(data, at)),
            0x0203 => self.number(data, |at| f64_at(data, at)),
            0x027e => self.number(data, |at| u32_at(data, at).map(packed_number)),
            0x00bd => self.packed(data),
            0x0004 if old => {
                let page = self.book.page;
                self.held(data, |_, at| strings::short(data, at, Version::Two, page).map(value::text))
            }
            0x0204 | 0x00d6 => {
                let (pieces, _) = continued(data, rest);
                let (version, page) = (self.book.version, self.book.page);
                self.held(data, |_, at| strings::long(&pieces, at, version, page).map(value::text))
            }
            0x00fd => {
                let book = self.book;
                let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                let text = index.and_then(|index| book.texts.get(index));
                let text = text.ok_or_else(|| damaged("a text that is not there"))?.clone();
                self.held(data, |_, _| Some(value::text(text)))
            }
            0x0005 if old => self.held(data, |_, at| judged(data, at)),
            0x0205 => self.held(data, |_, at| judged(data, at)),
            0x0006 | 0x0206 | 0x0406 => self.formula(data),
            0x0207 => self.text_of_formula(data, rest),
            0x0007 if old => self.text_of_formula(data, rest),
            _ => Ok(()),
        }
    }

    /// Where the cell of a record stands.
    fn place(&self, data: &[u8]) -> Option<Place> {
        let (row, col) = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        if self.book.version == Version::Two {
            let shown = self.book.format_two(usize::from(u8_at(data, 5)? & 0x3f));
            return Some(Place { row, col, look: Look { shown, ..Look::default() }, value: 7 });
        }
        Some(Place { row, col, look: self.book.look(u16_at(data, 4)?.into()), value: 6 })
    }

    fn put(&mut self, place: Place, cell: Cell) -> Result<(), SheetError> {
        let layout = self.layout;
        self.rows.put((place.row, place.col), cell, place.look.marks, |row| layout.hides(row))
    }

    fn held(
        &mut self,
        data: &[u8],
        cell: impl FnOnce(&Place, usize) -> Option<Cell>,
    ) -> Result<(), SheetError> {
        let place = self.place(data).ok_or_else(|| damaged("a cell without a place"))?;
        let cell = cell(&place, place.value).ok_or_else(|| damaged("a cell cut short"))?;
        self.put(place, cell)
    }

    fn number(&mut self, data: &[u8], number: impl FnOnce(usize) -> Option<f64>) -> Result<(), SheetError> {
        let since_1904 = self.book.since_1904;
        self.held(data, |place, at| Some(value::number(number(at)?, place.look.shown, since_1904)))
    }

    /// A row of packed numbers, side by side.
    fn packed(&mut self, data: &[u8]) -> Result<(), SheetError> {
        let place = self.place(data).ok_or_else(|| damaged("a cell without a place"))?;
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (col, cell) in (place.col..).zip(cells.chunks_exact(6)) {
            let look = self.book.look(u16_at(cell, 0).unwrap_or(0).into());
            let number = packed_number(u32_at(cell, 2).unwrap_or(0));
            let held = value::number(number, look.shown, self.book.since_1904);
            self.put(Place { col, look, ..place }, held)?;
        }
        Ok(())
    }

    /// The last result of a formula.
    fn formula(&mut self, data: &[u8]) -> Result<(), SheetError> {
        let place = self.place(data).ok_or_else(|| damaged("a cell without a place"))?;
        self.formula = None;
        let result = data.get(place.value..place.value + 8).ok_or_else(|| damaged("a cell cut short"))?;
        let cell = match result {
            [0, .., 0xff, 0xff] => {
                self.formula = Some(place);
                return Ok(());
            }
            [1, _, value, .., 0xff, 0xff] => Cell::Bool(*value != 0),
            [2, _, code, .., 0xff, 0xff] => Cell::Error(error_word(*code).into()),
            [.., 0xff, 0xff] => Cell::Empty,
            _ => value::number(f64_at(result, 0).unwrap_or(0.0), place.look.shown, self.book.since_1904),
        };
        self.put(place, cell)
    }

    fn text_of_formula(&mut self, data: &[u8], rest: &[u8]) -> Result<(), SheetError> {
        let Some(place) = self.formula.take() else { return Ok(()) };
        let (pieces, _) = continued(data, rest);
        let text = match self.book.version {
            Version::Two => strings::short(data, 0, Version::Two, self.book.page),
            version => strings::long(&pieces, 0, version, self.book.page),
        };
        self.put(place, value::text(text.ok_or_else(|| damaged("a text cut short"))?))
    }
}

/// True, false or an error.
fn judged(data: &[u8], at: usize) -> Option<Cell> {
    let value = u8_at(data, at)?;
    Some(if u8_at(data, at + 1)? == 0 {
        Cell::Bool(value != 0)
    } else {
        Cell::Error(error_word(value).into())
    })
}
