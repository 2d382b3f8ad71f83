//! What a clerk should look at, cell by cell.

use super::{Problem, Source};
use crate::{
    flag::Flag,
    import::{
        raw::letter,
        read::{BookReading, CellReading, RowReading},
    },
};
use std::sync::Arc;

/// A problem of one place.
pub(super) fn problem(source: &Source, col: Option<u32>, code: &'static str, text: String) -> Problem {
    Problem {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        table: source.table,
        row: source.row,
        col: col.map(letter).unwrap_or_default(),
        code,
        text,
    }
}

/// Tables left out, or with something to know.
pub(super) fn of_sheets(books: &[BookReading]) -> Vec<Problem> {
    let mut out = Vec::new();
    for book in books {
        for sheet in &book.sheets {
            let place = Source {
                file: Arc::clone(&book.file),
                sheet: Arc::clone(&sheet.name),
                table: sheet.table,
                row: 0,
            };
            if let Some(why) = &sheet.left_out {
                out.push(problem(&place, None, "left_out", format!("整张工作表未导入：{why}")));
            }
            if let Some(note) = &sheet.note {
                out.push(problem(&place, None, "note", note.clone()));
            }
            for column in sheet.columns.iter().filter(|column| column.doubtful) {
                let text = format!("{}列“{}”：{}", column.letter, column.header, column.reason);
                out.push(problem(&place, Some(column.col), "column", text));
            }
        }
    }
    out
}

/// The flagged cells of a row, or why it cannot be imported.
pub(super) fn of_row(row: &RowReading, table: &Source) -> Vec<Problem> {
    let mut out = Vec::new();
    if row.refused.is_none() && row.warn.is_empty() {
        return out;
    }
    let source = &Source { row: row.row, ..table.clone() };
    if let Some(why) = &row.refused {
        out.push(problem(source, None, "refused", why.clone()));
    }
    for cell in row.cells.iter().filter(|cell| cell.flag.needs_look()) {
        out.push(problem(source, cell.col, code(cell.flag), of_cell(cell)));
    }
    out
}

/// A flagged cell in words.
fn of_cell(cell: &CellReading) -> String {
    let note = cell.note.as_deref().unwrap_or("请核对");
    format!("{}：{}（{}）", cell.field.label(), note, cell.flag.label())
}

const fn code(flag: Flag) -> &'static str {
    match flag {
        Flag::Damaged => "damaged",
        Flag::Unreadable => "unreadable",
        Flag::Normal | Flag::Normalised | Flag::Doubtful => "doubtful",
    }
}
