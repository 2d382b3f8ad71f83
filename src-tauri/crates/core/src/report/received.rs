//! Returns other units sent: their figures were typed or read, not counted here, so that rules can fail on them that cannot
//! on figures of our own (`domain.md` 1.5: K1, K4, K9). What asks people more than a name list tells, K7, K8 and K10, is not
//! asked of them.

use crate::report::grid::{Asks, Grid, Rule, Unfit};
use crate::report::rule::{Table, beyond, tried};
use crate::report::tally::{cell, fixed};
use crate::report::{Cell, Checked, Counted, Facts, Form, Frozen, GridRow, Return, Row, Rulings};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// Who sent each form, this year and the year before.
    senders: BTreeMap<String, BTreeSet<String>>,
    last_senders: BTreeMap<String, BTreeSet<String>>,
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
        let ids = rows
            .iter()
            .flat_map(|row| grid.columns.iter().map(move |column| format!("{}.{}", row.id, column.id)));
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
            people: Arc::from([]),
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
        Self {
            filled: Return { facts, forms: filled.collect(), frozen },
            listed,
            lists,
            senders: senders(received),
            last_senders: senders(last.unwrap_or_default()),
        }
    }

    /// The rows and cells of a form.
    pub fn form(&self, id: &str) -> Option<(&[GridRow], &[Cell])> {
        let (_, rows, cells) = self.filled.forms.iter().find(|(form, ..)| form.id == id)?;
        Some((rows, cells))
    }

    /// What a cell came to the year before; nought where that form was sent without it, `None` where it was not sent, or
    /// by others than this year.
    pub fn last(&self, form: &Form, cell: &str) -> Option<i64> {
        let before = self.filled.frozen.as_ref().filter(|_| self.has_last(form))?;
        Some(before.get(&format!("{}:{cell}", form.id)).map_or(0, |(value, _)| *value))
    }

    /// Tries the rules of a form. What can only be asked of people is left out where no names were sent.
    pub fn tried(&self, form: &Form) -> Vec<Checked> {
        let (Some(grid), Some(table)) = (&form.grid, Table::of(form, &self.filled)) else {
            return Vec::new();
        };
        grid.rules.iter().filter_map(|rule| self.tried_one(form, grid, &table, rule)).collect()
    }

    fn tried_one(&self, form: &Form, grid: &Grid, table: &Table<'_>, rule: &Rule) -> Option<Checked> {
        Some(match &rule.asks {
            Asks::Nobody(Unfit::Dead) => self.dead(form, rule),
            Asks::Nobody(_) => return None,
            Asks::Cells(cells) if cells.iter().any(|id| table.cell(id).is_none()) => {
                beyond(rule, "没有收到另一张表")
            }
            // A sum is compared with a sum of the same units.
            Asks::Cells(cells) if cells.iter().any(|id| !self.is_of_the_same(form, id)) => {
                beyond(rule, "报这几张表的单位不同")
            }
            Asks::Frozen(_) if !self.last_senders.contains_key(&form.id) => {
                beyond(rule, "没有收到上一年度的这张表")
            }
            Asks::Frozen(_) if !self.has_last(form) => beyond(rule, "上一年度报这张表的单位不同"),
            _ => table.tried(rule, grid),
        })
    }

    fn has_last(&self, form: &Form) -> bool {
        let last = self.last_senders.get(&form.id);
        last.is_some() && last == self.senders.get(&form.id)
    }

    /// The form a cell stands in was sent by those who sent this one.
    fn is_of_the_same(&self, form: &Form, cell: &str) -> bool {
        let other = cell.trim_start_matches('-').split_once(':').map(|(other, _)| other);
        other.is_none_or(|other| self.senders.get(other) == self.senders.get(&form.id))
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
        let message =
            if passed { rule.words.clone() } else { format!("{}：{}", rule.words, wrong.join("；")) };
        tried(rule, passed, message)
    }
}

fn senders(sent: &[Received]) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::<String, BTreeSet<String>>::new();
    for one in sent {
        all.entry(one.form.clone()).or_default().insert(one.sender.clone());
    }
    all
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
fn row_of(sent: &Received, figure: i64) -> Arc<Row> {
    Arc::new(Row {
        id: sent.id.as_str().into(),
        person: None,
        label: sent.sender.as_str().into(),
        day: None,
        weight: figure,
        detail: "".into(),
        kind: "received".into(),
        ask: None,
    })
}

