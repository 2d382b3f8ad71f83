//! What a refused or failed command says (`design.md` 6).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command was refused; the page acts on it, the clerk never sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The password opens no slot of that name.
    WrongPassword,
    /// Too many wrong passwords; wait.
    LockedOut,
    /// The key slot's own check fails; the recovery code still opens the store.
    SlotDamaged,
    /// No operator of that name, or none at all.
    NoOperator,
    /// Another program has the data folder open.
    InUse,
    /// The folder already holds something.
    NotEmpty,
    /// The data folder lies on a network drive.
    NetworkDrive,
    /// The store was written by a newer program.
    FileTooNew,
    /// The store is damaged and was set aside.
    Damaged,
    /// The role may not do this, or nobody is logged in.
    Forbidden,
    /// The input cannot be used; `fields` says which.
    Invalid,
    /// No such record.
    NotFound,
    /// Several records fit.
    Ambiguous,
    /// Something changed meanwhile, or the state does not allow it.
    Conflict,
    /// The file cannot be understood.
    Unreadable,
    /// The file is protected by a password.
    Encrypted,
    /// The file or the request is beyond the limits.
    TooLarge,
    /// No room on the disk.
    DiskFull,
    /// The folder or file cannot be written.
    ReadOnly,
    /// Stopped on request; nothing was changed.
    Cancelled,
    /// Our fault; `ref` stands in the log.
    Fault,
}

/// One input field that cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldError {
    /// Path of the field in the request.
    pub path: String,
    /// A short word for the page.
    pub code: String,
    /// A sentence for the clerk.
    pub message: String,
}

/// The one error that leaves the command layer. Never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// What the page acts on.
    pub code: Code,
    /// Plain Chinese that says what to do.
    pub message: String,
    /// Input fields at fault.
    #[serde(default)]
    pub fields: Vec<FieldError>,
    /// Also stands in the program's log beside the full internal error.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// What else the page or a script needs, such as the matches of an ambiguous look-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub detail: Option<serde_json::Value>,
}

/// What a command answers.
pub type Answer<T> = Result<T, ApiError>;

impl ApiError {
    /// A refusal with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new(), reference: String::new(), detail: None }
    }

    /// One input field that cannot be used.
    pub fn invalid(path: &str, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let field = FieldError { path: path.into(), code: code.into(), message: message.clone() };
        Self { fields: vec![field], ..Self::new(Code::Invalid, message) }
    }

    /// No record of that id.
    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("没有找到这条{what}，可能已被撤销。请刷新后再试。"))
    }

    /// Several input fields that cannot be used.
    pub fn invalid_fields(fields: Vec<FieldError>) -> Self {
        let message = fields.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join("");
        Self { fields, ..Self::new(Code::Invalid, message) }
    }

    /// Something went wrong on our side. The cause goes to the log under a reference, not to the clerk.
    pub fn fault(cause: &dyn std::fmt::Display) -> Self {
        let reference = uuid::Uuid::now_v7().simple().to_string().chars().rev().take(8).collect::<String>();
        tracing::error!(reference, %cause, "fault");
        let message = format!(
            "程序出了问题，您的操作没有保存。请再试一次；仍不行请记下编号 {reference} 联系维护人员。"
        );
        Self { reference, ..Self::new(Code::Fault, message) }
    }
}
