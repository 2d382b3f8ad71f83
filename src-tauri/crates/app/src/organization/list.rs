use crate::context::Context;
use crate::error::Answer;
use crate::organization::Organization;

/// All party organizations by name.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Organization>> {
    let found = context.read(|reader| reader.organizations())?;
    Ok(found
        .into_iter()
        .map(|record| Organization {
            id: record.id,
            name: record.name,
            kind: record.kind,
            composition: record.composition.unwrap_or_default(),
            parent: record.parent,
            people: record.people,
        })
        .collect())
}
