//! Rules about events: of which kinds there are, on which days a series takes place.

mod row_code;
pub mod series;

pub use row_code::RowCode;

use crate::kind::Kind;

/// The kinds at the top (`domain.md` 2.3, 4.4 to 4.6), which the return and the rules of 组织生活 count by; these stay.
pub fn tops() -> Vec<&'static str> {
    crate::code::table("event_kind")
        .map(|table| table.entries.iter().map(|entry| entry.label.as_str()).collect())
        .unwrap_or_default()
}

/// The tree to begin with: what a centre parts 主题党日 or lectures into is its own.
pub fn kinds() -> Vec<Kind> {
    tops().into_iter().map(|name| Kind::new(name, "")).collect()
}
