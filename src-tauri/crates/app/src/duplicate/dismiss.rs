use crate::context::Context;
use crate::duplicate::PairRef;
use crate::error::{Answer, ApiError};

/// Remembers that two records are two people: they are not shown as one again.
pub(crate) fn dismiss(context: &Context<'_>, which: PairRef) -> Answer<()> {
    if which.one == which.other {
        return Err(ApiError::invalid("other", "same", "请选两位不同的人。"));
    }
    context.write(|writer| {
        writer.tell_apart(&which.one, &which.other)?;
        Ok(())
    })
}
