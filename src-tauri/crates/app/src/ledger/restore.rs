use crate::context::Context;
use crate::error::Answer;
use crate::event::menu;
use crate::ledger::{EntryRef, EntryRow, follow, rule};
use yinhui_core::ledger;

/// Puts a line that was taken out back into its ledger, as it was.
pub(crate) fn restore(context: &Context<'_>, line: EntryRef) -> Answer<EntryRow> {
    let today = context.today().to_string();
    context.write(|writer| {
        writer.restore_entry(&line.id)?;
        let entry = writer.entry(&line.id)?;
        // Meanwhile somebody else may have got the medal's place, or the hours.
        if let Some(ledger) = ledger::ledger(&entry.ledger) {
            if entry.ledger == menu::LEDGER {
                menu::took_place(writer, None, &entry.written())?;
            }
            rule::allow(writer, ledger, Some(&entry), &entry.written())?;
            follow::up(writer, None, Some(&entry.written()))?;
        }
        Ok(EntryRow::of(entry, &today))
    })
}
