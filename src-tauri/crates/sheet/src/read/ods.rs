//! .ods, read by ourselves: the library refuses line breaks between the tags, and tells neither what is hidden or
//! merged nor how a date is shown.

use super::layout::Archive;
use super::ods_style::{Styles, is_style};
use super::rows::{Layout, Marks, Rows};
use super::value::{self, Shown};
use super::xml::{damaged, number, push, value as attribute};
use crate::{SheetError, limits};
use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Read};
use yinhui_core::import::raw::{Cell, Merge};

/// Reads a packed one.
pub(super) fn packed(archive: &mut Archive<'_>, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    if let Ok(manifest) = archive.by_name("META-INF/manifest.xml") {
        let mut text = String::new();
        let read = manifest.take(1 << 20).read_to_string(&mut text);
        if read.is_ok() && text.contains("encryption-data") {
            return Err(SheetError::Encrypted);
        }
    }
    let part = archive.by_name("content.xml").map_err(|error| SheetError::Unreadable(error.to_string()))?;
    read(BufReader::new(part.take(limits::UNPACKED_BYTES)), rows)
}

/// Reads the XML of one.
pub(super) fn read(from: impl BufRead, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().expand_empty_elements = true;
    let mut book = Book { rows, styles: Styles::default(), sheet: None, aside: 0, ended: false, any: false };
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => book.open(&tag)?,
            Event::End(tag) => book.close(tag.local_name().as_ref())?,
            Event::Eof => break,
            said => {
                if let Some(sheet) = &mut book.sheet
                    && sheet.in_text > 0
                    && book.aside == 0
                {
                    push(&said, &mut sheet.text);
                }
            }
        }
        buffer.clear();
    }
    if book.ended && book.any {
        return Ok(());
    }
    Err(SheetError::Unreadable(if book.any { "cut off" } else { "no spreadsheet" }.to_owned()))
}

struct Book<'a, 'b> {
    rows: &'a mut Rows<'b>,
    styles: Styles,
    sheet: Option<Sheet>,
    /// Depth within something whose text is not the cell's: a comment, how a word is spoken, what is drawn.
    aside: u32,
    ended: bool,
    any: bool,
}

/// The place and the cell that are being read.
#[derive(Default)]
struct Sheet {
    layout: Layout,
    /// Rows and columns from 0.
    row: u32,
    row_repeats: u32,
    held: Vec<(u32, Cell, Marks)>,
    col: u32,
    column: u32,
    cell: Held,
    text: String,
    in_text: u32,
    paragraphs: u32,
}

/// What the tag of a cell says.
#[derive(Default)]
struct Held {
    kind: String,
    value: String,
    style: String,
    repeats: u32,
    is: bool,
}

const ASIDE: [&str; 5] = ["annotation", "ruby-text", "shapes", "tracked-changes", "detective"];

