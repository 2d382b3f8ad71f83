//! From the rows of a workbook to facts, cell by cell, with what was written beside what was understood.

mod cell;
mod deceased;
mod row;
pub(crate) mod unit_post;

use super::{
    raw::{Sheet, Workbook},
    table::{self, Column, Overrides, Skip, Skipped},
};
use crate::{
    flag::Flag,
    person::{Facts, Field},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One cell and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReading {
    /// The field it was read for.
    pub field: Field,
    /// The column, from 0; None when it was taken from elsewhere (the ID, the tab's name).
    pub col: Option<u32>,
    /// As it stands in the workbook.
    pub written: String,
    /// As it would be stored; empty when nothing is.
    pub understood: String,
    /// How far it can be trusted.
    pub flag: Flag,
    /// For the clerk: what is odd and what to do.
    pub note: Option<String>,
}

/// One row and what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowReading {
    /// The sheet.
    pub sheet: String,
    /// The Excel row.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<CellReading>,
    /// What would be stored.
    pub facts: Facts,
    /// The fields a clerk should look at: 存疑, 残缺, 无法识别 or contradictory.
    pub warn: BTreeSet<Field>,
    /// The 15 good digits of a number cell that lost the rest: for matching only.
    pub identity_hint: Option<String>,
    /// Why the row cannot be imported, in words.
    pub refused: Option<String>,
}

/// One sheet and what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetReading {
    /// The name on the tab.
    pub name: String,
    /// First and last header row; None when the sheet was left out.
    pub header_rows: Option<(u32, u32)>,
    /// Why the sheet was left out, in words.
    pub left_out: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows that are no person.
    pub skipped: Vec<Skipped>,
    /// Its people.
    pub rows: Vec<RowReading>,
}

/// A workbook and what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BookReading {
    /// The file's name without its folders.
    pub file: String,
    /// Its sheets.
    pub sheets: Vec<SheetReading>,
}

/// What to do with hidden rows and sheets. Hidden columns are always read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Leave them out and say so.
    #[default]
    Skip,
    /// Read them like the others.
    Take,
}

/// How to read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// No date after this day is believed.
    pub today: NaiveDate,
    /// Hidden rows and sheets.
    pub hidden: Hidden,
    /// Only the sheet of this name, if given.
    pub only_sheet: Option<String>,
    /// What a person decided about sheets and columns.
    pub overrides: Overrides,
}

impl Settings {
    /// The usual settings on a day.
    pub fn on(today: NaiveDate) -> Settings {
        Settings { today, hidden: Hidden::Skip, only_sheet: None, overrides: Overrides::default() }
    }
}

/// Reads a whole workbook.
pub fn read_book(file: &str, book: &Workbook, settings: &Settings) -> BookReading {
    BookReading {
        file: file.to_owned(),
        sheets: book.sheets.iter().map(|sheet| read_sheet(sheet, settings)).collect(),
    }
}

fn read_sheet(sheet: &Sheet, settings: &Settings) -> SheetReading {
    let over = settings.overrides.of(&sheet.name);
    let mut reading = SheetReading {
        name: sheet.name.clone(),
        header_rows: None,
        left_out: None,
        columns: Vec::new(),
        skipped: Vec::new(),
        rows: Vec::new(),
    };
    let left_out = if over.skip {
        Some("由您指定不导入")
    } else if settings.only_sheet.as_ref().is_some_and(|only| *only != sheet.name) {
        Some("没有选这张工作表")
    } else if sheet.hidden && settings.hidden == Hidden::Skip {
        Some("隐藏的工作表")
    } else if sheet.rows.iter().all(|row| row.filled().next().is_none()) {
        Some("空工作表")
    } else {
        None
    };
    if let Some(why) = left_out {
        reading.left_out = Some(why.to_owned());
        return reading;
    }
    let Some(table) = table::find(sheet, &over) else {
        reading.left_out = Some("没有找到花名册的表头（至少要有姓名和另外两列）".to_owned());
        return reading;
    };
    fill(&mut reading, sheet, table, settings);
    reading
}

fn fill(reading: &mut SheetReading, sheet: &Sheet, table: table::Table, settings: &Settings) {
    reading.header_rows = Some(table.header_rows);
    reading.skipped = table.skipped;
    let carried = row::Carried::of(sheet, &table.columns, &table.people);
    for person in &table.people {
        let Some(raw) = sheet.row(person.row) else { continue };
        if raw.hidden && settings.hidden == Hidden::Skip {
            let reason = Skip::Hidden;
            reading.skipped.push(Skipped { row: person.row, reason, text: reason.label().to_owned() });
            continue;
        }
        reading.rows.push(row::read(sheet, raw, person, &table.columns, &carried, settings.today));
    }
    reading.skipped.sort_by_key(|skipped| skipped.row);
    reading.columns = table.columns;
}
