//! One table of a web page.

use super::rows::{Layout, Marks, Rows};
use super::value;
use crate::{SheetError, limits};
use html5ever::Attribute;
use std::collections::BTreeMap;
use yinhui_core::import::raw::{Cell, Merge};

/// No cell reaches further down than this.
const LOWEST: u32 = 65_534;

/// The attributes of a tag.
pub(super) struct Attributes<'a>(pub(super) &'a [Attribute]);

impl Attributes<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|a| a.name.local.as_ref() == name).map(|a| a.value.as_ref())
    }

    fn count(&self, name: &str, most: u32) -> u32 {
        self.value(name).and_then(|text| text.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
    }

    fn unseen(&self) -> bool {
        self.value("hidden").is_some()
            || self
                .value("style")
                .is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
    }
}

/// A table while it is read, and after.
#[derive(Default)]
pub(super) struct Table {
    /// Rows so far.
    pub(super) height: u32,
    cells: Vec<(u32, u32, Cell, Marks)>,
    merges: Vec<Merge>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    /// The first row below what reaches down from above, by column.
    taken: BTreeMap<u32, u32>,
    row: Option<u32>,
    column: u32,
    next_col: u32,
    cell: Option<Open>,
}

/// A cell while it is read.
struct Open {
    text: String,
    number: Option<String>,
    struck: u32,
    has_struck: bool,
    has_plain: bool,
}

impl Table {
    pub(super) fn open(&mut self, name: &str, tag: &Attributes<'_>) {
        match name {
            "col" => {
                let last = self.column + tag.count("span", limits::COLUMNS) - 1;
                let no_width = tag.value("width").is_some_and(|width| width.trim() == "0");
                if tag.unseen() || no_width {
                    self.hidden_columns.push((self.column, last));
                }
                self.column = (last + 1).min(limits::COLUMNS);
            }
            "tr" => {
                self.close("tr");
                self.row = Some(self.height);
                self.height += 1;
                self.next_col = 0;
                if tag.unseen() {
                    self.hidden_rows.push(self.height);
                }
            }
            "td" | "th" => self.begin(tag),
            "br" => self.text_as_is("\n"),
            "p" | "div" | "li" if self.cell.as_ref().is_some_and(|cell| !cell.text.trim().is_empty()) => {
                self.text_as_is("\n");
            }
            "s" | "strike" | "del" => {
                if let Some(cell) = &mut self.cell {
                    cell.struck += 1;
                }
            }
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "tr" => {
                self.end();
                self.row = None;
            }
            "td" | "th" => self.end(),
            "s" | "strike" | "del" => {
                if let Some(cell) = &mut self.cell {
                    cell.struck = cell.struck.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    /// A cell begins, right of the one before and of what reaches down from above.
    fn begin(&mut self, tag: &Attributes<'_>) {
        self.end();
        if self.row.is_none() {
            self.open("tr", &Attributes(&[]));
        }
        let Some(row) = self.row else { return };
        while self.taken.get(&self.next_col).is_some_and(|free| *free > row) {
            self.next_col += 1;
        }
        let (across, down) = (tag.count("colspan", limits::COLUMNS), tag.count("rowspan", LOWEST));
        let last = self.next_col.saturating_add(across - 1);
        if down > 1 {
            self.taken.extend((self.next_col..=last).map(|col| (col, row.saturating_add(down))));
        }
        if across > 1 || down > 1 {
            self.merges.push(Merge {
                first_row: row + 1,
                last_row: row.saturating_add(down),
                first_col: self.next_col,
                last_col: last,
            });
        }
        self.cells.push((row, self.next_col, Cell::Empty, Marks::default()));
        self.next_col = last.saturating_add(1);
        self.cell = Some(Open {
            text: String::new(),
            number: tag.value("x:num").filter(|number| !number.is_empty()).map(str::to_owned),
            struck: 0,
            has_struck: false,
            has_plain: false,
        });
    }

    /// Text of the page: any white space is one blank.
    pub(super) fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !cell.text.ends_with([' ', '\n']) && !cell.text.is_empty() {
                        cell.text.push(' ');
                    }
                }
                _ => {
                    cell.text.push(c);
                    *(if cell.struck > 0 { &mut cell.has_struck } else { &mut cell.has_plain }) = true;
                }
            }
        }
    }

    fn text_as_is(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text.truncate(cell.text.trim_end_matches(' ').len());
            cell.text.push_str(text);
        }
    }

    fn end(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let text = open.text.trim_matches([' ', '\n']);
        // A column too narrow shows signs only, a long number its first digits; the number itself stands beside.
        let unreadable = !text.is_empty() && text.chars().all(|c| c == '#') || text.contains("E+");
        let held = match open.number.filter(|_| unreadable) {
            Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => value::text(number),
            Some(number) => number.parse().map_or_else(|_| value::text(text), Cell::Number),
            None => value::text(text),
        };
        if let Some((.., cell, marks)) = self.cells.last_mut() {
            *cell = held;
            marks.struck = open.has_struck && !open.has_plain;
        }
    }

    /// Sends the table on, its first row at that row from 0; the next free row.
    pub(super) fn send(
        self,
        first: u32,
        layout: &mut Layout,
        rows: &mut Rows<'_>,
    ) -> Result<u32, SheetError> {
        layout.rows.extend(self.hidden_rows.iter().map(|row| row.saturating_add(first)));
        for (from, to) in self.hidden_columns {
            layout.hide_columns(from, to);
        }
        for merge in self.merges {
            // What reaches below the table ends with it.
            let last_row = merge.last_row.min(self.height) + first;
            layout.merge(Merge { first_row: merge.first_row + first, last_row, ..merge })?;
        }
        for (row, col, cell, marks) in self.cells {
            rows.put((row + first, col), cell, marks, |row| layout.hides(row))?;
        }
        Ok(first + self.height)
    }
}
