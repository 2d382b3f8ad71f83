use crate::context::Context;
use crate::error::Answer;
use crate::team::{Leave, last_day};
use yinhui_store::write::Table;

/// Somebody is in a functional branch no longer.
pub(crate) fn leave(context: &Context<'_>, leave: Leave) -> Answer<()> {
    context.write(|writer| {
        let held = writer.functional_member(&leave.id)?;
        let day = last_day(context, &held, leave.day.as_deref())?;
        writer.end_belonging(Table::Membership, &held, &day)?;
        Ok(())
    })
}
