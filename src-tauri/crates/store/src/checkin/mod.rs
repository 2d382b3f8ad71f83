//! Presence: who was where, when, counted once (`design.md` 4a 1 and 2).

mod count;
mod leave;
mod save;
mod span;
mod weight;

pub use count::{DayTotals, PresenceRecord, VisitRecord, Visited};
pub use save::{HeadKind, NewHeads, NewVisit};
pub(crate) use weight::counting;
