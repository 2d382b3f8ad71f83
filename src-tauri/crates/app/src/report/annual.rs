use crate::context::Context;
use crate::error::Answer;
use crate::leisure::at_leisure;
use crate::report::cell::row_of;
use crate::report::count::{Begun, Year};
use crate::report::frozen::{Content, content_of, state_of};
use crate::report::kept::Key;
use crate::report::{Annual, Cell, CellKind, Check, Form, Layout, LayoutColumn, LayoutRow, Level, YearRef};
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::ScopedJoinHandle;
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
    let (forms, cells, register) = drafted(context, number, |year, filled, forms| {
        let cells = filled.forms.into_iter().map(|(form, _, cells)| (form.id.clone(), Arc::new(cells)));
        Ok((forms, cells.collect(), year.register()))
    })?;
    let annual = Annual { year: number, forms, frozen: context.read(|reader| state_of(reader, number))? };
    context.app.kept().keep_annual(key, (Arc::new(annual.clone()), register), cells);
    Ok(annual)
}

/// A year as it can be counted now: how it is filled, and its forms as they are shown, checked and with the year before
/// beside them. That is counted at the same time.
pub(crate) fn drafted<T: Send>(
    context: &Context<'_>,
    number: i64,
    then: impl FnOnce(&Year, rules::Return<'_>, Vec<Form>) -> Answer<T> + Send,
) -> Answer<T> {
    at_leisure(|| counted(context, number, then))
}

fn counted<T>(
    context: &Context<'_>,
    number: i64,
    then: impl FnOnce(&Year, rules::Return<'_>, Vec<Form>) -> Answer<T>,
) -> Answer<T> {
    let begun = Begun::read(context, number)?;
    std::thread::scope(|scope| {
        let before = begun.has_before().then(|| scope.spawn(|| last_year(context, number - 1, &begun)));
        let year = begun.year(context)?;
        let carried = content_of(context, number - 1)?.map(|content| content.carried());
        let filled = rules::Return::of(&year.forms, &year.facts, carried);
        // A fault in the one is a fault of the whole, as it would be on one thread.
        let joined = |one: ScopedJoinHandle<'_, _>| one.join().unwrap_or_else(|fault| resume_unwind(fault));
        let before = before.map(joined).transpose()?;
        let forms = filled.forms.iter();
        let forms =
            forms.map(|(form, rows, cells)| shown_form(&filled, (form, rows, cells), &year, before.as_ref()));
        let forms = forms.collect();
        then(&year, filled, forms)
    })
}

/// The figures of the year before by `form:cell`: as frozen, else as they can be counted now.
struct Before {
    values: BTreeMap<String, i64>,
    frozen: Option<Content>,
}

impl Before {
    /// One figure; nought for a branch that had nobody and so no line of its own, `None` where it was not yet counted.
    fn of(&self, form: &str, cell: &str) -> Option<i64> {
        let value = self.values.get(&format!("{form}:{cell}")).copied();
        value.or_else(|| self.frozen.as_ref().is_none_or(|content| content.knows(form, cell)).then_some(0))
    }
}

fn last_year(context: &Context<'_>, number: i64, begun: &Begun) -> Answer<Before> {
    if let Some(content) = content_of(context, number)? {
        return Ok(Before { values: content.values(), frozen: Some(content) });
    }
    let year = begun.year_before(context)?;
    let filled = rules::Return::of(&year.forms, &year.facts, None);
    let cells = filled.forms.iter().flat_map(|(form, _, cells)| {
        cells.iter().map(|cell| (format!("{}:{}", form.id, cell.id), cell.counted.value()))
    });
    Ok(Before { values: cells.collect(), frozen: None })
}

type Filled<'a> = (&'a rules::Form, &'a [rules::GridRow], &'a [rules::Cell]);

fn shown_form(
    filled: &rules::Return<'_>,
    (form, rows, cells): Filled<'_>,
    year: &Year,
    before: Option<&Before>,
) -> Form {
    let checks = filled.tried(form, cells).into_iter().map(|checked| told(form, checked, year));
    let last = |cell: &rules::Cell| before.and_then(|before| before.of(&form.id, &cell.id));
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

/// The rows and columns of a table, for the page.
pub(crate) fn layout(grid: &rules::Grid, rows: &[rules::GridRow]) -> Layout {
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
        level: level(checked.level),
        passed: checked.passed,
        message: checked.message,
        cells: checked.cells,
        people: checked.people.iter().map(|row| row_of(row)).collect(),
    }
}

pub(crate) const fn level(level: rules::Level) -> Level {
    match level {
        rules::Level::Error => Level::Error,
        rules::Level::Warn => Level::Warn,
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
