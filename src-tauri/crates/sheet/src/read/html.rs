//! Web pages named .xls: what portals hand out as a download, and what Excel saves as a page.
//!
//! As in a spreadsheet program everything comes on one sheet: the tables below each other with a line between, texts
//! beside them as lines of their own.

use super::html_table::{Attributes, Table};
use super::rows::{Layout, Marks, Rows};
use super::{text::SHEET, value};
use crate::SheetError;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Reads the pages of a workbook, one sheet each; a page without a table is none.
pub(super) fn read(text: &str, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let page = page(text);
    if !page.tables {
        return Err(SheetError::Other("没有表格的网页".into()));
    }
    rows.begin(page.name.as_deref().unwrap_or(SHEET), false)?;
    send(page, rows)
}

/// Sends one page on as a sheet that has begun.
pub(super) fn send(page: Page, rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut layout = Layout::default();
    let (mut next, mut below_table) = (0, false);
    for part in page.parts {
        match part {
            Part::Line(line) => {
                rows.put((next, 0), value::text(line), Marks::default(), |_| false)?;
                next += 1;
                below_table = false;
            }
            Part::Table(table) => {
                // A line between two tables, as between two tables on one sheet.
                next = table.send(next + u32::from(below_table), &mut layout, rows)?;
                below_table = true;
            }
        }
    }
    rows.end(layout)
}

/// A page, read.
#[derive(Default)]
pub(super) struct Page {
    parts: Vec<Part>,
    /// The name of the tab, where Excel noted one.
    pub(super) name: Option<String>,
    /// True when there is a table.
    pub(super) tables: bool,
}

enum Part {
    Line(String),
    Table(Table),
}

/// Takes a page apart.
pub(super) fn page(text: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let reader = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    // It stops at scripts only, and at notes of the encoding, which is known by now.
    while !matches!(reader.feed(&input), html5ever::interface::TokenizerResult::Done) {}
    reader.end();
    let mut open = reader.sink.open.into_inner();
    while !open.tables.is_empty() {
        open.end_table();
    }
    open.end_line();
    open.page
}

#[derive(Default)]
struct Reader {
    open: RefCell<Open>,
}

/// What is open at a place of the page.
#[derive(Default)]
struct Open {
    page: Page,
    tables: Vec<Table>,
    /// Text outside of tables.
    line: String,
    in_head: bool,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            Token::TagToken(tag) => return open.tag(&tag),
            Token::CharacterTokens(text) => open.text(&text),
            Token::CommentToken(text) => open.note(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Open {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.as_ref();
        if tag.kind == TagKind::StartTag && matches!(name, "style" | "script" | "xml" | "title" | "textarea")
        {
            return TokenSinkResult::RawData(if name == "script" {
                RawKind::ScriptData
            } else {
                RawKind::Rawtext
            });
        }
        match (tag.kind, name) {
            (TagKind::StartTag, "head") => self.in_head = true,
            (TagKind::EndTag, "head") | (TagKind::StartTag, "body") => self.in_head = false,
            (TagKind::StartTag, "table") => {
                self.in_head = false;
                if self.tables.is_empty() {
                    self.end_line();
                }
                self.tables.push(Table::default());
            }
            (TagKind::EndTag, "table") => self.end_table(),
            _ => match self.tables.last_mut() {
                Some(table) if tag.kind == TagKind::StartTag => table.open(name, &Attributes(&tag.attrs)),
                Some(table) => table.close(name),
                None if matches!(
                    name,
                    "p" | "div" | "br" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr"
                ) =>
                {
                    self.end_line();
                }
                None => {}
            },
        }
        TokenSinkResult::Continue
    }

    fn text(&mut self, text: &str) {
        match self.tables.last_mut() {
            Some(table) => table.text(text),
            None if !self.in_head => self.line.push_str(text),
            None => {}
        }
    }

    /// Excel notes the names of its sheets in a comment; of a page with one sheet it is the first.
    fn note(&mut self, text: &str) {
        let name = text.split_once("<x:Name>").and_then(|(_, rest)| rest.split_once("</x:Name>"));
        if let (Some((name, _)), None) = (name, &self.page.name) {
            self.page.name = quick_xml::escape::unescape(name.trim()).ok().map(|name| name.into_owned());
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            self.page.parts.push(Part::Line(line));
        }
    }

    fn end_table(&mut self) {
        if let Some(mut table) = self.tables.pop() {
            table.close("tr");
            if table.height > 0 {
                self.page.tables = true;
                self.page.parts.push(Part::Table(table));
            }
        }
    }
}
