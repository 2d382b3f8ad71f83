use crate::context::Context;
use crate::error::Answer;
use crate::person::PersonRef;

/// Shows no photo of somebody any more; the log can bring it back.
pub(crate) fn remove(context: &Context<'_>, which: PersonRef) -> Answer<()> {
    context.write(|writer| {
        writer.person(&which.id)?;
        writer.remove_photos(&which.id)?;
        Ok(())
    })
}
