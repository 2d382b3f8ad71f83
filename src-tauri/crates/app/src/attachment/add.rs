use crate::attachment::{Attachment, AttachmentHolder};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file::plain_name;
use crate::host::FileRef;
use crate::photo::jpeg;
use serde::{Deserialize, Serialize};
use std::io::Read;
use ts_rs::TS;

/// Bytes of one document.
const LARGEST: usize = 20 << 20;
/// A photo is not larger: bytes, and pixels along a side.
const PHOTO: (usize, u32) = (1 << 20, 2_000);
/// Files of one thing.
const MOST: usize = 100;

/// Hang a file on something: a photo the page has made small, or a document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddAttachment {
    /// What it hangs on.
    pub holder: AttachmentHolder,
    /// What the photo is called.
    pub name: Option<String>,
    /// A photo as JPEG in base64, at most 1 MB and 2,000 pixels along a side.
    pub jpeg: Option<String>,
    /// A document, at most 20 MB.
    pub file: Option<FileRef>,
}

/// Hangs a photo or a document on something.
pub(crate) fn add(context: &Context<'_>, add: AddAttachment) -> Answer<Attachment> {
    let holder = add.holder.read()?;
    let (name, photo, bytes) = match (&add.jpeg, &add.file) {
        (Some(photo), None) => {
            let bytes = jpeg::read(photo, PHOTO.0, PHOTO.1)?;
            (plain_name(add.name.as_deref().unwrap_or("照片.jpg")), true, bytes)
        }
        (None, Some(file)) => (plain_name(&file.name), false, document(context, file)?),
        _ => return Err(ApiError::invalid("file", "one_of", "请选择一张照片或一份文件。")),
    };
    context.write(|writer| {
        if writer.attachments(holder)?.len() >= MOST {
            let message = format!("附件已有 {MOST} 份，不能再加。请先移除用不着的。");
            return Err(ApiError::new(Code::TooLarge, message));
        }
        let id = writer.attach(holder, &name, photo, &bytes)?;
        Ok(writer.attachment(&id)?.0.into())
    })
}

fn document(context: &Context<'_>, file: &FileRef) -> Answer<Vec<u8>> {
    let path = context.host().path(file)?;
    let missing = || ApiError::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。");
    // Asked before it is opened: opening what is no file may wait for ever.
    if !std::fs::metadata(&path).map_err(|_| missing())?.is_file() {
        return Err(ApiError::new(Code::Unreadable, "这不是普通文件，请选择一份文件。"));
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX) + 1;
    let opened = std::fs::File::open(&path).map_err(|_| missing())?;
    opened.take(most).read_to_end(&mut bytes).map_err(|_| missing())?;
    if bytes.len() > LARGEST {
        let message = format!("文件超过 {} 兆字节，请压缩或拆开后再加。", LARGEST >> 20);
        return Err(ApiError::new(Code::TooLarge, message));
    }
    if bytes.is_empty() {
        return Err(ApiError::new(Code::Unreadable, "这份文件是空的，请重新选择。"));
    }
    Ok(bytes)
}
