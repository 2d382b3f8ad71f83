use crate::context::Context;
use crate::error::Answer;
use crate::team::Team;

/// All teams: those that are, by kind and name, then those that are no more.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Team>> {
    let found = context.read(|reader| reader.teams())?;
    let team = |team: yinhui_store::team::TeamRecord| Team {
        id: team.id,
        name: team.name,
        kind: team.kind,
        ended: team.ended,
        people: team.people,
    };
    Ok(found.into_iter().map(team).collect())
}
