use crate::context::Context;
use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::code;
use yinhui_core::organization::term::{Frequency, Per, Rules};
use yinhui_store::{Reader, StoreError};

/// Where the rules stand among the settings.
const NAME: &str = "organization_rules";

/// Rules of terms and meetings, as the centre has set them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrganizationRules {
    /// Years a 党委 is elected for.
    pub committee_years: i64,
    /// Years a 党总支 or 党支部 is elected for.
    pub branch_years: i64,
    /// Months before its end from which on an election is due.
    pub notice_months: i64,
    /// How often each kind of meeting is to be held.
    pub meetings: Vec<MeetingRule>,
}

/// How often a kind of meeting is to be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingRule {
    /// Kind of event.
    pub kind: String,
    /// `month`, `quarter` or `year`.
    pub per: String,
}

/// The rules in force.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Rules, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// The rules of terms and meetings.
pub(crate) fn rules(context: &Context<'_>, (): ()) -> Answer<OrganizationRules> {
    Ok(shown(&context.read(in_force)?))
}

/// Sets the rules of terms and meetings.
pub(crate) fn save_rules(context: &Context<'_>, rules: OrganizationRules) -> Answer<OrganizationRules> {
    let within = |path: &str, label: &str, number: i64, most: u32| {
        u32::try_from(number)
            .ok()
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| ApiError::invalid(path, "range", format!("{label}请填 1 到 {most}。")))
    };
    let rules = Rules {
        committee_years: within("committee_years", "党委任期年数", rules.committee_years, 10)?,
        branch_years: within("branch_years", "党总支、党支部任期年数", rules.branch_years, 10)?,
        notice_months: within("notice_months", "换届提前提醒的月数", rules.notice_months, 24)?,
        meetings: meetings(rules.meetings)?,
    };
    context.write(|writer| {
        writer.save_setting(NAME, &rules)?;
        Ok(shown(&rules))
    })
}

fn meetings(asked: Vec<MeetingRule>) -> Answer<Vec<Frequency>> {
    let mut all = Vec::<Frequency>::new();
    for (at, one) in asked.into_iter().enumerate() {
        let kind = code::table("event_kind").and_then(|table| table.find(&one.kind));
        let kind = kind.filter(|kind| all.iter().all(|known| known.kind != kind.label));
        let per = [Per::Month, Per::Quarter, Per::Year].into_iter().find(|per| key(*per) == one.per);
        let (Some(kind), Some(per)) = (kind, per) else {
            let path = format!("meetings.{at}");
            return Err(ApiError::invalid(
                &path,
                "not_in_list",
                "会议类别和周期请从列表中选择，每类只列一次。",
            ));
        };
        all.push(Frequency { kind: kind.label.clone(), per });
    }
    Ok(all)
}

const fn key(per: Per) -> &'static str {
    match per {
        Per::Month => "month",
        Per::Quarter => "quarter",
        Per::Year => "year",
    }
}

fn shown(rules: &Rules) -> OrganizationRules {
    let meeting =
        |meeting: &Frequency| MeetingRule { kind: meeting.kind.clone(), per: key(meeting.per).into() };
    OrganizationRules {
        committee_years: rules.committee_years.into(),
        branch_years: rules.branch_years.into(),
        notice_months: rules.notice_months.into(),
        meetings: rules.meetings.iter().map(meeting).collect(),
    }
}
