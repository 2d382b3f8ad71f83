use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::annual::{count, number, shown};
use crate::report::count::read_year;
use crate::report::frozen::content_of;
use crate::report::kept::{Cells, Key};
use crate::report::{Cell, CellRow, OpenCell, OpenedCell};
use std::sync::Arc;
use yinhui_core::report as rules;

/// Opens a figure: its definition and the rows it is the sum of.
pub(crate) fn cell(context: &Context<'_>, open: OpenCell) -> Answer<OpenedCell> {
    let no_cell = || ApiError::new(Code::NotFound, "没有这个指标。");
    let (cell, counted) = match content_of(context, open.year)? {
        Some(content) => {
            let (cell, rows) = content.cell(&open.form, &open.cell).ok_or_else(no_cell)?;
            (Cell { frozen: true, ..cell.clone() }, rules::Counted { rows, undecided: Vec::new() })
        }
        None => {
            let cells = cells(context, open.year, &open.form)?;
            let found = cells.iter().find(|cell| cell.id == open.cell).ok_or_else(no_cell)?;
            (shown(found, None), found.counted.clone())
        }
    };
    let offset = usize::try_from(open.offset.unwrap_or(0).max(0)).unwrap_or(0);
    let limit = open.limit.map_or(usize::MAX, |limit| usize::try_from(limit.clamp(1, 1_000)).unwrap_or(1));
    Ok(OpenedCell {
        value: number(counted.value()),
        total: count(counted.rows.len()),
        rows: counted.rows.iter().skip(offset).take(limit).map(|row| row_of(row)).collect(),
        undecided: counted.undecided.iter().map(|row| row_of(row)).collect(),
        cell,
    })
}

/// The cells of a form, as counted last where nothing was written since.
fn cells(context: &Context<'_>, number: i64, form: &str) -> Answer<Cells> {
    let key = Key::now(context, number)?;
    if let Some(cells) = context.app.kept().form(&key, form) {
        return Ok(cells);
    }
    let year = read_year(context, number)?;
    let known = year.forms.iter().find(|one| one.id == form);
    let known = known.ok_or_else(|| ApiError::new(Code::NotFound, "没有这个统计表。"))?;
    let cells = Arc::new(rules::count(known, &year.facts));
    context.app.kept().keep_form(key, form, cells.clone());
    Ok(cells)
}

pub(crate) fn row_of(row: &rules::Row) -> CellRow {
    let ask = row.ask.clone();
    CellRow {
        kind: row.kind.to_string(),
        id: row.id.to_string(),
        label: row.label.to_string(),
        detail: row.detail.to_string(),
        weight: number(row.weight),
        date: row.day.map(|day| day.to_string()).unwrap_or_default(),
        person: row.person.as_deref().map(str::to_owned),
        choices: ask.as_deref().map(rules::choices).unwrap_or_default(),
        ask,
    }
}
