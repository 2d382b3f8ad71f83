//! Copies that prove themselves: one file with the database and its key slots, opened and checked before it counts.

mod create;
mod file;
mod restore;
mod verify;

pub(crate) use create::before_upgrade;
pub use create::{create, create_beside};
pub use file::{BackupFacts, newest, show};
pub use restore::{Opened, Opener, open};
pub use verify::{Check, verify};
