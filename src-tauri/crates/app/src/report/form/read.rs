use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::report::form::body::{LARGEST, form_of, parsed};
use crate::report::form::every_form;
use serde::{Deserialize, Serialize};
use std::io::Read;
use ts_rs::TS;
use yinhui_core::report as rules;

/// Read a form from a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadForm {
    /// The file.
    pub file: FileRef,
}

/// A form from a file, to look at before it is saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormDraft {
    /// The form as JSON.
    pub body: String,
    /// Title on the paper.
    pub title: String,
    /// Title of the form of the centre's own it would replace; null for none.
    pub replaces: Option<String>,
}

/// Reads a form from a file. Writes nothing.
pub(crate) fn read(context: &Context<'_>, read: ReadForm) -> Answer<FormDraft> {
    let path = context.host().path(&read.file)?;
    let missing = |_| ApiError::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。");
    let is = std::fs::metadata(&path).map_err(missing)?;
    if !is.is_file() || is.len() > LARGEST {
        return Err(not_a_form());
    }
    let mut text = String::new();
    let file = std::fs::File::open(&path).map_err(missing)?;
    file.take(LARGEST).read_to_string(&mut text).map_err(|_| not_a_form())?;
    let value = parsed(text.trim_start_matches('\u{feff}')).map_err(|_| not_a_form())?;
    let form = form_of(&value).map_err(|error| ApiError::new(Code::Unreadable, error.message))?;
    let all = context.read(every_form)?;
    if let Some(first) = form.faults(&all).first() {
        return Err(ApiError::new(Code::Unreadable, format!("这张报表还不能用：{first}。")));
    }
    let held = all.into_iter().find(|one| one.id == form.id && rules::shipped(&one.id).is_none());
    Ok(FormDraft { body: value.to_string(), title: form.title, replaces: held.map(|form| form.title) })
}

fn not_a_form() -> ApiError {
    ApiError::new(Code::Unreadable, "这不是本程序导出的报表样式文件，请重新选择。")
}
