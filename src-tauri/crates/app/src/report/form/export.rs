use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file;
use crate::host::FileRef;
use crate::person::Exported;
use crate::report::form::{FormRef, get};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use yinhui_store::write::Table;

/// Write a form to a file, for another centre or for keeping.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportForm {
    /// Its id.
    pub id: String,
    /// Where to.
    pub file: FileRef,
}

/// Writes a form to a file.
pub(crate) fn export(context: &Context<'_>, export: ExportForm) -> Answer<Exported> {
    let path = context.host().path(&export.file)?;
    let body = get(context, FormRef { id: export.id })?.body;
    let value = serde_json::from_str::<Value>(&body).map_err(|error| unread(&error))?;
    let text = serde_json::to_string_pretty(&value).map_err(|error| unread(&error))?;
    context.write(|writer| Ok(writer.remark(Table::Centre, writer.site(), None, "return_form")?))?;
    Ok(Exported { rows: 1, file: file::save(&path, text.as_bytes(), export.file)? })
}

fn unread(error: &serde_json::Error) -> ApiError {
    tracing::warn!(%error, "a form is not read");
    ApiError::new(Code::Unreadable, "这张报表读不出来，请移除后重新导入。")
}
