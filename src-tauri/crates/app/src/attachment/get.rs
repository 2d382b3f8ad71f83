use crate::attachment::AttachmentRef;
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::photo::Photo;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// A photo to show. Documents are taken out, not shown.
pub(crate) fn get(context: &Context<'_>, which: AttachmentRef) -> Answer<Photo> {
    let (record, bytes) = context.read(|reader| reader.attachment(&which.id))?;
    if !record.photo {
        return Err(ApiError::new(Code::Invalid, "这份附件不是照片，请另存后打开。"));
    }
    Ok(Photo { jpeg: Some(STANDARD.encode(bytes)) })
}
