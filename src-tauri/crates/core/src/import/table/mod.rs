//! Where the tables of people stand on a sheet, and what their columns are.

mod columns;
mod content;
mod dictionary;
mod header;
pub mod headers;
mod place;
mod rows;
mod skip;

pub use dictionary::{Meaning, meaning};
pub(crate) use rows::tab_title;
pub use skip::Skip;

use super::raw::Sheet;
use crate::person::Field;
use place::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A table of people on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// First and last row of the header (Excel numbers).
    pub header_rows: (u32, u32),
    /// Every column with a header, or with something in it.
    pub columns: Vec<Column>,
    /// What the title above says of everybody in it.
    pub title: Option<Group>,
    /// The rows that are people.
    pub people: Vec<Person>,
    /// The rows that are none, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// A row that is a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The Excel row.
    pub row: u32,
    /// What the group title above it says, if the sheet is grouped so.
    pub group: Option<Group>,
}

/// What the title of a group says of the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The branch, the unit or the kind of retirement.
    pub field: Field,
    /// Its name.
    pub name: String,
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

impl Skipped {
    /// A row left out for a reason.
    pub fn new(row: u32, reason: Skip) -> Skipped {
        Skipped { row, reason, text: reason.label().to_owned() }
    }
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
    /// What is done with it.
    pub taken: Taken,
    /// Why, in words.
    pub reason: String,
    /// True where a person should look: header and content do not fit, or nobody knows what it is.
    pub doubtful: bool,
    /// True when the column is hidden. It is read like the others.
    pub hidden: bool,
    /// Columns that are read together with this one: 月 and 日 beside 年.
    pub parts: Vec<u32>,
    /// True when a person decided, now or in an earlier import.
    pub decided: bool,
}

impl Column {
    /// The field it is read for.
    pub fn field(&self) -> Option<Field> {
        match self.taken {
            Taken::Field(field) => Some(field),
            Taken::No | Taken::Remark | Taken::Own => None,
        }
    }

    /// Its name without the group it stands in.
    pub fn name(&self) -> &str {
        self.header.rsplit('／').next().unwrap_or(&self.header)
    }
}

/// What is done with a column. A field is written by its key, the rest in words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Taken {
    /// Not taken.
    #[default]
    No,
    /// For a field; [`Field::UnitPost`] is unit and post in one cell, parted where that is safe.
    Field(Field),
    /// Into 备注, with its header before it.
    Remark,
    /// As a fact of its own under its header.
    Own,
}

impl Taken {
    /// The word in JSON; None for a column that is not taken.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Taken::No => None,
            Taken::Field(field) => Some(field.key()),
            Taken::Remark => Some("keep_remark"),
            Taken::Own => Some("keep_own"),
        }
    }

    /// From the word in JSON.
    pub fn from_key(key: &str) -> Option<Taken> {
        match key {
            "" => Some(Taken::No),
            "keep_remark" => Some(Taken::Remark),
            "keep_own" => Some(Taken::Own),
            key => Field::from_key(key).map(Taken::Field),
        }
    }

    /// The words a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Taken::No => "不导入",
            Taken::Field(field) => field.label(),
            Taken::Remark => "并入备注",
            Taken::Own => "存为自定义项目",
        }
    }
}

impl Serialize for Taken {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.key().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Taken {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Taken, D::Error> {
        let key = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
        Taken::from_key(&key).ok_or_else(|| serde::de::Error::custom("unknown field"))
    }
}

/// What a person decided about a table instead of the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetOverride {
    /// Leave it out.
    pub skip: bool,
    /// First and last header row (Excel numbers).
    pub header_rows: Option<(u32, u32)>,
    /// Column letter to what is done with it.
    pub columns: BTreeMap<String, Taken>,
    /// The same from an earlier import of such a table.
    pub remembered: BTreeMap<String, Taken>,
    /// What a person said of single facts, by row.
    pub fixes: BTreeMap<u32, Vec<Fix>>,
}

impl Fix {
    /// Instead of a text: it is as it was understood. A number of a person need not travel to be confirmed.
    pub const KEEP: &str = "=";
}

/// What a person said of one fact of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The column, from 0; None for a fact without a cell.
    pub col: Option<u32>,
    /// The fact: that of the column, or one of those read out of it.
    pub field: Field,
    /// As a clerk would type it; empty for none.
    pub text: String,
}

/// Decisions by sheet name and number of the table on it, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overrides(pub BTreeMap<(String, u32), SheetOverride>);

impl Overrides {
    /// The decisions for a table.
    pub fn of(&self, sheet: &str, table: u32) -> SheetOverride {
        self.0.get(&(sheet.to_owned(), table)).cloned().unwrap_or_default()
    }

    /// The decisions for a table, to add to.
    pub fn entry(&mut self, sheet: &str, table: u32) -> &mut SheetOverride {
        self.0.entry((sheet.to_owned(), table)).or_default()
    }
}

/// Finds the tables of a sheet: none when there is no header with at least a name and two more known columns.
pub fn find(sheet: &Sheet, overrides: &Overrides) -> Vec<Table> {
    let first = overrides.of(&sheet.name, 1);
    let places = match first.header_rows {
        Some(rows) => vec![place::whole(sheet, rows)],
        None => place::all(sheet),
    };
    let each =
        (1_u32..).zip(&places).map(|(nth, place)| table(sheet, place, &overrides.of(&sheet.name, nth)));
    each.collect()
}

/// The table of a sheet that goes on with the columns of the one before it and has no header of its own.
pub fn continued(sheet: &Sheet, before: &[Column]) -> Option<Table> {
    let place = place::whole(sheet, (0, 0));
    let mut columns = before.to_vec();
    let name = columns.iter().find(|column| column.field() == Some(Field::Name))?.col;
    let fits = |column: &Column| {
        let cells = content::below(sheet, 0, column.col, 50);
        column.field().and_then(|field| content::fits(field, &cells)).is_none_or(|share| share > 0.5)
    };
    let is_like = content::are_names(&content::below(sheet, 0, name, 50)) && columns.iter().all(fits);
    if !is_like {
        return None;
    }
    for column in &mut columns {
        column.reason = "这张表没有表头，沿用上一张表的列，请核对".to_owned();
        column.doubtful = column.taken != Taken::No;
    }
    let (people, skipped) = rows::sort(sheet, &place, &columns);
    Some(Table { header_rows: place.header, columns, title: None, people, skipped })
}

fn table(sheet: &Sheet, place: &Place, over: &SheetOverride) -> Table {
    let mut columns = columns::map(sheet, place, over);
    let (people, skipped) = rows::sort(sheet, place, &columns);
    columns::by_content(sheet, &people, &mut columns);
    Table { header_rows: place.header, columns, title: rows::titled(sheet, place), people, skipped }
}