impl Book<'_, '_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), SheetError> {
        let name = tag.local_name();
        let name = name.as_ref();
        if ASIDE.contains(&name) || self.aside > 0 {
            self.aside += 1;
            return Ok(());
        }
        let Some(sheet) = &mut self.sheet else {
            if name == "table" {
                let hidden = attribute(tag, "style-name").is_some_and(|style| self.styles.hides(&style));
                self.rows.begin(&attribute(tag, "name").unwrap_or_default(), hidden)?;
                self.sheet = Some(Sheet::default());
                self.any = true;
            } else if is_style(name) {
                self.styles.open(name, tag);
            }
            return Ok(());
        };
        let unseen = || matches!(attribute(tag, "visibility").as_deref(), Some("collapse" | "filter"));
        match name {
            "table-column" => {
                let repeats = number(tag, "number-columns-repeated").unwrap_or(1).max(1);
                let last = sheet.column.saturating_add(repeats - 1);
                if unseen() {
                    sheet.layout.hide_columns(sheet.column, last);
                }
                sheet.column = last.saturating_add(1);
            }
            "table-row" => {
                sheet.row_repeats = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
                sheet.col = 0;
                sheet.held.clear();
                if unseen() {
                    let last = sheet.row.saturating_add(sheet.row_repeats.min(limits::ROWS));
                    sheet.layout.rows.extend(sheet.row + 1..=last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let of =
                    |names: &[&str]| names.iter().find_map(|name| attribute(tag, name)).unwrap_or_default();
                sheet.cell = Held {
                    kind: of(&["value-type"]),
                    value: of(&["date-value", "time-value", "boolean-value", "value"]),
                    style: of(&["style-name"]),
                    repeats: number(tag, "number-columns-repeated").unwrap_or(1).max(1),
                    is: true,
                };
                sheet.text = of(&["string-value"]);
                sheet.paragraphs = 0;
                let (across, down) = (
                    number(tag, "number-columns-spanned").unwrap_or(1),
                    number(tag, "number-rows-spanned").unwrap_or(1),
                );
                sheet.layout.merge(Merge {
                    first_row: sheet.row.saturating_add(1),
                    last_row: sheet.row.saturating_add(down.max(1)),
                    first_col: sheet.col,
                    last_col: sheet.col.saturating_add(across.max(1) - 1),
                })?;
            }
            "p" | "h" if sheet.cell.is => {
                // A text of its own counts for more than the attribute.
                if sheet.paragraphs == 0 {
                    sheet.text.clear();
                } else {
                    sheet.text.push('\n');
                }
                sheet.paragraphs += 1;
                sheet.in_text += 1;
            }
            "s" if sheet.in_text > 0 => {
                let many = number(tag, "c").unwrap_or(1).min(1000);
                sheet.text.extend((0..many).map(|_| ' '));
            }
            "tab" if sheet.in_text > 0 => sheet.text.push('\t'),
            "line-break" if sheet.in_text > 0 => sheet.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), SheetError> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        self.ended |= matches!(name, "document-content" | "document");
        let Some(sheet) = &mut self.sheet else {
            self.styles.close(name);
            return Ok(());
        };
        match name {
            "p" | "h" => sheet.in_text = sheet.in_text.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let held = std::mem::take(&mut sheet.cell);
                let look = self.styles.look(&held.style);
                let cell = cell(&held, std::mem::take(&mut sheet.text), look.shown);
                let next = sheet.col.saturating_add(held.repeats);
                if !matches!(cell, Cell::Empty) {
                    if next > limits::COLUMNS {
                        return Err(SheetError::too_large("列太多，请删去右边的空列"));
                    }
                    sheet.held.extend((sheet.col..next).map(|col| (col, cell.clone(), look.marks)));
                }
                sheet.col = next;
            }
            "table-row" => {
                let held = std::mem::take(&mut sheet.held);
                let rows = if held.is_empty() { 0 } else { sheet.row_repeats };
                for row in (sheet.row..).take(usize::try_from(rows).unwrap_or(usize::MAX)) {
                    for (col, cell, marks) in &held {
                        let layout = &sheet.layout;
                        self.rows.put((row, *col), cell.clone(), *marks, |row| layout.hides(row))?;
                    }
                }
                sheet.row = sheet.row.saturating_add(sheet.row_repeats);
            }
            "table" => {
                if let Some(sheet) = self.sheet.take() {
                    self.rows.end(sheet.layout)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn cell(held: &Held, text: String, shown: Shown) -> Cell {
    let said = held.value.trim();
    match held.kind.as_str() {
        "float" | "percentage" | "currency" => match said.parse::<f64>() {
            // A number that is shown as an error is one.
            Ok(_) if text.starts_with('#') && text.ends_with(['!', '?', 'A']) => Cell::Error(text.into()),
            Ok(number) if shown == Shown::TwoDecimals => value::number(number, shown, false),
            Ok(number) => Cell::Number(number),
            Err(_) => value::text(text),
        },
        "date" => match said.parse::<NaiveDateTime>() {
            Ok(at) => value::day(at, shown),
            Err(_) => match said.parse::<NaiveDate>() {
                Ok(on) => value::day(on.into(), shown),
                Err(_) => value::text(text),
            },
        },
        "boolean" => Cell::Bool(said == "true"),
        _ => value::text(text),
    }
}
