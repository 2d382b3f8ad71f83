//! 志愿服务: hours by person and team, and the certificate of them (`domain.md` 3.5).

mod hours_of_event;
mod issue;
mod totals;

pub(crate) use hours_of_event::hours_of_event;
pub use hours_of_event::{EventHours, HoursOf};
pub use issue::{IssueCertificate, VolunteerCertificate, VolunteerLine};
pub(crate) use issue::{certificate, issue};
pub(crate) use totals::totals;
pub use totals::{PersonHours, TeamHours, TotalHours, VolunteerTotals};
