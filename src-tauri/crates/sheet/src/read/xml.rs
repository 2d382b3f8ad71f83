//! What every reader of XML needs.

use crate::SheetError;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// The value of an attribute whatever its prefix, unescaped.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&attribute.value).ok().map(|text| text.into_owned())
}

/// A number in an attribute.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    value(tag, name)?.trim().parse().ok()
}

/// Adds what an event says, if it says something. Entities that a file defines for itself say nothing: they may grow
/// without end or fetch what is not theirs.
pub(super) fn push(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(said) => text.push_str(&said.xml10_content()),
        Event::CData(said) => text.push_str(&said.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => text.extend(resolve_xml_entity(name)),
        },
        _ => {}
    }
}

/// XML that is none.
pub(super) fn damaged(error: quick_xml::Error) -> SheetError {
    SheetError::Unreadable(match error {
        // Others may quote the file.
        quick_xml::Error::Io(error) => error.to_string(),
        quick_xml::Error::Syntax(error) => error.to_string(),
        _ => "xml".to_owned(),
    })
}
