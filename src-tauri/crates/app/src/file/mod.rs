//! Files people name to the host.

use crate::host::{FilePurpose, FileRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod choose;
mod plain_name;
mod private_folder;
mod purpose;
mod save;
mod write_table;

pub(crate) use choose::{choose, save_as};
pub use plain_name::plain_name;
pub use private_folder::private_folder;
pub(crate) use purpose::{foot, purpose};
pub(crate) use save::save;
pub(crate) use write_table::{About, Taken, exported_by, write_table};

/// Ask for a file to read.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseFile {
    /// What for.
    pub purpose: FilePurpose,
}

/// Ask where to write.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveFile {
    /// What for.
    pub purpose: FilePurpose,
    /// A name to begin with.
    pub suggested: String,
}

/// What the person chose; null when they changed their mind.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub struct Chosen {
    /// The file.
    pub file: Option<FileRef>,
}
