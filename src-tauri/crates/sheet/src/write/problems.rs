//! 问题表: the rows that need a look, laid out as the user's own workbook, to be corrected and imported again.

use super::{look, made, tab_name};
use crate::SheetError;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError};
use std::collections::{BTreeMap, HashMap, HashSet};
use yinhui_core::flag::Flag;
use yinhui_core::import::raw::{Cell, Merge, Row, Sheet};
use yinhui_core::person::record_code;

/// Head of the column that says what is wrong.
pub const WHAT: &str = "问题说明";
/// Head of the column with the number of the row in the user's own sheet.
pub const WHERE: &str = "原表行号";

/// A sheet of the user's with what is wrong in it.
#[derive(Debug, Clone)]
pub struct Marked<'a> {
    /// The sheet as it was read.
    pub sheet: &'a Sheet,
    /// First and last row of its header, from 1; both 0 where it has none.
    pub header_rows: (u32, u32),
    /// The rows to give back, from 1, in this order.
    pub rows: &'a [u32],
    /// What is wrong in them.
    pub marks: &'a [Mark],
    /// The number of the record a row went into, by row.
    pub codes: &'a BTreeMap<u32, String>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The row in the user's sheet, from 1.
    pub row: u32,
    /// The column from 0; none where it concerns the whole row.
    pub col: Option<u32>,
    /// How bad it is.
    pub flag: Flag,
    /// What is wrong, and what to do.
    pub text: String,
}

