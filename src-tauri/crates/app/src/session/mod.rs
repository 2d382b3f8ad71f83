//! Logging in, locking, and getting back in with the recovery code.

use crate::operator::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod attempts;
mod lock;
pub(crate) mod login;
mod names;
mod recover;

pub(crate) use attempts::Attempts;
pub(crate) use lock::lock;
pub(crate) use login::login;
pub(crate) use names::names;
pub(crate) use recover::recover;

/// Log in.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The operator's name.
    pub operator: String,
    /// Their password.
    pub password: String,
}

/// Logged in.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct LoggedIn {
    /// Travels with every later call; lives in page memory only.
    pub session: String,
    /// The operator's name.
    pub operator: String,
    /// Their role.
    pub role: Role,
}

/// Get back in with the printed recovery code.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// The code as typed; spaces, hyphens and case do not matter.
    pub code: String,
    /// Whose password is set anew.
    pub operator: String,
    /// The new password.
    pub new_password: String,
}

/// Back in.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct Recovered {
    /// The session's token.
    pub session: String,
    /// The operator's name.
    pub operator: String,
    /// Their role.
    pub role: Role,
    /// The new code; the old one opens nothing any more.
    pub recovery_code: String,
}
