use crate::attachment::AttachmentRef;
use crate::context::Context;
use crate::error::Answer;

/// Hangs a file that was taken off on again, where it was.
pub(crate) fn restore(context: &Context<'_>, which: AttachmentRef) -> Answer<()> {
    context.write(|writer| Ok(writer.reattach(&which.id)?))
}
