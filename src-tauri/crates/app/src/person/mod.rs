//! The people the centre serves.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

mod change_state;
mod columns;
mod completeness;
mod dates;
mod decline;
pub(crate) mod export;
mod fields;
mod get;
mod history;
pub(crate) mod list;
mod merge;
mod move_visits;
pub(crate) mod own;
mod refused;
mod reveal;
mod revert;
mod save;
pub(crate) mod show;
mod unmerge;

pub use change_state::ChangeState;
pub(crate) use change_state::{change_state, expect_no_more};
pub(crate) use completeness::completeness;
pub use completeness::{Completeness, FieldCompleteness};
pub(crate) use dates::dates;
pub use dates::{DateList, DateRow, ListDates};
pub use decline::Decline;
pub(crate) use decline::decline;
pub(crate) use export::export;
pub use export::{ExportPeople, Exported};
pub(crate) use fields::fields;
pub(crate) use get::get;
pub use history::{FieldChange, HistoryEntry};
pub(crate) use history::{history, since};
pub(crate) use list::list;
pub use merge::MergePeople;
pub(crate) use merge::merge;
pub use move_visits::MoveVisits;
pub(crate) use move_visits::move_visits;
pub use own::SaveOwn;
pub(crate) use reveal::reveal;
pub use revert::Revert;
pub(crate) use revert::revert;
pub(crate) use save::save;
pub(crate) use unmerge::unmerge;
pub use unmerge::{LaterVisit, Unmerged};

/// One field of the register, for forms and tables.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldInfo {
    /// Name in JSON.
    pub key: String,
    /// The word a clerk reads.
    pub label: String,
    /// `text`, `date`, `code`, `phones`, `identity`, `flag`, `number`, `reference`.
    pub kind: String,
    /// `basic`, `party`, `work`, `contact`, `care`.
    pub section: String,
    /// Labels to choose from.
    pub options: Vec<String>,
    /// Shown masked until revealed.
    pub masked: bool,
}

/// Which people to list. All filters hold together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PersonFilter {
    /// Name, pinyin, initials, last four of phone or ID, ID.
    pub words: Option<String>,
    /// 男, 女; empty string for 未填.
    pub sex: Option<String>,
    /// Record id of a branch; empty string for none.
    pub branch: Option<String>,
    /// Record id of a unit; empty string for none.
    pub unit: Option<String>,
    /// 在册, 去世 …
    pub state: Option<String>,
    /// 离休, 退休 …; empty string for 未填.
    pub retirement_kind: Option<String>,
    /// Key of a field that must be empty.
    pub missing: Option<String>,
    /// Record id of a team (社团, 志愿队 …) they are in now.
    pub team: Option<String>,
    /// Record id of a functional branch they are in now.
    pub functional: Option<String>,
    /// What else must hold, at most ten.
    pub also: Option<Vec<Condition>>,
}

/// A condition on one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Key of the field; `own.` and the name for one of the centre's own; `standing` for 党龄, `visits` for 到馆人次 of
    /// this year, `last_visit` for its last day.
    pub field: String,
    /// `is`, `is_not`, `begins`, `has`, `known`, `missing`, and for dates `from`, `to`; for the birth also
    /// `age_from` and `age_to`, in full years today; for 党龄, in full years that are sure, and 到馆人次 only `least`
    /// and `most`.
    pub test: String,
    /// What it is tested for; empty for `known` and `missing`. Dates may be typed.
    #[serde(default)]
    pub value: String,
}

/// A page of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListPeople {
    /// Which people.
    pub filter: PersonFilter,
    /// `name` (pinyin, the default), `birth`, `branch`, `recent` (last changed first).
    pub sort: Option<String>,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows wanted, at most 200.
    pub limit: i64,
    /// Keys of the fields to show as `cells`, at most 30; `age` for 周岁.
    pub columns: Option<Vec<String>>,
}

