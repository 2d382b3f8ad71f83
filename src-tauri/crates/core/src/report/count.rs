use crate::report::record::{Doubt, STANDING_DOUBT, counted_records};
use crate::report::tally::count_grid;
use crate::report::told::Rulings;
use crate::report::{Form, Kind, Line, Record, Registered, Split, Standing};
use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which rows a figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// All presences of the year.
    Visits,
    /// Those of named people.
    VisitsNamed,
    /// Heads without names.
    VisitsAnonymous,
    /// Distinct people among them.
    Visitors,
    /// Presences of the years before and of this one.
    VisitsToDate,
    /// People 在册 at the end of the day.
    Registered,
}

/// One row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Record id of a person or presence, or the year of a total of earlier years.
    pub id: Arc<str>,
    /// Record id of the person it is about.
    pub person: Option<Arc<str>>,
    /// A name to show.
    pub label: Arc<str>,
    /// Its day.
    pub day: Option<NaiveDate>,
    /// What it adds.
    pub weight: i64,
    /// Purpose of a presence, or why it cannot be decided.
    pub detail: CompactString,
    /// What it is: `person`, `presence`, `year`, `manual`, or the table of a record.
    pub kind: CompactString,
    /// Of a row that cannot be decided: the fact a ruling would decide.
    pub ask: Option<String>,
}

/// Rows behind a figure. One row stands behind many figures and is kept once: a year has a hundred thousand.
pub type Rows = Vec<Arc<Row>>;

/// The same, of which it is not sure that it counts.
pub(super) fn doubted(row: &Row, doubt: Doubt) -> Arc<Row> {
    Arc::new(Row { detail: doubt.why.into(), ask: Some(doubt.fact.to_owned()), ..row.clone() })
}

/// The rows of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Rows that count.
    pub rows: Rows,
    /// Rows whose dates do not tell; listed beside the figure, never added.
    pub undecided: Rows,
}

impl Counted {
    /// The figure: the sum of the weights.
    pub fn value(&self) -> i64 {
        self.rows.iter().map(|row| row.weight).sum()
    }
}

/// One figure of a filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Id within the form.
    pub id: String,
    /// What it counts.
    pub label: String,
    /// Depth under the line above.
    pub indent: u8,
    /// 口径 in words.
    pub definition: String,
    /// 人, 人次 …
    pub unit: String,
    /// Stock, flow or to date.
    pub kind: Kind,
    /// Its rows.
    pub counted: Counted,
}

/// What a year is counted from.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Records of every kind that a form may count.
    pub records: Vec<Record>,
    /// The first day of the year.
    pub first: NaiveDate,
    /// The end of this day: 31 December, in an open year today.
    pub as_at: NaiveDate,
    /// Everybody registered.
    pub people: Arc<[Registered]>,
    /// Presences of the year up to that day, with a weight and, for named ones, the person.
    pub presences: Rows,
    /// (year, 人次) of the years before.
    pub before: Vec<(i32, i64)>,
    /// (record id, name) of the organizations that can hold a membership.
    pub branches: Vec<(String, String)>,
    /// Composition of an organization by record id.
    pub compositions: BTreeMap<String, String>,
    /// What the officer decided where a record does not tell.
    pub rulings: Rulings,
    /// 补录
    pub manual: Vec<Manual>,
}

/// 补录: an amount typed by hand, for what happened before the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    /// Record id.
    pub id: String,
    /// Id of the form.
    pub form: String,
    /// Id of the cell.
    pub cell: String,
    /// What it adds, or takes away.
    pub amount: i64,
    /// Who wrote it down.
    pub by: String,
    /// When it was written down.
    pub day: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Which year it was typed for: a figure to date takes those of the years before too.
    pub year: i32,
}

/// Fills a form.
pub fn count(form: &Form, facts: &Facts) -> Vec<Cell> {
    match &form.grid {
        Some(grid) => count_grid(form, grid, facts),
        None => count_lines(form, facts),
    }
}

/// The amounts typed by hand for a cell, as rows of it.
pub(super) fn typed<'a>(
    form: &'a Form,
    (cell, kind): (&'a str, Kind),
    facts: &'a Facts,
) -> impl Iterator<Item = Arc<Row>> + 'a {
    let mine = facts.manual.iter().filter(move |one| {
        let of_then = one.year == facts.first.year() || kind == Kind::ToDate;
        of_then && one.form == form.id && one.cell == cell
    });
    let row = |one: &Manual| Row {
        id: one.id.as_str().into(),
        person: None,
        label: match one.year == facts.first.year() {
            true => format!("补录（{}）", one.by).into(),
            false => format!("补录（{} 年度，{}）", one.year, one.by).into(),
        },
        day: one.day,
        weight: one.amount,
        detail: one.reason.as_str().into(),
        kind: "manual".into(),
        ask: None,
    };
    mine.map(move |one| Arc::new(row(one)))
}

