//! The rules of a retired cadres' service centre.
//!
//! Pure: no I/O, no clock, no SQL, no async. Every rule names its source (`domain.md` section or standard).

pub mod person;
