use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::notice::{LeaveNotice, Notice};
use crate::person::show;
use crate::time::business_day;
use yinhui_core::person::Field;

/// The longest that is said in one breath.
const LONGEST: usize = 60;

/// Leaves a notice that the desk says the next time they come.
pub(crate) fn leave(context: &Context<'_>, leave: LeaveNotice) -> Answer<Notice> {
    let text = required("text", "通知内容", &leave.text, LONGEST)?;
    let until = match leave.until.as_deref().map(str::trim).filter(|until| !until.is_empty()) {
        None => None,
        Some(until) => Some(business_day("until", until)?),
    };
    if until.is_some_and(|until| until < context.today()) {
        return Err(ApiError::invalid("until", "past", "截止日期已经过了，请核对。"));
    }
    context.write(|writer| {
        let person = writer.person(&leave.person)?;
        if show::fact(&person.facts, Field::State) == "去世" {
            return Err(ApiError::new(Code::Conflict, "这位同志登记为去世，不能留通知。"));
        }
        let until = until.map(|until| until.to_string());
        let id = writer.leave_notice(&leave.person, &text, until.as_deref())?;
        Ok(Notice::of(writer.notice(&id)?))
    })
}
