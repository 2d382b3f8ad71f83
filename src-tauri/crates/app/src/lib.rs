//! The use cases of the front desk and the one table of commands.
//!
//! A host carries `(command, JSON, caller)` to [`App::call`] and `(JSON | ApiError)` back, and does nothing else.

pub mod attachment;
pub mod backup;
pub mod card;
pub mod care;
pub mod centre;
pub mod change;
pub mod checkin;
mod command;
mod context;
pub mod duplicate;
pub mod error;
pub mod event;
pub mod file;
mod form;
pub mod host;
pub mod import;
pub mod kind;
pub mod ledger;
pub mod log;
pub mod notice;
pub mod operator;
pub mod organization;
pub mod person;
pub mod photo;
pub mod purpose;
mod qr;
pub mod recovery;
mod refuse;
pub mod relative;
pub mod report;
mod router;
mod running;
pub mod sample;
pub mod score;
pub mod self_service;
pub mod session;
pub mod shift;
pub mod system;
mod table;
pub mod talent;
pub mod team;
mod time;
pub mod typescript;
pub mod unit;
pub mod venue;
pub mod view;
pub mod volunteer;

pub use change::Event;
pub use command::{Command, Who, command};
pub use error::{Answer, ApiError, Code};
pub use host::{FilePurpose, FileRef, Files, Host, HostKind};
pub use router::{App, Call, Opening};
pub use table::COMMANDS;
pub use yinhui_store::key::WorkFactor;
