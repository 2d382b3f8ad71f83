//! A workbook on its way: frames of a length and a message, so that one side decodes what the other still reads.

use crate::SheetError;
use crate::read::{Head, Sink, Tail};
use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{ErrorKind, Read, Write};
use yinhui_core::import::raw::{Cell, Merge, Row};

/// Bytes gathered before they are sent.
pub(super) const BUFFER: usize = 256 << 10;
/// Rows of a frame.
const ROWS: usize = 256;
/// No frame is longer; a longer one is no frame of ours.
const MOST: usize = 256 << 20;

/// What is sent.
#[derive(Serialize, Deserialize)]
enum Message<'a> {
    /// A sheet begins.
    Sheet { name: Cow<'a, str>, hidden: bool },
    /// Rows of it.
    Rows(#[serde(borrow)] Vec<WireRow<'a>>),
    /// It ends.
    Tail { merges: Vec<(u32, u32, u32, u32)>, hidden_columns: Vec<u32>, hidden: bool },
    /// The workbook ends.
    Done,
    /// It could not be read.
    Refused { why: Why, text: Cow<'a, str> },
}

#[derive(Serialize, Deserialize)]
struct WireRow<'a> {
    number: u32,
    hidden: bool,
    #[serde(borrow)]
    cells: Vec<WireCell<'a>>,
    framed: Cow<'a, [u32]>,
    struck: Cow<'a, [u32]>,
}

/// A cell; days count from the common era, moments in milliseconds.
#[derive(Serialize, Deserialize)]
enum WireCell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Date(i32),
    Month(i32, u32),
    DateTime(i64),
    Bool(bool),
    Error(&'a str),
}

/// The refusals that the reading side can give.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Why {
    Encrypted,
    TooLarge,
    UnknownKind,
    Other,
    Unreadable,
    Wps,
}

/// What comes in.
pub(super) enum Got {
    Sheet(Head),
    Rows(Vec<Row>),
    Tail(Tail),
    Done,
    Refused(SheetError),
}

/// Sends what is read.
pub(super) struct Sender<W: Write> {
    out: W,
    rows: Vec<Row>,
    frame: Vec<u8>,
}

impl<W: Write> Sender<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, rows: Vec::with_capacity(ROWS), frame: Vec::new() }
    }

    /// Says how it ended.
    pub(super) fn end(mut self, done: Result<(), SheetError>) -> Result<(), SheetError> {
        let message = match &done {
            Ok(()) => {
                self.flush()?;
                Message::Done
            }
            Err(error) => refused(error),
        };
        self.send(&message)?;
        self.out.flush().map_err(|error| broken(&error))
    }

    fn flush(&mut self) -> Result<(), SheetError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        self.send(&Message::Rows(rows.iter().map(WireRow::from).collect()))?;
        self.rows = rows;
        self.rows.clear();
        Ok(())
    }

    fn send(&mut self, message: &Message<'_>) -> Result<(), SheetError> {
        self.frame.clear();
        self.frame = postcard::to_extend(message, std::mem::take(&mut self.frame)).map_err(|e| broken(&e))?;
        let length = u32::try_from(self.frame.len()).map_err(|e| broken(&e))?;
        self.out.write_all(&length.to_le_bytes()).map_err(|error| broken(&error))?;
        self.out.write_all(&self.frame).map_err(|error| broken(&error))
    }
}

impl<W: Write + Send> Sink for Sender<W> {
    fn sheet(&mut self, head: Head) -> Result<(), SheetError> {
        self.send(&Message::Sheet { name: Cow::Owned(head.name), hidden: head.hidden })
    }

    fn row(&mut self, row: Row) -> Result<(), SheetError> {
        self.rows.push(row);
        if self.rows.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    fn tail(&mut self, tail: Tail) -> Result<(), SheetError> {
        self.flush()?;
        let merges = tail.merges.iter().map(|m| (m.first_row, m.last_row, m.first_col, m.last_col)).collect();
        self.send(&Message::Tail { merges, hidden_columns: tail.hidden_columns, hidden: tail.hidden })
    }
}

/// Takes in what is sent.
pub(super) struct Receiver<R: Read> {
    from: R,
    frame: Vec<u8>,
}

impl<R: Read> Receiver<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, frame: Vec::new() }
    }

    /// The next message. None where the other side has ended.
    pub(super) fn next(&mut self) -> Option<Got> {
        let mut length = [0_u8; 4];
        match self.from.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => return self.next(),
            Err(_) => return None,
        }
        let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|length| *length <= MOST)?;
        self.frame.resize(length, 0);
        self.from.read_exact(&mut self.frame).ok()?;
        postcard::from_bytes::<Message<'_>>(&self.frame).ok().map(Got::from)
    }
}

impl From<Message<'_>> for Got {
    fn from(message: Message<'_>) -> Got {
        match message {
            Message::Sheet { name, hidden } => Got::Sheet(Head { name: name.into_owned(), hidden }),
            Message::Rows(rows) => Got::Rows(rows.into_iter().map(Row::from).collect()),
            Message::Tail { merges, hidden_columns, hidden } => Got::Tail(Tail {
                hidden,
                merges: merges
                    .into_iter()
                    .map(|(first_row, last_row, first_col, last_col)| Merge {
                        first_row,
                        last_row,
                        first_col,
                        last_col,
                    })
                    .collect(),
                hidden_columns,
            }),
            Message::Done => Got::Done,
            Message::Refused { why, text } => Got::Refused(match why {
                Why::Encrypted => SheetError::Encrypted,
                Why::TooLarge => SheetError::TooLarge(Cow::Owned(text.into_owned())),
                Why::UnknownKind => SheetError::UnknownKind,
                Why::Other => SheetError::Other(Cow::Owned(text.into_owned())),
                Why::Unreadable => SheetError::Unreadable(text.into_owned()),
                Why::Wps => SheetError::Wps(text.into_owned()),
            }),
        }
    }
}

