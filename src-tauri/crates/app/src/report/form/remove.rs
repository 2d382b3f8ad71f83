use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::form::{FormRef, every_form, no_form, none_leans_on};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::report as rules;

/// A form was taken away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormRemoved {
    /// The operation, to take it back.
    pub operation: String,
}

/// Takes a form of the centre's own away; frozen years keep it as it was.
pub(crate) fn remove(context: &Context<'_>, which: FormRef) -> Answer<FormRemoved> {
    if rules::shipped(&which.id).is_some() {
        return Err(ApiError::new(Code::Conflict, "这是程序自带的报表，不能移除。"));
    }
    context.write(|writer| {
        let before = every_form(writer)?;
        if !writer.remove_return_form(&which.id)? {
            return Err(no_form());
        }
        // One that is not read any more can only be taken away.
        if let Some(form) = before.iter().find(|form| form.id == which.id) {
            none_leans_on(form, &before, &every_form(writer)?)?;
        }
        Ok(FormRemoved { operation: writer.operation_id().to_owned() })
    })
}
