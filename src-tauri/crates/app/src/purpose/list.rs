use crate::context::Context;
use crate::error::Answer;
use crate::purpose::Purpose;

/// All purposes in their order, retired ones included.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<Purpose>> {
    let purposes = context.read(|reader| reader.purposes())?;
    Ok(purposes.into_iter().map(|p| Purpose { id: p.id, name: p.name, retired: p.retired }).collect())
}
