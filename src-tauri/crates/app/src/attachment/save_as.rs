use crate::context::Context;
use crate::error::Answer;
use crate::file::save;
use crate::host::FileRef;
use crate::person::Exported;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::write::Table;

/// Take a file out to where it can be opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveAttachment {
    /// Record id.
    pub id: String,
    /// Where to.
    pub file: FileRef,
}

/// Takes a file out as it was put in.
pub(crate) fn save_as(context: &Context<'_>, asked: SaveAttachment) -> Answer<Exported> {
    let path = context.host().path(&asked.file)?;
    let (record, bytes) = context.read(|reader| reader.attachment(&asked.id))?;
    context.write(|writer| Ok(writer.remark(Table::Attachment, &record.id, None, "taken_out")?))?;
    Ok(Exported { rows: 1, file: save(&path, &bytes, asked.file)? })
}
