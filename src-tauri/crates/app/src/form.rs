//! What people type, read the same way everywhere.

use crate::error::{Answer, ApiError};
use yinhui_core::text;

/// A value that must be there: tidied, and not longer than `most` characters.
pub(crate) fn required(path: &str, label: &str, typed: &str, most: usize) -> Answer<String> {
    let value = text::tidy(typed);
    if value.is_empty() {
        return Err(ApiError::invalid(path, "required", format!("请填写{label}。")));
    }
    if value.chars().count() > most {
        return Err(ApiError::invalid(path, "too_long", format!("{label}太长，最多 {most} 个字。")));
    }
    Ok(value)
}

/// A value that may be empty: tidied and cut to `most` characters.
pub(crate) fn sentence(typed: &str, most: usize) -> String {
    text::tidy(typed).chars().take(most).collect()
}

/// One of the labels of a code table, or empty.
pub(crate) fn choice(path: &str, label: &str, table: &str, typed: &str) -> Answer<Option<String>> {
    let typed = text::tidy(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    yinhui_core::code::table(table)
        .and_then(|table| table.find(&typed))
        .map(|entry| Some(entry.label.clone()))
        .ok_or_else(|| ApiError::invalid(path, "not_in_list", format!("{label}请从列表中选择。")))
}
