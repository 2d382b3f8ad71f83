//! Returns other units sent: their figures were typed or read, not counted here, so that every rule of a form can fail
//! on them (`domain.md` 1.5: K1, K4 and K9 cannot on figures of our own).

use crate::report::grid::{Asks, Grid, Rule, Unfit};
use crate::report::rule::{Table, beyond};
use crate::report::tally::{cell, fixed};
use crate::report::{Cell, Checked, Counted, Facts, Form, Frozen, GridRow, Return, Row, Rulings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One form as a unit sent it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Record id; empty for what is not kept yet.
    pub id: String,
    /// Id of the form.
    pub form: String,
    /// 填报单位
    pub sender: String,
    /// Whole numbers by the ids of the cells that were filled in.
    pub figures: BTreeMap<String, i64>,
    /// What its name list came to, where it had one.
    pub listed: Option<Listed>,
}

/// What the name list of a received form came to; whose names they are is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// How many it names among those who died and among those who are there.
    pub dead_counted: i64,
    /// How many died on a day that is not of the year.
    pub dead_elsewhen: i64,
}

/// A form with the cells of one sender, or of many added up.
pub struct Filled<'a> {
    filled: Return<'a>,
    listed: BTreeMap<String, Listed>,
    /// Of how many senders each form has a name list, and how many sent it.
    lists: BTreeMap<String, (usize, usize)>,
}

impl Form {
    /// Whether it can be received and added up: a table whose rows are the same for everybody.
    pub fn is_received(&self) -> bool {
        self.grid.as_ref().is_some_and(|grid| grid.rows.iter().all(|row| fixed(row).is_some()))
    }

    /// Its rows, and the ids of its cells row by row.
    pub fn blank(&self) -> (Vec<GridRow>, Vec<String>) {
        let Some(grid) = &self.grid else { return (Vec::new(), Vec::new()) };
        let rows = grid.rows.iter().filter_map(fixed).collect::<Vec<_>>();
        let ids = rows.iter().flat_map(|row| {
            grid.columns.iter().map(move |column| format!("{}.{}", row.id, column.id))
        });
        let ids = ids.collect();
        (rows, ids)
    }
}

impl Facts {
    /// A year of which nothing is known.
    pub fn nothing(first: NaiveDate, as_at: NaiveDate) -> Facts {
        Facts {
            records: Vec::new(),
            first,
            as_at,
            people: Vec::new(),
            presences: Vec::new(),
            before: Vec::new(),
            branches: Vec::new(),
            compositions: BTreeMap::new(),
            rulings: Rulings::default(),
            manual: Vec::new(),
        }
    }
}

impl<'a> Filled<'a> {
    /// The forms that were received, each with a row for every sender behind its cells. `last`: the same of the year before,
    /// where there is any.
    pub fn of(forms: &'a [Form], facts: &'a Facts, received: &[Received], last: Option<&[Received]>) -> Self {
        let mut lists = BTreeMap::<String, (usize, usize)>::new();
        let mut listed = BTreeMap::<String, Listed>::new();
        for one in received {
            let (with, all) = lists.entry(one.form.clone()).or_default();
            *all += 1;
            if let Some(list) = &one.listed {
                *with += 1;
                let sum = listed.entry(one.form.clone()).or_default();
                sum.dead_counted += list.dead_counted;
                sum.dead_elsewhen += list.dead_elsewhen;
            }
        }
        let sent = forms.iter().filter(|form| form.is_received() && lists.contains_key(&form.id));
        let filled = sent.map(|form| {
            let of_form = received.iter().filter(|one| one.form == form.id).collect::<Vec<_>>();
            let (rows, cells) = added_up(form, &of_form);
            (form, rows, cells)
        });
        let frozen = last.map(carried);
        Self { filled: Return { facts, forms: filled.collect(), frozen }, listed, lists }
    }

    /// The rows and cells of a form.
    pub fn form(&self, id: &str) -> Option<(&[GridRow], &[Cell])> {
        let (_, rows, cells) = self.filled.forms.iter().find(|(form, ..)| form.id == id)?;
        Some((rows, cells))
    }