/// One line of the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Record id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// As fine as known; the year only where the ID is shown wider.
    pub birth: String,
    /// 周岁 today: `76`, `75–76` where the date is coarse, empty where unknown.
    pub age: String,
    /// 民族
    pub ethnicity: String,
    /// 离休, 退休 …
    pub retirement_kind: String,
    /// 所在支部
    pub branch: String,
    /// 原工作单位
    pub unit: String,
    /// 职级
    pub rank: String,
    /// Masked.
    pub identity: String,
    /// Masked.
    pub phones: String,
    /// 在册 …
    pub state: String,
    /// The columns asked for, by key, masked where they must be.
    pub cells: BTreeMap<String, String>,
}

/// A page of people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PeoplePage {
    /// People that fit the filter.
    pub total: i64,
    /// The page.
    pub rows: Vec<PersonRow>,
}

/// Names one person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonRef {
    /// Record id.
    pub id: String,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Source {
    /// Record id of the import.
    pub import: String,
    /// The workbook's name.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, `D17`.
    pub cell: String,
}

/// A fact under a name of the centre's own: the header its roster gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtraFact {
    /// The name.
    pub label: String,
    /// What is known; anything as long as a number of a person is masked.
    pub value: String,
    /// A part of it is not shown: it is written anew as a whole.
    pub masked: bool,
    /// The cell it came from.
    pub source: Option<Source>,
}

/// 党龄 with its working.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Standing {
    /// `50年3个月`, or a range where the dates are coarse.
    pub text: String,
    /// The rule of the period, in words.
    pub rule: String,
    /// What a human should look at.
    pub flags: Vec<String>,
}

/// One state of a person and when it began.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StateSpan {
    /// 在册, 转出, 去世 …
    pub state: String,
    /// As fine as known; empty for 'from the beginning'.
    pub since: String,
    /// Why.
    pub reason: String,
}

/// A person's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonPage {
    /// Record id.
    pub id: String,
    /// Value by field key, masked fields masked.
    pub facts: BTreeMap<String, String>,
    /// 周岁 today.
    pub age: String,
    /// States, newest first.
    pub states: Vec<StateSpan>,
    /// Record id of the unit.
    pub unit_id: Option<String>,
    /// Record id of the branch.
    pub branch_id: Option<String>,
    /// 党龄, for those with a joining date.
    pub standing: Option<Standing>,
    /// 到馆 days this year.
    pub visits_this_year: i64,
    /// 到馆 days in all.
    pub visits_total: i64,
    /// The latest visits, newest first.
    pub visits: Vec<Visit>,
    /// Source by field key.
    pub sources: BTreeMap<String, Source>,
    /// Facts under names of the centre's own, by name.
    pub extras: Vec<ExtraFact>,
    /// Record id of the person this record was joined into.
    pub merged_into: Option<String>,
    /// Records joined into this one, first to last.
    pub merged: Vec<MergedRecord>,
    /// Cards, newest first.
    pub cards: Vec<crate::card::Card>,
    /// Notices, newest first.
    pub notices: Vec<crate::notice::Notice>,
    /// 社团, 志愿队 … they are in or were in.
    pub teams: Vec<crate::team::Belonging>,
    /// Functional branches they are in or were in.
    pub functional: Vec<crate::team::Belonging>,
    /// Keys of the fields they do not want to give.
    pub declined: Vec<String>,
    /// There is a photo.
    pub has_photo: bool,
    /// May this operator join records and take them apart?
    pub may_merge: bool,
    /// May this operator reveal masked fields?
    pub may_reveal: bool,
    /// May this operator edit?
    pub may_edit: bool,
}

/// One visit on a person's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Visit {
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Its purpose.
    pub purpose: String,
}

/// Write facts of a person; left-out fields stay, empty ones are cleared.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePerson {
    /// Left out for a new person.
    pub id: Option<String>,
    /// Value by field key. Dates may be typed (`19490305`, `1949.3`).
    pub facts: BTreeMap<String, String>,
    /// Save though an ID's check digit is wrong or another person has the same ID: why.
    pub reason: Option<String>,
}

/// What was saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavedPerson {
    /// Record id.
    pub id: String,
    /// Things worth a look, in words.
    pub notes: Vec<String>,
}

/// Reveal one masked field; it is written to the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// Record id.
    pub id: String,
    /// Key of the field.
    pub field: String,
}

/// A revealed value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Revealed {
    /// The value, whole.
    pub value: String,
}

/// A record that was joined into another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergedRecord {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
}
