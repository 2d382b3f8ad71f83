use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::{Reveal, Revealed};
use yinhui_core::person::Field;
use yinhui_store::write::Table;

/// Shows one masked value whole, and writes into the log that it was shown.
pub(crate) fn reveal(context: &Context<'_>, reveal: Reveal) -> Answer<Revealed> {
    let field = Field::from_key(&reveal.field)
        .filter(|field| field.is_masked())
        .ok_or_else(|| ApiError::invalid("field", "field", "这个项目没有遮盖。"))?;
    // The value itself must not be kept as the answer of the request.
    context.write(|writer| {
        writer.person(&reveal.id)?;
        Ok(writer.remark(Table::Person, &reveal.id, Some(&reveal.id), field.key())?)
    })?;
    let person = context.read(|reader| reader.person(&reveal.id))?;
    Ok(Revealed { value: person.facts.get(&field).map(ToString::to_string).unwrap_or_default() })
}
