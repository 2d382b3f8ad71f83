use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::{EventRow, ListEvents};
use crate::time::business_day;

/// Days of one list.
const LONGEST: i64 = 732;

/// Events of the days from one to another, in order of time.
pub(crate) fn list(context: &Context<'_>, list: ListEvents) -> Answer<Vec<EventRow>> {
    let (from, to) = (business_day("from", &list.from)?, business_day("to", &list.to)?);
    if from > to {
        return Err(ApiError::invalid("to", "order", "结束日期早于开始日期，请核对。"));
    }
    if (to - from).num_days() > LONGEST {
        return Err(ApiError::invalid("to", "too_long", "一次最多看两年，请缩短日期范围。"));
    }
    let found = context.read(|reader| reader.events(&from.to_string(), &to.to_string()))?;
    Ok(found.into_iter().map(|event| EventRow::of(event, context.now())).collect())
}