impl<'a> From<&'a Row> for WireRow<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            number: row.number,
            hidden: row.hidden,
            cells: row.cells.iter().map(WireCell::from).collect(),
            framed: Cow::Borrowed(&row.framed),
            struck: Cow::Borrowed(&row.struck),
        }
    }
}

impl From<WireRow<'_>> for Row {
    fn from(row: WireRow<'_>) -> Row {
        Row {
            number: row.number,
            hidden: row.hidden,
            cells: row.cells.into_iter().map(Cell::from).collect(),
            framed: row.framed.into_owned(),
            struck: row.struck.into_owned(),
        }
    }
}

impl<'a> From<&'a Cell> for WireCell<'a> {
    fn from(cell: &'a Cell) -> Self {
        use chrono::Datelike;
        match cell {
            Cell::Empty => WireCell::Empty,
            Cell::Text(text) => WireCell::Text(text),
            Cell::Number(number) => WireCell::Number(*number),
            Cell::Date(day) => WireCell::Date(day.num_days_from_ce()),
            Cell::Month { year, month } => WireCell::Month(*year, *month),
            Cell::DateTime(moment) => WireCell::DateTime(moment.and_utc().timestamp_millis()),
            Cell::Bool(value) => WireCell::Bool(*value),
            Cell::Error(text) => WireCell::Error(text),
        }
    }
}

impl From<WireCell<'_>> for Cell {
    fn from(cell: WireCell<'_>) -> Cell {
        match cell {
            WireCell::Empty => Cell::Empty,
            WireCell::Text(text) => Cell::Text(text.into()),
            WireCell::Number(number) => Cell::Number(number),
            WireCell::Date(days) => {
                NaiveDate::from_num_days_from_ce_opt(days).map_or(Cell::Empty, Cell::Date)
            }
            WireCell::Month(year, month) => Cell::Month { year, month },
            WireCell::DateTime(at) => {
                DateTime::from_timestamp_millis(at).map_or(Cell::Empty, |at| Cell::DateTime(at.naive_utc()))
            }
            WireCell::Bool(value) => Cell::Bool(value),
            WireCell::Error(text) => Cell::Error(text.into()),
        }
    }
}

fn refused(error: &SheetError) -> Message<'_> {
    let (why, text) = match error {
        SheetError::Encrypted => (Why::Encrypted, ""),
        SheetError::TooLarge(what) => (Why::TooLarge, what.as_ref()),
        SheetError::UnknownKind => (Why::UnknownKind, ""),
        SheetError::Other(what) => (Why::Other, what.as_ref()),
        SheetError::Wps(detail) => (Why::Wps, detail.as_str()),
        SheetError::Unreadable(detail) | SheetError::Interrupted(detail) => {
            (Why::Unreadable, detail.as_str())
        }
        SheetError::Timeout | SheetError::Memory | SheetError::Stopped | SheetError::Write(_) => {
            (Why::Unreadable, "not of reading")
        }
    };
    Message::Refused { why, text: Cow::Borrowed(text) }
}

fn broken(error: &dyn std::error::Error) -> SheetError {
    SheetError::Interrupted(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_comes_in() {
        let day: NaiveDate = "1949-03-01".parse().unwrap();
        let row = Row {
            number: 7,
            hidden: true,
            cells: vec![
                Cell::Text("岩温".into()),
                Cell::Empty,
                Cell::Number(1949.1),
                Cell::Date(day),
                Cell::Month { year: 1949, month: 3 },
                Cell::DateTime(day.and_hms_opt(8, 30, 1).unwrap()),
                Cell::Bool(true),
                Cell::Error("#REF!".into()),
            ],
            framed: vec![0],
            struck: vec![0, 2],
        };
        let merge = Merge { first_row: 1, last_row: 2, first_col: 0, last_col: 3 };
        let mut bytes = Vec::new();
        let mut sender = Sender::new(&mut bytes);
        sender.sheet(Head { name: "甲".into(), hidden: true }).unwrap();
        sender.row(row.clone()).unwrap();
        sender.tail(Tail { merges: vec![merge], hidden_columns: vec![4], hidden: false }).unwrap();
        sender.end(Err(SheetError::TooLarge("列太多".into()))).unwrap();
        let mut receiver = Receiver::new(bytes.as_slice());
        assert!(matches!(receiver.next(), Some(Got::Sheet(head)) if head.name == "甲" && head.hidden));
        assert!(matches!(receiver.next(), Some(Got::Rows(rows)) if rows == [row]));
        assert!(
            matches!(receiver.next(), Some(Got::Tail(tail)) if tail.merges == [merge] && tail.hidden_columns == [4])
        );
        assert!(
            matches!(receiver.next(), Some(Got::Refused(SheetError::TooLarge(what))) if what == "列太多")
        );
        assert!(receiver.next().is_none());
    }

    #[test]
    fn rubbish_on_the_way_is_an_end() {
        assert!(Receiver::new(&b"\xff\xff\xff\xff"[..]).next().is_none());
        assert!(Receiver::new(&b"\x02\x00\x00\x00\x63\x01"[..]).next().is_none());
        assert!(Receiver::new(&b"\x40\x00\x00\x00\x01"[..]).next().is_none());
    }
}
