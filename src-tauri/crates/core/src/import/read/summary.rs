//! A sheet that repeats the people of the others (`domain.md` 4.2): recognised, so that theirs is the word that stands.

use super::SheetReading;
use crate::{
    import::raw::Workbook,
    person::{Field, name},
    text::compact,
};
use std::collections::HashSet;

/// People that must come again before a table counts as a summary.
const LEAST: usize = 4;

/// Marks the table that repeats at least nine tenths of its people from the others, and most of theirs.
pub(super) fn mark(book: &Workbook, sheets: &mut [SheetReading]) {
    let filled = sheets.iter().filter(|sheet| !sheet.people.is_empty()).count();
    if filled < 3 {
        return;
    }
    let keys: Vec<HashSet<String>> = sheets.iter().map(|sheet| people(book, sheet)).collect();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let Some(own) = keys.get(at).filter(|own| own.len() >= LEAST) else { continue };
        let others: HashSet<&String> =
            keys.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, keys)| keys).collect();
        let again = own.iter().filter(|key| others.contains(key)).count();
        if again * 10 >= own.len() * 9 && again * 10 >= others.len() * 8 {
            sheet.summary = true;
            sheet.note = Some(format!(
                "像是汇总表：{}人中有{again}人在其他工作表里也有。以各分表为准，这张表只用来补缺；不需要时可整张不导入",
                own.len()
            ));
            return;
        }
    }
}

/// Names as they are compared.
fn people(book: &Workbook, sheet: &SheetReading) -> HashSet<String> {
    let Some(cells) = book.sheets.get(sheet.at) else { return HashSet::new() };
    let Some(column) = sheet.columns.iter().find(|c| c.field() == Some(Field::Name)) else {
        return HashSet::new();
    };
    let rows = sheet.people.iter().filter_map(|person| cells.row(person.row));
    rows.map(|row| name::key(&compact(&row.cell(column.col).written())))
        .filter(|key| !key.is_empty())
        .collect()
}
