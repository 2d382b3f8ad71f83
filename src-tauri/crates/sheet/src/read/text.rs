//! Tables as text: UTF-8, UTF-16 or GB18030, with commas, tabs or semicolons.

use crate::{SheetError, limits};
use encoding_rs::{Encoding, GB18030, UTF_8};
use super::{Head, Sink, Tail};
use yinhui_core::import::raw::{Cell, Row};

/// The one sheet of a text table is called this.
pub const SHEET: &str = "花名册";

pub(super) fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), SheetError> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    sink.sheet(Head { name: SHEET.to_owned(), hidden: false })?;
    let mut cells = 0_u64;
    for (number, record) in (1_u32..).zip(reader.records()) {
        let record = record.map_err(|error| SheetError::Unreadable(error.to_string()))?;
        let width = u64::try_from(record.len()).unwrap_or(u64::MAX);
        cells += width;
        if number > limits::ROWS || width > u64::from(limits::COLUMNS) || cells > limits::CELLS {
            return Err(SheetError::too_large("行或列太多"));
        }
        let cells = record.iter().map(|field| match field {
            "" => Cell::Empty,
            text => Cell::Text(text.to_owned()),
        });
        sink.row(Row { number, cells: cells.collect(), ..Row::default() })?;
    }
    sink.tail(Tail::default())
}

/// The text by its byte order mark, else as UTF-8, else as GB18030.
fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, damaged) = encoding.decode(bytes);
    if damaged && text.chars().filter(|c| *c == '\u{fffd}').count() * 100 > text.chars().count() {
        return Err(SheetError::UnknownKind);
    }
    Ok(text.into_owned())
}

/// The mark that parts cells: the commonest on the first lines.
fn separator(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(10).collect();
    let count = |mark: char| head.iter().map(|line| line.matches(mark).count()).sum::<usize>();
    [(b',', count(',')), (b'\t', count('\t')), (b';', count(';'))]
        .into_iter()
        // The first of equals, so the comma when there is none.
        .fold((b',', 0), |best, next| if next.1 > best.1 { next } else { best })
        .0
}
