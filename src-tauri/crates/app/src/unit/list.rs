use crate::context::Context;
use crate::error::Answer;
use crate::unit::Unit;

/// All units by name.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Unit>> {
    let found = context.read(|reader| reader.units())?;
    Ok(found
        .into_iter()
        .map(|unit| Unit {
            id: unit.id,
            name: unit.name,
            nature: unit.nature.unwrap_or_default(),
            people: unit.people,
        })
        .collect())
}
