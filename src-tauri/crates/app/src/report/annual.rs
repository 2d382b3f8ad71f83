use crate::context::Context;
use crate::error::Answer;
use crate::report::cell::row_of;
use crate::report::count::{Year, read_before, read_year};
use crate::report::frozen::{content_of, state_of};
use crate::report::kept::Key;
use crate::report::{Annual, Cell, CellKind, Check, Form, Layout, LayoutColumn, LayoutRow, Level, YearRef};
use std::collections::BTreeMap;
use std::sync::Arc;
use yinhui_core::report as rules;

/// A year's return: every form, filled and checked, with the year before beside it.
pub(crate) fn annual(context: &Context<'_>, which: YearRef) -> Answer<Annual> {
    let key = Key::now(context, which.year)?;
    if let Some(annual) = context.app.kept().annual(&key) {
        return Ok(Annual::clone(&annual));
    }
    let number = which.year;
    if let Some(content) = content_of(context, number)? {
        let frozen = context.read(|reader| state_of(reader, number))?;
        return Ok(Annual { year: number, forms: content.shown(), frozen });
    }
    let year = read_year(context, number)?;
    let filled = counted(context, number, &year)?;
    let forms = draft(context, number, &year, &filled)?;
    let annual = Annual { year: number, forms, frozen: context.read(|reader| state_of(reader, number))? };
    let cells = filled.forms.into_iter().map(|(form, _, cells)| (form.id.clone(), Arc::new(cells)));
    context.app.kept().keep_annual(key, Arc::new(annual.clone()), cells.collect());
    Ok(annual)
}

/// A year as it can be counted now, with what the year before carries over.
pub(crate) fn counted<'a>(context: &Context<'_>, number: i64, year: &'a Year) -> Answer<rules::Return<'a>> {
    let carried = content_of(context, number - 1)?.map(|content| content.carried());
    Ok(rules::Return::of(&year.forms, &year.facts, carried))
}

/// The forms of a year as they are shown, checked and with the year before beside them.
pub(crate) fn draft(
    context: &Context<'_>,
    number: i64,
    year: &Year,
    filled: &rules::Return<'_>,
) -> Answer<Vec<Form>> {
    let before = match year.has_before {
        true => Some(last_year(context, number - 1, year)?),
        false => None,
    };
    let forms = filled.forms.iter();
    let forms =
        forms.map(|(form, rows, cells)| shown_form(filled, (form, rows, cells), year, before.as_ref()));
    Ok(forms.collect())
}

/// The figures of a year by `form:cell`: as frozen, else as they can be counted now.
fn last_year(context: &Context<'_>, number: i64, after: &Year) -> Answer<BTreeMap<String, i64>> {
    if let Some(content) = content_of(context, number)? {
        return Ok(content.values());
    }
    let year = read_before(context, after)?;
    let filled = rules::Return::of(&year.forms, &year.facts, None);
    let cells = filled.forms.iter().flat_map(|(form, _, cells)| {
        cells.iter().map(|cell| (format!("{}:{}", form.id, cell.id), cell.counted.value()))
    });
    Ok(cells.collect())
}

type Filled<'a> = (&'a rules::Form, &'a [rules::GridRow], &'a [rules::Cell]);

fn shown_form(
    filled: &rules::Return<'_>,
    (form, rows, cells): Filled<'_>,
    year: &Year,
    before: Option<&BTreeMap<String, i64>>,
) -> Form {
    let checks = filled.tried(form, cells).into_iter().map(|checked| told(form, checked, year));
    let last = |cell: &rules::Cell| {
        // A branch without anybody last year has no line of its own then: it was nought.
        before.map(|before| before.get(&format!("{}:{}", form.id, cell.id)).copied().unwrap_or(0))
    };
    Form {
        id: form.id.clone(),
        title: form.title.clone(),
        source: form.source.clone(),
        reporting_unit: year.reporting_unit.clone(),
        as_at: year.facts.as_at.to_string(),
        closed: year.closed,
        layout: form.grid.as_ref().map(|grid| layout(grid, rows)),
        checks: checks.collect(),
        cells: cells.iter().map(|cell| shown(cell, last(cell))).collect(),
    }
}

fn layout(grid: &rules::Grid, rows: &[rules::GridRow]) -> Layout {
    let columns = grid.columns.iter();
    Layout {
        stub: grid.stub.clone(),
        columns: columns
            .map(|column| LayoutColumn {
                id: column.id.clone(),
                label: column.label.clone(),
                group: column.group.clone(),
            })
            .collect(),
        rows: rows
            .iter()
            .map(|row| LayoutRow {
                id: row.id.clone(),
                label: row.label.clone(),
                indent: i64::from(row.indent),
            })
            .collect(),
    }
}

/// A figure for the page.
pub(crate) fn shown(cell: &rules::Cell, last_year: Option<i64>) -> Cell {
    Cell {
        id: cell.id.clone(),
        label: cell.label.clone(),
        indent: i64::from(cell.indent),
        definition: cell.definition.clone(),
        value: number(cell.counted.value()),
        unit: cell.unit.clone(),
        kind: match cell.kind {
            rules::Kind::Stock => CellKind::Stock,
            rules::Kind::Flow => CellKind::Flow,
            rules::Kind::ToDate => CellKind::ToDate,
        },
        rows: count(cell.counted.rows.len()),
        undecided: count(cell.counted.undecided.len()),
        manual: cell.counted.rows.iter().any(|row| row.kind == "manual"),
        note: None,
        frozen: false,
        last_year: last_year.map(number),
    }
}

fn told(form: &rules::Form, checked: rules::Checked, year: &Year) -> Check {
    Check {
        note: year.notes.get(&(form.id.clone(), checked.id.clone())).cloned().unwrap_or_default(),
        id: checked.id,
        level: match checked.level {
            rules::Level::Error => Level::Error,
            rules::Level::Warn => Level::Warn,
        },
        passed: checked.passed,
        message: checked.message,
        cells: checked.cells,
        people: checked.people.iter().map(row_of).collect(),
    }
}

/// Figures are whole numbers far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn number(value: i64) -> f64 {
    value as f64
}

pub(crate) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
