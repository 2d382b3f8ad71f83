use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::organization::ShowLife;
use crate::organization::life::meetings;
use crate::organization::rules::in_force;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::organization::life::stretch_of;
use yinhui_core::organization::term::Per;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::organization::{MeetingAttendance, MeetingRecord};
use yinhui_store::{Reader, StoreError};

/// Who was at the meetings of an organization in a quarter: 应到, 实到, 缺席 (`domain.md` 2.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LifeAttendance {
    /// Record id of the organization.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// 党员大会 …
    pub kind: String,
    /// 1 to 4.
    pub quarter: i64,
    /// How many were held, up to today.
    pub meetings: i64,
    /// 应到, all of them together.
    pub due: i64,
    /// 实到 of those: came, came late, signed for by another, online.
    pub present: i64,
    /// Of 实到, online.
    pub online: i64,
    /// 请假
    pub excused: i64,
    /// 送学上门: not present, but the content was brought to them.
    pub delivered: i64,
    /// Who stayed away without 请假 or 送学上门.
    pub absent: i64,
    /// Meetings of which neither the roster nor the minutes tell who was there.
    pub untold: i64,
    /// Why people were excused or absent, each reason once.
    pub reasons: Vec<String>,
}

/// The ledger of minutes.
const MINUTES: &str = "minutes";

/// Who was at the meetings of a year, by organization, kind and quarter. Where the minutes of a meeting state 应到 and 实到
/// these count, else its roster does.
pub(crate) fn attendance(context: &Context<'_>, show: ShowLife) -> Answer<Vec<LifeAttendance>> {
    let year = Some(show.year).filter(|year| (1950..=2200).contains(year));
    let year = year.ok_or_else(|| ApiError::invalid("year", "year", "年度请填四位数字。"))?;
    let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31").min(context.today().to_string()));
    context.read(|reader| {
        let rules = in_force(reader)?;
        let names = reader.organizations()?.into_iter().map(|one| (one.id, one.name));
        let names = names.collect::<BTreeMap<_, _>>();
        let stated = stated(reader)?;
        let mut rosters = reader.meeting_attendance(&first, &last)?;
        let mut all = BTreeMap::<(String, String, usize), LifeAttendance>::new();
        for meeting in meetings(reader, &first, &last)? {
            if rules.meetings.iter().all(|asked| asked.kind != meeting.kind) {
                continue;
            }
            let quarter = stretch_of(Per::Quarter, month_of(&meeting.day));
            let name = names.get(&meeting.organization).cloned().unwrap_or_default();
            let key = (name.clone(), meeting.kind.clone(), quarter);
            let sum = all.entry(key).or_insert_with(|| empty(&meeting, name, quarter));
            let roster = rosters.remove(&meeting.event).unwrap_or_default();
            sum.add(roster, stated.get(&meeting.event).copied());
        }
        Ok(all.into_values().collect())
    })
}

fn month_of(day: &str) -> usize {
    day.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1)
}

fn empty(meeting: &MeetingRecord, name: String, quarter: usize) -> LifeAttendance {
    LifeAttendance {
        organization: meeting.organization.clone(),
        name,
        kind: meeting.kind.clone(),
        quarter: i64::try_from(quarter).unwrap_or_default(),
        meetings: 0,
        due: 0,
        present: 0,
        online: 0,
        excused: 0,
        delivered: 0,
        absent: 0,
        untold: 0,
        reasons: Vec::new(),
    }
}

/// 应到 and 实到 as the minutes state them, by event.
fn stated(reader: &Reader<'_>) -> Result<BTreeMap<String, (i64, i64)>, StoreError> {
    let filter = EntryFilter { ledger: Some(MINUTES.into()), ..EntryFilter::default() };
    let number = |text: Option<&String>| text.and_then(|text| text.parse::<i64>().ok());
    let found = reader.entries(&filter, 0, 100_000)?.into_iter().filter_map(|entry| {
        let (due, present) = (number(entry.facts.get("due"))?, number(entry.facts.get("present"))?);
        Some((entry.event?.0, (due, present)))
    });
    Ok(found.collect())
}

impl LifeAttendance {
    fn add(&mut self, roster: MeetingAttendance, stated: Option<(i64, i64)>) {
        self.meetings += 1;
        self.online += roster.online;
        self.excused += roster.excused;
        self.delivered += roster.delivered;
        let (due, present) = stated.unwrap_or((roster.due, roster.present));
        self.untold += i64::from(due == 0);
        self.due += due;
        self.present += present.min(due);
        self.absent += (due - present - roster.excused - roster.delivered).max(0);
        for reason in roster.reasons {
            if !self.reasons.contains(&reason) {
                self.reasons.push(reason);
            }
        }
    }
}
