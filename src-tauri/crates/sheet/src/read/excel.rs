//! .xlsx, .xlsm and .xlsb, read as they come: asking the reader for the whole area of a sheet would take memory for
//! every place between its first and its last cell, and one stray cell in the last corner is enough to end a program.

use super::layout::Layouts;
use super::rows::{Layout, Marks, Rows};
use super::value::{self, Shown};
use crate::SheetError;
use calamine::{
    Border, BorderStyle, CellErrorType, DataRef, Error, Reader, Sheet, SheetType, SheetVisible, Style, Xlsb,
    Xlsx,
};
use chrono::NaiveDateTime;
use compact_str::{CompactString, ToCompactString};
use std::io::Cursor;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use yinhui_core::import::raw::Cell;

/// A cell as the reader tells it, and the number of its style.
type Found<'a> = (calamine::Cell<DataRef<'a>>, usize);
/// Cells that are handed on together.
const BATCH: usize = 1024;
/// Batches that may wait.
const AHEAD: usize = 8;

/// Opens an .xlsx or .xlsm: all but its sheets is read.
pub(super) fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, SheetError> {
    Xlsx::new(Cursor::new(bytes)).map_err(|error| told(Error::Xlsx(error)))
}

/// Reads its sheets. What the cells mean and where they go is worked out beside the reading, which takes longest.
pub(super) fn xlsx(
    mut book: Xlsx<Cursor<&[u8]>>,
    layouts: &mut Layouts,
    rows: &mut Rows<'_>,
) -> Result<(), SheetError> {
    let told = |error| told(Error::Xlsx(error));
    for (name, hidden) in tabs(book.sheets_metadata()) {
        rows.begin(&name, hidden)?;
        let layout = layouts.take(&name);
        let mut cells = book.worksheet_cells_reader(&name).map_err(told)?;
        let looks: Vec<Look> = cells.styles().iter().map(Look::of).collect();
        thread::scope(|scope| {
            let (send, found) = sync_channel(AHEAD);
            let rows = &mut *rows;
            let kept = scope.spawn(move || keep(&found, &looks, layout, rows));
            let read =
                batches(|| cells.next_cell_with_style_id().map_err(told), |batch| send.send(batch).is_ok());
            drop(send);
            // A limit that was reached ends the reading; then it is the reason.
            kept.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)).and(read)
        })?;
    }
    Ok(())
}

/// Reads cells to the last one, or until nobody takes them any more.
fn batches<'a>(
    mut next: impl FnMut() -> Result<Option<Found<'a>>, SheetError>,
    mut hand_on: impl FnMut(Vec<Found<'a>>) -> bool,
) -> Result<(), SheetError> {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(found) = next()? {
        batch.push(found);
        if batch.len() == BATCH && !hand_on(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))) {
            return Ok(());
        }
    }
    hand_on(batch);
    Ok(())
}

/// Puts the cells of a sheet into their rows.
fn keep(
    found: &Receiver<Vec<Found<'_>>>,
    looks: &[Look],
    layout: Layout,
    rows: &mut Rows<'_>,
) -> Result<(), SheetError> {
    for (cell, style) in found.iter().flatten() {
        let look = looks.get(style).copied().unwrap_or_default();
        rows.put(cell.get_position(), held(cell.get_value(), look.shown), look.marks, |row| {
            layout.hides(row)
        })?;
    }
    rows.end(layout)
}

/// Reads an .xlsb.
pub(super) fn xlsb(bytes: &[u8], layouts: &mut Layouts, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let told = |error| told(Error::Xlsb(error));
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(told)?;
    for (name, hidden) in tabs(book.sheets_metadata()) {
        rows.begin(&name, hidden)?;
        let layout = layouts.take(&name);
        let mut cells = book.worksheet_cells_reader(&name).map_err(told)?;
        while let Some(cell) = cells.next_cell().map_err(told)? {
            let held = held(cell.get_value(), Shown::Day);
            rows.put(cell.get_position(), held, Marks::default(), |row| layout.hides(row))?;
        }
        rows.end(layout)?;
    }
    Ok(())
}

/// The sheets with cells: name, and whether the tab is hidden.
fn tabs(told: &[Sheet]) -> Vec<(String, bool)> {
    let sheets = told.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

/// The reader's error as ours.
fn told(error: Error) -> SheetError {
    let text = error.to_string();
    if text.contains("assword") { SheetError::Encrypted } else { SheetError::Unreadable(text) }
}

/// What the style of a cell says.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    shown: Shown,
    marks: Marks,
}

impl Look {
    fn of(style: &Style) -> Look {
        let shown = style.number_format.as_ref().map_or(Shown::Plain, |format| {
            match (Shown::of(&format.format_code), format.format_id) {
                (Shown::Plain, Some(number)) if (27..=58).contains(&number) => Shown::of_number(number),
                (shown, _) => shown,
            }
        });
        let heavy = |border: &Border| {
            matches!(
                border.style,
                BorderStyle::Medium
                    | BorderStyle::Thick
                    | BorderStyle::Double
                    | BorderStyle::MediumDashed
                    | BorderStyle::MediumDashDot
                    | BorderStyle::MediumDashDotDot
                    | BorderStyle::SlantDashDot
            )
        };
        let framed = style
            .borders
            .as_ref()
            .is_some_and(|b| [&b.left, &b.right, &b.top, &b.bottom].into_iter().all(heavy));
        let struck = style.font.as_ref().is_some_and(|font| font.strikethrough);
        Look { shown, marks: Marks { framed, struck } }
    }
}

/// A value of the reader as the rules read it.
fn held(found: &DataRef<'_>, shown: Shown) -> Cell {
    match found {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => value::text(text.as_str()),
        DataRef::SharedString(text) => value::text(*text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::Error(error) => Cell::Error(error_word(error)),
        // Whole numbers of a workbook are far below the limit of exactness.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) if shown == Shown::TwoDecimals => value::number(*number, shown, false),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(moment) if moment.is_duration() => Cell::Number(moment.as_f64()),
        DataRef::DateTime(moment) => moment
            .as_datetime()
            .filter(|_| moment.as_f64() >= 0.0)
            .map_or(Cell::Number(moment.as_f64()), |at| value::day(at, shown)),
        DataRef::DateTimeIso(text) => match text.trim_end_matches('Z').parse::<NaiveDateTime>() {
            Ok(moment) => value::day(moment, shown),
            Err(_) => text.parse().map_or_else(|_| Cell::Text(text.into()), Cell::Date),
        },
    }
}

fn error_word(error: &CellErrorType) -> CompactString {
    error.to_compact_string()
}
