//! Copies that prove themselves: one file with the database and its key slots, opened and checked before it counts.

mod create;
mod file;
mod restore;
mod verify;

pub(crate) use create::before_upgrade;
pub use create::{create, create_beside};
#[cfg(test)]
pub(crate) use file::unpack;
pub use file::{BackupFacts, newest, show};
pub use restore::{Opened, Opener, heal, open};
pub use verify::{Check, verify};
