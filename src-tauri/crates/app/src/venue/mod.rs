//! 场地共享: rooms, who uses them when, and how many came (`design.md` 4a 1 to 3).

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::venue::{UseRecord, VenueRecord};

mod book;
mod cancel;
mod export;
mod list;
mod record;
mod save;
mod uses;

pub(crate) use book::book;
pub use book::{Booked, SaveBooking, SkippedDay};
pub(crate) use cancel::cancel;
pub use cancel::{CancelBooking, CancelledBookings};
pub use export::ExportUses;
pub(crate) use export::export;
pub(crate) use list::list;
pub use record::RecordUse;
pub(crate) use record::record;
pub use save::SaveVenue;
pub(crate) use save::save;
pub(crate) use uses::uses;
pub use uses::{ListUses, UsePage, VenueTotal};

use crate::checkin::Heads;
use crate::ledger::Named;

/// One venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Venue {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many fit; null for unknown.
    pub seats: Option<i64>,
    /// Of each weekday from Monday on.
    pub opens: Vec<OpenHours>,
    /// 中心自用办公: its uses are counted apart.
    pub office: bool,
    /// It is not lent any more.
    pub ended: bool,
    /// Free text.
    pub remark: String,
}

/// When a venue is open on a weekday; both empty where it is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenHours {
    /// `08:30`
    pub from: String,
    /// `17:30`
    pub to: String,
}

/// A use of a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VenueUse {
    /// Record id of the booking, or of the event.
    pub id: String,
    /// It is an event, which has its own page.
    pub event: bool,
    /// The venue.
    pub venue: Named,
    /// `2026-03-05`
    pub day: String,
    /// `09:00`
    pub from: String,
    /// `11:00`
    pub to: String,
    /// What for; the name of the event.
    pub purpose: String,
    /// Who uses it, by name.
    pub user: String,
    /// The party organization, where it is one.
    pub organization: Option<Named>,
    /// The team, where it is one.
    pub team: Option<Named>,
    /// The unit, where it is one.
    pub unit: Option<Named>,
    /// The name alone, where it is none of them.
    pub body: String,
    /// Whom to ask.
    pub contact: String,
    /// Heads expected.
    pub expected: Option<i64>,
    /// It was booked together with others.
    pub repeated: bool,
    /// It does not take place.
    pub cancelled: bool,
    /// Free text.
    pub remark: String,
    /// People with a name who came.
    pub named: i64,
    /// Heads without a name who came.
    pub heads: Heads,
    /// 受益人次: all who came.
    pub served: i64,
}

impl From<VenueRecord> for Venue {
    fn from(record: VenueRecord) -> Self {
        let hours = |hours: Option<(String, String)>| {
            hours.map_or_else(OpenHours::default, |(from, to)| OpenHours { from, to })
        };
        Self {
            id: record.id,
            name: record.name,
            seats: record.seats,
            opens: record.opens.into_iter().map(hours).collect(),
            office: record.office,
            ended: record.ended,
            remark: record.remark.unwrap_or_default(),
        }
    }
}

impl From<UseRecord> for VenueUse {
    fn from(record: UseRecord) -> Self {
        let named = |found: Option<(String, String)>| found.map(|(id, name)| Named { id, name });
        let (retired, in_service, public) = record.heads;
        let (organization, team, unit) = (named(record.organization), named(record.team), named(record.unit));
        let body = record.body.unwrap_or_default();
        let user = [&organization, &team, &unit].into_iter().flatten().next();
        Self {
            user: user.map_or_else(|| body.clone(), |user| user.name.clone()),
            id: record.id,
            event: record.event,
            venue: Named { id: record.venue.0, name: record.venue.1 },
            day: record.day,
            from: record.from,
            to: record.to,
            purpose: record.purpose,
            organization,
            team,
            unit,
            body,
            contact: record.contact.unwrap_or_default(),
            expected: record.expected,
            repeated: record.batch.is_some(),
            cancelled: record.cancelled,
            remark: record.remark.unwrap_or_default(),
            named: record.named,
            heads: Heads { retired, in_service, public },
            served: record.named + retired + in_service + public,
        }
    }
}
