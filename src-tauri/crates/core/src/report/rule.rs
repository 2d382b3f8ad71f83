//! Rules between the cells of tables: K1 to K10 of `domain.md` 1.5.

use crate::date::Tri;
use crate::parallel;
use crate::report::count::row_of;
use crate::report::grid::{Asks, Grid, Rule, Unfit};
use crate::report::tally::{laid_out, tell};
use crate::report::{Cell, Checked, Facts, Form, GridRow, Level, Registered, Row, Rows, check, count};
use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cells of the frozen return of the year before, by `form:cell`: value, and rows by (record id, name).
pub type Frozen = BTreeMap<String, (i64, Rows)>;

/// A year's return as far as it is counted.
pub struct Return<'a> {
    /// What it is counted from.
    pub facts: &'a Facts,
    /// Each form with its rows, which a list of figures does not have, and its cells.
    pub forms: Vec<(&'a Form, Vec<GridRow>, Vec<Cell>)>,
    /// Last year's, where it was frozen.
    pub frozen: Option<Frozen>,
}

impl<'a> Return<'a> {
    /// Fills every form.
    pub fn of(forms: &'a [Form], facts: &'a Facts, frozen: Option<Frozen>) -> Return<'a> {
        let told = tell(facts);
        let filled = parallel::each(forms, |form| match &form.grid {
            Some(grid) => {
                let (rows, cells) = laid_out(form, grid, facts, &told);
                (form, rows, cells)
            }
            None => (form, Vec::new(), count(form, facts)),
        });
        Return { facts, forms: filled, frozen }
    }

    /// Tries the rules of a form.
    pub fn tried(&self, form: &Form, cells: &[Cell]) -> Vec<Checked> {
        match &form.grid {
            Some(grid) => try_rules(form, grid, self),
            None => check(form, cells),
        }
    }
}

/// Whoever was born in or before this year was about twelve in 1949 (K8).
const BORN_BY: i32 = 1937;

fn try_rules(form: &Form, grid: &Grid, filled: &Return<'_>) -> Vec<Checked> {
    let Some(table) = Table::of(form, filled) else { return Vec::new() };
    grid.rules.iter().map(|rule| table.tried(rule, grid)).collect()
}

/// A form of a return, as its rules are tried on it.
pub(super) struct Table<'a> {
    form: &'a Form,
    rows: &'a [GridRow],
    cells: &'a [Cell],
    by_id: FxHashMap<&'a str, &'a Cell>,
    filled: &'a Return<'a>,
    /// Record ids of the people it counts anywhere: asked by more than one rule.
    people: OnceCell<FxHashSet<&'a str>>,
}

/// A comparison that failed: the cells it names, in words, and who explains it.
struct Failed {
    cells: Vec<String>,
    words: String,
    people: Rows,
}

impl<'a> Table<'a> {
    /// `None` for a form the return does not hold.
    pub(super) fn of(form: &'a Form, filled: &'a Return<'_>) -> Option<Self> {
        let (_, rows, cells) = filled.forms.iter().find(|(one, ..)| one.id == form.id)?;
        let by_id = cells.iter().map(|cell| (cell.id.as_str(), cell)).collect();
        Some(Self { form, rows, cells, by_id, filled, people: OnceCell::new() })
    }

    pub(super) fn tried(&self, rule: &Rule, grid: &Grid) -> Checked {
        let columns = || grid.columns.iter().map(|column| column.id.as_str());
        let failed = match &rule.asks {
            Asks::Columns(parts) => self.each(self.rows.iter().map(|row| in_row(row, parts)), false),
            Asks::AtMost(parts) => self.each(self.rows.iter().map(|row| in_row(row, parts)), true),
            Asks::Rows(parts) => self.each(columns().map(|column| in_column(column, parts)), false),
            Asks::Cells(parts) => self.each(std::iter::once(parts.clone()), false),
            Asks::Nought(column) => self.nought(column),
            Asks::Frozen(columns) => match &self.filled.frozen {
                Some(frozen) => self.carried(columns, frozen),
                // K3 in the first year, or while the year before is open.
                None => return beyond(rule, "上一年度没有定稿"),
            },
            Asks::Nobody(unfit) => self.unfit(*unfit),
        };
        self.told(rule, failed)
    }

