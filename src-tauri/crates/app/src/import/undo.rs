use crate::context::Context;
use crate::error::Answer;
use crate::import::{ImportRef, Undone};
use crate::log::take_back;

/// Takes a whole import back, at any time; people with a visit or an edit since stay, and are named.
pub(crate) fn undo(context: &Context<'_>, which: ImportRef) -> Answer<Undone> {
    let operation = context.read(|reader| {
        reader.import(&which.id)?;
        reader.operation_that_created(&which.id)
    })?;
    take_back(context, &operation)
}
