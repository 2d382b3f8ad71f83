//! XML of Excel 2002 and 2003 (`urn:schemas-microsoft-com:office:spreadsheet`), often named .xls.

use super::rows::{Layout, Marks, Rows};
use super::value::{self, Shown};
use super::xml::{damaged, number, push, value as attribute};
use crate::{SheetError, limits};
use chrono::NaiveDateTime;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use yinhui_core::import::raw::{Cell, Merge};

/// Borders of this weight and more frame a cell.
const HEAVY: u32 = 2;

/// Reads a workbook.
pub(super) fn read(text: &str, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut book = Book { rows, styles: HashMap::new(), style: None, sheet: None };
    let mut any = false;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(tag) => {
                any |= tag.local_name().as_ref() == "Worksheet";
                book.open(&tag)?;
            }
            Event::End(tag) => book.close(tag.local_name().as_ref())?,
            Event::Eof => break,
            said => {
                if let Some(sheet) = &mut book.sheet
                    && (sheet.in_data || sheet.in_visible)
                {
                    push(&said, &mut sheet.text);
                }
            }
        }
    }
    // A file that was cut off: what came before is not all there was.
    if book.sheet.is_some() {
        return Err(SheetError::Unreadable("the workbook ends within a sheet".to_owned()));
    }
    if any { Ok(()) } else { Err(SheetError::UnknownKind) }
}

#[derive(Debug, Clone, Copy, Default)]
struct Look {
    shown: Shown,
    struck: bool,
    borders: u8,
}

struct Book<'a, 'b> {
    rows: &'a mut Rows<'b>,
    styles: HashMap<String, Look>,
    /// The style whose parts are being read.
    style: Option<(String, Look)>,
    sheet: Option<Sheet>,
}

/// The place and the cell that are being read.
#[derive(Default)]
struct Sheet {
    layout: Layout,
    /// Rows and columns from 0.
    row: u32,
    next_row: u32,
    col: u32,
    next_col: u32,
    next_column: u32,
    look: Look,
    kind: String,
    text: String,
    in_data: bool,
    in_visible: bool,
    /// A comment has data of its own.
    in_comment: bool,
}

impl Book<'_, '_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), SheetError> {
        let hidden = || attribute(tag, "Hidden").as_deref() == Some("1");
        match (tag.local_name().as_ref(), &mut self.sheet) {
            ("Style", None) => {
                let parent = attribute(tag, "Parent").and_then(|parent| self.styles.get(&parent).copied());
                self.style = attribute(tag, "ID").map(|id| (id, parent.unwrap_or_default()));
            }
            (part @ ("NumberFormat" | "Font" | "Border"), None) => {
                if let Some((_, look)) = &mut self.style {
                    styled(part, tag, look);
                }
            }
            ("Worksheet", None) => {
                self.rows.begin(&attribute(tag, "Name").unwrap_or_default(), false)?;
                self.sheet = Some(Sheet::default());
            }
            ("Column", Some(sheet)) => {
                let first = number(tag, "Index").map_or(sheet.next_column, |at| at.saturating_sub(1));
                let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
                let no_width = attribute(tag, "Width").and_then(|w| w.parse::<f64>().ok()) == Some(0.0);
                if hidden() || no_width {
                    sheet.layout.hide_columns(first, last);
                }
                sheet.next_column = last.saturating_add(1);
            }
            ("Row", Some(sheet)) => {
                sheet.row = number(tag, "Index").map_or(sheet.next_row, |at| at.saturating_sub(1));
                let last = sheet.row.saturating_add(number(tag, "Span").unwrap_or(0));
                if hidden() {
                    let most = sheet.row.saturating_add(limits::ROWS);
                    sheet.layout.rows.extend((sheet.row..=last.min(most)).map(|row| row.saturating_add(1)));
                }
                sheet.next_row = last.saturating_add(1);
                sheet.next_col = 0;
            }
            ("Cell", Some(sheet)) => {
                sheet.col = number(tag, "Index").map_or(sheet.next_col, |at| at.saturating_sub(1));
                let style = attribute(tag, "StyleID").and_then(|id| self.styles.get(&id).copied());
                sheet.look = style.unwrap_or_default();
                let across = number(tag, "MergeAcross").unwrap_or(0);
                let down = number(tag, "MergeDown").unwrap_or(0);
                let last_col = sheet.col.saturating_add(across);
                sheet.layout.merge(Merge {
                    first_row: sheet.row.saturating_add(1),
                    last_row: sheet.row.saturating_add(down).saturating_add(1),
                    first_col: sheet.col,
                    last_col,
                })?;
                sheet.next_col = last_col.saturating_add(1);
            }
            ("Comment", Some(sheet)) => sheet.in_comment = true,
            ("Data", Some(sheet)) if !sheet.in_comment => {
                sheet.kind = attribute(tag, "Type").unwrap_or_default();
                sheet.text.clear();
                sheet.in_data = true;
            }
            ("Visible", Some(sheet)) => {
                sheet.text.clear();
                sheet.in_visible = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), SheetError> {
        match (name, &mut self.sheet) {
            ("Style", None) => {
                if let Some((id, look)) = self.style.take() {
                    self.styles.insert(id, look);
                }
            }
            ("Data", Some(sheet)) if sheet.in_data => {
                sheet.in_data = false;
                let marks = Marks { framed: sheet.look.borders == 4, struck: sheet.look.struck };
                let cell = cell(&sheet.kind, std::mem::take(&mut sheet.text), sheet.look.shown);
                let layout = &sheet.layout;
                self.rows.put((sheet.row, sheet.col), cell, marks, |row| layout.hides(row))?;
            }
            ("Comment", Some(sheet)) => sheet.in_comment = false,
            ("Visible", Some(sheet)) if sheet.in_visible => {
                sheet.in_visible = false;
                sheet.layout.tab = sheet.text.trim() != "SheetVisible";
            }
            ("Worksheet", sheet) => {
                if let Some(sheet) = sheet.take() {
                    self.rows.end(sheet.layout)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// What a part of a style says.
fn styled(part: &str, tag: &BytesStart<'_>, look: &mut Look) {
    match part {
        "NumberFormat" => {
            look.shown = match attribute(tag, "Format").unwrap_or_default().as_str() {
                "General Date" | "Long Date" | "Medium Date" | "Short Date" | "Long Time" | "Medium Time"
                | "Short Time" => Shown::Day,
                "Fixed" => Shown::TwoDecimals,
                "Standard" | "Currency" | "Euro Currency" | "Percent" | "Scientific" | "Yes/No"
                | "True/False" | "On/Off" => Shown::Plain,
                format => Shown::of(format),
            }
        }
        "Font" => look.struck = attribute(tag, "StrikeThrough").as_deref() == Some("1"),
        _ => {
            let side = attribute(tag, "Position").unwrap_or_default();
            let heavy = number(tag, "Weight").is_some_and(|weight| weight >= HEAVY);
            look.borders += u8::from(heavy && ["Left", "Right", "Top", "Bottom"].contains(&side.as_str()));
        }
    }
}

fn cell(kind: &str, text: String, shown: Shown) -> Cell {
    match kind {
        "Number" => match text.trim().parse::<f64>() {
            Ok(held) => value::number(held, shown, false),
            Err(_) => value::text(text),
        },
        "DateTime" => match text.trim().parse::<NaiveDateTime>() {
            Ok(at) => value::day(at, shown),
            Err(_) => value::text(text),
        },
        "Boolean" => Cell::Bool(text.trim() == "1"),
        "Error" => Cell::Error(text.into()),
        _ => value::text(text),
    }
}
