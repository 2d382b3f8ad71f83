//! The figures of a table by row and column, and which of them are sums of others, so that a workbook goes on adding.

use crate::report::{Cell, Form, Layout};
use std::collections::BTreeMap;
use yinhui_core::report::{Asks, Grid};
use yinhui_sheet::write::{Addend, Value};

/// Row and column, both from 0.
type Place = (usize, usize);

/// The figures of a table.
pub(super) struct Figures<'a> {
    layout: &'a Layout,
    cells: BTreeMap<&'a str, &'a Cell>,
}

impl<'a> Figures<'a> {
    /// Those of a form.
    pub(super) fn of(form: &'a Form, layout: &'a Layout) -> Self {
        Self { layout, cells: form.cells.iter().map(|cell| (cell.id.as_str(), cell)).collect() }
    }

    fn cell(&self, (row, column): Place) -> Option<&'a Cell> {
        let (row, column) = (self.layout.rows.get(row)?, self.layout.columns.get(column)?);
        self.cells.get(format!("{}.{}", row.id, column.id).as_str()).copied()
    }

    /// The unit of a column.
    pub(super) fn unit_of(&self, column: usize) -> Option<&'a str> {
        self.cell((0, column)).map(|cell| cell.unit.as_str())
    }

    /// The unit most columns have.
    pub(super) fn unit(&self) -> &'a str {
        let mut counts = BTreeMap::<&str, usize>::new();
        for unit in (0..self.layout.columns.len()).filter_map(|column| self.unit_of(column)) {
            *counts.entry(unit).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, columns)| *columns).map_or("", |(unit, _)| unit)
    }

    /// A figure as it is written: as a sum where the form says it is one, and it is.
    pub(super) fn value(&self, place: Place, grid: Option<&Grid>) -> Value {
        let Some(cell) = self.cell(place) else { return Value::Empty };
        let sums =
            grid.into_iter().flat_map(|grid| [self.of_columns(place, grid), self.of_rows(place, grid)]);
        let mut sums = sums.flatten().filter(|of| self.adds_up(of, cell.value));
        sums.next().map_or(Value::Number(cell.value), |of| Value::Sum(cell.value, of))
    }

    /// The columns a column is the sum of, in one row.
    fn of_columns(&self, (row, column): Place, grid: &Grid) -> Option<Vec<Addend>> {
        let id = &self.layout.columns.get(column)?.id;
        let sum = &grid.columns.iter().find(|one| one.id == *id)?.sum;
        let parts = sum.iter().map(|part| {
            let (minus, id) = part.strip_prefix('-').map_or((false, part.as_str()), |id| (true, id));
            let at = self.layout.columns.iter().position(|one| one.id == id)?;
            Some(Addend { minus, at: (row, at) })
        });
        parts.collect::<Option<Vec<_>>>().filter(|parts| !parts.is_empty())
    }

    /// The rows a row is the sum of by a rule of the form, in one column.
    fn of_rows(&self, (row, column): Place, grid: &Grid) -> Option<Vec<Addend>> {
        let id = &self.layout.rows.get(row)?.id;
        let parts = grid.rules.iter().find_map(|rule| match &rule.asks {
            Asks::Rows(rows) => rows.split_first().filter(|(whole, _)| *whole == id).map(|(_, parts)| parts),
            _ => None,
        })?;
        let parts = parts.iter().map(|part| {
            let at = self.layout.rows.iter().position(|one| one.id == *part)?;
            Some(Addend { minus: false, at: (at, column) })
        });
        parts.collect()
    }

    /// What was typed by hand, or cannot be decided, makes a figure another than its sum.
    fn adds_up(&self, of: &[Addend], value: f64) -> bool {
        let parts = of.iter().map(|one| {
            let part = self.cell(one.at).map_or(0.0, |cell| cell.value);
            if one.minus { -part } else { part }
        });
        (parts.sum::<f64>() - value).abs() < 1e-9
    }
}
