//! The forms of the return: ours, and those of the centre's own, which are data as ours are.

use crate::error::{Answer, ApiError, Code};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_store::{Reader, StoreError};

mod body;
mod export;
mod get;
mod list;
mod read;
mod remove;
mod save;

pub use export::ExportForm;
pub(crate) use export::export;
pub(crate) use get::get;
pub(crate) use list::list;
pub use list::{FormFact, FormInfo, FormList, FormTable};
pub(crate) use read::read;
pub use read::{FormDraft, ReadForm};
pub use remove::FormRemoved;
pub(crate) use remove::remove;
pub use save::SaveForm;
pub(crate) use save::save;

/// Which form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormRef {
    /// Its id.
    pub id: String,
}

/// A form as data.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormBody {
    /// Its id.
    pub id: String,
    /// The centre's own.
    pub own: bool,
    /// Its rows, columns and rules, as JSON.
    pub body: String,
}

/// Ours, then those of the centre's own. One that this program can no longer read is left out.
pub(crate) fn every_form(reader: &Reader<'_>) -> Result<Vec<rules::Form>, StoreError> {
    let own = reader.return_forms()?;
    let own = own.iter().filter_map(|body| match serde_json::from_str(body) {
        Ok(form) => Some(form),
        Err(error) => {
            tracing::warn!(%error, "a form of the centre's own is not read");
            None
        }
    });
    Ok(rules::forms().iter().cloned().chain(own).collect())
}

/// Refuses a change after which a rule of another form would name a cell that is not there: it would never fail again.
fn none_leans_on(changed: &rules::Form, before: &[rules::Form], after: &[rules::Form]) -> Answer<()> {
    let breaks = |other: &&rules::Form| {
        other.id != changed.id && other.faults(before).is_empty() && !other.faults(after).is_empty()
    };
    match after.iter().find(breaks) {
        None => Ok(()),
        Some(other) => Err(ApiError::new(
            Code::Conflict,
            format!("“{}”的审核关系用到“{}”里的格子，请先改那一张。", other.title, changed.title),
        )),
    }
}

fn no_form() -> ApiError {
    ApiError::new(Code::NotFound, "没有这个统计表。")
}
