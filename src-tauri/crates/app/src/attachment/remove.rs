use crate::attachment::AttachmentRef;
use crate::context::Context;
use crate::error::Answer;

/// Takes a file off; the log can bring it back.
pub(crate) fn remove(context: &Context<'_>, which: AttachmentRef) -> Answer<()> {
    context.write(|writer| Ok(writer.detach(&which.id)?))
}
