//! What a frozen return holds, and reading it again.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::count::{Register, known_year};
use crate::report::{Cell, Form, FrozenState};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
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
    /// As it was shown: rows, cells with their definitions, checks with what was written beside them.
    pub shown: Form,
    /// Of each cell: (place among the rows, weight).
    pub behind: Vec<Vec<(usize, i64)>>,
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
    /// What a return holds now, the cells of each form, and how it is shown.
    pub fn of<'a>(
        cells: impl Iterator<Item = &'a [rules::Cell]>,
        shown: Vec<Form>,
        register: &Register,
    ) -> Content {
        let people = register.people.iter().map(|one| (one.id.as_str(), one)).collect::<BTreeMap<_, _>>();
        let mut places = HashMap::new();
        let mut rows = Vec::new();
        let mut place_of = |row: &'a rules::Row| {
            *places.entry((row.kind.as_str(), &*row.id, &*row.label, row.detail.as_str())).or_insert_with(
                || {
                    let about = (row.kind == "person").then(|| people.get(&*row.id)).flatten();
                    rows.push(FrozenRow {
                        kind: row.kind.to_string(),
                        id: row.id.to_string(),
                        person: row.person.as_deref().map(str::to_owned),
                        name: row.label.to_string(),
                        about: about.map(|one| about_of(one, register)),
                        day: row.day.map(|day| day.to_string()).unwrap_or_default(),
                        detail: row.detail.to_string(),
                    });
                    rows.len() - 1
                },
            )
        };
        // Most rows stand behind many figures: the same one is not looked up by its words again.
        let mut seen = HashMap::new();
        let mut place =
            |row: &'a Arc<rules::Row>| *seen.entry(Arc::as_ptr(row)).or_insert_with(|| place_of(row));
        let mut forms = Vec::new();
        for (shown, cells) in shown.into_iter().zip(cells) {
            let behind = cells
                .iter()
                .map(|cell| cell.counted.rows.iter().map(|row| (place(row), row.weight)).collect::<Vec<_>>());
            forms.push(FrozenForm { behind: behind.collect(), shown });
        }
        Content { forms, rows }
    }

    /// Its cells as the rule of carrying over reads them, by `form:cell`.
    pub fn carried(&self) -> rules::Frozen {
        let cells = self.cells().map(|(form, cell, behind)| {
            (format!("{}:{}", form.id, cell.id), (value(behind), self.rows_of(behind)))
        });
        cells.collect()
    }

    /// Its figures by `form:cell`.
    pub fn values(&self) -> BTreeMap<String, i64> {
        self.cells().map(|(form, cell, behind)| (format!("{}:{}", form.id, cell.id), value(behind))).collect()
    }

    /// Whether it held a figure, or would have: a table is known by its columns, a list by its figures, since a branch
    /// without anybody had no line. A form or figure that came later says nothing about that year.
    pub fn knows(&self, form: &str, cell: &str) -> bool {
        let Some(held) = self.forms.iter().find(|one| one.shown.id == form) else { return false };
        match &held.shown.layout {
            Some(layout) => {
                let column = cell.rsplit_once('.').map_or(cell, |(_, column)| column);
                layout.columns.iter().any(|one| one.id == column)
            }
            None => {
                let figure = |id: &str| id.split('.').next().map(str::to_owned);
                held.shown.cells.iter().any(|one| figure(&one.id) == figure(cell))
            }
        }
    }

    /// One cell as it was, with its rows; `None` where it held none of that name.
    pub fn cell(&self, form: &str, cell: &str) -> Option<(&Cell, rules::Rows)> {
        let (_, held, behind) = self.cells().find(|(one, held, _)| one.id == form && held.id == cell)?;
        Some((held, self.rows_of(behind)))
    }

    /// Its forms as they were shown.
    pub fn shown(self) -> Vec<Form> {
        let mut forms = self.forms.into_iter().map(|form| form.shown).collect::<Vec<_>>();
        forms.iter_mut().flat_map(|form| &mut form.cells).for_each(|cell| cell.frozen = true);
        forms
    }

    fn cells(&self) -> impl Iterator<Item = (&Form, &Cell, &[(usize, i64)])> {
        self.forms.iter().flat_map(|form| {
            let cells = form.shown.cells.iter().zip(&form.behind);
            cells.map(|(cell, behind)| (&form.shown, cell, behind.as_slice()))
        })
    }

    fn rows_of(&self, behind: &[(usize, i64)]) -> rules::Rows {
        let rows = behind.iter().filter_map(|(place, weight)| Some((self.rows.get(*place)?, *weight)));
        let row = |(row, weight): (&FrozenRow, i64)| rules::Row {
            id: row.id.as_str().into(),
            person: row.person.as_deref().map(Into::into),
            label: row.name.as_str().into(),
            day: row.day.parse().ok(),
            weight,
            detail: {
                let about = row.about.iter().flat_map(|(birth, unit, branch)| [birth, unit, branch]);
                let told = about.chain([&row.detail]).filter(|word| !word.is_empty());
                told.map(String::as_str).collect::<Vec<_>>().join("，").into()
            },
            kind: row.kind.as_str().into(),
            ask: None,
        };
        rows.map(row).map(Arc::new).collect()
    }
}

fn about_of(person: &rules::Registered, register: &Register) -> (String, String, String) {
    let name = |names: &BTreeMap<String, String>, id: Option<&str>| {
        id.and_then(|id| names.get(id)).cloned().unwrap_or_default()
    };
    let unit = name(&register.units, person.unit.as_deref());
    let branch = name(&register.branches, person.branch(register.as_at));
    (person.birth.map(|birth| birth.to_string()).unwrap_or_default(), unit, branch)
}

fn value(behind: &[(usize, i64)]) -> i64 {
    behind.iter().map(|(_, weight)| weight).sum()
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
