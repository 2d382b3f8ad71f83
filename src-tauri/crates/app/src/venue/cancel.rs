use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::venue::{BookingFacts, UseRecord};

/// Cancel a booking.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CancelBooking {
    /// Record id.
    pub id: String,
    /// Those booked together with it from its day on, too.
    pub following: Option<bool>,
    /// Why.
    pub reason: Option<String>,
}

/// They are cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CancelledBookings {
    /// How many.
    pub cancelled: i64,
}

/// Cancels a booking, or those booked together with it from its day on; the venue is free again.
pub(crate) fn cancel(context: &Context<'_>, cancel: CancelBooking) -> Answer<CancelledBookings> {
    let reason = sentence(cancel.reason.as_deref().unwrap_or_default(), 200);
    context.write(|writer| {
        let first = writer.booking(&cancel.id)?;
        let together = first.batch.as_deref().filter(|_| cancel.following.unwrap_or(false));
        let all = match together {
            Some(batch) => {
                writer.bookings_together(batch)?.into_iter().filter(|one| one.day >= first.day).collect()
            }
            None => vec![first],
        };
        let mut cancelled = 0;
        for one in all.into_iter().filter(|one| !one.cancelled) {
            if came(&one) > 0 {
                return Err(ApiError::new(Code::Conflict, "其中有已经登记了人数的使用，不能取消。"));
            }
            writer.save_booking(Some(&one.id), facts(&one, &reason))?;
            cancelled += 1;
        }
        if cancelled == 0 {
            return Err(ApiError::new(Code::Conflict, "这次预约已经取消过了。"));
        }
        Ok(CancelledBookings { cancelled })
    })
}

const fn came(one: &UseRecord) -> i64 {
    one.named + one.heads.0 + one.heads.1 + one.heads.2
}

fn facts<'a>(one: &'a UseRecord, reason: &'a str) -> BookingFacts<'a> {
    let id = |named: &'a Option<(String, String)>| named.as_ref().map(|(id, _)| id.as_str());
    BookingFacts {
        venue: &one.venue.0,
        day: &one.day,
        from: &one.from,
        to: &one.to,
        purpose: &one.purpose,
        organization: id(&one.organization),
        team: id(&one.team),
        unit: id(&one.unit),
        body: one.body.as_deref(),
        contact: one.contact.as_deref(),
        expected: one.expected,
        batch: one.batch.as_deref(),
        cancelled: true,
        remark: if reason.is_empty() { one.remark.as_deref() } else { Some(reason) },
    }
}
