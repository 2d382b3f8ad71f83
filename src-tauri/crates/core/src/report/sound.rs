//! Whether a form can be counted at all: what a form of a centre's own is asked before it is taken, and ours in a test.

use crate::report::count::Records;
use crate::report::grid::{Asks, Column, Conditions, Grid, Row};
use crate::report::told::{FACTS, choices};
use crate::report::{Form, Line};
use std::collections::BTreeSet;

/// More rows or columns are no paper form.
const MOST: usize = 200;
/// A title or a head is not longer.
const WORDS: usize = 80;
/// A definition is not longer.
const SENTENCES: usize = 600;

/// Tables a form may count, besides the ledgers, and what may be asked of their records.
const TABLES: [(&str, &[&str]); 9] = [
    ("organization", &["kind", "composition", "resident"]),
    ("member", &["composition"]),
    ("team", &["kind"]),
    ("talent", &["state", "category"]),
    ("event", &["kind", "campaign", "brand"]),
    ("attendance", &["kind"]),
    ("venue_use", &["venue", "who"]),
    ("venue_head", &["venue", "who"]),
    ("presence", &[]),
];

impl Form {
    /// What is wrong with it, in plain words; nothing where it can be counted. `others` are the forms its rules may name.
    pub fn faults(&self, others: &[Form]) -> Vec<String> {
        let mut faults = Faults::default();
        faults.unless(is_key(&self.id), || {
            format!("编号“{}”只能用小写字母、数字和下划线", short(&self.id))
        });
        faults.words("标题", &self.title);
        faults.unless(self.source.chars().count() <= SENTENCES, || "来源说明太长".into());
        match &self.grid {
            Some(_) if !self.lines.is_empty() || !self.checks.is_empty() => {
                faults.add("一张表或者逐行列指标，或者有行有列，不能两样都有".into());
            }
            Some(grid) => self.table(grid, others, &mut faults),
            None => self.list(&mut faults),
        }
        faults.0
    }

    fn list(&self, faults: &mut Faults) {
        let mut ids = BTreeSet::new();
        faults.unless((1..=MOST).contains(&self.lines.len()), || format!("指标要有 1 到 {MOST} 行"));
        for line in &self.lines {
            match line {
                Line::Figure { id, label, unit, definition, .. }
                | Line::Records { id, label, unit, definition, .. } => {
                    faults.unless(is_key(id), || format!("指标编号“{}”不合要求", short(id)));
                    faults.unless(ids.insert(id.as_str()), || format!("指标编号“{}”重复", short(id)));
                    faults.words("指标名称", label);
                    faults.words("单位", unit);
                    faults.definition(label, definition);
                }
                Line::Split { of, definition, .. } => {
                    faults.unless(ids.contains(of.as_str()), || {
                        format!("分项所依据的指标“{}”不在它前面", short(of))
                    });
                    faults.definition(of, definition);
                }
            }
            if let Line::Records { label, records, .. } = line {
                faults.records(label, records);
            }
        }
        for check in &self.checks {
            let named = check.parts.iter().chain([&check.whole]).chain(&check.at_most);
            for id in named.filter(|id| !ids.contains(id.as_str())) {
                faults.add(format!("审核关系 {} 指到没有的指标“{}”", short(&check.id), short(id)));
            }
            let rules = [!check.parts.is_empty(), check.split.is_some(), check.at_most.is_some()];
            faults.unless(rules.into_iter().filter(|rule| *rule).count() == 1, || {
                format!("审核关系 {} 要写明一种比较", short(&check.id))
            });
        }
    }

    fn table(&self, grid: &Grid, others: &[Form], faults: &mut Faults) {
        faults.words("行头名称", &grid.stub);
        faults.words("单位", &grid.unit);
        faults.unless((1..=MOST).contains(&grid.rows.len()), || format!("要有 1 到 {MOST} 行"));
        faults.unless((1..=MOST).contains(&grid.columns.len()), || format!("要有 1 到 {MOST} 列"));
        let mut rows = BTreeSet::new();
        for row in &grid.rows {
            match row {
                Row::One { id, label, .. } => {
                    faults.unless(is_key(id), || format!("行编号“{}”不合要求", short(id)));
                    faults.unless(rows.insert(id.as_str()), || format!("行编号“{}”重复", short(id)));
                    faults.words("行名称", label);
                }
                Row::Each { each, of } => {
                    faults.unless(!each.is_empty() && of.len() <= MOST, || "按项目逐行展开的写法不对".into());
                }
            }
        }
        let mut columns = BTreeSet::new();
        for column in &grid.columns {
            faults.unless(is_key(&column.id), || format!("列编号“{}”不合要求", short(&column.id)));
            faults.unless(columns.insert(column.id.as_str()), || {
                format!("列编号“{}”重复", short(&column.id))
            });
            faults.words("列名称", &column.label);
            faults.definition(&column.label, &column.definition);
        }
        grid.columns.iter().for_each(|column| column_of(grid, column, &columns, faults));
        for rule in &grid.rules {
            if let Some(strange) = stranger(self, &rule.asks, &rows, &columns, others) {
                faults.add(format!("审核关系 {} 指到没有的行或列“{}”", short(&rule.id), short(&strange)));
            }
        }
    }
}

