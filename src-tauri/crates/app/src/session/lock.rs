use crate::context::Context;
use crate::error::Answer;

/// Ends this session; with the last one the store closes.
pub(crate) fn lock(context: &Context<'_>, (): ()) -> Answer<()> {
    if let Some(token) = context.token {
        context.app.end_session(token);
    }
    Ok(())
}
