//! The rules about one person: name, numbers, dates, keys to find them by.

pub mod age;
pub mod card;
pub mod complete;
pub mod duplicate;
pub mod field;
pub mod identity;
pub mod medal;
pub mod name;
pub mod occasion;
pub mod phone;
pub mod pinyin;
pub mod record_code;
pub mod standing;
pub mod stroke;

pub use field::{Facts, Field};
