use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::team::Leave;
use crate::time::business_day;
use yinhui_store::team::BelongingRecord;
use yinhui_store::write::Table;

/// Somebody is in a team no longer.
pub(crate) fn leave(context: &Context<'_>, leave: Leave) -> Answer<()> {
    context.write(|writer| {
        let held = writer.team_member(&leave.id)?;
        let day = last_day(context, &held, leave.day.as_deref())?;
        writer.end_belonging(Table::TeamMember, &held, &day)?;
        Ok(())
    })
}

/// The day somebody leaves what they are in: today, or one since they joined.
pub(crate) fn last_day(context: &Context<'_>, held: &BelongingRecord, day: Option<&str>) -> Answer<String> {
    if held.to_day.is_some() {
        return Err(ApiError::new(Code::Conflict, "已经离开了，不用再办。"));
    }
    let day = match day.map(str::trim).filter(|day| !day.is_empty()) {
        None => context.today(),
        Some(day) => business_day("day", day)?,
    };
    if day > context.today() {
        return Err(ApiError::invalid("day", "future", "离开的日期还没有到，请核对。"));
    }
    let day = day.to_string();
    if held.from_day.as_ref().is_some_and(|from| *from > day) {
        return Err(ApiError::invalid("day", "before", "离开的日期早于加入的日期，请核对。"));
    }
    Ok(day)
}
