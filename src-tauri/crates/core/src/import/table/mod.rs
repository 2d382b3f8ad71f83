//! Where the table of people stands on a sheet, and what its columns are.

mod columns;
mod dictionary;
mod header;
mod rows;

pub use dictionary::{Meaning, meaning};
pub use rows::Skip;

use super::raw::Sheet;
use crate::person::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table of people on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// First and last row of the header (Excel numbers).
    pub header_rows: (u32, u32),
    /// Every column with a header.
    pub columns: Vec<Column>,
    /// The rows that are people.
    #[serde(skip)]
    pub people: Vec<Person>,
    /// The rows that are none, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// A row that is a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The Excel row.
    pub row: u32,
    /// The branch of the group title above it, if the sheet is grouped so.
    pub group: Option<String>,
}

/// A row that is no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The Excel row.
    pub row: u32,
    /// Why it was left out.
    pub reason: Skip,
    /// The same in words.
    pub text: String,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// From 0.
    pub col: u32,
    /// A, B …
    pub letter: String,
    /// The header as read, group and name joined by ／.
    pub header: String,
    /// The field; [`Field::UnitPost`] is unit and post in one cell, parted where that is safe. None: not taken.
    pub field: Option<Field>,
    /// Why, in words.
    pub reason: String,
}

/// What a person decided about a sheet instead of the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetOverride {
    /// Leave the sheet out.
    pub skip: bool,
    /// First and last header row (Excel numbers).
    pub header_rows: Option<(u32, u32)>,
    /// Column letter to field; null: do not take.
    pub columns: BTreeMap<String, Option<Field>>,
}

/// Decisions by sheet name; `*` holds for every sheet that has none of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Overrides(pub BTreeMap<String, SheetOverride>);

impl Overrides {
    /// The decisions for a sheet.
    pub fn of(&self, sheet: &str) -> SheetOverride {
        self.0.get(sheet).or_else(|| self.0.get("*")).cloned().unwrap_or_default()
    }
}

/// Finds the table of a sheet. None when no header is there: at least a name and two more known columns.
pub fn find(sheet: &Sheet, over: &SheetOverride) -> Option<Table> {
    let header_rows = over.header_rows.or_else(|| header::find(sheet))?;
    let mut columns = columns::map(sheet, header_rows, over);
    let (people, skipped) = rows::sort(sheet, header_rows, &columns);
    columns::by_content(sheet, &people, &mut columns, over);
    Some(Table { header_rows, columns, people, skipped })
}
