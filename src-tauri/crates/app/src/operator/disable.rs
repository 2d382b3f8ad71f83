use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::operator::{Operator, OperatorRef, Role, list::shown};

/// Keeps an operator out. Their slot goes, so that not even the old password opens anything.
pub(crate) fn disable(context: &Context<'_>, which: OperatorRef) -> Answer<Operator> {
    if context.session()?.operator == which.id {
        return Err(ApiError::new(Code::Conflict, "不能停用自己，请由另一位管理员操作。"));
    }
    let operator = context.write(|writer| {
        let admins = writer
            .operators()?
            .into_iter()
            .filter(|other| other.role == Role::Admin.key() && !other.disabled && other.id != which.id);
        if admins.count() == 0 {
            return Err(ApiError::new(Code::Conflict, "这是最后一位管理员，不能停用。"));
        }
        writer.set_operator_disabled(&which.id, true)?;
        shown(writer.operator(&which.id)?)
    })?;
    context.app.ring().remove_operator(&which.id)?;
    context.app.end_sessions_of(Some(&which.id), None);
    Ok(operator)
}
