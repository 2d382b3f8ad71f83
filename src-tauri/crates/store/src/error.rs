use std::path::{Path, PathBuf};

/// What the store answers.
pub type StoreResult<T> = Result<T, StoreError>;

/// Everything that can go wrong with the store. Rich on the inside; what a clerk may see of it is decided in
/// one place of the app crate. Never holds personal data.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The password opens no slot of that name.
    #[error("wrong password")]
    WrongPassword,
    /// The slot's own check fails.
    #[error("key slot damaged: {0}")]
    SlotDamaged(String),
    /// No slot of that name, or none at all.
    #[error("no operator slot")]
    NoSlot,
    /// The recovery code is mistyped: its check symbols do not fit.
    #[error("recovery code mistyped")]
    RecoveryMistyped,
    /// Another program holds the folder.
    #[error("data folder in use")]
    InUse,
    /// The folder lies on a network drive of that kind.
    #[error("network drive ({0})")]
    NetworkDrive(String),
    /// The folder is not empty.
    #[error("folder not empty")]
    NotEmpty,
    /// The database file is not there though key slots are.
    #[error("database missing")]
    Missing,
    /// The file has a schema this program does not know.
    #[error("file is of schema {found}, this program knows {known}")]
    TooNew {
        /// Schema version of the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// The file is damaged; it was renamed to this name.
    #[error("database damaged, kept as {kept_as}")]
    Damaged {
        /// File name it was set aside under.
        kept_as: String,
    },
    /// Not a backup of this program, or a broken one.
    #[error("not a good backup: {0}")]
    BadBackup(String),
    /// No such record.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The state does not allow it; the word says why.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Stopped on request; nothing was written.
    #[error("cancelled")]
    Cancelled,
    /// No room left.
    #[error("disk full")]
    DiskFull,
    /// The file or folder cannot be written.
    #[error("read only")]
    ReadOnly,
    /// A folder stands where a file is to be written.
    #[error("is a folder")]
    IsFolder,
    /// The database engine.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// A file operation.
    #[error("{what} {name}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// The file's name, without its folder.
        name: String,
        /// The system's answer.
        source: std::io::Error,
    },
    /// JSON in the store that is not what was written.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// The random source or the cipher failed.
    #[error("crypto: {0}")]
    Crypto(String),
    /// A rule of the store itself does not hold.
    #[error("broken: {0}")]
    Broken(String),
}

impl StoreError {
    /// A file operation that failed, told with the file's name.
    pub(crate) fn io(what: &'static str, path: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io { what, name: file_name(path), source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::OperationInterrupted) => Self::Cancelled,
            Some(ErrorCode::ConstraintViolation) => Self::Conflict("constraint"),
            _ => Self::Sqlite(error),
        }
    }
}

/// The last part of a path, for messages.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Where a path stands, as a buffer.
pub(crate) fn beside(path: &Path, name: &str) -> PathBuf {
    path.parent().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
}
