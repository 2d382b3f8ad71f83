//! The rows of a sheet on their way, within the limits.

use super::sink::{Head, Sink, Tail};
use crate::{SheetError, limits};
use std::collections::BTreeSet;
use yinhui_core::import::raw::{Cell, Merge, Row};

/// What of a sheet is hidden or merged.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Hidden rows, by number from 1.
    pub(super) rows: BTreeSet<u32>,
    /// Hidden columns from 0, up to the widest sheet that is read.
    pub(super) columns: BTreeSet<u32>,
    /// Merged areas.
    pub(super) merges: Vec<Merge>,
    /// True when the tab is hidden, where that stands behind its rows.
    pub(super) tab: bool,
}

impl Layout {
    /// Hides the columns from `first` to `last`, both from 0.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.columns.extend(first..=last.min(limits::COLUMNS - 1));
    }

    /// Notes a merged area; one of a single cell is none.
    pub(super) fn merge(&mut self, merge: Merge) -> Result<(), SheetError> {
        if self.merges.len() >= limits::MERGES {
            return Err(SheetError::too_large("合并的单元格太多"));
        }
        let real = merge.last_row >= merge.first_row
            && merge.last_col >= merge.first_col
            && (merge.last_row, merge.last_col) != (merge.first_row, merge.first_col);
        if real {
            self.merges.push(merge);
        }
        Ok(())
    }
}

/// Marks that the look of a cell makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// A medium or thicker border on all four sides.
    pub(super) framed: bool,
    /// A font that is struck through.
    pub(super) struck: bool,
}

/// Takes the cells of one sheet after the other and sends them on as rows.
pub(super) struct Rows<'a> {
    sink: &'a mut dyn Sink,
    row: Row,
    sheets: usize,
    count: u32,
    cells: u64,
    text: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, row: Row::default(), sheets: 0, count: 0, cells: 0, text: 0 }
    }

    /// A sheet begins.
    pub(super) fn begin(&mut self, name: &str, hidden: bool) -> Result<(), SheetError> {
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(SheetError::too_large("工作表太多"));
        }
        self.count = 0;
        self.sink.sheet(Head { name: name.to_owned(), hidden })
    }

    /// A cell, at a row and a column from 0; one that is empty leaves no trace.
    pub(super) fn put(
        &mut self,
        (row, col): (u32, u32),
        cell: Cell,
        marks: Marks,
        hidden: impl FnOnce(u32) -> bool,
    ) -> Result<(), SheetError> {
        if matches!(cell, Cell::Empty) {
            return Ok(());
        }
        if col >= limits::COLUMNS {
            return Err(SheetError::too_large("列太多，请删去右边的空列"));
        }
        let number = row.saturating_add(1);
        if self.row.number != number {
            self.send()?;
            self.row.number = number;
            self.row.hidden = hidden(number);
        }
        if let Cell::Text(text) | Cell::Error(text) = &cell {
            self.text += u64::try_from(text.len()).unwrap_or(u64::MAX);
            if self.text > limits::TEXT_BYTES {
                return Err(SheetError::too_large("文字太多，请拆成几个文件"));
            }
        }
        if matches!(cell, Cell::Text(_)) {
            if marks.framed {
                self.row.framed.push(col);
            }
            if marks.struck {
                self.row.struck.push(col);
            }
        }
        let place = usize::try_from(col).unwrap_or(0);
        let before = self.row.cells.len();
        if before <= place {
            self.row.cells.resize(place + 1, Cell::Empty);
        }
        self.cells += u64::try_from(self.row.cells.len() - before).unwrap_or(0);
        if self.cells > limits::CELLS {
            return Err(SheetError::too_large("格子太多，请拆成几个文件"));
        }
        if let Some(held) = self.row.cells.get_mut(place) {
            *held = cell;
        }
        Ok(())
    }

    /// The sheet ends.
    pub(super) fn end(&mut self, layout: Layout) -> Result<(), SheetError> {
        self.send()?;
        self.sink.tail(Tail {
            merges: layout.merges,
            hidden_columns: layout.columns.into_iter().collect(),
            hidden: layout.tab,
        })
    }

    fn send(&mut self) -> Result<(), SheetError> {
        if self.row.cells.is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > limits::ROWS {
            return Err(SheetError::too_large("行太多，请拆成几个文件"));
        }
        let width = self.row.cells.len();
        let next = Row { cells: Vec::with_capacity(width), ..Row::default() };
        self.sink.row(std::mem::replace(&mut self.row, next))
    }
}
