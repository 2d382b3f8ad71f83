//! What the first part of a stream says of the whole workbook.

use super::damaged;
use super::record::{END, Record, Version, continued, next, opens, u8_at, u16_at, u32_at};
use super::strings::{self, CodePage};
use crate::SheetError;
use crate::read::rows::Marks;
use crate::read::value::Shown;
use std::collections::HashMap;

/// A workbook without its cells.
pub(super) struct Book {
    pub(super) version: Version,
    pub(super) page: CodePage,
    pub(super) since_1904: bool,
    pub(super) texts: Vec<String>,
    pub(super) tabs: Vec<Tab>,
    /// True where the stream is one sheet, without a workbook around it.
    pub(super) alone: bool,
    looks: Vec<Look>,
    /// Ways of showing by their number in the order of the file, as version 2 names them.
    formats: Vec<Shown>,
}

/// A sheet.
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Where it begins.
    pub(super) at: usize,
}

/// How cells of a style look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) shown: Shown,
    pub(super) marks: Marks,
}

/// What of a style is told before fonts and formats are all known.
struct Style {
    font: u16,
    format: u16,
    framed: bool,
}

impl Book {
    /// Reads the first part of a stream that is not locked.
    pub(super) fn read(stream: &[u8]) -> Result<Book, SheetError> {
        let (first, mut rest) = next(stream).ok_or_else(|| damaged("no records"))?;
        let (version, whole) = opens(first).ok_or_else(|| damaged("no workbook"))?;
        let alone = version < Version::Five || !whole;
        let mut book = Book {
            version,
            page: CodePage::default(),
            since_1904: false,
            texts: Vec::new(),
            tabs: Vec::new(),
            alone,
            looks: Vec::new(),
            formats: Vec::new(),
        };
        let (mut formats, mut struck, mut styles) = (HashMap::new(), Vec::new(), Vec::new());
        let mut names = Vec::new();
        let mut ended = false;
        while let Some((record, after)) = next(rest) {
            rest = after;
            match record.kind {
                END => {
                    ended = true;
                    break;
                }
                0x0042 => book.page = u16_at(record.data, 0).map(CodePage::of).unwrap_or_default(),
                0x0022 => book.since_1904 = u16_at(record.data, 0) == Some(1),
                0x0031 | 0x0231 => struck.push(u16_at(record.data, 2).is_some_and(|flags| flags & 8 != 0)),
                0x001e | 0x041e => {
                    if let Some((number, shown)) = book.format(record) {
                        formats.insert(number, shown);
                        book.formats.push(shown);
                    }
                }
                0x0043 | 0x0243 | 0x0443 | 0x00e0 => styles.push(style(record, version)),
                0x0085 => names.push(record),
                0x00fc => {
                    let (pieces, after) = continued(record.data, rest);
                    rest = after;
                    book.texts = strings::shared(&pieces)?;
                }
                _ => {}
            }
        }
        if !ended {
            return Err(damaged("the workbook has no end"));
        }
        // The code page may stand behind the names.
        book.tabs = names.into_iter().filter_map(|record| book.tab(record)).collect();
        book.looks = styles.iter().map(|style| look(style, &struck, &formats)).collect();
        Ok(book)
    }

    /// How a cell of that style looks.
    pub(super) fn look(&self, style: usize) -> Look {
        self.looks.get(style).copied().unwrap_or_default()
    }

    /// How version 2 shows a number of that format.
    pub(super) fn format_two(&self, number: usize) -> Shown {
        self.formats.get(number).copied().unwrap_or_default()
    }

    fn format(&self, record: Record<'_>) -> Option<(u16, Shown)> {
        let data = record.data;
        let in_order = || u16::try_from(self.formats.len()).ok();
        let (number, text) = match self.version {
            Version::Two | Version::Three => (in_order()?, strings::short(data, 0, self.version, self.page)?),
            Version::Four => (in_order()?, strings::short(data, 2, self.version, self.page)?),
            Version::Five => (u16_at(data, 0)?, strings::short(data, 2, self.version, self.page)?),
            Version::Eight => (u16_at(data, 0)?, strings::long(&[data], 2, self.version, self.page)?),
        };
        Some((number, Shown::of(&text)))
    }

    /// A sheet with cells; charts and the like are none.
    fn tab(&self, record: Record<'_>) -> Option<Tab> {
        let data = record.data;
        if u8_at(data, 5)? & 0x0f != 0 {
            return None;
        }
        Some(Tab {
            name: strings::short(data, 6, self.version, self.page)?,
            hidden: u8_at(data, 4)? & 3 != 0,
            at: usize::try_from(u32_at(data, 0)?).ok()?,
        })
    }
}

fn style(record: Record<'_>, version: Version) -> Style {
    let data = record.data;
    let byte = |at| u16::from(u8_at(data, at).unwrap_or(0));
    let heavy = |line: u32| matches!(line, 2 | 5 | 6 | 8 | 10 | 12 | 13);
    match version {
        Version::Two => Style { font: byte(0), format: byte(2) & 0x3f, framed: false },
        Version::Three | Version::Four => Style { font: byte(0), format: byte(1), framed: false },
        Version::Five => {
            let (below, others) = (u16_at(data, 10).unwrap_or(0), u16_at(data, 12).unwrap_or(0));
            let lines = [below >> 6, others, others >> 3, others >> 6];
            Style {
                font: u16_at(data, 0).unwrap_or(0),
                format: u16_at(data, 2).unwrap_or(0),
                framed: lines.into_iter().all(|line| heavy(u32::from(line & 7))),
            }
        }
        Version::Eight => {
            let lines = u32_at(data, 10).unwrap_or(0);
            Style {
                font: u16_at(data, 0).unwrap_or(0),
                format: u16_at(data, 2).unwrap_or(0),
                framed: [lines, lines >> 4, lines >> 8, lines >> 12].into_iter().all(|line| heavy(line & 15)),
            }
        }
    }
}

fn look(style: &Style, struck: &[bool], formats: &HashMap<u16, Shown>) -> Look {
    // There is no font of number 4.
    let font = usize::from(if style.font > 4 { style.font - 1 } else { style.font });
    Look {
        shown: formats.get(&style.format).copied().unwrap_or_else(|| Shown::of_number(style.format.into())),
        marks: Marks { framed: style.framed, struck: struck.get(font).copied().unwrap_or(false) },
    }
}
