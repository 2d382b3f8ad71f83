use crate::context::Context;
use crate::error::Answer;
use crate::event::menu;
use crate::ledger::{enlist, late};
use crate::talent;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::ledger::{self, Column, ColumnKind, Ledger, SubjectKind};
use yinhui_store::{Reader, StoreError};

/// One ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerInfo {
    /// Its stable name.
    pub key: String,
    /// 走访慰问 …
    pub title: String,
    /// Where it stands in the list of ledgers: 关怀, 党建 …
    pub group: String,
    /// The word its lines are counted by: 次走访, 枚 …
    pub unit: String,
    /// What the day of a line is called.
    pub day: String,
    /// What the day is called on which it ends; empty where nothing lasts.
    pub until: String,
    /// Whom a line is about.
    pub subjects: Vec<SubjectInfo>,
    /// At least one of the subjects must be named.
    pub one_of: bool,
    /// The columns.
    pub fields: Vec<ColumnInfo>,
    /// The states a line goes through, the first one when it is new; empty where it has none.
    pub states: Vec<String>,
    /// How many lines it has.
    pub entries: i64,
    /// Its lines are made by the program alone.
    pub issued: bool,
    /// A line may be without a day.
    pub undated: bool,
    /// What lines past their time are called: 逾期, 已到期; empty where none can be.
    pub overdue: String,
}

/// Whom or what a line is about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SubjectInfo {
    /// `person`, `organization`, `team`, `event`.
    pub kind: String,
    /// What it is called here.
    pub label: String,
    /// A line without it is refused.
    pub required: bool,
}

/// One column of a ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ColumnInfo {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// `text`, `lines`, `choice`, `number`, `money`, `hours`, `score`, `day`, `month`, `time`, `weekdays`, `tick`.
    pub kind: String,
    /// The words to choose from, those already used among them.
    pub of: Vec<String>,
    /// Other words than those may be written too.
    pub open: bool,
    /// A line without it is refused.
    pub required: bool,
    /// Its sum stands below the list.
    pub sum: bool,
    /// It stands in the list.
    pub list: bool,
}

/// Every ledger, its columns, and how many lines it has.
pub(crate) fn kinds(context: &Context<'_>, (): ()) -> Answer<Vec<LedgerInfo>> {
    context.read(|reader| ledger::all().iter().map(|ledger| info(reader, ledger)).collect())
}

pub(super) fn info(reader: &Reader<'_>, ledger: &Ledger) -> Result<LedgerInfo, StoreError> {
    let filter = yinhui_store::ledger::EntryFilter { ledger: Some(ledger.key.clone()), ..Default::default() };
    let subjects = ledger.subjects.iter().map(|subject| SubjectInfo {
        kind: subject_key(subject.kind).into(),
        label: subject.label.clone(),
        required: subject.required,
    });
    Ok(LedgerInfo {
        key: ledger.key.clone(),
        title: ledger.title.clone(),
        group: ledger.group.clone(),
        unit: ledger.unit.clone(),
        day: ledger.day.clone(),
        until: ledger.until.clone().unwrap_or_default(),
        subjects: subjects.collect(),
        one_of: ledger.one_of,
        fields: ledger
            .fields
            .iter()
            .map(|column| column_info(reader, ledger, column))
            .collect::<Result<_, _>>()?,
        states: ledger.states.clone(),
        entries: reader.count_entries(&filter)?.0,
        issued: ledger.issued,
        undated: ledger.undated,
        overdue: late(ledger).into(),
    })
}

fn column_info(reader: &Reader<'_>, ledger: &Ledger, column: &Column) -> Result<ColumnInfo, StoreError> {
    let mut of = column.of.clone();
    if ledger.key == enlist::TALENT && column.key == "category" {
        let categories = talent::rules::in_force(reader)?.categories.into_iter();
        of.extend(categories.filter(|category| !category.retired).map(|category| category.name));
    } else if column.open {
        if ledger.key == menu::LEDGER {
            of = menu::words(reader, &column.key)?;
        }
        if (ledger.key.as_str(), column.key.as_str()) == ("station", "station") {
            // A station of the centre's own, set up but not yet used.
            let own = reader.entry_words("station_post", "station")?;
            of.extend(own.into_iter().filter(|word| !column.of.contains(word)));
        }
        let used = reader.entry_words(&ledger.key, &column.key)?;
        of.extend(used.into_iter().filter(|word| !of.contains(word)).collect::<Vec<_>>());
    }
    Ok(ColumnInfo {
        key: column.key.clone(),
        label: column.label.clone(),
        kind: kind_key(column.kind).into(),
        of,
        open: column.open,
        required: column.required,
        sum: column.sum,
        list: column.list,
    })
}

const fn subject_key(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => "person",
        SubjectKind::Organization => "organization",
        SubjectKind::Team => "team",
        SubjectKind::Event => "event",
    }
}

const fn kind_key(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Lines => "lines",
        ColumnKind::Choice => "choice",
        ColumnKind::Number => "number",
        ColumnKind::Money => "money",
        ColumnKind::Hours => "hours",
        ColumnKind::Score => "score",
        ColumnKind::Day => "day",
        ColumnKind::Month => "month",
        ColumnKind::Time => "time",
        ColumnKind::Weekdays => "weekdays",
        ColumnKind::Tick => "tick",
    }
}
