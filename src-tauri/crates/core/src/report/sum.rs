//! Columns that are sums of others.

use crate::report::grid::{Column, Grid, People};
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

/// Whoever makes 实有 and 应有 differ stands there with what changed of them (K2).
pub(super) fn explained(grid: &Grid, counted: &mut [Vec<Counted>], facts: &Facts) {
    let before = facts.first.pred_opt().unwrap_or(facts.first);
    let people =
        LazyCell::new(|| facts.people.iter().map(|one| (one.id.as_str(), one)).collect::<FxHashMap<_, _>>());
    let differences = grid.columns.iter().zip(counted).filter(|(column, _)| is_k2(grid, column));
    for row in differences.flat_map(|(_, cells)| cells).flat_map(|cell| &mut cell.rows) {
        if let Some(person) = people.get(&*row.id).filter(|_| row.kind == "person") {
            Arc::make_mut(row).detail = why(person, before, facts.as_at).into();
        }
    }
}

/// A column that is 实有 less 应有, which is 上年底 and 本年办理 less 本年去世: other sums differ for other reasons.
fn is_k2(grid: &Grid, column: &Column) -> bool {
    const K2: [(i64, People); 4] =
        [(1, People::Actual), (-1, People::Last), (-1, People::Retired), (1, People::Died)];
    let mut parts = Vec::new();
    leaves(grid, column, 1, &mut parts);
    parts.len() == K2.len() && K2.iter().all(|part| parts.contains(&(part.0, Some(part.1))))
}

/// The columns a sum comes to in the end, added or taken away, by the people they count; those with conditions of their
/// own count others. There are no circles: a sum adds up counted columns and sums that stand before it.
fn leaves(grid: &Grid, column: &Column, sign: i64, parts: &mut Vec<(i64, Option<People>)>) {
    if column.sum.is_empty() {
        parts.push((sign, column.people.filter(|_| column.conditions.is_empty())));
    }
    for part in &column.sum {
        let (own, id) = part.strip_prefix('-').map_or((1, part.as_str()), |id| (-1, id));
        let before = grid.columns.iter().take_while(|one| one.id != column.id);
        let counted = grid.columns.iter().filter(|one| one.sum.is_empty());
        if let Some(of) = before.chain(counted).find(|one| one.id == id) {
            leaves(grid, of, sign * own, parts);
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
