use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::import::{PlanRef, Readings};
use yinhui_core::import::readings;

/// The people of a plan as they would stand after the run, and the pairs to ask about, one value each.
pub(crate) fn readings(context: &Context<'_>, which: PlanRef) -> Answer<Readings> {
    let stored = context.app.plans().get(&which.plan)?;
    let lines = readings::lines(&stored.plan)
        .map(|line| serde_json::from_str(&line).map_err(|error| ApiError::fault(&error)))
        .collect::<Answer<Vec<_>>>()?;
    Ok(Readings { lines })
}
