use crate::context::Context;
use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;

/// Somebody does not want to give a fact.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Record id of the person.
    pub person: String,
    /// Key of the field.
    pub field: String,
}

/// Remembers that somebody does not want to give a fact: the desk does not ask again.
pub(crate) fn decline(context: &Context<'_>, decline: Decline) -> Answer<()> {
    let field = Field::from_key(&decline.field)
        .ok_or_else(|| ApiError::invalid("field", "field", "没有这个项目。"))?;
    let today = context.today().to_string();
    context.write(|writer| {
        writer.person(&decline.person)?;
        writer.decline(&decline.person, field, &today)?;
        Ok(())
    })
}
