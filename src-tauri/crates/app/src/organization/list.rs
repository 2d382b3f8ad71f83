use crate::context::Context;
use crate::error::Answer;
use crate::organization::Organization;

/// All party organizations by name.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Organization>> {
    let found = context.read(|reader| reader.organizations())?;
    Ok(found.into_iter().map(Organization::of).collect())
}
