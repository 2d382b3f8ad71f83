//! What open pages are told without asking.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of thing that changed; pages showing it read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Persons, their states and memberships.
    Person,
    /// Party organizations.
    Organization,
    /// Units.
    Unit,
    /// Presences.
    Presence,
    /// Imports.
    Import,
    /// Operators.
    Operator,
    /// Centre, purposes and other settings.
    Setting,
}

/// One message to every open page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A write was committed.
    Changed {
        /// What kinds of thing changed.
        kinds: Vec<Kind>,
    },
    /// A long command moved on.
    Progress {
        /// The `request` of the call.
        request: String,
        /// Steps done.
        done: i64,
        /// Steps in all.
        total: i64,
    },
}