fn column_of(grid: &Grid, column: &Column, columns: &BTreeSet<&str>, faults: &mut Faults) {
    let label = short(&column.label);
    let counts = [column.people.is_some(), column.records.is_some(), !column.sum.is_empty()];
    faults.unless(counts.into_iter().filter(|one| *one).count() == 1, || {
        format!("列“{label}”要在数人、数记录、几列相加里选一种")
    });
    for part in &column.sum {
        let id = part.trim_start_matches('-');
        let holds = columns.contains(id) && id != column.id;
        // A sum of sums would need an order; ours add up what was counted.
        let plain = grid.columns.iter().any(|one| one.id == id && one.sum.is_empty());
        faults.unless(holds && plain, || {
            format!("列“{label}”相加的“{}”不是本表里数出来的列", short(id))
        });
    }
    let rows = grid.rows.iter().filter_map(|row| match row {
        Row::One { conditions, .. } => Some(conditions.keys().map(String::as_str).collect::<Vec<_>>()),
        Row::Each { each, .. } => Some(vec![each.as_str()]),
    });
    let asked = rows.flatten().chain(grid.conditions.keys().chain(column.conditions.keys()).map(String::as_str));
    if column.people.is_some() {
        let strange = asked.filter(|fact| *fact != "composition" && !FACTS.contains(fact));
        for fact in strange.collect::<BTreeSet<_>>() {
            faults.add(format!("列“{label}”数人，不能按“{}”区分", short(fact)));
        }
        for conditions in [&grid.conditions, &column.conditions] {
            words(label, conditions, faults);
        }
    } else if let Some(records) = &column.records {
        faults.records(label, records);
        if let Some(known) = facts_of_table(&records.table) {
            let strange = asked.filter(|fact| !["branch", "body", "month"].contains(fact) && !known.contains(*fact));
            for fact in strange.collect::<BTreeSet<_>>() {
                faults.add(format!("列“{label}”的记录没有“{}”这一项", short(fact)));
            }
        }
    }
}

/// A word that a fact can never have would count nobody, and nobody would notice.
fn words(label: &str, conditions: &Conditions, faults: &mut Faults) {
    for (fact, words) in conditions {
        let known = choices(fact);
        for word in words.iter().filter(|word| !known.is_empty() && !known.contains(word)) {
            let missing = ["未填", "不详"].contains(&word.as_str());
            faults.unless(missing || fact == "period", || {
                format!("列“{label}”里“{}”没有“{}”这个取值", short(fact), short(word))
            });
        }
    }
}

/// What may be asked of the records of a table; `None` for a table there is not.
fn facts_of_table(table: &str) -> Option<BTreeSet<String>> {
    if let Some(key) = table.strip_prefix("ledger.") {
        let ledger = crate::ledger::ledger(key)?;
        let fields = ledger.fields.iter().map(|column| column.key.clone());
        return Some(fields.chain(["state".to_owned(), "subject".to_owned()]).collect());
    }
    let (_, facts) = TABLES.iter().find(|(name, _)| *name == table)?;
    Some(facts.iter().map(|fact| (*fact).to_owned()).collect())
}

/// The first row or column a rule names that is not there.
fn stranger(
    form: &Form,
    asks: &Asks,
    rows: &BTreeSet<&str>,
    columns: &BTreeSet<&str>,
    others: &[Form],
) -> Option<String> {
    let unknown = |ids: &[String], known: &BTreeSet<&str>| {
        ids.iter().find(|id| !known.contains(id.trim_start_matches('-'))).cloned()
    };
    match asks {
        Asks::Columns(ids) | Asks::AtMost(ids) | Asks::Frozen(ids) => unknown(ids, columns),
        Asks::Rows(ids) => unknown(ids, rows),
        Asks::Nought(id) => unknown(std::slice::from_ref(id), columns),
        Asks::Cells(ids) => ids.iter().find(|id| !has_cell(form, id, others)).cloned(),
        Asks::Nobody(_) => None,
    }
}

fn has_cell(form: &Form, id: &str, others: &[Form]) -> bool {
    let (form, id) = match id.split_once(':') {
        Some((other, id)) => (others.iter().find(|one| one.id == other), id),
        None => (Some(form), id),
    };
    let grid = form.and_then(|form| form.grid.as_ref());
    let Some((grid, (row, column))) = grid.zip(id.split_once('.')) else { return false };
    let is_row = |one: &Row| matches!(one, Row::One { id, .. } if id == row);
    grid.rows.iter().any(is_row) && grid.columns.iter().any(|one| one.id == column)
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, fault: String) {
        self.0.push(fault);
    }

    fn unless(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.0.push(fault());
        }
    }

    fn words(&mut self, what: &str, text: &str) {
        self.unless(!text.trim().is_empty(), || format!("{what}没有填"));
        self.unless(text.chars().count() <= WORDS, || format!("{what}“{}…”太长，最多 {WORDS} 个字", short(text)));
    }

    fn definition(&mut self, label: &str, text: &str) {
        self.unless(!text.trim().is_empty(), || format!("“{}”没有写口径", short(label)));
        self.unless(text.chars().count() <= SENTENCES, || format!("“{}”的口径太长", short(label)));
    }

    fn records(&mut self, label: &str, records: &Records) {
        match facts_of_table(&records.table) {
            None => self.add(format!("“{}”要数的“{}”不是本程序的记录", short(label), short(&records.table))),
            Some(known) => {
                for fact in records.conditions.keys().filter(|fact| !known.contains(*fact)) {
                    self.add(format!("“{}”的记录没有“{}”这一项", short(label), short(fact)));
                }
            }
        }
    }
}

/// Cells are known by it: short, and safe in an id.
fn is_key(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What is named back is never longer than a line.
fn short(text: &str) -> String {
    text.chars().take(20).collect()
}
