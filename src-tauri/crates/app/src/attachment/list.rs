use crate::attachment::{Attachment, AttachmentHolder};
use crate::context::Context;
use crate::error::Answer;

/// The files of something, photos first.
pub(crate) fn list(context: &Context<'_>, which: AttachmentHolder) -> Answer<Vec<Attachment>> {
    let holder = which.read()?;
    let found = context.read(|reader| reader.attachments(holder))?;
    Ok(found.into_iter().map(Attachment::from).collect())
}
