//! What a frozen return holds, and reading it again.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::annual::number;
use crate::report::count::{Year, known_year};
use crate::report::{Form, FrozenState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use yinhui_core::date::day::at_beijing;
use yinhui_core::report as rules;
use yinhui_store::{Reader, StoreError};

/// A return as it was frozen. Each row stands once, however many cells it is behind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Content {
    /// Its forms.
    pub forms: Vec<FrozenForm>,
    /// The rows behind its cells.
    pub rows: Vec<FrozenRow>,
}

/// One form of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FrozenForm {
    /// Id.
    pub id: String,
    /// Its cells.
    pub cells: Vec<FrozenCell>,
}

/// One cell of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FrozenCell {
    /// Id within the form.
    pub id: String,
    /// What it counts.
    pub label: String,
    /// 口径 in words, as it then was.
    pub definition: String,
    /// 人, 人次 …
    pub unit: String,
    /// `stock`, `flow` or `to_date`.
    pub kind: rules::Kind,
    /// (place among the rows, weight).
    pub rows: Vec<(usize, i64)>,
}

/// A row as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct FrozenRow {
    /// `person`, `presence` …
    pub kind: String,
    /// Record id.
    pub id: String,
    /// Record id of the person it is about.
    pub person: Option<String>,
    /// Name.
    pub name: String,
    /// Birth, unit and branch of a person.
    pub about: Option<(String, String, String)>,
    /// Day.
    pub day: String,
    /// A second line.
    pub detail: String,
}

impl Content {
    /// What a return holds now.
    pub fn of(filled: &rules::Return<'_>, year: &Year) -> Content {
        let people = year.facts.people.iter().map(|one| (one.id.as_str(), one)).collect::<BTreeMap<_, _>>();
        let branches = year.facts.branches.iter().cloned().collect::<BTreeMap<_, _>>();
        let mut places = BTreeMap::new();
        let mut rows = Vec::new();
        let mut place = |row: &rules::Row| {
            *places.entry((row.kind.clone(), row.id.clone(), row.label.clone())).or_insert_with(|| {
                let about = (row.kind == "person").then(|| people.get(row.id.as_str())).flatten();
                rows.push(FrozenRow {
                    kind: row.kind.clone(),
                    id: row.id.clone(),
                    person: row.person.clone(),
                    name: row.label.clone(),
                    about: about.map(|one| about_of(one, year, &branches)),
                    day: row.day.map(|day| day.to_string()).unwrap_or_default(),
                    detail: row.detail.clone(),
                });
                rows.len() - 1
            })
        };
        let mut forms = Vec::new();
        for (form, _, cells) in &filled.forms {
            let cells = cells.iter().map(|cell| FrozenCell {
                id: cell.id.clone(),
                label: cell.label.clone(),
                definition: cell.definition.clone(),
                unit: cell.unit.clone(),
                kind: cell.kind,
                rows: cell.counted.rows.iter().map(|row| (place(row), row.weight)).collect(),
            });
            forms.push(FrozenForm { id: form.id.clone(), cells: cells.collect() });
        }
        Content { forms, rows }
    }

    /// Its cells as the rule of carrying over reads them, by `form:cell`.
    pub fn carried(&self) -> rules::Frozen {
        let cells = self.forms.iter().flat_map(|form| form.cells.iter().map(move |cell| (form, cell)));
        cells
            .map(|(form, cell)| (format!("{}:{}", form.id, cell.id), (value(cell), self.rows_of(cell))))
            .collect()
    }

    /// Its figures by `form:cell`.
    pub fn values(&self) -> BTreeMap<String, i64> {
        let cells = self.forms.iter().flat_map(|form| form.cells.iter().map(move |cell| (form, cell)));
        cells.map(|(form, cell)| (format!("{}:{}", form.id, cell.id), value(cell))).collect()
    }