    /// What a cell came to the year before; nought where that form was sent without it, `None` where it was not sent.
    pub fn last(&self, form: &Form, cell: &str) -> Option<i64> {
        let before = self.filled.frozen.as_ref().filter(|_| self.has_last(form))?;
        Some(before.get(&format!("{}:{cell}", form.id)).map_or(0, |(value, _)| *value))
    }

    /// Tries the rules of a form. What can only be asked of people is left out where no names were sent.
    pub fn tried(&self, form: &Form) -> Vec<Checked> {
        let (Some(grid), Some(table)) = (&form.grid, Table::of(form, &self.filled)) else { return Vec::new() };
        grid.rules.iter().filter_map(|rule| self.tried_one(form, grid, &table, rule)).collect()
    }

    fn tried_one(&self, form: &Form, grid: &Grid, table: &Table<'_>, rule: &Rule) -> Option<Checked> {
        Some(match &rule.asks {
            Asks::Nobody(Unfit::Dead) => self.dead(form, rule),
            Asks::Nobody(_) => return None,
            Asks::Cells(cells) if cells.iter().any(|id| table.cell(id).is_none()) => {
                beyond(rule, "没有收到另一张表")
            }
            Asks::Frozen(_) if !self.has_last(form) => beyond(rule, "没有收到上一年度的这张表"),
            _ => table.tried(rule, grid),
        })
    }

    fn has_last(&self, form: &Form) -> bool {
        let of_form = |cell: &String| cell.split_once(':').is_some_and(|(id, _)| id == form.id);
        self.filled.frozen.as_ref().is_some_and(|frozen| frozen.keys().any(of_form))
    }

    /// K9 on a name list.
    fn dead(&self, form: &Form, rule: &Rule) -> Checked {
        let (with, all) = self.lists.get(&form.id).copied().unwrap_or_default();
        let Some(listed) = self.listed.get(&form.id) else { return beyond(rule, "没有随表的名单") };
        let wrong = [
            (listed.dead_counted, "人既列为本年去世，又列为实有"),
            (listed.dead_elsewhen, "人列为本年去世，去世日期却不在本年"),
        ];
        let wrong = wrong.into_iter().filter(|(number, _)| *number > 0);
        let wrong = wrong.map(|(number, words)| format!("名单中有 {number} {words}")).collect::<Vec<_>>();
        if wrong.is_empty() && with < all {
            return beyond(rule, &format!("{all} 个单位中只有 {with} 个附有名单"));
        }
        let passed = wrong.is_empty();
        let message = if passed { rule.words.clone() } else { format!("{}：{}", rule.words, wrong.join("；")) };
        Checked {
            id: rule.id.clone(),
            level: rule.level,
            passed,
            untried: false,
            message,
            cells: Vec::new(),
            people: Vec::new(),
        }
    }
}

fn added_up(form: &Form, received: &[&Received]) -> (Vec<GridRow>, Vec<Cell>) {
    let Some(grid) = &form.grid else { return (Vec::new(), Vec::new()) };
    let (rows, _) = form.blank();
    let mut cells = Vec::new();
    for row in &rows {
        for column in &grid.columns {
            let id = format!("{}.{}", row.id, column.id);
            let sent = received.iter().filter_map(|one| Some((one, *one.figures.get(&id)?)));
            // Nought is nobody: nothing stands behind it.
            let sent = sent.filter(|(_, figure)| *figure != 0).map(|(one, figure)| row_of(one, figure));
            let counted = Counted { rows: sent.collect(), undecided: Vec::new() };
            cells.push(cell(grid, row, column, counted));
        }
    }
    (rows, cells)
}

/// What a sender says, as a row behind a cell.
fn row_of(sent: &Received, figure: i64) -> Row {
    Row {
        id: sent.id.as_str().into(),
        person: None,
        label: sent.sender.as_str().into(),
        day: None,
        weight: figure,
        detail: "".into(),
        kind: "received".into(),
        ask: None,
    }
}

fn carried(last: &[Received]) -> Frozen {
    let mut all = Frozen::new();
    for (sent, (cell, figure)) in last.iter().flat_map(|one| one.figures.iter().map(move |figure| (one, figure))) {
        let (value, rows) = all.entry(format!("{}:{cell}", sent.form)).or_default();
        *value += figure;
        rows.push(row_of(sent, *figure));
    }
    all
}
