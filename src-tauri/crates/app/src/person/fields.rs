use crate::context::Context;
use crate::error::Answer;
use crate::person::FieldInfo;
use serde::Serialize;
use yinhui_core::code;
use yinhui_core::person::{Field, field::Kind};

/// Fields typed freely that still have usual words to choose from.
const SUGGESTED: [(Field, &str); 3] =
    [(Field::Education, "education"), (Field::Rank, "rank"), (Field::Health, "health")];

/// Every field of the register, for forms and tables.
pub(crate) fn fields(_context: &Context<'_>, (): ()) -> Answer<Vec<FieldInfo>> {
    Ok(Field::ALL
        .iter()
        .map(|field| FieldInfo {
            key: field.key().into(),
            label: field.label().into(),
            kind: word(field.kind()),
            section: word(field.section()),
            options: options(*field),
            masked: field.is_masked(),
        })
        .collect())
}

fn options(field: Field) -> Vec<String> {
    let suggested = SUGGESTED.iter().find(|(other, _)| *other == field).map(|(_, table)| *table);
    let table = match field.kind() {
        Kind::Flag => return vec!["是".into(), "否".into()],
        Kind::Code => Some(field.key()),
        _ => suggested,
    };
    table
        .and_then(code::table)
        .map(|table| table.entries.iter().map(|entry| entry.label.clone()).collect())
        .unwrap_or_default()
}

fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
