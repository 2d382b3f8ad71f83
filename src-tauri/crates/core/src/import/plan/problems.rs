//! What a clerk should look at, cell by cell.

use super::{Problem, Source};
use crate::{
    flag::Flag,
    import::{raw::letter, read::BookReading},
};

/// A problem of one place.
pub(super) fn problem(source: &Source, col: Option<u32>, code: &'static str, text: String) -> Problem {
    Problem {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        row: source.row,
        col: col.map(letter).unwrap_or_default(),
        code,
        text,
    }
}

/// Every flagged cell, refused row and sheet left out.
pub(super) fn of_cells(books: &[BookReading]) -> Vec<Problem> {
    let mut out = Vec::new();
    for book in books {
        for sheet in &book.sheets {
            let place = |row: u32| Source { file: book.file.clone(), sheet: sheet.name.clone(), row };
            if let Some(why) = &sheet.left_out {
                out.push(problem(&place(0), None, "left_out", format!("整张工作表未导入：{why}")));
            }
            for row in &sheet.rows {
                if let Some(why) = &row.refused {
                    out.push(problem(&place(row.row), None, "refused", why.clone()));
                }
                for cell in row.cells.iter().filter(|cell| cell.flag.needs_look()) {
                    let note = cell.note.as_deref().unwrap_or("请核对");
                    let text = format!("{}：{}（{}）", cell.field.label(), note, cell.flag.label());
                    out.push(problem(&place(row.row), cell.col, code(cell.flag), text));
                }
            }
        }
    }
    out
}

const fn code(flag: Flag) -> &'static str {
    match flag {
        Flag::Damaged => "damaged",
        Flag::Unreadable => "unreadable",
        Flag::Normal | Flag::Normalised | Flag::Doubtful => "doubtful",
    }
}
