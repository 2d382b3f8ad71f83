//! 活动: what happens on a day, who is expected and who came.

use crate::time::clock_ms;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::date::day::business_day;
use yinhui_store::event::EventRecord;
use yinhui_store::{Reader, StoreError};

mod attend;
mod certificate;
pub(crate) mod clock;
mod copy;
mod count;
mod enrol;
mod get;
pub(crate) mod kinds;
mod list;
mod mark;
pub(crate) mod menu;
mod of_person;
mod order;
mod read_roster;
mod register;
mod roster;
pub(crate) mod row_code;
mod rules;
mod save;
mod series;
mod sheet;
mod template;
mod withdraw;

pub(crate) use attend::attend;
pub use attend::{Attend, Attended};
pub use certificate::Certificate;
pub(crate) use certificate::{certificate, save_certificate};
pub(crate) use copy::copy;
pub use copy::{CopyEvent, EventCopied};
pub(crate) use count::count;
pub use count::{CountHeads, HeadsCounted};
pub use enrol::{Enrol, Enrolled, Enrolment, EnrolmentRef};
pub(crate) use enrol::{end_enrolment, enrol};
pub(crate) use get::get;
pub use get::{EventPage, PersonClash, RosterLine};
pub(crate) use list::list;
pub(crate) use mark::mark;
pub use mark::{Mark, Marked};
pub use menu::{Menu, MenuItem};
pub use of_person::PersonEvent;
pub(crate) use of_person::of_person;
pub use order::OrderRoster;
pub(crate) use order::order;
pub(crate) use read_roster::read_roster;
pub use read_roster::{ReadRoster, RosterFile, RosterFileLine};
pub(crate) use register::register;
pub use register::{Register, Registered, Warning};
pub use roster::ExportRoster;
pub(crate) use roster::export_roster;
pub use rules::EventRules;
pub(crate) use rules::{rules, save_rules};
pub(crate) use save::save;
pub use save::{SaveEvent, SavedEvent};
pub use series::{SaveSeries, SavedSeries, Series, SeriesClash, SeriesPage, SeriesRef, SeriesRule};
pub(crate) use series::{days as series_days, save_series, series, series_list};
pub(crate) use sheet::sheet;
pub use sheet::{SheetMark, ShowSheet};
pub use template::{EventTemplate, EventTemplates};
pub(crate) use template::{save_templates, templates};
pub(crate) use withdraw::withdraw_from_all;

/// People come before it begins.
const EARLY_MINUTES: i64 = 60;

/// Which days' events to list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListEvents {
    /// First day, `2026-03-01`.
    pub from: String,
    /// Last day, at most two years later.
    pub to: String,
}

/// Names one event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventRef {
    /// Record id.
    pub id: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventRow {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 主题党日, 讲坛讲座 …
    pub kind: String,
    /// `2026-03-05`.
    pub day: String,
    /// `09:00`.
    pub from: String,
    /// `11:00`.
    pub to: String,
    /// Where.
    pub venue: String,
    /// As many as fit; null for no limit.
    pub capacity: Option<i64>,
    /// Free text.
    pub remark: String,
    /// It does not take place.
    pub cancelled: bool,
    /// People registered, and those enrolled for its series.
    pub expected: i64,
    /// People who wait for a place.
    pub waiting: i64,
    /// Record id of the party organization that holds it; empty for none.
    pub organization: String,
    /// Its name.
    pub organization_name: String,
    /// Record id of the team that holds it; empty for none.
    pub team: String,
    /// Its name.
    pub team_name: String,
    /// It takes place elsewhere: being there is no visit of the centre, and the desk does not offer it.
    pub away: bool,
    /// Record id of its series; empty for a single event.
    pub series: String,
    /// The day its series put it on, where it was moved to another; empty where it was not.
    pub moved_from: String,
    /// The campaign (系列主题活动) it belongs to.
    pub campaign: String,
    /// 银发先锋, 银潮之声 …
    pub brand: String,
    /// Record id of the lecturer; empty for none.
    pub lecturer: String,
    /// Their name.
    pub lecturer_name: String,
    /// Younger people are warned of.
    pub age_from: Option<i64>,
    /// Older people are warned of.
    pub age_to: Option<i64>,
    /// Heads who came: people, and those without a name.
    pub here: i64,
    /// It is on now, or begins within the hour: the desk offers it.
    pub on_now: bool,
}

impl EventRow {
    pub(crate) fn of(record: EventRecord, now: DateTime<Utc>) -> Self {
        let (clock, soon) = clocks(now);
        let on_now = !record.cancelled
            && !record.away
            && record.day == business_day(now).to_string()
            && record.from <= soon
            && record.to > clock;
        let (organization, organization_name) = record.organization.unwrap_or_default();
        let (team, team_name) = record.team.unwrap_or_default();
        let (lecturer, lecturer_name) = record.lecturer.unwrap_or_default();
        let (series, original) = record.series.unwrap_or_default();
        Self {
            on_now,
            waiting: record.waiting,
            organization,
            organization_name,
            team,
            team_name,
            away: record.away,
            series,
            moved_from: if original == record.day { String::new() } else { original },
            campaign: record.campaign.unwrap_or_default(),
            brand: record.brand.unwrap_or_default(),
            lecturer,
            lecturer_name,
            age_from: record.age_from,
            age_to: record.age_to,
            id: record.id,
            name: record.name,
            kind: record.kind,
            day: record.day,
            from: record.from,
            to: record.to,
            venue: record.venue.unwrap_or_default(),
            capacity: record.capacity,
            remark: record.remark.unwrap_or_default(),
            cancelled: record.cancelled,
            expected: record.expected,
            here: record.here,
        }
    }
}

/// What time it is, and when an event that is offered begins at the latest: not beyond the day.
fn clocks(now: DateTime<Utc>) -> (String, String) {
    let soon = now + Duration::minutes(EARLY_MINUTES);
    let later = if business_day(soon) == business_day(now) {
        clock_ms(soon.timestamp_millis())
    } else {
        "23:59".into()
    };
    (clock_ms(now.timestamp_millis()), later)
}

/// Record ids and names of the events on now.
pub(crate) fn on_now(reader: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<(String, String)>, StoreError> {
    let (clock, soon) = clocks(now);
    reader.events_on(&business_day(now).to_string(), &clock, &soon)
}

/// The first of these events that somebody is registered for.
pub(crate) fn registered(
    reader: &Reader<'_>,
    on: &[(String, String)],
    person: &str,
) -> Result<Option<(String, String)>, StoreError> {
    for event in on {
        if reader.is_registered(&event.0, person)? {
            return Ok(Some(event.clone()));
        }
    }
    Ok(None)
}
