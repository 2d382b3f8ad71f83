//! The people who work at the desk, and what each may do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod add;
mod disable;
pub(crate) mod list;
mod password;

pub(crate) use add::add;
pub(crate) use disable::disable;
pub(crate) use list::list;
pub(crate) use password::{good_password, password};

/// What an operator may do (`design.md` 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理员: everything.
    Admin,
    /// 统计: reports, and exports masked.
    Report,
    /// 前台: finds, checks in, undoes the day's own check-ins of the desk.
    Desk,
    /// 查看: reads masked.
    View,
    /// 自助: exact look-up and check-in, nothing else. No operator has it; a session does, in self-service mode.
    SelfService,
}

impl Role {
    /// The word a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Role::Admin => "管理员",
            Role::Report => "统计",
            Role::Desk => "前台",
            Role::View => "查看",
            Role::SelfService => "自助",
        }
    }

    /// Name in JSON and in the store.
    pub const fn key(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Report => "report",
            Role::Desk => "desk",
            Role::View => "view",
            Role::SelfService => "self_service",
        }
    }

    /// The role of that key or label, of those an operator may be given.
    pub fn from_word(word: &str) -> Option<Role> {
        [Role::Admin, Role::Report, Role::Desk, Role::View]
            .into_iter()
            .find(|role| role.key() == word || role.label() == word)
    }
}

/// One operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Operator {
    /// Record id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// May no longer log in.
    pub disabled: bool,
}

/// A new operator.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddOperator {
    /// Display name, not yet in use.
    pub name: String,
    /// Role.
    pub role: Role,
    /// First password.
    pub password: String,
}

/// Change one's own password.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password until now.
    pub password: String,
    /// The new one.
    pub new_password: String,
}

/// Names one operator.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OperatorRef {
    /// Record id.
    pub id: String,
}
