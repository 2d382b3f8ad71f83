//! The rules of a retired cadres' service centre.
//!
//! Pure: no I/O, no clock, no SQL, no async. Every rule names its source (`domain.md` section or standard).

pub mod care;
pub mod code;
pub mod date;
mod digits;
pub mod event;
pub mod flag;
pub mod import;
pub mod kind;
pub mod ledger;
pub mod organization;
pub mod parallel;
pub mod person;
pub mod report;
pub mod talent;
pub mod team;
pub mod text;
