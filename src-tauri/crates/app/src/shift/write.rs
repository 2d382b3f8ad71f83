use crate::context::Context;
use crate::error::Answer;
use crate::form::required;
use crate::organization::Saved;
use crate::shift::WriteShift;

/// Leaves a note for the next shift.
pub(crate) fn write(context: &Context<'_>, note: WriteShift) -> Answer<Saved> {
    let text = required("text", "交班内容", &note.text, 500)?;
    let day = context.today().to_string();
    context.write(|writer| Ok(Saved { id: writer.write_shift_note(&day, &text)? }))
}