    fn told(&self, rule: &Rule, failed: Vec<Failed>) -> Checked {
        let passed = failed.is_empty();
        let first = failed.first().map(|one| one.words.clone()).unwrap_or_default();
        let more =
            if failed.len() > 1 { format!("（另有 {} 处）", failed.len() - 1) } else { String::new() };
        let message = if passed { rule.words.clone() } else { format!("{}：{first}{more}", rule.words) };
        let mut seen = FxHashSet::default();
        let people = failed.iter().flat_map(|one| &one.people).filter(|row| seen.insert(&*row.id));
        let people = people.cloned().collect();
        let cells = failed.into_iter().flat_map(|one| one.cells);
        Checked { cells: cells.collect(), people, ..tried(rule, passed, message) }
    }

    fn each(&self, sums: impl Iterator<Item = Vec<String>>, at_most: bool) -> Vec<Failed> {
        sums.filter_map(|ids| self.compared(&ids, at_most)).collect()
    }

    fn compared(&self, ids: &[String], at_most: bool) -> Option<Failed> {
        let (whole, parts) = ids.split_first()?;
        let whole = self.cell(whole)?;
        let signed = parts.iter().filter_map(|id| match id.strip_prefix('-') {
            Some(id) => Some((-1, self.cell(id)?)),
            None => Some((1, self.cell(id)?)),
        });
        let signed = signed.collect::<Vec<_>>();
        let value = whole.counted.value();
        let sum = signed.iter().map(|(sign, cell)| sign * cell.counted.value()).sum::<i64>();
        let unsure = undecided(whole, &signed);
        let holds = if at_most { value <= sum + unsure } else { value == sum + unsure };
        if holds {
            return None;
        }
        let extra = if unsure > 0 { format!("，另有 {unsure} 不能确定") } else { String::new() };
        let sign = if at_most { "大于" } else { "不等于" };
        Some(Failed {
            words: format!("{} {value} {sign}各项合计 {sum}{extra}", whole.label),
            people: difference(whole, &signed),
            cells: std::iter::once(whole)
                .chain(signed.iter().map(|(_, cell)| *cell))
                .map(|cell| cell.id.clone())
                .collect(),
        })
    }

    fn nought(&self, column: &str) -> Vec<Failed> {
        let cells = self.rows.iter().filter_map(|row| self.cell(&format!("{}.{column}", row.id)));
        cells
            .filter(|cell| cell.counted.value() != 0 || !cell.counted.rows.is_empty())
            .map(|cell| Failed {
                words: match cell.counted.value() {
                    0 => format!("{} 增减相抵为 0", cell.label),
                    value => format!("{} 为 {value}", cell.label),
                },
                cells: vec![cell.id.clone()],
                people: cell.counted.rows.clone(),
            })
            .collect()
    }

    fn carried(&self, columns: &[String], frozen: &Frozen) -> Vec<Failed> {
        let [now, before] = columns else { return Vec::new() };
        let rows = self.rows.iter().filter_map(|row| {
            let cell = self.cell(&format!("{}.{now}", row.id))?;
            let (value, rows) = frozen.get(&format!("{}:{}.{before}", self.form.id, row.id))?;
            (cell.counted.value() != *value).then(|| Failed {
                words: format!("{} {} 与上年定稿 {value} 不一致", cell.label, cell.counted.value()),
                cells: vec![cell.id.clone()],
                people: apart(
                    &cell.counted.rows.iter().collect::<Vec<_>>(),
                    &rows.iter().collect::<Vec<_>>(),
                ),
            })
        });
        rows.collect()
    }

    /// People whom a form counts though they cannot be what it says.
    fn unfit(&self, unfit: Unfit) -> Vec<Failed> {
        let counted = self.people.get_or_init(|| {
            let rows = self.cells.iter().flat_map(|cell| &cell.counted.rows);
            rows.filter(|row| row.kind == "person").map(|row| &*row.id).collect()
        });
        let facts = self.filled.facts;
        let people = facts.people.iter().filter(|person| counted.contains(person.id.as_str()));
        let found = match unfit {
            Unfit::Twice => twice(people.collect()),
            Unfit::StartedTooLate => people.filter(|one| late(one)).map(row_of).collect(),
            Unfit::BornTooLate => people.filter(|one| young(one)).map(row_of).collect(),
            Unfit::Dead => {
                let actual = self.cells.iter().filter(|cell| cell.id.ends_with(".actual"));
                let actual = actual.flat_map(|cell| cell.counted.rows.iter().map(|row| &*row.id));
                let actual = actual.collect::<FxHashSet<_>>();
                let dead = people
                    .filter(|one| actual.contains(one.id.as_str()) && one.dead(facts.as_at) == Tri::Yes);
                dead.map(row_of).collect::<Vec<_>>()
            }
        };
        if found.is_empty() {
            return Vec::new();
        }
        vec![Failed { words: format!("有 {} 人", found.len()), cells: Vec::new(), people: found }]
    }

