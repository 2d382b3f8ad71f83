use crate::care::FollowUp;
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::person::show;
use yinhui_core::person::Field;

/// Those left behind were looked after; the log can open it again.
pub(crate) fn follow_up(context: &Context<'_>, done: FollowUp) -> Answer<()> {
    let note = required("note", "跟进情况", &done.note, 200)?;
    let today = context.today().to_string();
    context.write(|writer| {
        if show::fact(&writer.person(&done.person)?.facts, Field::State) != "去世" {
            return Err(ApiError::new(Code::Conflict, "这位同志没有登记为去世，不在遗属跟进里。"));
        }
        Ok(writer.close_bereavement(&done.person, &today, &note)?)
    })
}
