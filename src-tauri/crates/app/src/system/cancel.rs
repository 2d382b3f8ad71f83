use crate::context::Context;
use crate::error::Answer;
use crate::system::Cancel;

/// Asks a long command to stop. Its own call then answers `cancelled`.
pub(crate) fn cancel(context: &Context<'_>, cancel: Cancel) -> Answer<()> {
    context.app.cancel(&cancel.request);
    Ok(())
}
