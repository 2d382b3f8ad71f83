use crate::context::Context;
use crate::error::Answer;
use crate::person::PersonRef;
use crate::photo::Photo;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The photo of somebody.
pub(crate) fn get(context: &Context<'_>, which: PersonRef) -> Answer<Photo> {
    let jpeg = context.read(|reader| {
        reader.person(&which.id)?;
        reader.photo_of(&which.id)
    })?;
    Ok(Photo { jpeg: jpeg.map(|jpeg| STANDARD.encode(jpeg)) })
}
