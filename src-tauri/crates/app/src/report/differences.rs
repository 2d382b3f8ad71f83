use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::{HistoryEntry, since};
use crate::report::annual::{count, number};
use crate::report::cell::row_of;
use crate::report::count::read_year;
use crate::report::frozen::content_of;
use crate::report::{Cell, CellRow, YearRef};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::report as rules;

/// What a frozen year would be if it were counted now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Differences {
    /// Calendar year.
    pub year: i64,
    /// The cells that differ, form by form.
    pub cells: Vec<CellDifference>,
    /// What was done to the records of the people behind that since it was frozen, as the log says.
    pub changes: Vec<ChangedSince>,
    /// People behind the differences of whom the log was not read, because they are many.
    pub unread: i64,
}

/// Somebody whose record was changed since a year was frozen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChangedSince {
    /// Record id.
    pub person: String,
    /// Name.
    pub name: String,
    /// What was done, newest first.
    pub entries: Vec<HistoryEntry>,
}

/// Of more people the log is not read at once.
const MOST: usize = 300;

/// A figure that is another now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CellDifference {
    /// Form id.
    pub form: String,
    /// Title of the form.
    pub title: String,
    /// Cell id.
    pub cell: String,
    /// What it counts.
    pub label: String,
    /// As frozen.
    pub frozen: f64,
    /// As counted now.
    pub now: f64,
    /// Rows it holds now and did not then, or with another weight.
    pub came: Vec<CellRow>,
    /// Rows it held and does not now, or with another weight.
    pub gone: Vec<CellRow>,
}

/// Counts a frozen year again and says who and what makes a difference.
pub(crate) fn differences(context: &Context<'_>, which: YearRef) -> Answer<Differences> {
    let content = content_of(context, which.year)?
        .ok_or_else(|| ApiError::new(Code::Conflict, "这个年度还没有定稿，没有可比较的数字。"))?;
    let year = read_year(context, which.year)?;
    let filled = rules::Return::of(&year.forms, &year.facts, None);
    let mut cells = Vec::new();
    for held in &content.forms {
        let now = filled.forms.iter().find(|(form, ..)| form.id == held.shown.id);
        let now = now.map(|(.., cells)| cells.as_slice()).unwrap_or_default();
        let now = now.iter().map(|cell| (cell.id.as_str(), cell)).collect::<BTreeMap<_, _>>();
        let mut ids = held.shown.cells.iter().map(|cell| cell.id.as_str()).collect::<Vec<_>>();
        let known = ids.iter().copied().collect::<BTreeSet<_>>();
        let news = now.keys().filter(|id| !known.contains(*id) && content.knows(&held.shown.id, id));
        ids.extend(news);
        for id in ids {
            let then = content.cell(&held.shown.id, id);
            cells.extend(difference((&held.shown.id, &held.shown.title), then, now.get(id).copied()));
        }
    }
    let (changes, unread) = changes(context, which.year, &cells)?;
    Ok(Differences { year: which.year, cells, changes, unread })
}

/// What the log says of the people behind the differences since the year was frozen, and of how many it was not read.
fn changes(context: &Context<'_>, year: i64, cells: &[CellDifference]) -> Answer<(Vec<ChangedSince>, i64)> {
    let Some(frozen) = context.read(|reader| reader.frozen_return(year))? else {
        return Ok((Vec::new(), 0));
    };
    let rows = cells.iter().flat_map(|cell| cell.came.iter().chain(&cell.gone));
    let people = rows.filter_map(|row| Some((row.person.as_deref()?, row.label.as_str())));
    let people = people.collect::<BTreeMap<_, _>>();
    let unread = count(people.len().saturating_sub(MOST));
    let mut entries = since(context, people.keys().take(MOST).copied(), frozen.at)?;
    let changed = people.into_iter().filter_map(|(person, name)| {
        let entries = entries.remove(person)?;
        Some(ChangedSince { person: person.to_owned(), name: name.to_owned(), entries })
    });
    Ok((changed.collect(), unread))
}

fn difference(
    (form, title): (&str, &str),
    then: Option<(&Cell, rules::Rows)>,
    now: Option<&rules::Cell>,
) -> Option<CellDifference> {
    let label = then.as_ref().map(|(cell, _)| cell.label.clone()).or_else(|| Some(now?.label.clone()))?;
    let id = then.as_ref().map(|(cell, _)| cell.id.clone()).or_else(|| Some(now?.id.clone()))?;
    let before = then.map(|(_, rows)| rows).unwrap_or_default();
    let after = now.map(|cell| cell.counted.rows.clone()).unwrap_or_default();
    let (came, gone) = (apart(&after, &before), apart(&before, &after));
    let sum = |rows: &rules::Rows| number(rows.iter().map(|row| row.weight).sum());
    (!came.is_empty() || !gone.is_empty()).then(|| CellDifference {
        form: form.to_owned(),
        title: title.to_owned(),
        cell: id,
        label,
        frozen: sum(&before),
        now: sum(&after),
        came: came.iter().map(|row| row_of(row)).collect(),
        gone: gone.iter().map(|row| row_of(row)).collect(),
    })
}

/// The rows of one side that the other does not hold with the same weight.
fn apart(one: &rules::Rows, other: &rules::Rows) -> rules::Rows {
    let mut held = BTreeMap::<(&str, &str, i64), usize>::new();
    for row in other {
        *held.entry((&row.kind, &row.id, row.weight)).or_default() += 1;
    }
    let mut left = Vec::new();
    for row in one {
        match held.get_mut(&(row.kind.as_str(), &*row.id, row.weight)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => left.push(row.clone()),
        }
    }
    left
}
