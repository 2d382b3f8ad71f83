//! Reading JSON answers.

use serde_json::Value;

/// A text of an answer.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

/// A whole number of an answer.
pub fn number(value: &Value, key: &str) -> i64 {
    value[key].as_i64().unwrap_or_else(|| panic!("no whole number {key} in {value}"))
}

/// A list of an answer.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key} in {value}"))
}

/// The entry of a list whose `key` is `wanted`.
pub fn find<'a>(values: &'a Value, key: &str, wanted: &str) -> &'a Value {
    let all = values.as_array().unwrap_or_else(|| panic!("no list: {values}"));
    all.iter().find(|value| value[key] == wanted).unwrap_or_else(|| panic!("no {key} {wanted} in {values}"))
}

/// Every text of one key in a list.
pub fn each<'a>(values: &'a [Value], key: &str) -> Vec<&'a str> {
    values.iter().map(|value| text(value, key)).collect()
}
