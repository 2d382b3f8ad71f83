use crate::context::Context;
use crate::error::Answer;
use crate::ledger::{EntryRef, follow};
use yinhui_store::write::Table;

/// Takes a line out of its ledger; the log can bring it back.
pub(crate) fn remove(context: &Context<'_>, line: EntryRef) -> Answer<()> {
    context.write(|writer| {
        let entry = writer.entry(&line.id)?;
        writer.remove(Table::Entry, &line.id, entry.written().person)?;
        follow::up(writer, Some(&entry), None)
    })
}
