//! What is hidden and merged in an .xlsx, which the workbook reader tells only by reading each sheet once more. The
//! parts are unpacked once anyway, to see how large they are; meanwhile the few tags that matter are looked for
//! without reading the rest as XML.

use super::rows::Layout;
use super::xml::{number, value};
use crate::{SheetError, limits};
use memchr::memmem::Finder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read, Write};
use yinhui_core::import::raw::Merge;
use zip::ZipArchive;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What is hidden and merged, by the name on the tab.
#[derive(Debug, Default)]
pub(super) struct Layouts(HashMap<String, Layout>);

impl Layouts {
    /// That of a sheet; nothing where nothing is known.
    pub(super) fn take(&mut self, name: &str) -> Layout {
        self.0.remove(name).unwrap_or_default()
    }

    pub(super) fn put(&mut self, name: String, layout: Layout) {
        self.0.insert(name, layout);
    }

    pub(super) fn extend(&mut self, others: Layouts) {
        self.0.extend(others.0);
    }
}

impl Layout {
    /// True when a row, from 1, is hidden.
    pub(super) fn hides(&self, row: u32) -> bool {
        self.rows.contains(&row)
    }
}

/// The sheets of an .xlsx: part and name on the tab. None when it is of an unusual make; then nothing counts as hidden.
pub(super) fn sheets(archive: &mut Archive<'_>) -> Option<HashMap<String, String>> {
    let targets = targets(archive, "xl/_rels/workbook.xml.rels")?;
    let mut out = HashMap::new();
    each(archive, "xl/workbook.xml", |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (value(tag, "name"), value(tag, "id"))
            && let Some(part) = targets.get(&id)
        {
            out.insert(part.clone(), name);
        }
    })?;
    Some(out)
}

/// The parts that a workbook names, by the ids it names them with.
pub(super) fn targets(archive: &mut Archive<'_>, part: &str) -> Option<HashMap<String, String>> {
    let mut targets = HashMap::new();
    each(archive, part, |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part.replace('\\', "/"));
        }
    })?;
    Some(targets)
}

/// Every opening tag of a part. None when the part is missing or no XML.
fn each(archive: &mut Archive<'_>, part: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let file = archive.by_name(part).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(file.take(limits::UNPACKED_BYTES)));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) => visit(&tag),
            Event::Eof => return Some(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// Looks for the tags that matter in what is written to it.
pub(super) struct Scan {
    finders: [Finder<'static>; 3],
    /// What has not been looked at: the end of the last piece, from its last tag on.
    held: Vec<u8>,
    layout: Layout,
    too_many: bool,
}

/// A tag is no longer than this.
const LONGEST_TAG: usize = 64 << 10;

impl Scan {
    pub(super) fn new() -> Self {
        // A column of width 0 is as good as hidden.
        let finders = [" hidden=", "mergeCell ", " width=\"0"].map(Finder::new);
        Self { finders, held: Vec::new(), layout: Layout::default(), too_many: false }
    }

    /// What was found.
    pub(super) fn done(mut self) -> Result<Layout, SheetError> {
        self.look(self.held.len());
        if self.too_many { Err(SheetError::too_large("合并的单元格太多")) } else { Ok(self.layout) }
    }

    /// Looks at that much of what is held.
    fn look(&mut self, length: usize) {
        let held = std::mem::take(&mut self.held);
        let bytes = held.get(..length).unwrap_or_default();
        for finder in &self.finders {
            for at in finder.find_iter(bytes) {
                let Some(tag) = around(bytes, at) else { continue };
                let mut reader = Reader::from_reader(tag);
                if let Ok(Event::Start(tag) | Event::Empty(tag)) = reader.read_event() {
                    self.too_many |= found(&tag, &mut self.layout).is_err();
                }
            }
        }
        self.held = held;
        self.held.drain(..length);
    }
}

impl Write for Scan {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(piece);
        if self.held.len() >= 4 * LONGEST_TAG {
            // The last tag may not be whole yet.
            let last = memchr::memrchr(b'<', &self.held).filter(|at| self.held.len() - at < LONGEST_TAG);
            self.look(last.unwrap_or(self.held.len()));
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The tag around a place. None when the place is in no tag.
fn around(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let (before, after) = bytes.split_at_checked(at)?;
    let begin = memchr::memrchr2(b'<', b'>', before)?;
    let end = at + memchr::memchr(b'>', after)? + 1;
    bytes.get(begin..end).filter(|tag| tag.first() == Some(&b'<'))
}

fn found(tag: &BytesStart<'_>, layout: &mut Layout) -> Result<(), SheetError> {
    let yes = |name: &str| matches!(value(tag, name).as_deref(), Some("1" | "true"));
    match tag.local_name().as_ref() {
        "row" if yes("hidden") => layout.rows.extend(number(tag, "r")),
        "col" if yes("hidden") || value(tag, "width").and_then(|w| w.parse::<f64>().ok()) == Some(0.0) => {
            if let (Some(first @ 1..), Some(last)) = (number(tag, "min"), number(tag, "max")) {
                layout.hide_columns(first - 1, last.saturating_sub(1));
            }
        }
        "mergeCell" => {
            if let Some(merge) = value(tag, "ref").as_deref().and_then(area) {
                layout.merge(merge)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// An area as `B2:D5` says it.
pub(super) fn area(written: &str) -> Option<Merge> {
    let (first, last) = written.split_once(':')?;
    let ((first_row, first_col), (last_row, last_col)) = (place(first)?, place(last)?);
    Some(Merge { first_row, last_row, first_col, last_col })
}

/// A place as `B2` says it: row from 1, column from 0.
fn place(written: &str) -> Option<(u32, u32)> {
    let written = written.replace('$', "");
    let digits = written.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = written.split_at_checked(digits)?;
    let col = letters.bytes().try_fold(0_u32, |col, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|at| *at < 26)?;
        col.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((row.parse().ok().filter(|row| *row > 0)?, col.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let merge = Merge { first_row: 2, last_row: 50, first_col: 1, last_col: 27 };
        assert_eq!(area("B2:$AB$50"), Some(merge));
        for wrong in ["", "B2", "2:3", "B:C", "B0:C1", "ZZZZZZZZ1:B2", "甲1:B2"] {
            assert_eq!(area(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tags_are_found_wherever_a_piece_ends() {
        let mut text = String::from(
            "<worksheet><cols><col min=\"3\" max=\"4\" hidden=\"1\"/><col min='6' max='6' width=\"0\"/></cols><sheetData>",
        );
        for row in 1..4000 {
            let hidden = if row % 1000 == 0 { " hidden=\"true\"" } else { "" };
            text.push_str(&format!(
                "<row r=\"{row}\"{hidden}><c r=\"A{row}\"><is><t> hidden=\"1\"</t></is></c></row>"
            ));
        }
        text.push_str(
            "</sheetData><mergeCells count=\"1\"><x:mergeCell ref=\"A1:D1\"/></mergeCells></worksheet>",
        );
        for size in [1, 7, 8192, 1 << 20] {
            let mut scan = Scan::new();
            text.as_bytes().chunks(size).for_each(|piece| scan.write_all(piece).unwrap());
            let layout = scan.done().unwrap();
            assert_eq!(layout.rows.into_iter().collect::<Vec<_>>(), [1000, 2000, 3000], "{size}");
            assert_eq!(layout.columns.into_iter().collect::<Vec<_>>(), [2, 3, 5], "{size}");
            assert_eq!(layout.merges, [Merge { first_row: 1, last_row: 1, first_col: 0, last_col: 3 }]);
        }
    }
}
