//! People: their facts, states and memberships, and what they are found by.

pub(crate) mod derive;
mod extra;
mod find;
mod history;
mod list;
mod merge;
mod pair;
mod record;
mod save;
mod source;

pub use extra::Extras;
pub use find::Hit;
pub use history::Change;
pub use list::{Filter, Order, Test};
pub use merge::MergedRecord;
pub use pair::{Pair, pair};
pub use record::{PersonRecord, StateRecord};
pub use save::Dates;
pub use source::{Provenance, extra_key, sheet_key};
