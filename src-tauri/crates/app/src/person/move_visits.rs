use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::PersonRef;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Give visits to another record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveVisits {
    /// Record ids of presences.
    pub visits: Vec<String>,
    /// Record id of the person whose they are.
    pub person: String,
}

/// Visits moved at once.
const MOST: usize = 1_000;

/// Gives visits to the person whose they are: after two records were taken apart, or where the wrong 玉罕 was chosen.
pub(crate) fn move_visits(context: &Context<'_>, moved: MoveVisits) -> Answer<PersonRef> {
    if moved.visits.is_empty() || moved.visits.len() > MOST {
        return Err(ApiError::invalid("visits", "count", format!("请选 1 到 {MOST} 次到馆记录。")));
    }
    context.write(|writer| {
        writer.move_visits(&moved.visits, &moved.person)?;
        Ok(PersonRef { id: moved.person.clone() })
    })
}
