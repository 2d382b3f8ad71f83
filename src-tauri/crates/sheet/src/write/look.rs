//! Fonts, borders and page set-up shared by every sheet.

use super::{Fonts, Value};
use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, RowNum, Worksheet, XlsxError};

/// 二号, 五号 and 小四 in points.
const TITLE_SIZE: f64 = 22.0;
const BODY_SIZE: f64 = 10.5;
const LINE_SIZE: f64 = 12.0;

/// Height of the title row in points (`domain.md` 6).
pub(super) const TITLE_HEIGHT: f64 = 40.0;

/// The formats of a workbook.
pub(super) struct Look {
    pub(super) title: Format,
    /// Lines above and below the table, left and right.
    pub(super) left: Format,
    pub(super) right: Format,
    /// A note below, over as many lines as it needs.
    pub(super) note: Format,
    pub(super) head: Format,
    /// Cells: running text, short text, codes that must stay text, whole numbers and others.
    pub(super) text: Format,
    pub(super) short: Format,
    pub(super) code: Format,
    pub(super) whole: Format,
    pub(super) number: Format,
}

impl Look {
    pub(super) fn of(fonts: &Fonts) -> Look {
        let plain = |size: f64| {
            Format::new()
                .set_font_name(&fonts.body)
                .set_font_size(size)
                .set_align(FormatAlign::VerticalCenter)
        };
        let cell = || plain(BODY_SIZE).set_border(FormatBorder::Thin).set_text_wrap();
        let title = Format::new()
            .set_font_name(&fonts.title)
            .set_font_size(TITLE_SIZE)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let short = || cell().set_align(FormatAlign::Center);
        Look {
            title: if fonts.title_bold { title.set_bold() } else { title },
            left: plain(LINE_SIZE).set_align(FormatAlign::Left),
            right: plain(LINE_SIZE).set_align(FormatAlign::Right),
            note: plain(LINE_SIZE).set_align(FormatAlign::Left).set_text_wrap(),
            head: short().set_font_name(&fonts.head),
            text: cell().set_align(FormatAlign::Left),
            short: short(),
            // Text, so that a later edit cannot turn an ID into a number (S55).
            code: short().set_num_format("@"),
            whole: short().set_num_format("0"),
            number: short().set_num_format("0.######;-0.######;0"),
        }
    }
}

/// Text over one cell or a merged area; every cell of the area has the border.
pub(super) fn span(
    page: &mut Worksheet,
    (first_row, first_col): (RowNum, ColNum),
    (last_row, last_col): (RowNum, ColNum),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first_row == last_row && first_col == last_col {
        page.write_string_with_format(first_row, first_col, text, format)?;
    } else {
        page.merge_range(first_row, first_col, last_row, last_col, text, format)?;
    }
    Ok(())
}

impl Look {
    /// The format of a number: whole ones stand without a decimal point.
    pub(super) fn of_number(&self, number: f64) -> &Format {
        if number.fract() == 0.0 { &self.whole } else { &self.number }
    }
}

/// A value of a form with its border.
pub(super) fn value(
    page: &mut Worksheet,
    (row, col): (RowNum, ColNum),
    value: &Value,
    look: &Look,
) -> Result<(), XlsxError> {
    match value {
        // Only a list lays pictures over its cells.
        Value::Empty | Value::Picture(_) => page.write_blank(row, col, &look.short)?,
        Value::Text(text) => page.write_string_with_format(row, col, text, &look.short)?,
        // Only a form knows where the values stand that make a sum.
        Value::Number(value) | Value::Sum(value, _) => {
            page.write_number_with_format(row, col, *value, look.of_number(*value))?
        }
    };
    Ok(())
}

/// A line above or below the table: up to two texts, left and right.
pub(super) fn ends(
    page: &mut Worksheet,
    row: RowNum,
    last_col: ColNum,
    (left, right): (&str, &str),
    look: &Look,
) -> Result<(), XlsxError> {
    if right.is_empty() || last_col == 0 {
        return span(page, (row, 0), (row, last_col), left, &look.left);
    }
    let middle = last_col / 2;
    span(page, (row, 0), (row, middle), left, &look.left)?;
    span(page, (row, middle + 1), (row, last_col), right, &look.right)
}

/// A4, one page wide, centred, head repeated and frozen, page numbers, margins for binding at the left.
pub(super) fn page(
    page: &mut Worksheet,
    landscape: bool,
    (head_first, head_last): (RowNum, RowNum),
    frozen_columns: ColNum,
    last: (RowNum, ColNum),
) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    page.set_paper_size(A4);
    if landscape {
        page.set_landscape();
    } else {
        page.set_portrait();
    }
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_footer("&C第 &P 页 共 &N 页");
    // Inches: 28 mm at the binding side, as for documents; the rest as printers allow.
    page.set_margins(1.1, 0.6, 0.8, 0.7, 0.3, 0.3);
    page.set_repeat_rows(head_first, head_last)?;
    page.set_freeze_panes(head_last + 1, frozen_columns)?;
    page.set_print_area(0, 0, last.0, last.1)?;
    Ok(())
}

/// Places are far below the limits of a sheet; what lies beyond them is refused by the writer.
pub(super) fn col(at: usize) -> ColNum {
    ColNum::try_from(at).unwrap_or(ColNum::MAX)
}

/// As [`col`], for rows.
pub(super) fn row(at: usize) -> RowNum {
    RowNum::try_from(at).unwrap_or(RowNum::MAX)
}

/// The height in points a note needs over a width in characters of the standard font, which is smaller than its own.
pub(super) fn note_height(note: &str, across: f64) -> f64 {
    const LINE: f64 = 18.0;
    let places = f64::from(u32::try_from(places(note)).unwrap_or(u32::MAX));
    (places * LINE_SIZE / BODY_SIZE / across.max(1.0)).ceil().max(1.0) * LINE
}

/// How many places a line of text takes: two for a Chinese character.
pub(super) fn places(text: &str) -> usize {
    text.lines().map(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max().unwrap_or(0)
}
