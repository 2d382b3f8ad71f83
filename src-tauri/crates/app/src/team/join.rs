use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use crate::organization::Saved;
use crate::person::show;
use crate::team::Join;
use crate::time::business_day;
use chrono::NaiveDate;
use yinhui_core::person::Field;
use yinhui_store::Writer;

/// Puts somebody into a team; who is in it already stays so.
pub(crate) fn join(context: &Context<'_>, join: Join) -> Answer<Saved> {
    let from = first_day(context, join.from.as_deref())?;
    context.write(|writer| {
        living(writer, &join.person)?;
        let team = writer.teams()?.into_iter().find(|team| team.id == join.team);
        let team = team.ok_or_else(|| ApiError::not_found("团队"))?;
        if team.ended {
            return Err(ApiError::new(Code::Conflict, "这个团队已经停止活动，不能再加入。"));
        }
        let post = join.post.as_deref().map(|post| sentence(post, 20)).unwrap_or_default();
        Ok(Saved { id: writer.join_team(&team.id, &join.person, &from.to_string(), &post)? })
    })
}

/// The day somebody joins: today, or one before it.
pub(crate) fn first_day(context: &Context<'_>, from: Option<&str>) -> Answer<NaiveDate> {
    let day = match from.map(str::trim).filter(|from| !from.is_empty()) {
        None => context.today(),
        Some(from) => business_day("from", from)?,
    };
    if day > context.today() {
        return Err(ApiError::invalid("from", "future", "加入的日期还没有到，请核对。"));
    }
    Ok(day)
}

/// Refuses somebody who died.
pub(crate) fn living(writer: &Writer<'_>, person: &str) -> Answer<()> {
    if show::fact(&writer.person(person)?.facts, Field::State) == "去世" {
        return Err(ApiError::new(Code::Conflict, "这位同志登记为去世，不能加入。"));
    }
    Ok(())
}
