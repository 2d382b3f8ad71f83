use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::report::records::records;
use chrono::{Datelike, NaiveDate};
use yinhui_core::date::PartialDate;
use yinhui_core::report::{Facts, Registered, Row, Span};
use yinhui_store::checkin::PresenceRecord;
use yinhui_store::{Reader, StoreError};

/// A year as it can be counted now.
pub(crate) struct Year {
    /// What it is counted from.
    pub facts: Facts,
    /// The year is over.
    pub closed: bool,
    /// 填报单位
    pub reporting_unit: String,
    /// The centre wrote something down in an earlier year.
    pub has_before: bool,
}

/// Reads everything a year is counted from, in one snapshot.
pub(crate) fn read_year(context: &Context<'_>, year: i64) -> Answer<Year> {
    let today = context.today();
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1990..=today.year()).contains(year))
        .ok_or_else(|| ApiError::invalid("year", "year", format!("年度请填 1990 到 {}。", today.year())))?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today);
    let as_at = last.min(today);
    context.read(|reader| {
        let before = before(reader, year)?;
        let people = reader.register()?.into_iter().map(registered).collect::<Vec<_>>();
        Ok(Year {
            closed: last < today,
            reporting_unit: reader.centre()?.name,
            has_before: !before.is_empty(),
            facts: Facts {
                records: records(reader, &people, as_at)?,
                first: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(as_at),
                as_at,
                people,
                presences: reader
                    .presences(&format!("{year}-01-01"), &as_at.to_string())?
                    .into_iter()
                    .map(presence)
                    .collect(),
                before,
                branches: reader.organizations()?.into_iter().map(|found| (found.id, found.name)).collect(),
            },
        })
    })
}

fn before(reader: &Reader<'_>, year: i32) -> Result<Vec<(i32, i64)>, StoreError> {
    reader.visits_by_year(&format!("{}-12-31", year - 1))
}

pub(crate) fn registered(found: yinhui_store::report::Registered) -> Registered {
    Registered {
        political: found.political,
        party_join: found.party_join.and_then(|joined| joined.parse().ok()),
        birth: found.birth.and_then(|birth| birth.parse().ok()),
        states: found.states.into_iter().map(span).collect(),
        memberships: found.memberships.into_iter().map(span).collect(),
        last_seen: found.last_seen.and_then(|day| day.parse().ok()),
        id: found.id,
        name: found.name,
        sex: found.sex,
        retirement_kind: found.retirement_kind,
    }
}

fn span(found: yinhui_store::report::Span) -> Span {
    Span {
        what: found.what,
        from: found.from.and_then(|from| from.parse::<PartialDate>().ok()),
        to: found.to.and_then(|to| to.parse().ok()),
        recorded: found.recorded.parse().ok(),
    }
}

fn presence(found: PresenceRecord) -> Row {
    Row {
        label: found.name.unwrap_or_else(|| "来宾".into()),
        day: found.day.parse().ok(),
        weight: found.visits,
        detail: found.purpose,
        kind: "presence".into(),
        person: found.person,
        id: found.id,
    }
}
