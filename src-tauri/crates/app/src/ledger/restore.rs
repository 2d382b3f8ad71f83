use crate::context::Context;
use crate::error::Answer;
use crate::ledger::{EntryRef, EntryRow, rule};
use yinhui_core::ledger;
use yinhui_store::ledger::EntryFacts;

/// Puts a line that was taken out back into its ledger, as it was.
pub(crate) fn restore(context: &Context<'_>, line: EntryRef) -> Answer<EntryRow> {
    let today = context.today().to_string();
    context.write(|writer| {
        writer.restore_entry(&line.id)?;
        let entry = writer.entry(&line.id)?;
        let id = |named: &Option<(String, String)>| named.as_ref().map(|(id, _)| id.clone());
        // Meanwhile somebody else may have got the medal's place, or the hours.
        if let Some(ledger) = ledger::ledger(&entry.ledger) {
            let (person, organization) = (id(&entry.person), id(&entry.organization));
            let facts = EntryFacts {
                ledger: &entry.ledger,
                day: &entry.day,
                until: entry.until.as_deref(),
                person: person.as_deref(),
                organization: organization.as_deref(),
                team: None,
                event: None,
                state: entry.state.as_deref(),
                facts: &entry.facts,
            };
            rule::allow(writer, ledger, Some(&entry.id), &facts)?;
        }
        Ok(EntryRow::of(entry, &today))
    })
}
