use crate::context::Context;
use crate::error::Answer;
use crate::person::PersonRef;
use crate::relative::Relative;

/// Somebody's relatives: who is called first stands first.
pub(crate) fn list(context: &Context<'_>, which: PersonRef) -> Answer<Vec<Relative>> {
    context.read(|reader| {
        reader.person(&which.id)?;
        Ok(reader.relatives_of(&which.id)?.into_iter().map(Relative::of).collect())
    })
}
