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
    /// 活动 and their rosters.
    Event,
    /// Lines of ledgers.
    Ledger,
    /// The yearly return.
    Return,
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

impl From<yinhui_store::Kind> for Kind {
    fn from(kind: yinhui_store::Kind) -> Self {
        match kind {
            yinhui_store::Kind::Person => Self::Person,
            yinhui_store::Kind::Organization => Self::Organization,
            yinhui_store::Kind::Unit => Self::Unit,
            yinhui_store::Kind::Presence => Self::Presence,
            yinhui_store::Kind::Event => Self::Event,
            yinhui_store::Kind::Ledger => Self::Ledger,
            yinhui_store::Kind::Return => Self::Return,
            yinhui_store::Kind::Import => Self::Import,
            yinhui_store::Kind::Operator => Self::Operator,
            yinhui_store::Kind::Setting => Self::Setting,
        }
    }
}
