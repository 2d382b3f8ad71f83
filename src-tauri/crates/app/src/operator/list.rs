use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::operator::{Operator, Role};
use yinhui_store::operator::OperatorRecord;

/// All operators.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Operator>> {
    context.read(|reader| reader.operators())?.into_iter().map(shown).collect()
}

pub(crate) fn shown(record: OperatorRecord) -> Answer<Operator> {
    let role = Role::from_word(&record.role).ok_or_else(|| ApiError::fault(&"unknown role"))?;
    Ok(Operator { id: record.id, name: record.name, role, disabled: record.disabled })
}
