//! Dates as a roster knows them: a year, a month or a day, never more than was written.

pub mod clock;
pub mod day;
pub mod lunar;
mod partial;
pub mod read;
mod tri;
mod typed;

pub use partial::{NotADate, PartialDate, Precision};
pub use tri::Tri;
pub use typed::typed;
