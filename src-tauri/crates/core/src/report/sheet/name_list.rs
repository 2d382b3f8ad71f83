//! The list of names that goes with a form: only the numbers that rules ask for are taken from it.

use super::{ABOVE, is_label, whole};
use crate::date::PartialDate;
use crate::import::raw;
use crate::report::Listed;
use crate::report::grid::{Column, Grid, People};
use crate::text::compact;

/// What a name list says that no figure shows (K9): who is among the dead and among the living, who died another year.
/// `None` where it does not say who died and who is there.
pub(super) fn listed(rows: &[raw::Row], grid: &Grid, year: i64) -> Option<Listed> {
    let of = |people: People| {
        let columns = grid.columns.iter().filter(move |column| column.people == Some(people));
        columns.map(|column| compact(&head_of_list(column))).collect::<Vec<_>>()
    };
    let (died, actual) = (of(People::Died), of(People::Actual));
    let (at, head) = rows
        .iter()
        .enumerate()
        .take(ABOVE)
        .find(|(_, row)| row.filled().any(|(_, cell)| is_label(cell, "姓名或名称")))?;
    let columns = |wanted: &[String]| {
        let of_head = head.filled().filter(|(_, cell)| wanted.contains(&compact(&cell.written())));
        Some(of_head.map(|(col, _)| col).collect::<Vec<_>>()).filter(|columns| !columns.is_empty())
    };
    let (died, actual) = (columns(&died)?, columns(&actual)?);
    let day = head.filled().find(|(_, cell)| is_label(cell, "日期")).map(|(col, _)| col);
    let mut listed = Listed::default();
    for line in rows.iter().skip(at + 1) {
        let is_in = |columns: &[u32]| {
            columns.iter().any(|col| matches!(whole(line.cell(*col)), Ok(Some(figure)) if figure != 0))
        };
        if !is_in(&died) {
            continue;
        }
        listed.dead_counted += i64::from(is_in(&actual));
        let told = day.map(|day| line.cell(day).written().into_owned());
        let told = told.and_then(|day| day.parse::<PartialDate>().ok());
        listed.dead_elsewhen += i64::from(told.is_some_and(|day| i64::from(day.year()) != year));
    }
    Some(listed)
}

/// How a column is called on a name list: under the head of its group.
pub(super) fn head_of_list(column: &Column) -> String {
    column.group.as_ref().map_or_else(|| column.label.clone(), |group| format!("{group}\n{}", column.label))
}
