//! The printed recovery code.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod confirm;
mod renew;

pub(crate) use confirm::confirm;
pub(crate) use renew::renew;

/// A part of the code typed back, to prove that it was printed.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRecovery {
    /// The last group of the printed code.
    pub part: String,
}

/// A new code.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct RecoveryCode {
    /// To print now; it is shown only this once.
    pub recovery_code: String,
}
