use crate::context::Context;
use crate::error::Answer;
use crate::shift::ShiftRef;

/// The next shift has read a note.
pub(crate) fn read(context: &Context<'_>, which: ShiftRef) -> Answer<()> {
    context.write(|writer| {
        writer.shift_note_read(&which.id)?;
        Ok(())
    })
}
