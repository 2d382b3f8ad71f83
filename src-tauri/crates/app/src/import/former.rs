//! Tables like these that were imported before: the same headers are taken as a person then decided; where they have
//! changed, that is said first.

use crate::error::{Answer, ApiError};
use crate::import::told::{TableKey, key};
use crate::import::{FormerMapping, ImportOptions};
use crate::time::told_ms;
use std::collections::BTreeMap;
use yinhui_core::import::BookReading;
use yinhui_core::import::table::{Column, Overrides, Taken, headers};
use yinhui_store::import::MappingRecord;

/// What is remembered for a table.
pub(crate) struct Former {
    pub(crate) told: FormerMapping,
    /// Header to what is done with its column.
    choices: BTreeMap<String, Taken>,
}

/// What is remembered of each table of a workbook.
pub(crate) fn find(
    reading: &BookReading,
    mappings: &[MappingRecord],
    options: &ImportOptions,
) -> Answer<BTreeMap<TableKey, Former>> {
    let remembered = mappings.iter().map(parsed).collect::<Answer<Vec<_>>>()?;
    let mut out = BTreeMap::new();
    for sheet in reading.sheets.iter().filter(|sheet| sheet.header_rows.is_some()) {
        let key = key(reading, sheet);
        let wanted = options.tables.iter().flatten().find(|choice| {
            (choice.file.as_str(), choice.sheet.as_str(), choice.table)
                == (key.0.as_str(), key.1.as_str(), i64::from(key.2))
        });
        let wanted = wanted.and_then(|choice| choice.former);
        if let Some(found) = like(&headers::of(&sheet.columns), &remembered, wanted) {
            out.insert(key, found);
        }
    }
    Ok(out)
}

/// Adds what is remembered to what is decided now. Answers whether there was anything to add.
pub(crate) fn apply(
    found: &BTreeMap<TableKey, Former>,
    reading: &BookReading,
    overrides: &mut Overrides,
) -> bool {
    let mut any = false;
    for sheet in &reading.sheets {
        let Some(former) = found.get(&key(reading, sheet)).filter(|former| former.told.applied) else {
            continue;
        };
        let over = overrides.entry(&sheet.name, sheet.table);
        for column in &sheet.columns {
            if let Some(taken) = former.choices.get(&column.header) {
                over.remembered.insert(column.letter.clone(), *taken);
                any = true;
            }
        }
    }
    any
}

/// The columns a person decided, by header: what is remembered for the next time.
pub(crate) fn decided(columns: &[Column]) -> BTreeMap<&str, Taken> {
    let decided = columns.iter().filter(|column| column.decided && !column.header.is_empty());
    decided.map(|column| (column.header.as_str(), column.taken)).collect()
}

struct Remembered<'a> {
    record: &'a MappingRecord,
    headers: Vec<String>,
    choices: BTreeMap<String, Taken>,
}

fn parsed(record: &MappingRecord) -> Answer<Remembered<'_>> {
    let fault = |error: serde_json::Error| ApiError::fault(&error);
    Ok(Remembered {
        record,
        headers: serde_json::from_str(&record.headers).map_err(fault)?,
        choices: serde_json::from_str(&record.choices).map_err(fault)?,
    })
}

/// The same headers, else the most alike: applied by itself only where nothing has changed.
fn like(now: &[String], remembered: &[Remembered<'_>], wanted: Option<bool>) -> Option<Former> {
    let same = remembered.iter().find(|then| then.headers == now);
    let alike = || {
        let each = remembered.iter().map(|then| (headers::alike(now, &then.headers), then));
        let best = each.filter(|(share, _)| *share >= headers::ALIKE).fold(None, |best, next| match best {
            Some((share, _)) if share >= next.0 => best,
            _ => Some(next),
        });
        best.map(|(_, then)| then)
    };
    let then = same.or_else(alike)?;
    let differs = headers::differs(now, &then.headers);
    Some(Former {
        told: FormerMapping {
            at: told_ms(then.record.at).chars().take(10).collect(),
            file: then.record.file.clone(),
            same_headers: same.is_some(),
            added: differs.added,
            missing: differs.missing,
            choices: i64::try_from(then.choices.len()).unwrap_or(i64::MAX),
            applied: !then.choices.is_empty() && wanted.unwrap_or(same.is_some()),
        },
        choices: then.choices.clone(),
    })
}
