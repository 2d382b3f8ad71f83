//! Blank templates: a header, drop-downs, text where digits are no numbers, and a sheet that explains.

use super::look::{self, col};
use super::{made, tab_name};
use crate::SheetError;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};
use std::collections::HashSet;

/// Rows that are ready to be filled in.
pub const ROWS: u32 = 5_000;
/// The sheet that explains.
pub const HELP: &str = "填写说明";
/// The hidden sheet of choices that do not fit into a cell's own rule.
const CHOICES: &str = "选项";
/// What a rule of a cell may hold in characters, the commas between them counted.
const RULE: usize = 255;

/// A column of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its head, as an import knows it.
    pub header: String,
    /// What goes in.
    pub kind: TemplateKind,
    /// True where it must not be left blank.
    pub required: bool,
    /// How to fill it in.
    pub help: String,
    /// An example.
    pub example: String,
}

/// What goes into a column of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateKind {
    /// Text: names, identity, telephone and card numbers among them.
    Text,
    /// A day, month or year, as text, so that it stays as it was typed.
    Date,
    /// One of these; something else is asked about, not refused.
    Choice(Vec<String>),
    /// A number.
    Number,
}

/// A workbook to fill in: title and header on the first sheet, explained on the second. The same columns give the same
/// bytes.
///
/// # Errors
/// [`SheetError::Write`] when a text is longer than a cell can hold.
pub fn template(title: &str, sheet: &str, columns: &[TemplateColumn]) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    book.set_properties(&made()?);
    let mut taken = HashSet::from([HELP.to_owned(), CHOICES.to_owned()]);
    let name = tab_name(sheet, &mut taken);
    let lists: Vec<&[String]> = columns.iter().filter_map(long_list).collect();
    form(book.add_worksheet().set_name(name)?, title, columns)?;
    help(book.add_worksheet().set_name(HELP)?, columns)?;
    if !lists.is_empty() {
        let page = book.add_worksheet().set_name(CHOICES)?;
        page.set_very_hidden(true);
        for (at, choices) in lists.into_iter().enumerate() {
            for (row, choice) in (0..).zip(choices) {
                page.write_string(row, col(at), choice)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The choices of a column, where they are too long for a rule of their own.
fn long_list(column: &TemplateColumn) -> Option<&[String]> {
    match &column.kind {
        TemplateKind::Choice(choices)
            if length(choices) > RULE || choices.iter().any(|c| c.contains(',')) =>
        {
            Some(choices)
        }
        _ => None,
    }
}

fn length(choices: &[String]) -> usize {
    choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum::<usize>().saturating_sub(1)
}

const TITLE_ROW: u32 = 0;
const HEAD_ROW: u32 = 1;

/// The sheet to fill in.
fn form(page: &mut Worksheet, title: &str, columns: &[TemplateColumn]) -> Result<(), XlsxError> {
    let last = col(columns.len().saturating_sub(1));
    let centred = || Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let head = |required: bool| {
        let format = centred()
            .set_bold()
            .set_font_size(11)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::RGB(0x00E7_E6E6))
            .set_num_format("@");
        if required { format.set_font_color(Color::RGB(0x00C0_0000)) } else { format }
    };
    look::span(page, (TITLE_ROW, 0), (TITLE_ROW, last), title, &centred().set_bold().set_font_size(18))?;
    page.set_row_height(TITLE_ROW, look::TITLE_HEIGHT)?;
    page.set_row_height(HEAD_ROW, 30)?;
    let mut lists = 0;
    for (at, column) in columns.iter().enumerate() {
        let at = col(at);
        let body = Format::new().set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let body = if column.kind == TemplateKind::Number { body } else { body.set_num_format("@") };
        page.set_column_format(at, &body)?;
        page.set_column_width(at, room(column))?;
        page.write_string_with_format(HEAD_ROW, at, &column.header, &head(column.required))?;
        let list = long_list(column).map(|choices| (lists, choices.len()));
        lists += u16::from(list.is_some());
        page.add_data_validation(HEAD_ROW + 1, at, HEAD_ROW + ROWS, at, &rule(column, list)?)?;
    }
    page.set_freeze_panes(HEAD_ROW + 1, frozen(columns))?;
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

/// The columns up to the name stay in view.
fn frozen(columns: &[TemplateColumn]) -> u16 {
    columns.iter().position(|column| column.header == "姓名").map_or(0, |at| col(at + 1)).min(3)
}

/// What a cell says when it is entered, and what it offers.
fn rule(column: &TemplateColumn, list: Option<(u16, usize)>) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = match (&column.kind, list) {
        (TemplateKind::Choice(_), Some((at, count))) => {
            let letter = yinhui_core::import::raw::letter(at.into());
            rule.allow_list_formula(Formula::new(format!("={CHOICES}!${letter}$1:${letter}${count}")))
        }
        (TemplateKind::Choice(choices), None) if !choices.is_empty() => rule.allow_list_strings(choices)?,
        _ => rule.allow_any_value(),
    };
    let short = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let mut said = column.help.clone();
    if !column.example.is_empty() {
        said.push_str(&format!("\n例：{}", column.example));
    }
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("不在列表中")?
        .set_error_message("请尽量从列表中选择；列表中没有的，可以照实填写。")?;
    if said.trim().is_empty() {
        return Ok(rule);
    }
    rule.set_input_title(short(&column.header, 32))?.set_input_message(short(&said, 255))
}

/// How wide a column is to be.
fn room(column: &TemplateColumn) -> f64 {
    let choices = match &column.kind {
        TemplateKind::Choice(choices) => choices.iter().map(|choice| look::places(choice)).max().unwrap_or(0),
        _ => 0,
    };
    let places = look::places(&column.header).max(look::places(&column.example)).max(choices);
    f64::from(u32::try_from(places.clamp(6, 34)).unwrap_or(34)) + 4.0
}

/// The sheet that explains, a line for each column: laid out so that nobody takes it for a list of people.
fn help(page: &mut Worksheet, columns: &[TemplateColumn]) -> Result<(), XlsxError> {
    let cell = || {
        Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_num_format("@")
    };
    let head = cell().set_bold().set_background_color(Color::RGB(0x00E7_E6E6));
    let title = Format::new().set_bold().set_font_size(14);
    page.write_string_with_format(0, 0, "怎么填这张表", &title)?;
    page.write_string(
        1,
        0,
        "填在第一张工作表里，一人一行；红字的栏目必须填写。填好后直接导入，不用删除本说明。",
    )?;
    for (at, (text, width)) in
        [("栏目名称", 16), ("要不要填", 12), ("填法", 52), ("样例", 24), ("可选内容", 52)]
            .into_iter()
            .enumerate()
    {
        page.write_string_with_format(3, col(at), text, &head)?;
        page.set_column_width(col(at), width)?;
    }
    for (row, column) in (4..).zip(columns) {
        let choices = match &column.kind {
            TemplateKind::Choice(choices) => choices.join("、"),
            TemplateKind::Text | TemplateKind::Date | TemplateKind::Number => String::new(),
        };
        let must = if column.required { "必填" } else { "可不填" };
        // The name in brackets: by itself it would look like a head of a list.
        let name = format!("【{}】", column.header);
        for (at, text) in
            [name.as_str(), must, &column.help, &column.example, &choices].into_iter().enumerate()
        {
            page.write_string_with_format(row, col(at), text, &cell())?;
        }
        // Excel does not grow a row for text that was written by a program.
        let lines = (look::places(&column.help) / 50).max(look::places(&choices) / 50) + 1;
        page.set_row_height(row, f64::from(u32::try_from(lines.min(20)).unwrap_or(20)) * 16.0 + 4.0)?;
    }
    page.set_freeze_panes(4, 0)?;
    page.set_landscape();
    page.set_paper_size(9);
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}
