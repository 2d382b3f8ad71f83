//! The only SQL of the program: the encrypted file, its schema, its one door for writes, log, undo, backup.
//!
//! Reads are given a [`Reader`], which cannot write. Every write is one [`Store::operation`]: an IMMEDIATE
//! transaction that writes its own log rows and answers with the kinds of thing it changed.

pub mod attachment;
pub mod backup;
pub mod card;
pub mod care;
pub mod centre;
pub mod checkin;
mod error;
pub mod event;
pub mod file;
pub mod import;
pub mod key;
pub mod ledger;
pub mod log;
pub mod operator;
pub mod organization;
pub mod person;
pub mod purpose;
mod read;
pub mod report;
mod schema;
pub mod score;
pub mod setting;
pub mod shift;
pub mod store;
pub mod talent;
pub mod team;
#[cfg(test)]
mod tests;
pub mod unit;
pub mod venue;
pub mod view;
pub mod write;

pub use error::{StoreError, StoreResult};
pub use read::Reader;
pub use schema::{VERSION as SCHEMA_VERSION, definition};
pub use store::Store;
pub use write::{Committed, Kind, Op, Writer};

/// A new record id: UUIDv7, so that the data of two desks never collides.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
