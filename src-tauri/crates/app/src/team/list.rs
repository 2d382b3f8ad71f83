use crate::context::Context;
use crate::error::Answer;
use crate::team::{Team, kinds::in_force};

/// All teams: those that are, by kind and name, then those that are no more.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Team>> {
    context.read(|reader| {
        let kinds = in_force(reader)?;
        Ok(reader.teams()?.into_iter().map(|team| Team::of(team, &kinds)).collect())
    })
}
