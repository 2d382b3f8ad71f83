use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::{SavedPerson, show};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::{Facts, Field};
use yinhui_store::person::Dates;
use yinhui_store::write::Value;

/// Put one field back to what it was before an operation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Revert {
    /// Record id of the person.
    pub person: String,
    /// Record id of the operation that changed it.
    pub operation: String,
    /// Key of the field.
    pub field: String,
}

/// Puts one field back to what it was before an operation, where it still holds what that operation wrote; the rest of
/// what it did stays.
pub(crate) fn revert(context: &Context<'_>, revert: Revert) -> Answer<SavedPerson> {
    let field = Field::from_key(&revert.field)
        .filter(|field| !matches!(field, Field::Branch | Field::Card | Field::State | Field::StateSince))
        .ok_or_else(|| {
            ApiError::invalid(
                "field",
                "field",
                "这一项不能单独改回：支部请在资料里改，卡请在“会员卡”里办，状态请用“变更状态”。",
            )
        })?;
    let today = context.today().to_string();
    context.write(|writer| {
        let person = writer.person(&revert.person)?;
        let (_, changes) = writer.person_history(&revert.person)?;
        let change = changes
            .into_iter()
            .find(|change| {
                change.operation == revert.operation
                    && change.table == "person"
                    && change.column == field.key()
            })
            .ok_or_else(|| ApiError::not_found("变更"))?;
        let named = |value: &Value| -> Answer<String> {
            Ok(match (field, value.text()) {
                (_, None) => match value {
                    Value::Number(number) => number.to_string(),
                    _ => String::new(),
                },
                (Field::Unit, Some(id)) => writer.label_of("unit", id)?.unwrap_or_default(),
                (_, Some(text)) => text.to_owned(),
            })
        };
        let (before, after) = (named(&change.before)?, named(&change.after)?);
        if show::fact(&person.facts, field) != after {
            return Err(ApiError::new(
                Code::Conflict,
                "这一项后来又改过，没有改回；请在最后一次变更上改回。",
            ));
        }
        if before.is_empty() && field == Field::Name {
            return Err(ApiError::new(Code::Conflict, "姓名不能为空，没有改回。"));
        }
        writer.save_person(&revert.person, &Facts::from([(field, before.into())]), &Dates::new(), &today)?;
        Ok(SavedPerson { id: revert.person.clone(), notes: Vec::new() })
    })
}
