//! 台账: what the centre writes down line by line. What ledgers there are and what their columns hold is data
//! (`assets/ledgers`).

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::operator::Role;
use crate::time::business_day;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger::{self, Ledger};
use yinhui_store::ledger::{Ending, EntryFilter, EntryRecord};

mod add;
pub(crate) mod dues;
mod enlist;
mod export;
mod finest;
mod follow;
mod kinds;
mod list;
mod read_file;
mod remove;
mod restore;
mod rule;
mod save;
pub(crate) mod show;

pub(crate) use add::add;
pub use add::{AddEntries, EntriesAdded};
pub use dues::{AskDues, DuesBand, DuesDue, DuesRule};
pub use export::ExportEntries;
pub(crate) use export::export;
pub(crate) use kinds::kinds;
pub use kinds::{ColumnInfo, LedgerInfo, SubjectInfo};
pub(crate) use list::list;
pub use list::{EntryPage, ListEntries};
pub(crate) use read_file::read_file;
pub use read_file::{EntriesFile, EntryDraft, ReadEntries};
pub(crate) use remove::remove;
pub(crate) use restore::restore;
pub(crate) use rule::medals_of;
pub use save::SaveEntry;
pub(crate) use save::save;

/// Names one line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EntryRef {
    /// Record id.
    pub id: String,
}

/// A record a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One line of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EntryRow {
    /// Record id.
    pub id: String,
    /// Key of its ledger.
    pub ledger: String,
    /// `2026-03-05`.
    pub day: String,
    /// The day it ended; empty while it lasts, or where nothing lasts.
    pub until: String,
    /// Whom it is about.
    pub person: Option<Named>,
    /// The party organization.
    pub organization: Option<Named>,
    /// The team.
    pub team: Option<Named>,
    /// The event.
    pub event: Option<Named>,
    /// 待办 …; empty where lines have no state.
    pub state: String,
    /// What stands in its columns, as it is shown and typed: `1200.50`, `2026-03-05`.
    pub facts: BTreeMap<String, String>,
    /// 逾期 where it should have been done by today, 已到期 where it ran out; empty for neither.
    pub overdue: String,
}

/// Which lines. All conditions hold together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Entries {
    /// Key of the ledger; left out for every ledger.
    pub ledger: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Record id of the person.
    pub person: Option<String>,
    /// Record id of the party organization.
    pub organization: Option<String>,
    /// Record id of the team.
    pub team: Option<String>,
    /// Record id of the event.
    pub event: Option<String>,
    /// 待办 …
    pub state: Option<String>,
    /// Values of columns.
    pub facts: Option<BTreeMap<String, String>>,
    /// The name of whom it is about, or words that stand in it.
    pub words: Option<String>,
    /// `over`: past their time; `soon`: within the next 60 days. Of a ledger whose lines have one.
    pub due: Option<String>,
}

/// Days within which something that is to be done or runs out is listed as `soon`.
const SOON: Days = Days::new(60);

impl Entries {
    /// Understands which lines are asked for.
    fn filter(self, today: NaiveDate) -> Answer<EntryFilter> {
        let facts = self.facts.unwrap_or_default();
        let known = self.ledger.as_deref().map(known).transpose()?;
        let strange = |key: &String| known.is_none_or(|ledger| ledger.column(key).is_none());
        if facts.keys().any(strange) {
            return Err(ApiError::invalid("facts", "unknown", "台账里没有这一栏，请刷新页面后再试。"));
        }
        let day = |path, text: Option<String>| -> Answer<Option<String>> {
            text.map(|text| Ok(business_day(path, &text)?.to_string())).transpose()
        };
        Ok(EntryFilter {
            ledger: self.ledger,
            from: day("from", self.from)?,
            to: day("to", self.to)?,
            person: self.person,
            organization: self.organization,
            team: self.team,
            event: self.event,
            state: self.state,
            facts,
            words: self.words,
            ending: self
                .due
                .as_deref()
                .zip(known)
                .map(|(due, known)| ending(known, due, today))
                .transpose()?,
        })
    }
}

/// Lines past their time, or soon to be.
fn ending(ledger: &Ledger, due: &str, today: NaiveDate) -> Answer<Ending> {
    if ledger.due.is_none() && ledger.expires.is_none() {
        return Err(ApiError::invalid("due", "unknown", "这个台账没有期限，不能按期限查看。"));
    }
    let day = |day: Option<NaiveDate>| day.unwrap_or(NaiveDate::MAX).to_string();
    let (from, to) = match due {
        "over" => (None, day(today.pred_opt())),
        "soon" => (Some(today.to_string()), day(today.checked_add_days(SOON))),
        _ => return Err(ApiError::invalid("due", "not_in_list", "期限请选“已过期”或“快到期”。")),
    };
    Ok(Ending {
        column: ledger.due.clone(),
        renewed_by: ledger.expires.clone(),
        open: ledger.states.iter().take(2).cloned().collect(),
        from,
        to,
    })
}

/// The ledger or list of that name, to be read from a workbook; only 管理员 writes some of them.
fn target(context: &Context<'_>, key: &str) -> Answer<&'static Ledger> {
    let found =
        ledger::ledger(key).or_else(|| ledger::list(key)).ok_or_else(|| ApiError::not_found("台账"))?;
    if found.admin && context.role() != Some(Role::Admin) {
        return Err(ApiError::new(Code::Forbidden, format!("{}要由管理员登记。", found.title)));
    }
    Ok(found)
}

/// The ledger of that name.
fn known(key: &str) -> Answer<&'static Ledger> {
    ledger::ledger(key).ok_or_else(|| ApiError::not_found("台账"))
}

/// What lines past their time are called; empty where none can be.
fn late(ledger: &Ledger) -> &'static str {
    match (&ledger.due, &ledger.expires) {
        (Some(_), _) => "逾期",
        (None, Some(_)) => "已到期",
        (None, None) => "",
    }
}

impl EntryRow {
    pub(crate) fn of(record: EntryRecord, today: &str) -> Self {
        let named = |found: Option<(String, String)>| found.map(|(id, name)| Named { id, name });
        let ledger = ledger::ledger(&record.ledger);
        Self {
            overdue: ledger
                .filter(|ledger| show::is_overdue(ledger, &record, today))
                .map_or("", late)
                .to_owned(),
            facts: ledger.map_or_else(|| record.facts.clone(), |ledger| show::facts(ledger, &record.facts)),
            id: record.id,
            ledger: record.ledger,
            day: record.day,
            until: record.until.unwrap_or_default(),
            person: named(record.person),
            organization: named(record.organization),
            team: named(record.team),
            event: named(record.event),
            state: record.state.unwrap_or_default(),
        }
    }
}
