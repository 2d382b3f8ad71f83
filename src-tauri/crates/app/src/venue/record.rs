use crate::checkin::Heads;
use crate::checkin::moment::Moment;
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::venue::VenueUse;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::checkin::{NewHeads, NewVisit};

/// Write how many came to a booked use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RecordUse {
    /// Record id of the booking.
    pub id: String,
    /// How many came of each kind; all of them nothing takes the numbers back.
    pub heads: Heads,
    /// Name of the purpose of their visit; the first of the list when left out.
    pub purpose: Option<String>,
}

/// Writes how many came to a booked use, in place of what was written before. They are visits of that day too.
pub(crate) fn record(context: &Context<'_>, record: RecordUse) -> Answer<VenueUse> {
    let heads = record.heads.counted()?;
    context.write(|writer| {
        let used = writer.booking(&record.id)?;
        if used.cancelled {
            return Err(ApiError::new(Code::Conflict, "这次预约已经取消，不能登记人数。"));
        }
        let begun = format!("{}T{}", used.day, used.from);
        let moment =
            Moment::read(context, writer, Some(&begun), record.purpose.as_deref()).map_err(not_yet)?;
        writer.clear_heads(&record.id)?;
        if !heads.is_empty() {
            let user = VenueUse::from(used).user;
            let visit = NewVisit { booking: Some(&record.id), ..moment.visit() };
            writer.add_heads(NewHeads { name: Some(&user), heads: &heads }, visit)?;
        }
        Ok(writer.booking(&record.id)?.into())
    })
}

/// The time is that of the booking, not one that was typed.
fn not_yet(error: ApiError) -> ApiError {
    if error.fields.iter().any(|field| field.path == "at") {
        ApiError::new(Code::Conflict, "这次使用还没有开始，开始后再登记人数。")
    } else {
        error
    }
}
