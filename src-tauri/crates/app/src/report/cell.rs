use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::annual::{count, number, shown};
use crate::report::count::read_year;
use crate::report::frozen::content_of;
use crate::report::{CellRow, OpenCell, OpenedCell};
use yinhui_core::report as rules;

/// Opens a figure: its definition and the rows it is the sum of.
pub(crate) fn cell(context: &Context<'_>, open: OpenCell) -> Answer<OpenedCell> {
    let form = rules::forms()
        .iter()
        .find(|form| form.id == open.form)
        .ok_or_else(|| ApiError::new(Code::NotFound, "没有这个统计表。"))?;
    let cell = match content_of(context, open.year)? {
        Some(content) => content.cell(&form.id, &open.cell),
        None => {
            let year = read_year(context, open.year)?;
            rules::count(form, &year.facts).into_iter().find(|cell| cell.id == open.cell)
        }
    };
    let cell = cell.ok_or_else(|| ApiError::new(Code::NotFound, "没有这个指标。"))?;
    let offset = usize::try_from(open.offset.unwrap_or(0).max(0)).unwrap_or(0);
    let limit = open.limit.map_or(usize::MAX, |limit| usize::try_from(limit.clamp(1, 1_000)).unwrap_or(1));
    Ok(OpenedCell {
        value: number(cell.counted.value()),
        total: count(cell.counted.rows.len()),
        rows: cell.counted.rows.iter().skip(offset).take(limit).map(row_of).collect(),
        undecided: cell.counted.undecided.iter().map(row_of).collect(),
        cell: shown(&cell, None),
    })
}

pub(crate) fn row_of(row: &rules::Row) -> CellRow {
    let ask = row.ask.clone();
    CellRow {
        kind: row.kind.clone(),
        id: row.id.clone(),
        label: row.label.clone(),
        detail: row.detail.clone(),
        weight: number(row.weight),
        date: row.day.map(|day| day.to_string()).unwrap_or_default(),
        person: row.person.clone(),
        choices: ask.as_deref().map(rules::choices).unwrap_or_default(),
        ask,
    }
}