    /// One cell as it was; `None` where it held none of that name.
    pub fn cell(&self, form: &str, cell: &str) -> Option<rules::Cell> {
        let form = self.forms.iter().find(|one| one.id == form)?;
        let cell = form.cells.iter().find(|one| one.id == cell)?;
        Some(rules::Cell {
            id: cell.id.clone(),
            label: cell.label.clone(),
            indent: 0,
            definition: cell.definition.clone(),
            unit: cell.unit.clone(),
            kind: cell.kind,
            counted: rules::Counted { rows: self.rows_of(cell), undecided: Vec::new() },
        })
    }

    /// Puts the frozen figures in place of those counted now.
    pub fn stand_in(&self, form: &mut Form) {
        let Some(frozen) = self.forms.iter().find(|one| one.id == form.id) else { return };
        let cells = frozen.cells.iter().map(|cell| (cell.id.as_str(), cell)).collect::<BTreeMap<_, _>>();
        for cell in &mut form.cells {
            let held = cells.get(cell.id.as_str());
            cell.value = number(held.map_or(0, |held| value(held)));
            cell.rows = crate::report::annual::count(held.map_or(0, |held| held.rows.len()));
            cell.undecided = 0;
            cell.frozen = true;
            if let Some(held) = held {
                cell.definition.clone_from(&held.definition);
            }
        }
    }

    fn rows_of(&self, cell: &FrozenCell) -> Vec<rules::Row> {
        let rows = cell.rows.iter().filter_map(|(place, weight)| Some((self.rows.get(*place)?, *weight)));
        rows.map(|(row, weight)| rules::Row {
            id: row.id.clone(),
            person: row.person.clone(),
            label: row.name.clone(),
            day: row.day.parse().ok(),
            weight,
            detail: match &row.about {
                Some((birth, unit, branch)) => {
                    let told = [birth, unit, branch].into_iter().filter(|word| !word.is_empty());
                    told.map(String::as_str).collect::<Vec<_>>().join("，")
                }
                None => row.detail.clone(),
            },
            kind: row.kind.clone(),
            ask: None,
        })
        .collect()
    }
}

fn about_of(
    person: &rules::Registered,
    year: &Year,
    branches: &BTreeMap<String, String>,
) -> (String, String, String) {
    let unit = person.unit.as_ref().and_then(|id| year.units.get(id)).cloned().unwrap_or_default();
    let branch = person.branch(year.facts.as_at).and_then(|id| branches.get(id)).cloned().unwrap_or_default();
    (person.birth.map(|birth| birth.to_string()).unwrap_or_default(), unit, branch)
}

pub(crate) fn value(cell: &FrozenCell) -> i64 {
    cell.rows.iter().map(|(_, weight)| weight).sum()
}

/// The content of a year that is frozen; `None` while it is a draft or waits for a second person.
pub(crate) fn content_of(context: &Context<'_>, year: i64) -> Answer<Option<Content>> {
    let found = context.read(|reader| match reader.frozen_return(year)? {
        Some(record) if record.confirmed_by.is_some() => Ok(Some(reader.frozen_content(&record.id)?)),
        _ => Ok(None),
    })?;
    found.map(|bytes| serde_json::from_slice(&bytes).map_err(|error| ApiError::fault(&error))).transpose()
}

/// 定稿 of a year, or its offer.
pub(crate) fn state_of(reader: &Reader<'_>, year: i64) -> Result<Option<FrozenState>, StoreError> {
    Ok(reader.frozen_return(year)?.map(|record| FrozenState {
        offered_by: record.offered_by,
        confirmed_by: record.confirmed_by,
        at: chrono::DateTime::from_timestamp_millis(record.at)
            .map(|at| at_beijing(at).format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
        program: record.program,
        log_head: record.log_head,
    }))
}

/// Refuses a year that is frozen or offered.
pub(crate) fn must_be_open(context: &Context<'_>, year: i64) -> Answer<()> {
    known_year(context, year)?;
    match context.read(|reader| reader.frozen_return(year))? {
        None => Ok(()),
        Some(record) => {
            let message = match record.confirmed_by {
                Some(_) => format!("{year} 年度已经定稿，要改请先撤销定稿。"),
                None => format!("{year} 年度已经提交定稿，等待复核；要改请先撤销提交。"),
            };
            Err(ApiError::new(Code::Conflict, message))
        }
    }
}
