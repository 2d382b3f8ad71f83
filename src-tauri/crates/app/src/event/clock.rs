//! Times of a day as people write them.

use crate::error::{Answer, ApiError};
use yinhui_core::date::clock;

/// A time that must be there, as `HH:MM`.
pub(crate) fn read(path: &str, typed: &str) -> Answer<String> {
    match clock::typed(typed) {
        Some(Some(time)) => Ok(time.format("%H:%M").to_string()),
        Some(None) => Err(ApiError::invalid(path, "required", "请填写时间，例如 0900 或 9:00。")),
        None => Err(ApiError::invalid(path, "time", "时间请写成 0910 或 9:10。")),
    }
}
