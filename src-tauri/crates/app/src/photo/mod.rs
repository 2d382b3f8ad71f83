//! Photos of people: small ones, for telling two 玉罕 apart at the desk and for cards.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod get;
pub(crate) mod jpeg;
mod remove;
mod save;

pub(crate) use get::get;
pub(crate) use remove::remove;
pub(crate) use save::save;

/// A photo.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Photo {
    /// JPEG in base64; null where there is none.
    pub jpeg: Option<String>,
}

/// Give somebody a photo.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SavePhoto {
    /// Record id of the person.
    pub person: String,
    /// JPEG in base64, at most 96 KB and 1,000 pixels along a side: the page makes it small.
    pub jpeg: String,
}
