use crate::context::Context;
use crate::error::Answer;
use crate::view::ViewRef;
use yinhui_store::write::Table;

/// Takes a view off the list; the log can bring it back.
pub(crate) fn remove(context: &Context<'_>, which: ViewRef) -> Answer<()> {
    context.write(|writer| Ok(writer.remove(Table::SavedView, &which.id, None)?))
}
