use crate::checkin::PresenceRef;
use crate::context::Context;
use crate::error::Answer;
use crate::import::Undone;
use crate::log::{take_back, taken_back};

/// Takes a check-in back; totals are right in the same breath.
pub(crate) fn undo(context: &Context<'_>, which: PresenceRef) -> Answer<Undone> {
    // A presence taken back is not found any more, a repeat of the request is answered all the same.
    if let Some(undone) = taken_back(context)? {
        return Ok(undone);
    }
    let operation = context.read(|reader| {
        reader.presence(&which.id)?;
        reader.operation_that_created(&which.id)
    })?;
    take_back(context, &operation)
}
