//! A workbook's tables, and their rows when they are asked for.

use super::{Hidden, Memo, RowReading, Settings, carried::Carried, row, summary};
use crate::{
    import::{
        raw::{Sheet, Workbook},
        table::{self, Column, Person, SheetOverride, Skip, Skipped},
    },
    person::Field,
};
use chrono::NaiveDate;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

/// A workbook and what was made of it.
#[derive(Debug, Clone)]
pub struct BookReading {
    /// The file's name without its folders.
    pub file: Arc<str>,
    /// Its tables in the order of the sheets; a sheet without one stands here with the reason.
    pub sheets: Vec<SheetReading>,
    book: Arc<Workbook>,
    today: NaiveDate,
    rewrites: BTreeMap<(Field, String), String>,
}

/// One table and what was made of it.
#[derive(Debug, Clone, Default)]
pub struct SheetReading {
    /// The name on the tab.
    pub name: Arc<str>,
    /// Which table of its sheet, from 1.
    pub table: u32,
    /// First and last header row; None when the sheet was left out.
    pub header_rows: Option<(u32, u32)>,
    /// Why the sheet was left out, in words.
    pub left_out: Option<String>,
    /// True when the tab is hidden.
    pub hidden: bool,
    /// Something to know of the whole table, in words.
    pub note: Option<String>,
    /// True when it only repeats people of the other tables: their word goes first.
    pub summary: bool,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows that are no person.
    pub skipped: Vec<Skipped>,
    /// Its rows that are people.
    pub people: Vec<Person>,
    pub(super) at: usize,
    carried: Carried,
    over: SheetOverride,
}

/// Finds the tables of a workbook.
pub fn read_book(file: &str, book: &Arc<Workbook>, settings: &Settings) -> BookReading {
    let mut sheets: Vec<SheetReading> = Vec::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        let found = tables(at, sheet, sheets.last(), settings);
        sheets.extend(found);
    }
    summary::mark(book, &mut sheets);
    BookReading {
        file: file.into(),
        sheets,
        book: book.clone(),
        today: settings.today,
        rewrites: settings.rewrites.clone(),
    }
}

fn tables(at: usize, sheet: &Sheet, before: Option<&SheetReading>, settings: &Settings) -> Vec<SheetReading> {
    let empty = SheetReading {
        name: sheet.name.as_str().into(),
        table: 1,
        hidden: sheet.hidden,
        at,
        ..SheetReading::default()
    };
    if let Some(why) = left_out(sheet, settings) {
        return vec![SheetReading { left_out: Some(why.to_owned()), ..empty }];
    }
    let mut tables = table::find(sheet, &settings.overrides);
    if tables.iter().all(|table| table.header_rows.0 == 0)
        && let Some(more) = before.and_then(|before| table::continued(sheet, &before.columns))
    {
        tables = vec![more];
    }
    if tables.is_empty() {
        let why = "没有找到花名册的表头（至少要有姓名和另外一列）".to_owned();
        return vec![SheetReading { left_out: Some(why), ..empty }];
    }
    let each = (1_u32..).zip(tables).map(|(nth, table)| {
        let over = settings.overrides.of(&sheet.name, nth);
        if over.skip {
            let left_out = Some("由您指定不导入".to_owned());
            return SheetReading { table: nth, left_out, ..empty.clone() };
        }
        fill(SheetReading { table: nth, over, ..empty.clone() }, sheet, table, settings)
    });
    each.collect()
}

fn left_out(sheet: &Sheet, settings: &Settings) -> Option<&'static str> {
    if settings.only_sheet.as_ref().is_some_and(|only| *only != sheet.name) {
        Some("没有选这张工作表")
    } else if sheet.hidden && settings.hidden == Hidden::Skip {
        Some("隐藏的工作表")
    } else if sheet.rows.iter().all(|row| row.filled().next().is_none()) {
        Some("空工作表")
    } else {
        None
    }
}

fn fill(mut reading: SheetReading, sheet: &Sheet, table: table::Table, settings: &Settings) -> SheetReading {
    reading.header_rows = Some(table.header_rows);
    if table.header_rows.0 == 0 {
        reading.note = Some("没有找到表头，各列按内容认出，请核对".to_owned());
    }
    reading.carried = Carried::of(sheet, &table);
    reading.skipped = table.skipped;
    let is_hidden = |person: &Person| {
        settings.hidden == Hidden::Skip && sheet.row(person.row).is_some_and(|row| row.hidden)
    };
    let (hidden, people): (Vec<Person>, Vec<Person>) = table.people.into_iter().partition(is_hidden);
    reading.skipped.extend(hidden.iter().map(|person| Skipped::new(person.row, Skip::Hidden)));
    reading.skipped.sort_by_key(|skipped| skipped.row);
    reading.people = people;
    reading.columns = table.columns;
    reading
}

impl BookReading {
    /// Reads a row of one of its tables.
    pub fn read(&self, sheet: &SheetReading, person: &Person) -> RowReading {
        self.read_with(sheet, person, None)
    }

    /// The same, with what this thread has read before.
    pub(crate) fn read_with(&self, sheet: &SheetReading, person: &Person, memo: Option<&Memo>) -> RowReading {
        static NONE: LazyLock<Sheet> = LazyLock::new(Sheet::default);
        let raw = self.book.sheets.get(sheet.at).unwrap_or(&NONE);
        let what = row::Table {
            sheet: raw,
            columns: &sheet.columns,
            carried: &sheet.carried,
            over: &sheet.over,
            rewrites: &self.rewrites,
            today: self.today,
            memo,
        };
        row::read(&what, person)
    }

    /// Reads the row of that number, if it is a person's.
    pub fn row(&self, sheet: &SheetReading, number: u32) -> Option<RowReading> {
        let at = sheet.people.binary_search_by_key(&number, |person| person.row).ok()?;
        sheet.people.get(at).map(|person| self.read(sheet, person))
    }

    /// The same, with what was read of this table before.
    pub fn row_with(&self, sheet: &SheetReading, number: u32, memo: &Memo) -> Option<RowReading> {
        let at = sheet.people.binary_search_by_key(&number, |person| person.row).ok()?;
        sheet.people.get(at).map(|person| self.read_with(sheet, person, Some(memo)))
    }

    /// The cells a table was found in.
    pub fn cells(&self, sheet: &SheetReading) -> Option<&Sheet> {
        self.book.sheets.get(sheet.at)
    }

    /// The table of a sheet, by name and number.
    pub fn sheet(&self, name: &str, table: u32) -> Option<&SheetReading> {
        self.sheets.iter().find(|sheet| *sheet.name == *name && sheet.table == table)
    }
}
