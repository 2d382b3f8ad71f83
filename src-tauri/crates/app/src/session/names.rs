use crate::context::Context;
use crate::error::Answer;

/// Names of those who can log in, for the lock screen.
pub(crate) fn names(context: &Context<'_>, (): ()) -> Answer<Vec<String>> {
    Ok(context.app.ring().names()?)
}
