use crate::context::Context;
use crate::error::Answer;
use crate::form::sentence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Say what somebody is in a team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetTeamPost {
    /// Record id of the belonging.
    pub id: String,
    /// 队长, 副队长 …; empty for none.
    pub post: String,
}

/// Writes what somebody is in a team.
pub(crate) fn set_post(context: &Context<'_>, set: SetTeamPost) -> Answer<()> {
    let post = sentence(&set.post, 20);
    context.write(|writer| {
        let held = writer.team_member(&set.id)?;
        writer.set_team_post(&held, &post)?;
        Ok(())
    })
}
