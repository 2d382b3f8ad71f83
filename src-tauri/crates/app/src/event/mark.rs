use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::sentence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Change the state of a registration.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MarkRegistration {
    /// Record id of the registration.
    pub id: String,
    /// `registered`, `excused`, `withdrawn`.
    pub state: String,
    /// Why they are excused.
    pub reason: Option<String>,
}

/// Notes that somebody is registered again, excused, or does not want to come.
pub(crate) fn mark(context: &Context<'_>, mark: MarkRegistration) -> Answer<()> {
    if !["registered", "excused", "withdrawn"].contains(&mark.state.as_str()) {
        return Err(ApiError::invalid("state", "not_in_list", "请选报名、请假或取消。"));
    }
    let reason = sentence(mark.reason.as_deref().unwrap_or_default(), 60);
    let reason = Some(reason).filter(|reason| mark.state == "excused" && !reason.is_empty());
    context.write(|writer| {
        let (_, person) = writer.registration(&mark.id)?;
        writer.mark_registration(&mark.id, &person, &mark.state, reason.as_deref())?;
        Ok(())
    })
}