fn count_lines(form: &Form, facts: &Facts) -> Vec<Cell> {
    let people = facts.people.iter().map(|person| (person.id.as_str(), person)).collect();
    let mut cells = Vec::<Cell>::new();
    for line in &form.lines {
        match line {
            Line::Figure { id, label, indent, unit, kind, count, definition } => cells.push(Cell {
                id: id.clone(),
                label: label.clone(),
                indent: *indent,
                definition: definition.clone(),
                unit: unit.clone(),
                kind: *kind,
                counted: rows_of(*count, facts),
            }),
            Line::Records { id, label, indent, unit, kind, records, definition } => cells.push(Cell {
                id: id.clone(),
                label: label.clone(),
                indent: *indent,
                definition: definition.clone(),
                unit: unit.clone(),
                kind: *kind,
                counted: counted_records(records, *kind, facts),
            }),
            Line::Split { split, of, definition } => {
                let Some(whole) = cells.iter().find(|cell| cell.id == *of).cloned() else { continue };
                cells.extend(split_cells(&whole, *split, definition, facts, &people));
            }
        }
    }
    for cell in &mut cells {
        cell.counted.rows.extend(typed(form, (&cell.id, cell.kind), facts));
    }
    cells
}

fn rows_of(source: Source, facts: &Facts) -> Counted {
    let presences = |wanted: fn(&Row) -> bool| Counted {
        rows: facts.presences.iter().filter(|row| row.weight > 0 && wanted(row)).cloned().collect(),
        undecided: Vec::new(),
    };
    match source {
        Source::Visits => presences(|_| true),
        Source::VisitsNamed => presences(|row| row.person.is_some()),
        Source::VisitsAnonymous => presences(|row| row.person.is_none()),
        Source::VisitsToDate => {
            let earlier = facts.before.iter().map(|(year, visits)| Row {
                id: year.to_string().into(),
                person: None,
                label: format!("{year} 年到馆人次").into(),
                day: None,
                weight: *visits,
                detail: CompactString::default(),
                kind: "year".into(),
                ask: None,
            });
            let earlier = earlier.map(Arc::new);
            Counted { rows: earlier.chain(presences(|_| true).rows).collect(), undecided: Vec::new() }
        }
        Source::Visitors => visitors(facts),
        Source::Registered => registered(facts),
    }
}

fn visitors(facts: &Facts) -> Counted {
    let came = facts.presences.iter().filter_map(|row| row.person.as_deref()).collect::<BTreeSet<_>>();
    let rows = facts.people.iter().filter(|person| came.contains(person.id.as_str())).map(row_of).collect();
    Counted { rows, undecided: Vec::new() }
}

fn registered(facts: &Facts) -> Counted {
    let mut counted = Counted::default();
    for person in facts.people.iter() {
        let ruled = ruled(person, "in", facts);
        match (person.standing(facts.as_at), ruled) {
            (Standing::In, _) | (Standing::Undecided, Some(true)) => counted.rows.push(row_of(person)),
            (Standing::Out, _) | (Standing::Undecided, Some(false)) => {}
            (Standing::Undecided, None) => counted.undecided.push(doubted(&row_of(person), STANDING_DOUBT)),
        }
    }
    counted
}

/// What was ruled about somebody: 是 or 否.
pub(super) fn ruled(person: &Registered, fact: &str, facts: &Facts) -> Option<bool> {
    // Most years have none, and everybody is asked about.
    if facts.rulings.is_empty() {
        return None;
    }
    facts.rulings.get(&(person.id.clone(), fact.to_owned())).map(|word| word == "是")
}

pub(super) fn row_of(person: &Registered) -> Arc<Row> {
    let id = Arc::<str>::from(person.id.as_str());
    Arc::new(Row {
        person: Some(id.clone()),
        id,
        label: person.name.as_str().into(),
        day: None,
        weight: 1,
        detail: CompactString::default(),
        kind: "person".into(),
        ask: None,
    })
}

/// One cell a class; a row whose class cannot be told is undecided in every class it might belong to, which without
/// further dates is each of them.
fn split_cells(
    whole: &Cell,
    split: Split,
    definition: &str,
    facts: &Facts,
    people: &BTreeMap<&str, &Registered>,
) -> Vec<Cell> {
    let mut by_class = BTreeMap::<String, Rows>::new();
    let mut undecided = Vec::new();
    for row in &whole.counted.rows {
        let Some(person) = row.person.as_deref().and_then(|id| people.get(id)) else { continue };
        let ruling = facts.rulings.get(&(person.id.clone(), split.key().to_owned())).cloned();
        match split.class_of(person, facts.as_at).or(ruling) {
            Some(class) => by_class.entry(class).or_default().push(row.clone()),
            None => undecided.push(Arc::new(Row {
                detail: "出生日期不全，不能确定属哪一档".into(),
                ask: Some(split.key().to_owned()),
                ..Row::clone(row)
            })),
        }
    }
    split
        .classes(&facts.branches)
        .into_iter()
        .filter_map(|class| {
            let rows = by_class.remove(&class.id).unwrap_or_default();
            // A branch without anybody would make the form longer and say nothing.
            if split == Split::Branch && rows.is_empty() {
                return None;
            }
            Some(Cell {
                id: format!("{}.{}.{}", whole.id, split.key(), class.id),
                label: format!("{}：{}", split.label(), class.label),
                indent: 1,
                definition: definition.replace("{class}", &class.label),
                unit: whole.unit.clone(),
                kind: whole.kind,
                counted: Counted { rows, undecided: undecided.clone() },
            })
        })
        .collect()
}
