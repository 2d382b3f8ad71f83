//! Hidden rows and columns of an .xlsx, which the workbook reader does not tell.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    collections::{BTreeSet, HashMap},
    io::{BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// What of a sheet is hidden.
#[derive(Debug, Default)]
pub(super) struct Visibility {
    /// Row numbers from 1.
    pub(super) rows: BTreeSet<u32>,
    /// Columns from 0, up to the widest sheet that is read.
    pub(super) columns: BTreeSet<u32>,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// By the name on the tab. None when the file is no .xlsx or of an unusual make; then nothing counts as hidden.
pub(super) fn of(bytes: &[u8]) -> Option<HashMap<String, Visibility>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let targets = targets(&mut archive)?;
    let mut out = HashMap::new();
    for (name, target) in tabs(&mut archive, &targets)? {
        out.insert(name, sheet(&mut archive, &target)?);
    }
    Some(out)
}

/// Relation ids of the workbook to parts.
fn targets(archive: &mut Archive<'_>) -> Option<HashMap<String, String>> {
    let mut out = HashMap::new();
    each(archive, "xl/_rels/workbook.xml.rels", |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            out.insert(id, part);
        }
    })?;
    Some(out)
}

/// Tab names and their parts.
fn tabs(archive: &mut Archive<'_>, targets: &HashMap<String, String>) -> Option<Vec<(String, String)>> {
    let mut out = Vec::new();
    each(archive, "xl/workbook.xml", |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (value(tag, "name"), value(tag, "r:id"))
            && let Some(part) = targets.get(&id)
        {
            out.push((name, part.clone()));
        }
    })?;
    Some(out)
}

fn sheet(archive: &mut Archive<'_>, part: &str) -> Option<Visibility> {
    let mut out = Visibility::default();
    each(archive, part, |tag| {
        let hidden = || matches!(value(tag, "hidden").as_deref(), Some("1" | "true"));
        let number = |name: &str| value(tag, name).and_then(|v| v.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            "row" if hidden() => out.rows.extend(number("r")),
            "col" if hidden() => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    let last = last.min(crate::limits::COLUMNS);
                    out.columns.extend((first..=last).map(|col| col.saturating_sub(1)));
                }
            }
            _ => {}
        }
    })?;
    Some(out)
}

/// Every opening tag of a part. None when the part is missing or no XML.
fn each(archive: &mut Archive<'_>, part: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let file = archive.by_name(part).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(file.take(crate::limits::UNPACKED_BYTES)));
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

/// The value of an attribute, unescaped.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    quick_xml::escape::unescape(&attribute.value).ok().map(|text| text.into_owned())
}
