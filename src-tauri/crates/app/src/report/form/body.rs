use crate::error::{Answer, ApiError};
use serde_json::Value;
use yinhui_core::report as rules;

/// No form is larger as a file.
pub(super) const LARGEST: u64 = 1 << 20;

/// The JSON of a form; one without an id is a new one.
pub(super) fn parsed(body: &str) -> Answer<Value> {
    let value = if u64::try_from(body.len()).is_ok_and(|length| length <= LARGEST) {
        serde_json::from_str::<Value>(body).ok()
    } else {
        None
    };
    value
        .filter(Value::is_object)
        .map(|mut value| {
            if let Some(object) = value.as_object_mut() {
                object.entry("id").or_insert_with(|| "new".into());
            }
            value
        })
        .ok_or_else(|| ApiError::invalid("body", "form", "报表的内容读不出来，请重新打开后再改。"))
}

/// The form of that JSON.
pub(super) fn form_of(value: &Value) -> Answer<rules::Form> {
    serde_json::from_value(value.clone()).map_err(|error| {
        // The parser names a place or a word of the file, never a person.
        ApiError::invalid("body", "form", format!("报表的写法不对：{error}。"))
    })
}
