//! 自助: the open screen where people check themselves in by a number of their own (`design.md` 5, `ui.md` 自助模式).
//!
//! Its session is of a role that may do nothing else, so that whoever stands before the screen can reach nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod begin;
mod check_in;
mod end;

pub(crate) use begin::begin;
pub(crate) use check_in::check_in;
pub(crate) use end::end;

/// What a session in self-service mode was begun with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenScreen {
    /// Name of the purpose people come for.
    pub purpose: String,
    /// Record id of the event they come to, where one was chosen.
    pub event: Option<String>,
    /// It stands on a screen of its own beside the desk, which goes on.
    pub beside: bool,
}

/// Begin self-service.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct BeginSelfService {
    /// Name of the purpose people come for; the first of the list when left out.
    pub purpose: Option<String>,
    /// Record id of the event of today people come to.
    pub event: Option<String>,
}

/// Self-service has begun.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfServiceBegun {
    /// The open screen has a window of its own; this one goes on.
    pub beside: bool,
    /// Takes the place of the operator's session, which is over; null where it goes on.
    pub session: Option<String>,
    /// What people come for: the event, where one was chosen.
    pub purpose: String,
}

/// Somebody checks in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SelfCheckIn {
    /// A whole card, ID or telephone number.
    pub number: String,
}

/// What the open screen shows of who came in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfWelcome {
    /// Masked: 岩*.
    pub name: String,
    /// `09:12`: when they came in today.
    pub at: String,
    /// They were already here today for this.
    pub repeat: bool,
    /// 今年第 N 次.
    pub visits_this_year: i64,
}

/// Leave self-service.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndSelfService {
    /// The operator's who began it.
    pub password: String,
}
