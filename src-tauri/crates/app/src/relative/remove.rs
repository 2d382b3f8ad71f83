use crate::context::Context;
use crate::error::Answer;
use crate::relative::RelativeRef;
use yinhui_store::write::Table;

/// Takes a relative off the list; the log can bring them back.
pub(crate) fn remove(context: &Context<'_>, which: RelativeRef) -> Answer<()> {
    context.write(|writer| {
        let relative = writer.relative(&which.id)?;
        Ok(writer.remove(Table::Relative, &relative.id, Some(&relative.person))?)
    })
}
