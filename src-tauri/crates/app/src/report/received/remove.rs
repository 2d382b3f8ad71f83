use crate::context::Context;
use crate::error::Answer;
use crate::report::form::FormRemoved;
use crate::report::received::ReceivedRef;

/// Takes a received form away; answers the operation, to take it back.
pub(crate) fn remove(context: &Context<'_>, which: ReceivedRef) -> Answer<FormRemoved> {
    context.write(|writer| {
        writer.remove_received_return(&which.id)?;
        Ok(FormRemoved { operation: writer.operation_id().to_owned() })
    })
}
