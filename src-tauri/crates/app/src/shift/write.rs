use crate::context::Context;
use crate::error::Answer;
use crate::form::required;
use crate::organization::Saved;
use crate::shift::WriteShift;
use yinhui_core::text;

/// Letters of one note.
const LONGEST: usize = 500;

/// Leaves a note for the next shift.
pub(crate) fn write(context: &Context<'_>, note: WriteShift) -> Answer<Saved> {
    required("text", "交班内容", &note.text, LONGEST)?;
    let lines = note.text.lines().map(text::tidy).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    let day = context.today().to_string();
    context.write(|writer| Ok(Saved { id: writer.write_shift_note(&day, &text)? }))
}
