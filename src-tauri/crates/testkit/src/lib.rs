//! What tests of the desk need: a frozen clock, a host whose dialogs are answered beforehand, a desk in a temporary
//! folder, invented people and small rosters. Every person in here is invented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod checked;
mod desk;
mod host;
mod people;
mod roster;
mod seat;

pub use checked::{Checked, exercised};
pub use desk::{CENTRE, Desk, OPERATOR, PASSWORD};
pub use host::FrozenHost;
pub use people::{Person, identity};
pub use roster::roster;
pub use seat::Seat;
