use crate::context::Context;
use crate::error::Answer;
use crate::shift::ShiftNote;
use crate::time::told_ms;

/// Notes that are shown: older ones stand in the log.
const LATEST: i64 = 20;

/// The latest notes, newest first.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<ShiftNote>> {
    let own = context.session()?.name.clone();
    let found = context.read(|reader| reader.shift_notes(LATEST))?;
    Ok(found
        .into_iter()
        .map(|note| ShiftNote {
            waits: note.read_by.is_none() && note.operator != own,
            at: told_ms(note.at),
            read_at: note.read_at.map(told_ms).unwrap_or_default(),
            read_by: note.read_by.unwrap_or_default(),
            id: note.id,
            operator: note.operator,
            text: note.text,
        })
        .collect())
}
