use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::log::{take_back, taken_back};
use crate::person::PersonRef;
use crate::time::told_ms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::{Reader, StoreError};

/// A visit noted after two records were joined.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LaterVisit {
    /// Record id of the presence.
    pub id: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Its purpose.
    pub purpose: String,
}

/// Two records are apart again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Unmerged {
    /// What was taken apart, and what stays.
    pub undone: crate::import::Undone,
    /// Visits noted since, which stay with the record that was kept: move those that are the other's.
    pub later: Vec<LaterVisit>,
}

/// Takes a merge apart at any time. What came after it stays with the record that was kept, and is named.
pub(crate) fn unmerge(context: &Context<'_>, which: PersonRef) -> Answer<Unmerged> {
    if let Some(undone) = taken_back(context)? {
        return Ok(Unmerged { undone, later: Vec::new() });
    }
    let (merge, later) = context.read(|reader| {
        let merge = reader.merge_of(&which.id)?;
        let kept = reader.merged_into(&which.id)?;
        let later = match (&merge, kept) {
            (Some(merge), Some(kept)) => later(reader, &kept, merge.at)?,
            _ => Vec::new(),
        };
        Ok((merge, later))
    })?;
    let merge = merge.ok_or_else(|| ApiError::new(Code::Conflict, "这份记录没有合并过，或者已经拆开了。"))?;
    Ok(Unmerged { undone: take_back(context, &merge)?, later })
}

/// Visits noted since the records were joined: whose they are, only a human knows.
fn later(reader: &Reader<'_>, kept: &str, since: i64) -> Result<Vec<LaterVisit>, StoreError> {
    let visits = reader.visits_noted_since(kept, since)?;
    Ok(visits.into_iter().map(|v| LaterVisit { id: v.id, at: told_ms(v.at), purpose: v.purpose }).collect())
}
