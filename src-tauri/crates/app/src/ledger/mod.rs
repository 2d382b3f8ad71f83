//! 台账: what the centre writes down line by line. What ledgers there are and what their columns hold is data
//! (`assets/ledgers`).

use crate::error::{Answer, ApiError};
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger::{self, Ledger};
use yinhui_store::ledger::{EntryFilter, EntryRecord};

mod add;
pub(crate) mod dues;
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
    /// It should have been done, or ended, by today.
    pub overdue: bool,
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
}

impl Entries {
    /// Understands which lines are asked for.
    fn filter(self) -> Answer<EntryFilter> {
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
        })
    }
}

/// The ledger of that name.
fn known(key: &str) -> Answer<&'static Ledger> {
    ledger::ledger(key).ok_or_else(|| ApiError::not_found("台账"))
}

impl EntryRow {
    pub(crate) fn of(record: EntryRecord, today: &str) -> Self {
        let named = |found: Option<(String, String)>| found.map(|(id, name)| Named { id, name });
        let ledger = ledger::ledger(&record.ledger);
        Self {
            overdue: ledger.is_some_and(|ledger| show::is_overdue(ledger, &record, today)),
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
