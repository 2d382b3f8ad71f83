//! Workbooks ready to print that survive WPS (`domain.md` 6).
//!
//! The same sheets and [`Options`] always give the same bytes.

mod form;
mod look;
mod problems;
mod table;
mod template;

pub use form::{FormSheet, Line, Span, Stub};
pub use problems::{Mark, Marked, WHAT, WHERE, problem_table};
pub use table::{ColumnKind, ColumnSpec, TableSheet};
pub use template::{HELP, TemplateColumn, TemplateKind, template};

use crate::SheetError;
use chrono::{Datelike, NaiveDateTime, Timelike};
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;
use yinhui_core::parallel;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, always as a string: a text beginning with `=` is no formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that stays the sum of others of the same form.
    Sum(f64, Vec<Addend>),
    /// A picture over the cell of a list, a PNG or a JPEG; one that cannot be read leaves the cell empty.
    Picture(Vec<u8>),
}

/// A value of a form that is added to a sum, or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addend {
    /// It is taken away.
    pub minus: bool,
    /// Line and value column, both from 0.
    pub at: (usize, usize),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(f64::from(number))
    }
}

/// A sheet to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Sheet {
    /// A list: a roster, a register, the names behind a figure.
    Table(TableSheet),
    /// A statistical form.
    Form(FormSheet),
}

impl Sheet {
    fn name(&self) -> &str {
        match self {
            Sheet::Table(sheet) => &sheet.name,
            Sheet::Form(sheet) => &sheet.name,
        }
    }
}

/// How to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The moment written into the file as that of its making.
    pub created: NaiveDateTime,
    /// The fonts by name; none is embedded.
    pub fonts: Fonts,
}

impl Options {
    /// The usual fonts.
    pub fn at(created: NaiveDateTime) -> Options {
        Options { created, fonts: Fonts::default() }
    }
}

/// The fonts of a workbook, by name. A missing one shows as 宋体.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fonts {
    /// Of the title.
    pub title: String,
    /// Title in bold: for 宋体, where 方正小标宋简体 is not installed.
    pub title_bold: bool,
    /// Of column heads.
    pub head: String,
    /// Of everything else. 仿宋, not 仿宋_GB2312, which lacks rare characters.
    pub body: String,
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts {
            title: "方正小标宋简体".to_owned(),
            title_bold: false,
            head: "黑体".to_owned(),
            body: "仿宋".to_owned(),
        }
    }
}

/// One list as a workbook.
///
/// # Errors
/// [`SheetError::Write`] when a text is longer than a cell can hold or there are more rows than a sheet has.
pub fn table(sheet: &TableSheet, options: &Options) -> Result<Vec<u8>, SheetError> {
    workbook(&[Sheet::Table(sheet.clone())], options)
}

/// One form as a workbook.
///
/// # Errors
/// As [`table`].
pub fn form(sheet: &FormSheet, options: &Options) -> Result<Vec<u8>, SheetError> {
    workbook(&[Sheet::Form(sheet.clone())], options)
}

/// Several sheets as one workbook: a form and the lists behind its figures.
///
/// # Errors
/// As [`table`].
pub fn workbook(sheets: &[Sheet], options: &Options) -> Result<Vec<u8>, SheetError> {
    let look = Look::of(&options.fonts);
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&moment(options.created)?));
    let mut taken = HashSet::new();
    let named = sheets.iter().map(|sheet| (sheet, tab_name(sheet.name(), &mut taken))).collect::<Vec<_>>();
    for page in parallel::each(&named, |(sheet, name)| page(sheet, name, &look)) {
        book.push_worksheet(page?);
    }
    Ok(book.save_to_buffer()?)
}

fn page(sheet: &Sheet, name: &str, look: &Look) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(name)?;
    match sheet {
        Sheet::Table(sheet) => table::write(&mut page, sheet, look)?,
        Sheet::Form(sheet) => form::write(&mut page, sheet, look)?,
    }
    Ok(page)
}

fn moment(created: NaiveDateTime) -> Result<ExcelDateTime, SheetError> {
    let small = |part: u32| u8::try_from(part).unwrap_or(0);
    let year = u16::try_from(created.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(year, small(created.month()), small(created.day()))?;
    let hour = u16::from(small(created.hour()));
    Ok(day.and_hms(hour, small(created.minute()), f64::from(created.second()))?)
}

/// What a workbook says of its making where nothing depends on the day: the same contents give the same bytes.
fn made() -> Result<DocProperties, SheetError> {
    Ok(DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// A name a tab can have: without the forbidden marks, 31 characters at most, none twice.
fn tab_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let clean: String = wanted
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { ' ' } else { c })
        .collect();
    let clean = if clean.trim().is_empty() { "表".to_owned() } else { clean.trim().to_owned() };
    let cut = |text: &str, room: usize| text.chars().take(room).collect::<String>();
    let mut name = cut(&clean, 31);
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{}({number})", cut(&clean, 26));
        number += 1;
    }
    name
}
