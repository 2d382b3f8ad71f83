use crate::context::Context;
use crate::error::Answer;
use crate::venue::Venue;

/// Every venue by name, those not lent any more last.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Venue>> {
    let found = context.read(|reader| reader.venues())?;
    Ok(found.into_iter().map(Venue::from).collect())
}
