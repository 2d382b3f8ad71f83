use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::ledger::Named;
use crate::time::business_day;
use crate::venue::VenueUse;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::venue::UseFilter;

/// Which uses of venues. All conditions hold together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListUses {
    /// First day, `2026-03-01`.
    pub from: String,
    /// Last day, at most two years later.
    pub to: String,
    /// Record id of the venue.
    pub venue: Option<String>,
}

/// Uses of venues, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UsePage {
    /// In the order of time.
    pub uses: Vec<VenueUse>,
    /// By venue, those used only; uses past and not cancelled (`design.md` 4a 3).
    pub totals: Vec<VenueTotal>,
}

/// What the uses of a venue come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VenueTotal {
    /// The venue.
    pub venue: Named,
    /// 中心自用办公: counted apart.
    pub office: bool,
    /// 使用次数
    pub uses: i64,
    /// 受益人次
    pub served: i64,
}

impl ListUses {
    pub(super) fn filter(&self) -> Answer<UseFilter> {
        let (from, to) = (business_day("from", &self.from)?, business_day("to", &self.to)?);
        if from > to {
            return Err(ApiError::invalid("to", "order", "结束日期早于开始日期，请核对。"));
        }
        if (to - from).num_days() > 732 {
            return Err(ApiError::invalid("to", "too_long", "一次最多看两年，请缩短日期范围。"));
        }
        Ok(UseFilter { from: from.to_string(), to: to.to_string(), venue: self.venue.clone(), id: None })
    }
}

/// Uses of venues by bookings and events, and what they come to.
pub(crate) fn uses(context: &Context<'_>, which: ListUses) -> Answer<UsePage> {
    let filter = which.filter()?;
    let today = context.today().to_string();
    context.read(|reader| {
        let uses = reader.venue_uses(&filter)?.into_iter().map(VenueUse::from).collect::<Vec<_>>();
        let mut totals = Vec::new();
        for venue in reader.venues()? {
            let of = uses.iter().filter(|one| one.venue.id == venue.id && took_place(one, &today));
            let (count, served) = of.fold((0, 0), |(count, served), one| (count + 1, served + one.served));
            if count > 0 {
                let named = Named { id: venue.id, name: venue.name };
                totals.push(VenueTotal { venue: named, office: venue.office, uses: count, served });
            }
        }
        Ok(UsePage { uses, totals })
    })
}

/// It is not to come, and was not cancelled.
pub(super) fn took_place(one: &VenueUse, today: &str) -> bool {
    !one.cancelled && one.day.as_str() <= today
}