/// A workbook of these rows: the lines above the header and the header as they were, then the rows, each cell as it
/// was, marked cells coloured and with a note; further columns say what is wrong with the row, where it stood and, where
/// some of the rows did go in, into which record.
///
/// A cell with an error is left blank, so that it is not taken for text when it is read again; its note has the error.
/// A value that shows from a merged area is written into each row. The same sheets give the same bytes.
///
/// # Errors
/// [`SheetError::Write`] when there are more rows than a sheet has.
pub fn problem_table(sheets: &[Marked<'_>]) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    book.set_properties(&made()?);
    let formats = Formats::new();
    let mut taken = HashSet::new();
    for marked in sheets {
        let page = book.add_worksheet();
        page.set_name(tab_name(&marked.sheet.name, &mut taken))?;
        write(page, marked, &formats)?;
    }
    if sheets.is_empty() {
        book.add_worksheet().set_name("没有问题")?;
    }
    Ok(book.save_to_buffer()?)
}

/// The width of [`WHAT`], how much of it a line holds at the size of its letters, and the height of a line in points.
const WHAT_WIDTH: f64 = 48.0;
const WHAT_PLACES: usize = 46;
const LINE: f64 = 15.0;

/// What the cells of a sheet look like.
struct Formats {
    head: Format,
    above: Format,
    what: Format,
    cell: Format,
    code: Format,
}

/// Colours of what needs a look and of what is lost.
const AMBER: Color = Color::RGB(0x00FF_E699);
const RED: Color = Color::RGB(0x00FF_C7CE);
const HEAD: Color = Color::RGB(0x00E7_E6E6);

impl Formats {
    fn new() -> Formats {
        let plain = || Format::new().set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
        let cell = || plain().set_text_wrap().set_border(FormatBorder::Thin);
        Formats {
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(HEAD)
                .set_num_format("@"),
            above: plain().set_bold(),
            what: cell().set_font_color(Color::RGB(0x00C0_0000)),
            cell: cell(),
            code: cell().set_num_format("@").set_font_color(Color::Gray),
        }
    }

    /// How a value is shown; text stays text when it is typed over.
    fn of(&self, cell: &Cell, text_column: bool, colour: Option<Color>) -> Format {
        let format = self.cell.clone();
        let format = match cell {
            Cell::Text(_) => format.set_num_format("@"),
            Cell::Date(_) => format.set_num_format("yyyy-mm-dd"),
            Cell::Month { .. } => format.set_num_format("yyyy-mm"),
            Cell::DateTime(_) => format.set_num_format("yyyy-mm-dd hh:mm:ss"),
            Cell::Number(_) | Cell::Empty | Cell::Error(_) if text_column => format.set_num_format("@"),
            // A long number in full, not as a power of ten.
            Cell::Number(number) if number.abs() >= 1e11 => format.set_num_format("0"),
            _ => format,
        };
        colour.map_or(format.clone(), |colour| format.set_background_color(colour))
    }
}

fn write(page: &mut Worksheet, marked: &Marked<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let (first_head, last_head) = marked.header_rows;
    let sheet = marked.sheet;
    let width = width(marked);
    let merged = merged(marked, width);
    let texts: Vec<bool> = (0..width).map(|col| holds_digits(marked, col)).collect();
    let mut widths = vec![6.0_f64; usize::try_from(width).unwrap_or(0)];

    let above = |row: &&Row| row.number <= last_head;
    for row in sheet.rows.iter().take_while(above) {
        let format = if row.number < first_head { &formats.above } else { &formats.head };
        for (col, cell) in (0..).zip(&row.cells) {
            put(page, (row.number - 1, col), cell, format)?;
            if row.number >= first_head && !in_wide_merge(sheet, row.number, u32::from(col)) {
                widen(&mut widths, col.into(), cell);
            }
        }
    }
    for merge in sheet.merges.iter().filter(|merge| merge.last_row <= last_head) {
        let format = if merge.first_row < first_head { &formats.above } else { &formats.head };
        let centred = format.clone().set_align(FormatAlign::Center);
        span(page, *merge, sheet, &centred)?;
    }
    let heads = [(WHAT, width), (WHERE, width + 1), (record_code::HEAD, width + 2)];
    let heads = heads.iter().take(if marked.codes.is_empty() { 2 } else { 3 });
    for (head, col) in heads.copied() {
        let merge =
            Merge { first_row: first_head.max(1), last_row: last_head.max(1), first_col: col, last_col: col };
        look::span(
            page,
            (merge.first_row - 1, column(col)),
            (merge.last_row - 1, column(col)),
            head,
            &formats.head,
        )?;
    }

    let mut marks: BTreeMap<u32, Vec<&Mark>> = BTreeMap::new();
    for mark in marked.marks {
        marks.entry(mark.row).or_default().push(mark);
    }
    for (at, number) in (last_head.max(1)..).zip(marked.rows) {
        let of_row = marks.get(number).map(Vec::as_slice).unwrap_or_default();
        let first = sheet.row(*number).and_then(|row| row.filled().next()).map_or(0, |(col, _)| col);
        for col in 0..width {
            let own = sheet.row(*number).map_or(&Cell::Empty, |row| row.cell(col));
            let cell = merged.get(&(*number, col)).filter(|_| own.is_blank()).copied().unwrap_or(own);
            let here: Vec<&Mark> = of_row
                .iter()
                .copied()
                .filter(|mark| mark.col.unwrap_or(first).min(width - 1) == col)
                .collect();
            let text_column =
                usize::try_from(col).ok().and_then(|col| texts.get(col)).copied().unwrap_or(false);
            let format = formats.of(cell, text_column, colour(&here));
            put(page, (at, column(col)), cell, &format)?;
            widen(&mut widths, col, cell);
            if let Some(note) = note(&here, cell) {
                page.insert_note(at, column(col), &note)?;
            }
        }
        let mut said = HashSet::new();
        let what: Vec<&str> =
            of_row.iter().map(|mark| mark.text.as_str()).filter(|text| said.insert(*text)).collect();
        let what = what.join("；");
        page.write_string_with_format(at, column(width), &what, &formats.what)?;
        page.write_number_with_format(at, column(width + 1), f64::from(*number), &formats.cell)?;
        if !marked.codes.is_empty() {
            // Who did not go in has none; the frame goes on.
            let code = marked.codes.get(number).map_or("", String::as_str);
            page.write_string_with_format(at, column(width + 2), code, &formats.code)?;
        }
        let lines = look::places(&what).div_ceil(WHAT_PLACES);
        if lines > 1 {
            page.set_row_height(at, LINE * f64::from(u32::try_from(lines).unwrap_or(u32::MAX)))?;
        }
    }
    for (col, chars) in (0..).zip(widths) {
        page.set_column_width(col, chars.min(36.0))?;
    }
    page.set_column_width(column(width), WHAT_WIDTH)?;
    page.set_column_width(column(width + 1), 10)?;
    if !marked.codes.is_empty() {
        page.set_column_width(column(width + 2), 28)?;
    }
    page.set_freeze_panes(last_head.max(1), 0)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    if last_head > 0 {
        page.set_repeat_rows(first_head.max(1) - 1, last_head - 1)?;
    }
    Ok(())
}

/// How many columns the header and the rows have.
fn width(marked: &Marked<'_>) -> u32 {
    let chosen: HashSet<u32> = marked.rows.iter().copied().collect();
    let rows = marked.sheet.rows.iter();
    let widest = rows
        .filter(|row| row.number <= marked.header_rows.1 || chosen.contains(&row.number))
        .filter_map(|row| row.filled().last().map(|(col, _)| col + 1))
        .max();
    widest.unwrap_or(0).max(1)
}

/// What shows in the given rows from merged areas that begin above them or left of them.
fn merged<'a>(marked: &Marked<'a>, width: u32) -> HashMap<(u32, u32), &'a Cell> {
    let mut out = HashMap::new();
    let sheet = marked.sheet;
    let tall = |merge: &&Merge| merge.last_row > marked.header_rows.1 && merge.last_row > merge.first_row;
    for merge in sheet.merges.iter().filter(tall) {
        let Some(cell) = sheet.row(merge.first_row).map(|row| row.cell(merge.first_col)) else { continue };
        for row in marked.rows.iter().filter(|row| (merge.first_row..=merge.last_row).contains(row)) {
            // Only the first column of an area: the others of it are as blank in every row as in the first.
            if merge.first_col < width {
                out.insert((*row, merge.first_col), cell);
            }
        }
    }
    out
}

