//! 自定义项目: facts under names of the centre's own. Where a key of a field is asked, theirs is `own.` and the name.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::{required, sentence};
use crate::person::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;

/// What stands before the name in a key.
const PREFIX: &str = "own.";

/// More of them than this nobody reads.
const MOST: usize = 50;

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
            return Err(ApiError::new(Code::Conflict, "这份档案已并入另一份，请在合并后的档案上修改。"));
        }
        let held = writer.extras_of(&save.person)?;
        let value = sentence(&save.value, 500);
        let label = match held.get(&save.label) {
            // Shown with a part masked, and sent back as it was shown.
            Some(known) if value == *known || value == show::guarded(known) => return Ok(()),
            Some(_) => save.label.clone(),
            None => fresh(writer.extra_labels()?, &save.label, held.len())?,
        };
        if value.is_empty() && !held.contains_key(&label) {
            return Err(ApiError::invalid("value", "required", format!("请填写{label}的内容。")));
        }
        Ok(writer.save_extra(&save.person, &label, &value)?)
    })
}

/// A name somebody does not have yet: one in use as it is, or a new one.
fn fresh(in_use: Vec<String>, typed: &str, held: usize) -> Answer<String> {
    if held >= MOST {
        return Err(ApiError::invalid("label", "count", format!("每人最多 {MOST} 个自定义项目。")));
    }
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
