//! Workbooks of spreadsheet programs.

use super::{Head, Sink, Tail, cells, visibility};
use crate::{SheetError, limits};
use calamine::{
    Data, Dimensions, Error, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs,
};
use chrono::{Datelike, NaiveDateTime, NaiveTime};
use std::io::Cursor;
use yinhui_core::import::raw::{Cell, Merge};

pub(super) type Book<'a> = Sheets<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), SheetError> {
    let mut book: Book<'_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(told)?;
    let tabs: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if tabs.len() > limits::SHEETS {
        return Err(SheetError::too_large("工作表太多"));
    }
    let mut hidden = visibility::of(bytes).unwrap_or_default();
    let mut cells = 0;
    for (name, is_hidden) in tabs {
        let seen = hidden.remove(&name).unwrap_or_default();
        sink.sheet(Head { name: name.clone(), hidden: is_hidden })?;
        cells::sheet(&mut book, &name, &seen, &mut cells, sink)?;
        sink.tail(Tail {
            merges: merges(&mut book, &name),
            hidden_columns: seen.columns.iter().copied().collect(),
        })?;
    }
    Ok(())
}

/// The reader's error as ours.
pub(super) fn told(error: Error) -> SheetError {
    let text = error.to_string();
    if text.contains("assword") { SheetError::Encrypted } else { SheetError::Unreadable(text) }
}

/// A value as the rules read it; its number format tells dates and months apart.
pub(super) fn cell(value: &Data, format: &str) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::Error(error) => Cell::Error(error.to_string()),
        // Whole numbers of a workbook are far below the limit of exactness.
        #[allow(clippy::cast_precision_loss)]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => number_cell(*number, format),
        Data::DateTime(moment) if moment.is_duration() => Cell::Number(moment.as_f64()),
        Data::DateTime(moment) => {
            moment.as_datetime().map_or(Cell::Number(moment.as_f64()), |m| day(m, format))
        }
        Data::DateTimeIso(text) => match text.parse::<NaiveDateTime>() {
            Ok(moment) => day(moment, format),
            Err(_) => text.parse().map_or_else(|_| Cell::Text(text.clone()), Cell::Date),
        },
    }
}

/// A number shown with two decimals holds what is shown: 1949.1 as 1949.10 is October, not January.
fn number_cell(number: f64, format: &str) -> Cell {
    let shown = format.strip_suffix('_').unwrap_or(format);
    if shown == "0.00" && number.fract() != 0.0 && (1000.0..10_000.0).contains(&number) {
        return Cell::Text(format!("{number:.2}"));
    }
    Cell::Number(number)
}

/// A day, a month where the format shows no day and the day is the first, or a moment.
fn day(moment: NaiveDateTime, format: &str) -> Cell {
    let bare: String = unquoted(format).to_ascii_lowercase();
    if moment.time() != NaiveTime::MIN {
        return Cell::DateTime(moment);
    }
    if moment.day() == 1 && bare.contains('y') && bare.contains('m') && !bare.contains('d') {
        return Cell::Month { year: moment.year(), month: moment.month() };
    }
    Cell::Date(moment.date())
}

/// A format without its quoted words and its locale and colour marks.
fn unquoted(format: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut marked) = (false, false);
    for character in format.chars() {
        match character {
            '"' => quoted = !quoted,
            '[' if !quoted => marked = true,
            ']' if !quoted => marked = false,
            _ if quoted || marked => {}
            _ => out.push(character),
        }
    }
    out
}

/// Merged areas, where the reader knows them.
fn merges(book: &mut Book<'_>, name: &str) -> Vec<Merge> {
    let found: Vec<Dimensions> = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    found
        .iter()
        .map(|d| Merge {
            first_row: d.start.0 + 1,
            last_row: d.end.0 + 1,
            first_col: d.start.1,
            last_col: d.end.1,
        })
        .collect()
}
