use crate::checkin::{Heads, MOST_HEADS};
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::attend::moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::checkin::NewHeads;

/// Write how many are at an event, counted by looking round.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CountHeads {
    /// Record id of the event.
    pub event: String,
    /// Everybody who is there, those on the roster too.
    pub total: i64,
    /// Of those who are not written down yet, 在职.
    #[serde(default)]
    pub in_service: i64,
    /// Of those who are not written down yet, 群众; the rest are 老干部.
    #[serde(default)]
    pub public: i64,
    /// Name of the purpose of their visit; the first of the list when left out.
    pub purpose: Option<String>,
}

/// They are written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HeadsCounted {
    /// How many stood there already, with and without a name.
    pub before: i64,
    /// How many heads without a name were added.
    pub added: i64,
    /// The operation, to take it back; null where nothing had to be added.
    pub operation: Option<String>,
}

/// Writes as many heads without a name as are missing from a count: T less those who stand there (`design.md` 4a 1).
pub(crate) fn count(context: &Context<'_>, count: CountHeads) -> Answer<HeadsCounted> {
    for (path, number) in [("total", count.total), ("in_service", count.in_service), ("public", count.public)]
    {
        if !(0..=MOST_HEADS).contains(&number) {
            return Err(ApiError::invalid(path, "range", format!("人数请填 0 到 {MOST_HEADS}。")));
        }
    }
    context.write(|writer| {
        let event = writer.event(&count.event)?;
        let moment = moment(context, writer, &event, count.purpose.as_deref())?;
        let added = count.total - event.here;
        if added < 0 {
            let message = format!(
                "已经登记了 {} 人，比清点的 {} 人多。请再数一次，或在签到流水撤销多记的。",
                event.here, count.total
            );
            return Err(ApiError::invalid("total", "fewer", message));
        }
        let retired = added - count.in_service - count.public;
        if retired < 0 {
            let message = format!("还没登记的只有 {added} 人，在职和群众加起来不能比这多。");
            return Err(ApiError::invalid("in_service", "more", message));
        }
        let heads = Heads { retired, in_service: count.in_service, public: count.public }.counted()?;
        if heads.is_empty() {
            return Ok(HeadsCounted { before: event.here, added, operation: None });
        }
        writer.add_heads(NewHeads { name: Some("现场清点"), heads: &heads }, moment.visit())?;
        Ok(HeadsCounted { before: event.here, added, operation: Some(writer.operation_id().to_owned()) })
    })
}
