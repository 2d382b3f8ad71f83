use crate::context::Context;
use crate::error::Answer;
use crate::report::count::{Year, read_year};
use crate::report::{Annual, Cell, CellKind, Check, Form, Level, YearRef};
use std::collections::BTreeMap;
use yinhui_core::report as rules;

/// A year's return: every form, filled and checked, with the year before beside it.
pub(crate) fn annual(context: &Context<'_>, which: YearRef) -> Answer<Annual> {
    filled_year(context, which.year, &read_year(context, which.year)?)
}

/// The same for a year already read.
pub(crate) fn filled_year(context: &Context<'_>, number: i64, year: &Year) -> Answer<Annual> {
    let last = match year.has_before {
        true => Some(read_year(context, number - 1)?),
        false => None,
    };
    let forms = rules::forms().iter().map(|form| filled(form, year, last.as_ref())).collect();
    Ok(Annual { year: number, forms })
}

fn filled(form: &rules::Form, year: &Year, last: Option<&Year>) -> Form {
    let counted = rules::count(form, &year.facts);
    let checks = rules::check(form, &counted);
    let before = last.map(|last| {
        rules::count(form, &last.facts)
            .into_iter()
            .map(|cell| (cell.id, cell.counted.value()))
            .collect::<BTreeMap<_, _>>()
    });
    let cells = counted
        .into_iter()
        .map(|cell| {
            // A branch without anybody last year has no line of its own then: it was nought.
            let last_year = before.as_ref().map(|before| before.get(&cell.id).copied().unwrap_or(0));
            shown(&cell, last_year)
        })
        .collect();
    Form {
        id: form.id.clone(),
        title: form.title.clone(),
        reporting_unit: year.reporting_unit.clone(),
        as_at: year.facts.as_at.to_string(),
        closed: year.closed,
        cells,
        checks: checks.into_iter().map(told).collect(),
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
        manual: false,
        note: None,
        last_year: last_year.map(number),
    }
}

fn told(checked: rules::Checked) -> Check {
    Check {
        id: checked.id,
        level: match checked.level {
            rules::Level::Error => Level::Error,
            rules::Level::Warn => Level::Warn,
        },
        passed: checked.passed,
        message: checked.message,
        cells: checked.cells,
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
