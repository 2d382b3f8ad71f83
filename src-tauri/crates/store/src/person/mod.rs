//! People: their facts, states and memberships, and what they are found by.

mod declined;
pub(crate) mod derive;
mod extra;
pub(crate) mod find;
mod history;
mod list;
mod merge;
mod notice;
mod pair;
mod photo;
mod reckoned;
mod record;
mod relative;
mod save;
mod source;

pub use extra::Extras;
pub use find::{Hit, MANY};
pub use history::Change;
pub use list::{Filter, Order, OwnTest, Test};
pub use merge::MergedRecord;
pub use notice::NoticeRecord;
pub use pair::{Pair, pair};
pub use reckoned::{Bound, Reckoned};
pub use record::{PersonRecord, StateRecord};
pub use relative::{RelativeFacts, RelativeRecord};
pub use save::Dates;
pub use source::{Provenance, extra_key, sheet_key};