fn carried(last: &[Received]) -> Frozen {
    let mut all = Frozen::new();
    for (sent, (cell, figure)) in
        last.iter().flat_map(|one| one.figures.iter().map(move |figure| (one, figure)))
    {
        let (value, rows) = all.entry(format!("{}:{cell}", sent.form)).or_default();
        *value += figure;
        rows.push(row_of(sent, *figure));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::forms;

    fn sent(form: &str, figures: &[(String, i64)]) -> Received {
        let figures = figures.iter().cloned().collect();
        Received {
            form: form.into(),
            sender: "第一分中心".into(),
            figures,
            listed: Some(Listed::default()),
            ..Received::default()
        }
    }

    /// Figures of a form on which every rule holds: nought, everywhere.
    fn noughts(form: &Form) -> Vec<(String, i64)> {
        form.blank().1.into_iter().map(|id| (id, 0)).collect()
    }

    /// The cell that breaks a rule when it becomes one, in which form; `None` for a rule on names.
    fn breaks(form: &Form, rule: &Rule) -> Option<(String, String)> {
        let grid = form.grid.as_ref().unwrap();
        let (row, column) = (form.blank().0[0].id.clone(), grid.columns[0].id.clone());
        let here = |cell: String| Some((form.id.clone(), cell));
        match &rule.asks {
            Asks::Columns(columns) | Asks::AtMost(columns) | Asks::Frozen(columns) => {
                here(format!("{row}.{}", columns[0]))
            }
            Asks::Rows(rows) => here(format!("{}.{column}", rows[0])),
            Asks::Nought(column) => here(format!("{row}.{column}")),
            Asks::Cells(cells) => match cells[0].split_once(':') {
                Some((other, cell)) => Some((other.to_owned(), cell.to_owned())),
                None => here(cells[0].clone()),
            },
            Asks::Nobody(_) => None,
        }
    }

    /// Of one sender and of two added up, each rule holds on noughts and fails on what spoils it.
    #[test]
    fn every_rule_of_every_form_that_is_received_can_fail() {
        let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap();
        let facts = Facts::nothing(day(1, 1), day(12, 31));
        let all = forms().iter().filter(|form| form.is_received()).collect::<Vec<_>>();
        let sound = all.iter().map(|form| sent(&form.id, &noughts(form))).collect::<Vec<_>>();
        let second = |one: &Received| Received { sender: "第二分中心".into(), ..one.clone() };
        let mut tried = 0;
        for form in &all {
            for rule in &form.grid.as_ref().unwrap().rules {
                let mut spoilt = sound.clone();
                match breaks(form, rule) {
                    Some((of, cell)) => {
                        let one = spoilt.iter_mut().find(|one| one.form == of).unwrap();
                        assert!(
                            one.figures.insert(cell, 1).is_some(),
                            "{} {}: a cell of the form",
                            form.id,
                            rule.id
                        );
                    }
                    None if matches!(rule.asks, Asks::Nobody(Unfit::Dead)) => {
                        let one = spoilt.iter_mut().find(|one| one.form == form.id).unwrap();
                        one.listed = Some(Listed { dead_counted: 1, dead_elsewhen: 0 });
                    }
                    None => continue,
                }
                let both = |sent: &[Received]| {
                    sent.iter().cloned().chain(sound.iter().map(second)).collect::<Vec<_>>()
                };
                for (good, bad, last) in [
                    (sound.clone(), spoilt.clone(), sound.clone()),
                    (both(&sound), both(&spoilt), both(&sound)),
                ] {
                    let held = |sent: &[Received]| {
                        let filled = Filled::of(forms(), &facts, sent, Some(&last));
                        let checked = filled.tried(form).into_iter().find(|one| one.id == rule.id).unwrap();
                        assert!(!checked.untried, "{} {}: {}", form.id, rule.id, checked.message);
                        checked.passed
                    };
                    assert_eq!((held(&good), held(&bad)), (true, false), "{} {}", form.id, rule.id);
                }
                tried += 1;
            }
        }
        assert!(tried > 50, "{tried} rules");
    }

    #[test]
    fn a_sum_is_not_compared_with_one_of_other_units() {
        let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap();
        let facts = Facts::nothing(day(1, 1), day(12, 31));
        let one = |form: &str, sender: &str, cell: &str, figure| Received {
            sender: sender.into(),
            ..sent(form, &[(cell.into(), figure)])
        };
        let last = [one("f1", "甲", "total.actual", 5), one("f1", "乙", "total.actual", 7)];
        let now = [
            one("f1", "甲", "total.last", 5),
            one("f1", "丙", "total.last", 2),
            one("f2", "甲", "total.total", 5),
            one("f3", "甲", "total.total", 0),
            one("f4", "甲", "total.total", 0),
        ];
        let filled = Filled::of(forms(), &facts, &now, Some(&last));
        let form = forms().iter().find(|form| form.id == "f1").unwrap();
        for rule in ["K3", "K6"] {
            let checked = filled.tried(form).into_iter().find(|one| one.id == rule).unwrap();
            assert!(checked.untried && checked.message.contains("单位不同"), "{rule}: {}", checked.message);
        }
        assert_eq!(filled.last(form, "total.actual"), None);
        let same = Filled::of(forms(), &facts, &now[..1], Some(&last[..1]));
        assert_eq!(same.last(form, "total.actual"), Some(5));
    }
}
