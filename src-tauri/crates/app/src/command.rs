//! What a line of the table becomes.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::operator::Role;
use serde_json::Value;
use ts_rs::Config;

/// Who may call a command. Checked in the router, for every host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, logged in or not.
    Anyone,
    /// Everybody who is logged in.
    Everyone,
    /// 前台 and 管理员.
    Desk,
    /// 统计, 查看 and 管理员: those who may see the register as a list.
    Readers,
    /// 统计 and 管理员.
    Reporters,
    /// 管理员 alone.
    Admin,
    /// A session in self-service mode alone.
    SelfService,
}

impl Who {
    /// Whether somebody of that role, or nobody, may call.
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            // The open screen may do its own few things and nothing that others may, not even what anybody may.
            (Self::SelfService, role) => role == Some(Role::SelfService),
            (_, Some(Role::SelfService)) => false,
            (Self::Anyone, _) | (_, Some(Role::Admin)) => true,
            (_, None) => false,
            (Self::Everyone, Some(_)) => true,
            (Self::Desk, Some(role)) => role == Role::Desk,
            (Self::Readers, Some(role)) => matches!(role, Role::Report | Role::View),
            (Self::Reporters, Some(role)) => role == Role::Report,
            (Self::Admin, Some(_)) => false,
        }
    }

    /// Name in the list of commands, and in the log as what taking back needs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Everyone => "everyone",
            Self::Desk => "desk",
            Self::Readers => "readers",
            Self::Reporters => "reporters",
            Self::Admin => "admin",
            Self::SelfService => "self_service",
        }
    }

    /// The other way round.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Anyone, Self::Everyone, Self::Desk, Self::Readers, Self::Reporters, Self::Admin]
            .into_iter()
            .find(|who| who.key() == key)
    }
}

/// One command.
pub struct Command {
    /// `noun.verb`.
    pub name: &'static str,
    /// Who may call it.
    pub who: Who,
    /// It may write.
    pub writes: bool,
    /// TypeScript name of what it is sent.
    pub request: fn(&Config) -> String,
    /// TypeScript name of what it answers.
    pub response: fn(&Config) -> String,
    /// Writes the TypeScript types of both.
    pub export: fn(&mut crate::typescript::Exporter<'_>),
    /// Does it.
    pub(crate) run: fn(&Context<'_>, Value) -> Answer<Value>,
}

/// The command of that name.
pub fn command(name: &str) -> Option<&'static Command> {
    crate::table::COMMANDS.iter().find(|command| command.name == name)
}

/// Reads a request; a wrong one is refused with the path and the reason, not with its content.
pub(crate) fn request<T: serde::de::DeserializeOwned>(value: Value) -> Answer<T> {
    serde_json::from_value(value).map_err(|error| {
        tracing::info!(%error, "request refused");
        ApiError::new(Code::Invalid, "命令的参数不对，没有执行。请检查后再试。")
    })
}

/// Writes a response.
pub(crate) fn response<T: serde::Serialize>(value: T) -> Answer<Value> {
    serde_json::to_value(value).map_err(|error| ApiError::fault(&error))
}

macro_rules! commands {
    ($($name:literal $who:ident $kind:ident $request:ty => $response:ty = $handler:path;)*) => {
        /// Every command, in the order of the table.
        pub static COMMANDS: &[crate::command::Command] = &[$(crate::command::Command {
            name: $name,
            who: Who::$who,
            writes: commands!(@writes $kind),
            request: |config| <$request as ts_rs::TS>::name(config),
            response: |config| <$response as ts_rs::TS>::name(config),
            export: |exporter| {
                exporter.export::<$request>();
                exporter.export::<$response>();
            },
            run: |context, value| {
                let request: $request = crate::command::request(value)?;
                crate::command::response::<$response>($handler(context, request)?)
            },
        },)*];
    };
    (@writes read) => { false };
    (@writes write) => { true };
}
pub(crate) use commands;
