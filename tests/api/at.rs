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

/// Text of every cell of a workbook's first sheet; a number where text belongs would show as none.
pub fn cells(path: &std::path::Path) -> Vec<Vec<String>> {
    use yinhui_core::import::raw::Cell;
    let book = yinhui_sheet::read(&std::fs::read(path).unwrap()).unwrap();
    let tell = |cell: &Cell| match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Number(number) => format!("#{number}"),
        Cell::Empty => String::new(),
        other => format!("{other:?}"),
    };
    book.sheets[0].rows.iter().map(|row| row.cells.iter().map(tell).collect()).collect()
}