/// True where a column holds digits that are no number, or ought to: what is typed into it stays text.
fn holds_digits(marked: &Marked<'_>, col: u32) -> bool {
    let long = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().filter(char::is_ascii_digit).count() >= 7,
        Cell::Number(number) => number.abs() >= 1e10,
        _ => false,
    };
    let cells = || marked.rows.iter().filter_map(|row| marked.sheet.row(*row)).map(|row| row.cell(col));
    let filled = cells().filter(|cell| !cell.is_blank()).count();
    filled > 0 && cells().filter(|cell| long(cell)).count() * 2 >= filled
}

fn colour(marks: &[&Mark]) -> Option<Color> {
    match marks.iter().map(|mark| mark.flag).max()? {
        Flag::Normal | Flag::Normalised => None,
        Flag::Doubtful => Some(AMBER),
        Flag::Damaged | Flag::Unreadable => Some(RED),
    }
}

/// What is said beside a cell.
fn note(marks: &[&Mark], cell: &Cell) -> Option<Note> {
    let mut lines: Vec<String> =
        marks.iter().map(|mark| format!("{}：{}", mark.flag.label(), mark.text)).collect();
    if let Cell::Error(error) = cell {
        lines.push(format!("原表此格为 {error}"));
    }
    if lines.is_empty() {
        return None;
    }
    let rows = lines.iter().map(|line| line.chars().count() / 16 + 1).sum::<usize>();
    let height = u32::try_from(rows).unwrap_or(1).clamp(2, 12) * 20;
    // A note holds no more than a cell.
    let text: String = lines.join("\n").chars().take(2000).collect();
    Some(
        Note::new(text)
            .set_author("银辉前台")
            .add_author_prefix(false)
            .set_width(260)
            .set_height(height + 14),
    )
}

fn put(page: &mut Worksheet, place: (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, col) = place;
    match cell {
        Cell::Text(text) => page.write_string_with_format(row, col, text.as_str(), format)?,
        Cell::Number(number) if number.is_finite() => {
            page.write_number_with_format(row, col, *number, format)?
        }
        Cell::Bool(value) => page.write_boolean_with_format(row, col, *value, format)?,
        Cell::Date(day) => dated(page, place, (*day).into(), cell, format)?,
        Cell::Month { year, month } => match NaiveDate::from_ymd_opt(*year, *month, 1) {
            Some(day) => dated(page, place, day.into(), cell, format)?,
            None => page.write_string_with_format(row, col, cell.written(), format)?,
        },
        Cell::DateTime(moment) => dated(page, place, *moment, cell, format)?,
        Cell::Empty | Cell::Error(_) | Cell::Number(_) => page.write_blank(row, col, format)?,
    };
    Ok(())
}

/// A day as the number a spreadsheet has for it; as text before March 1900, where its count is wrong.
fn dated<'a>(
    page: &'a mut Worksheet,
    (row, col): (u32, u16),
    moment: NaiveDateTime,
    cell: &Cell,
    format: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default().and_time(NaiveTime::MIN);
    let past = moment - epoch;
    if past.num_days() < 61 {
        return page.write_string_with_format(row, col, cell.written(), format);
    }
    // Days and seconds of a day are far below the limit of exactness.
    #[allow(clippy::cast_precision_loss)]
    let serial = past.num_days() as f64 + (past.num_seconds() % 86_400) as f64 / 86_400.0;
    page.write_number_with_format(row, col, serial, format)
}

/// A merged area as it was, with what stands in its corner.
fn span(page: &mut Worksheet, merge: Merge, sheet: &Sheet, format: &Format) -> Result<(), XlsxError> {
    let (first, last) =
        ((merge.first_row - 1, column(merge.first_col)), (merge.last_row - 1, column(merge.last_col)));
    page.merge_range(first.0, first.1, last.0, last.1, "", format)?;
    let corner = sheet.row(merge.first_row).map_or(&Cell::Empty, |row| row.cell(merge.first_col));
    put(page, first, corner, format)
}

fn in_wide_merge(sheet: &Sheet, row: u32, col: u32) -> bool {
    sheet.merges.iter().any(|merge| {
        merge.last_col > merge.first_col
            && merge.first_row <= row
            && row <= merge.last_row
            && merge.first_col == col
    })
}

/// Makes room for a value: a Chinese character takes two places.
fn widen(widths: &mut [f64], col: u32, cell: &Cell) {
    let longest = cell.written().lines().map(look::places).max().unwrap_or(0);
    if let Some(width) = usize::try_from(col).ok().and_then(|col| widths.get_mut(col)) {
        *width = width.max(f64::from(u32::try_from(longest).unwrap_or(u32::MAX)) + 2.0);
    }
}

fn column(col: u32) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}
