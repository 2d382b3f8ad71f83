//! The data folder and the connections to its one database file.

mod checkpoint;
mod connect;
mod folder;
mod health;

pub(crate) use checkpoint::Checkpoint;
pub(crate) use connect::{Mode, connect, enlarge_cache, release_cache};
pub use folder::Folder;
pub(crate) use folder::database;
pub(crate) use health::{Health, check, free_name, set_aside};
