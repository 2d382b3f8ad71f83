//! Where a workbook goes while it is read: into memory, or on its way to the process that asked.

use crate::SheetError;
use yinhui_core::import::raw::{Merge, Row, Sheet, Workbook};

/// A sheet begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The name on the tab.
    pub(crate) name: String,
    /// True when the tab is hidden.
    pub(crate) hidden: bool,
}

/// A sheet ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tail {
    /// Its merged areas.
    pub(crate) merges: Vec<Merge>,
    /// Its hidden columns, from 0.
    pub(crate) hidden_columns: Vec<u32>,
    /// True when the tab turned out to be hidden: some kinds say so only here.
    pub(crate) hidden: bool,
}

/// Takes a workbook: of each sheet its head, its rows, its tail.
pub(crate) trait Sink: Send {
    fn sheet(&mut self, head: Head) -> Result<(), SheetError>;
    /// Rows come in their order, unless the file has them otherwise.
    fn row(&mut self, row: Row) -> Result<(), SheetError>;
    fn rows(&mut self, rows: Vec<Row>) -> Result<(), SheetError> {
        rows.into_iter().try_for_each(|row| self.row(row))
    }
    fn tail(&mut self, tail: Tail) -> Result<(), SheetError>;
}

/// Keeps a workbook.
#[derive(Debug, Default)]
pub(crate) struct Collect {
    book: Workbook,
}

impl Collect {
    pub(crate) fn into_workbook(self) -> Workbook {
        self.book
    }
}

impl Sink for Collect {
    fn sheet(&mut self, head: Head) -> Result<(), SheetError> {
        self.book.sheets.push(Sheet { name: head.name, hidden: head.hidden, ..Sheet::default() });
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), SheetError> {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.rows.push(row);
        }
        Ok(())
    }

    fn rows(&mut self, mut rows: Vec<Row>) -> Result<(), SheetError> {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.rows.append(&mut rows);
        }
        Ok(())
    }

    fn tail(&mut self, tail: Tail) -> Result<(), SheetError> {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.hidden |= tail.hidden;
            sheet.merges = tail.merges;
            sheet.hidden_columns = tail.hidden_columns;
            in_order(&mut sheet.rows);
        }
        Ok(())
    }
}

/// Rows ascend and none stands twice, whatever the file says; of two cells at one place the later one counts.
fn in_order(rows: &mut Vec<Row>) {
    if rows.is_sorted_by(|one, next| one.number < next.number) {
        return;
    }
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, kept| {
        if later.number != kept.number {
            return false;
        }
        kept.hidden |= later.hidden;
        if kept.cells.len() < later.cells.len() {
            kept.cells.resize(later.cells.len(), Default::default());
        }
        for (held, cell) in kept.cells.iter_mut().zip(later.cells.drain(..)) {
            if !cell.is_blank() {
                *held = cell;
            }
        }
        kept.framed.append(&mut later.framed);
        kept.struck.append(&mut later.struck);
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinhui_core::import::raw::Cell;

    #[test]
    fn rows_out_of_order_are_put_in_order() {
        let row = |number, cells: &[&str]| Row {
            number,
            cells: cells
                .iter()
                .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) })
                .collect(),
            ..Row::default()
        };
        let mut rows = vec![row(3, &["丙"]), row(1, &["甲", "乙"]), row(3, &["", "丁"])];
        in_order(&mut rows);
        assert_eq!(rows, [row(1, &["甲", "乙"]), row(3, &["丙", "丁"])]);
    }
}
