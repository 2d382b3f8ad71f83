//! The program itself: what state it is in, how the store is begun.

use crate::host::HostKind;
use crate::operator::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod cancel;
mod setup;
mod status;

pub(crate) use cancel::cancel;
pub(crate) use setup::setup;
pub(crate) use status::status;

/// What the page should show first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing here yet: the wizard.
    Empty,
    /// A store is here and nobody is logged in on this session.
    Locked,
    /// Ready to work.
    Open,
}

/// The state of the program for one session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Status {
    /// What to show.
    pub stage: Stage,
    /// Version of the program.
    pub version: String,
    /// Which host carries this page.
    pub host: HostKind,
    /// The business day, `2026-03-05`.
    pub today: String,
    /// The time in the centre, `2026-03-05T14:26:00+08:00`.
    pub now: String,
    /// The centre's name; empty before login.
    pub centre: String,
    /// The region's name; empty before login.
    pub region: String,
    /// Who is logged in.
    pub operator: Option<Who>,
    /// The recovery code was never typed back: it must be renewed.
    pub recovery_pending: bool,
    /// When the last good backup was made, `2026-03-05T14:00:00+08:00`.
    pub last_backup: Option<String>,
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Who {
    /// Display name.
    pub name: String,
    /// Role.
    pub role: Role,
}

/// First start: what the wizard asked.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Setup {
    /// Full name of the centre.
    pub centre: String,
    /// GB/T 2260 code or name of the region.
    pub region: Option<String>,
    /// Name of the first operator, who is 管理员.
    pub operator: String,
    /// Their password.
    pub password: String,
}

/// The store was begun.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct SetupDone {
    /// The centre's name.
    pub centre: String,
    /// The operator's name.
    pub operator: String,
    /// To print now; it is shown only this once.
    pub recovery_code: String,
    /// The session's token.
    pub session: String,
}

/// Stops a long command.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The `request` of the call to stop.
    pub request: String,
}
