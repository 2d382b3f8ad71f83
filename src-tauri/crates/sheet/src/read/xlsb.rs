//! What is hidden and merged in an .xlsb, which the workbook reader does not tell. Its parts are rows of records: a
//! kind and a length of seven bits a byte, then that many bytes.

use super::layout::{Archive, Layouts, targets};
use super::rows::Layout;
use crate::{SheetError, limits};
use std::io::Read;
use yinhui_core::import::raw::Merge;

/// What is hidden and merged, by the name on the tab; nothing where the file is of an unusual make.
pub(super) fn layouts(archive: &mut Archive<'_>) -> Result<Layouts, SheetError> {
    let mut layouts = Layouts::default();
    let targets = targets(archive, "xl/_rels/workbook.bin.rels").unwrap_or_default();
    for (id, name) in tabs(&part(archive, "xl/workbook.bin").unwrap_or_default()) {
        let sheet = targets.get(&id).and_then(|target| part(archive, target));
        layouts.put(name, sheet.map_or_else(|| Ok(Layout::default()), |sheet| layout(&sheet))?);
    }
    Ok(layouts)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(limits::UNPACKED_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The next record, and what follows it.
fn next(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let (kind, rest) = number(bytes, 2)?;
    let (length, rest) = number(rest, 4)?;
    let (data, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    Some((kind, data, rest))
}

/// A number of at most that many bytes, the lowest seven bits first.
fn number(bytes: &[u8], most: u32) -> Option<(u32, &[u8])> {
    let (mut number, mut rest) = (0, bytes);
    for at in 0..most {
        let (byte, after) = rest.split_first()?;
        number |= u32::from(byte & 0x7f) << (7 * at);
        rest = after;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((number, rest))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// A text and where it ends.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = usize::try_from(u32_at(data, at)?).ok()?.checked_mul(2)?;
    let end = at.checked_add(4)?.checked_add(length)?;
    let (pairs, _) = data.get(at + 4..end)?.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// The sheets of a workbook: id and name.
fn tabs(mut bytes: &[u8]) -> Vec<(String, String)> {
    let mut tabs = Vec::new();
    while let Some((kind, data, rest)) = next(bytes) {
        bytes = rest;
        if kind == 0x9c
            && let Some((id, end)) = text(data, 8)
            && let Some((name, _)) = text(data, end)
        {
            tabs.push((id, name));
        }
    }
    tabs
}

fn layout(mut bytes: &[u8]) -> Result<Layout, SheetError> {
    let mut layout = Layout::default();
    while let Some((kind, data, rest)) = next(bytes) {
        bytes = rest;
        let at = |at| u32_at(data, at);
        match kind {
            0x00 if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => {
                layout.rows.extend(at(0).map(|row| row.saturating_add(1)));
            }
            0x3c => {
                let unseen = data.get(16).is_some_and(|flags| flags & 1 != 0) || at(8) == Some(0);
                if let (true, Some(first), Some(last)) = (unseen, at(0), at(4)) {
                    layout.hide_columns(first, last);
                }
            }
            0xb0 => {
                if let (Some(first), Some(last), Some(left), Some(right)) = (at(0), at(4), at(8), at(12)) {
                    let (first_row, last_row) = (first.saturating_add(1), last.saturating_add(1));
                    layout.merge(Merge { first_row, last_row, first_col: left, last_col: right })?;
                }
            }
            _ => {}
        }
    }
    Ok(layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &[u8], data: &[u8]) -> Vec<u8> {
        [kind, &[u8::try_from(data.len()).unwrap()], data].concat()
    }

    fn longs(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn what_is_hidden_and_merged() {
        let row = |number: u32, flags: u8| {
            record(&[0], &[longs(&[number, 0]), vec![0, 0, 0, flags, 0, 0, 0, 0, 0]].concat())
        };
        let column = |first: u32, last: u32, width: u32, flags: u8| {
            record(&[0x3c], &[longs(&[first, last, width, 0]), vec![flags, 0]].concat())
        };
        let bytes = [
            column(0, 0, 2560, 0),
            column(2, 3, 2560, 1),
            column(5, 5, 0, 0),
            row(0, 0),
            row(6, 0x10),
            record(&[0xb0, 0x01], &longs(&[0, 0, 0, 3])),
        ];
        let layout = layout(&bytes.concat()).unwrap();
        assert_eq!(layout.rows.into_iter().collect::<Vec<_>>(), [7]);
        assert_eq!(layout.columns.into_iter().collect::<Vec<_>>(), [2, 3, 5]);
        assert_eq!(layout.merges, [Merge { first_row: 1, last_row: 1, first_col: 0, last_col: 3 }]);
    }
}
