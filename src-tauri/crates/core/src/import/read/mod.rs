//! From the rows of a workbook to facts, cell by cell, with what was written beside what was understood.
//!
//! A workbook is read in two steps: [`read_book`] finds its tables, and each row is read when it is asked for. A
//! preview of a hundred rows reads a hundred rows; a plan of a hundred thousand keeps none of them.

mod book;
mod carried;
mod cell;
mod choices;
mod deceased;
mod memo;
mod named;
mod row;
mod says;
mod summary;
pub(crate) mod unit_post;
mod whole;

pub use book::{BookReading, SheetReading, read_book};
pub use choices::choices;
pub use memo::Memo;

use super::table::Overrides;
use crate::{
    flag::Flag,
    person::{Facts, Field, record_code::RecordCode},
};
use chrono::NaiveDate;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// One cell and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReading {
    /// The field it was read for.
    pub field: Field,
    /// The column, from 0; None when it was taken from elsewhere (the ID, the tab's name).
    pub col: Option<u32>,
    /// As it stands in the workbook.
    pub written: CompactString,
    /// As it would be stored; empty when nothing is.
    pub understood: CompactString,
    /// How far it can be trusted.
    pub flag: Flag,
    /// For the clerk: what is odd and what to do.
    pub note: Option<Cow<'static, str>>,
    /// A person said so: nothing in the row makes it doubtful again.
    pub settled: bool,
}

impl CellReading {
    /// A fact that follows from what stands elsewhere; a cell of its own goes before it.
    fn derived(
        field: Field,
        col: Option<u32>,
        written: impl AsRef<str>,
        text: impl AsRef<str>,
        note: Option<Cow<'static, str>>,
    ) -> CellReading {
        CellReading {
            field,
            col,
            written: CompactString::new(written),
            understood: CompactString::new(text),
            flag: Flag::Normalised,
            note,
            settled: false,
        }
    }
}

impl Default for CellReading {
    fn default() -> CellReading {
        CellReading {
            field: Field::Name,
            col: None,
            written: CompactString::default(),
            understood: CompactString::default(),
            flag: Flag::Normal,
            note: None,
            settled: false,
        }
    }
}

/// One row and what was made of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct RowReading {
    /// The Excel row.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<CellReading>,
    /// What would be stored.
    pub facts: Facts,
    /// What would be stored under the names of columns that are no field of ours.
    pub extras: BTreeMap<String, Extra>,
    /// The fields a clerk should look at: 存疑, 残缺, 无法识别 or contradictory.
    pub warn: BTreeSet<Field>,
    /// The 15 good digits of a number cell that lost the rest: for matching only.
    pub identity_hint: Option<String>,
    /// Whose row it is, where a table of ours says so.
    #[serde(skip)]
    pub record: Option<RecordCode>,
    /// Why the row cannot be imported, in words.
    pub refused: Option<String>,
    /// What stands beside the name, until the other cells are read.
    #[serde(skip)]
    asides: Vec<CellReading>,
}

/// A value kept under the name of its own column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// The value, in the writer's words.
    pub text: String,
    /// Its column, from 0.
    pub col: u32,
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
    /// What a person decided about sheets, columns and cells.
    pub overrides: Overrides,
    /// Values a person had written another way: field, as understood, as it shall stand.
    pub rewrites: BTreeMap<(Field, String), String>,
}

impl Settings {
    /// The usual settings on a day.
    pub fn on(today: NaiveDate) -> Settings {
        Settings {
            today,
            hidden: Hidden::Skip,
            only_sheet: None,
            overrides: Overrides::default(),
            rewrites: BTreeMap::new(),
        }
    }
}
