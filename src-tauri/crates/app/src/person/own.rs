//! 自定义项目: facts under names of the centre's own. Where a key of a field is asked, theirs is `own.` and the name.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::person::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_core::text;
use yinhui_store::person::Extras;

/// What stands before the name in a key.
const PREFIX: &str = "own.";

/// More of them than this nobody reads.
const MOST: usize = 50;

/// Characters of a value: a whole account of somebody's life fits.
const LONGEST: usize = 2_000;

/// Writes a fact under a name of the centre's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveOwn {
    /// Record id of the person.
    pub person: String,
    /// Its name.
    pub label: String,
    /// What is known; empty clears it.
    pub value: String,
    /// It is a new one: what they have under that name already is not written over.
    #[serde(default)]
    pub add: bool,
}

/// The key of a name.
pub(crate) fn key_of(label: &str) -> String {
    format!("{PREFIX}{label}")
}

/// The name in a key; none where it is the key of a field.
pub(super) fn label_of(key: &str) -> Option<&str> {
    key.strip_prefix(PREFIX).filter(|label| !label.is_empty())
}

/// The names in use.
pub(crate) fn labels(context: &Context<'_>, (): ()) -> Answer<Vec<String>> {
    context.read(|reader| reader.extra_labels())
}

/// Writes a fact under a name of the centre's own. What the register has a field for is written there.
pub(crate) fn save(context: &Context<'_>, save: SaveOwn) -> Answer<()> {
    context.write(|writer| {
        writer.person(&save.person)?;
        if writer.merged_into(&save.person)?.is_some() {
            return Err(ApiError::new(Code::Conflict, "这份记录已并入另一份，请在合并后的记录上修改。"));
        }
        let held = writer.extras_of(&save.person)?;
        let value = text::tidy(&save.value);
        let known = held.get(&save.label);
        // Shown with a part masked, and sent back as it was shown.
        if !save.add && known.is_some_and(|known| value == text::tidy(known) || value == show::guarded(known))
        {
            return Ok(());
        }
        if value.chars().count() > LONGEST {
            return Err(ApiError::invalid("value", "too_long", format!("内容太长，最多 {LONGEST} 个字。")));
        }
        let label = match known {
            Some(_) if !save.add => save.label.clone(),
            None if !save.add => return Err(ApiError::not_found("这一项")),
            _ => fresh(writer.extra_labels()?, &save.label, &held)?,
        };
        if save.add && value.is_empty() {
            return Err(ApiError::invalid("value", "required", format!("请填写{label}的内容。")));
        }
        Ok(writer.save_extra(&save.person, &label, &value)?)
    })
}

/// A name somebody does not have yet: one in use as it is, or a new one.
fn fresh(in_use: Vec<String>, typed: &str, held: &Extras) -> Answer<String> {
    let label = named(in_use, typed)?;
    if held.contains_key(&label) {
        return Err(ApiError::invalid(
            "label",
            "taken",
            format!("已经有“{label}”这一项，请点它后面的“修改”。"),
        ));
    }
    if held.len() >= MOST {
        return Err(ApiError::invalid("label", "count", format!("每人最多 {MOST} 个自定义项目。")));
    }
    Ok(label)
}

fn named(in_use: Vec<String>, typed: &str) -> Answer<String> {
    if let Some(known) = in_use.into_iter().find(|known| known == typed) {
        return Ok(known);
    }
    let label = required("label", "项目名称", typed, 20)?;
    if let Some(field) = Field::ALL.iter().find(|field| field.label() == label) {
        let message = format!("“{}”是登记表里已有的项目，请点“编辑”填写。", field.label());
        return Err(ApiError::invalid("label", "field", message));
    }
    Ok(label)
}