    /// A cell of this form, or `form:cell` of another.
    pub(super) fn cell(&self, id: &str) -> Option<&Cell> {
        match id.split_once(':') {
            None => self.by_id.get(id).copied(),
            Some((form, id)) => {
                let (.., cells) = self.filled.forms.iter().find(|(one, ..)| one.id == form)?;
                cells.iter().find(|cell| cell.id == id)
            }
        }
    }
}

/// A rule that cannot be tried.
pub(super) fn beyond(rule: &Rule, why: &str) -> Checked {
    let message = format!("无法核对：{why}（{}）", rule.words);
    Checked { level: Level::Warn, untried: true, ..tried(rule, false, message) }
}

/// What came of a rule, before it names cells or people.
pub(super) fn tried(rule: &Rule, passed: bool, message: String) -> Checked {
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

fn in_row(row: &GridRow, columns: &[String]) -> Vec<String> {
    columns
        .iter()
        .map(|column| match column.strip_prefix('-') {
            Some(column) => format!("-{}.{column}", row.id),
            None => format!("{}.{column}", row.id),
        })
        .collect()
}

fn in_column(column: &str, rows: &[String]) -> Vec<String> {
    rows.iter().map(|row| format!("{row}.{column}")).collect()
}

/// How many rows of the whole are undecided among the parts.
fn undecided(whole: &Cell, parts: &[(i64, &Cell)]) -> i64 {
    if parts.iter().all(|(_, cell)| cell.counted.undecided.is_empty()) {
        return 0;
    }
    let held = whole.counted.rows.iter().map(|row| &*row.id).collect::<FxHashSet<_>>();
    let open = parts.iter().flat_map(|(_, cell)| &cell.counted.undecided).map(|row| &*row.id);
    let open = open.filter(|id| held.contains(id)).collect::<FxHashSet<_>>();
    i64::try_from(open.len()).unwrap_or(i64::MAX)
}

/// Rows that stand on one side only.
fn difference(whole: &Cell, parts: &[(i64, &Cell)]) -> Rows {
    let others = parts.iter().filter(|(sign, _)| *sign > 0).flat_map(|(_, cell)| &cell.counted.rows);
    apart(&whole.counted.rows.iter().collect::<Vec<_>>(), &others.collect::<Vec<_>>())
}

fn apart(one: &[&Arc<Row>], other: &[&Arc<Row>]) -> Rows {
    let (left, right) = (ids(one), ids(other));
    let only_left = one.iter().filter(|row| !right.contains(&*row.id));
    only_left.chain(other.iter().filter(|row| !left.contains(&*row.id))).map(|row| (*row).clone()).collect()
}

fn ids<'a>(rows: &[&'a Arc<Row>]) -> FxHashSet<&'a str> {
    rows.iter().map(|row| &*row.id).collect()
}

/// Who began after the revolution is no 离休干部 (`domain.md` 1.5, K7; S10).
fn late(person: &Registered) -> bool {
    let Some(last) = NaiveDate::from_ymd_opt(1949, 9, 30) else { return false };
    person.work_start.is_some_and(|start| start.on_or_before(last) == Tri::No)
}

fn young(person: &Registered) -> bool {
    person.birth.is_some_and(|birth| birth.earliest().year() > BORN_BY)
}

/// People of one ID number, else of one name, birth and unit (K10).
fn twice(people: Vec<&Registered>) -> Rows {
    let mut by_key = BTreeMap::<Vec<String>, Vec<&Registered>>::new();
    for person in people {
        let key = match (&person.identity, person.birth, &person.unit) {
            (Some(identity), ..) => vec![identity.clone()],
            (None, Some(birth), Some(unit)) => vec![person.name.clone(), birth.to_string(), unit.clone()],
            _ => continue,
        };
        by_key.entry(key).or_default().push(person);
    }
    by_key.into_values().filter(|same| same.len() > 1).flatten().map(row_of).collect()
}
