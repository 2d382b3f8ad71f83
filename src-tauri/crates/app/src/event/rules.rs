use crate::context::Context;
use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::{Reader, StoreError};

/// Where the rules stand among the settings.
const NAME: &str = "event_rules";
/// Events of this kind are courses.
pub(super) const COURSE: &str = "老年大学课程";

/// Rules of events a centre may set itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventRules {
    /// Who is in more courses of 老年大学 at a time is warned of; 0 for no limit. Three unless the centre says otherwise
    /// (`domain.md` 4.5).
    pub courses: i64,
}

impl Default for EventRules {
    fn default() -> Self {
        Self { courses: 3 }
    }
}

/// The rules in force.
pub(super) fn in_force(reader: &Reader<'_>) -> Result<EventRules, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// The rules of events.
pub(crate) fn rules(context: &Context<'_>, (): ()) -> Answer<EventRules> {
    context.read(in_force)
}

/// Sets the rules of events.
pub(crate) fn save_rules(context: &Context<'_>, rules: EventRules) -> Answer<EventRules> {
    if !(0..=20).contains(&rules.courses) {
        return Err(ApiError::invalid("courses", "range", "每人课程数请填 0 到 20，0 表示不限。"));
    }
    context.write(|writer| {
        writer.save_setting(NAME, &rules)?;
        Ok(rules.clone())
    })
}
