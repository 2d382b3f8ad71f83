use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::organization::{JoinFunctional, Saved, holds_formal};
use crate::team::{first_day, living};

/// Puts somebody into a functional branch (功能型, 临时党支部); the formal membership stays where it is.
pub(crate) fn join(context: &Context<'_>, join: JoinFunctional) -> Answer<Saved> {
    let from = first_day(context, join.from.as_deref())?;
    context.write(|writer| {
        living(writer, &join.person)?;
        let found = writer.organizations()?.into_iter().find(|one| one.id == join.organization);
        let branch = found.ok_or_else(|| ApiError::not_found("党组织"))?;
        if holds_formal(&branch.kind) {
            return Err(ApiError::invalid(
                "organization",
                "kind",
                "这里只登记功能型和临时党支部；组织关系所在支部请在“所在支部”里改。",
            ));
        }
        Ok(Saved { id: writer.join_functional(&branch.id, &join.person, &from.to_string())? })
    })
}
