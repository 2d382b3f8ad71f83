//! Columns that are sums of others.

use crate::report::grid::{Asks, Grid};
use crate::report::why::why;
use crate::report::{Counted, Facts, Row};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::LazyCell;
use std::sync::Arc;

/// Sums of columns: the same rows, added or taken away; who stands on both sides is on neither.
pub(super) fn sums(grid: &Grid, counted: &mut [Vec<Counted>]) {
    for (at, column) in grid.columns.iter().enumerate().filter(|(_, column)| !column.sum.is_empty()) {
        let parts = column.sum.iter().filter_map(|part| {
            let (sign, id) = part.strip_prefix('-').map_or((1, part.as_str()), |id| (-1, id));
            Some((sign, grid.columns.iter().position(|one| one.id == id)?))
        });
        let parts = parts.collect::<Vec<_>>();
        let rows = counted.get(at).map_or(0, Vec::len);
        let summed = (0..rows).map(|row| summed(&parts, counted, row)).collect::<Vec<_>>();
        if let Some(place) = counted.get_mut(at) {
            *place = summed;
        }
    }
}

/// Whoever makes a difference that should be nought stands there with what changed of them (K2).
pub(super) fn explained(grid: &Grid, counted: &mut [Vec<Counted>], facts: &Facts) {
    let noughts = grid.rules.iter().filter_map(|rule| match &rule.asks {
        Asks::Nought(column) => grid.columns.iter().position(|one| one.id == *column),
        _ => None,
    });
    let before = facts.first.pred_opt().unwrap_or(facts.first);
    let people =
        LazyCell::new(|| facts.people.iter().map(|one| (one.id.as_str(), one)).collect::<FxHashMap<_, _>>());
    for at in noughts {
        let rows = counted.get_mut(at).into_iter().flatten().flat_map(|cell| &mut cell.rows);
        for row in rows.filter(|row| row.kind == "person") {
            if let Some(person) = people.get(&*row.id) {
                Arc::make_mut(row).detail = why(person, before, facts.as_at).into();
            }
        }
    }
}

fn summed(parts: &[(i64, usize)], counted: &[Vec<Counted>], row: usize) -> Counted {
    let mut sum = Counted::default();
    let mut places = FxHashMap::<(&str, &str), usize>::default();
    let mut asked = FxHashSet::default();
    for (sign, column) in parts {
        let Some(part) = counted.get(*column).and_then(|cells| cells.get(row)) else { continue };
        for one in &part.rows {
            let key = (one.kind.as_str(), &*one.id);
            match places.get(&key).and_then(|place| sum.rows.get_mut(*place)) {
                Some(held) => Arc::make_mut(held).weight += sign * one.weight,
                None => {
                    places.insert(key, sum.rows.len());
                    sum.rows.push(match sign {
                        1 => one.clone(),
                        _ => Arc::new(Row { weight: sign * one.weight, ..Row::clone(one) }),
                    });
                }
            }
        }
        let news = part.undecided.iter().filter(|one| asked.insert((&*one.id, one.ask.as_deref())));
        sum.undecided.extend(news.cloned());
    }
    sum.rows.retain(|one| one.weight != 0);
    sum
}
