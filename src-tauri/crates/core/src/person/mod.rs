//! The rules about one person: name, numbers, dates, keys to find them by.

pub mod field;

pub use field::{Facts, Field};
