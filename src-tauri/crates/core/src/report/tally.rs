//! Filling a form of rows and columns.

use crate::date::Tri;
use crate::report::count::{doubted, row_of, ruled, typed};
use crate::report::grid::{Column, Conditions, Grid, People, Row as RowRule};
use crate::report::record::{Doubt, STANDING_DOUBT, fits, in_time, once, row_of_record};
use crate::report::sum::{explained, sums};
use crate::report::told::{Told, ToldOf};
use crate::report::{Cell, Counted, Facts, Form, Record, Registered, Row, Standing};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row as it stands on the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Id within the form.
    pub id: String,
    /// What it holds.
    pub label: String,
    /// The words at its side over several rows.
    pub group: Option<String>,
    /// Depth under the row above.
    pub indent: u8,
    conditions: Conditions,
}

/// Something a cell may count, before its row is known.
struct Candidate<'a> {
    what: What<'a>,
    /// Why it is not sure that it counts at all.
    doubt: Option<Doubt>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Person(&'a Registered, &'a Known),
    Record(&'a Record),
}

#[derive(Clone, Copy)]
enum Fit {
    Yes,
    No,
    Doubtful(Doubt),
}

/// Facts whose words are ruled, by their names: a doubt names one of them.
const ASKED: [&str; 4] = ["elder", "period", "standing", "age_band"];

/// What is known of somebody, whether each sort of column counts them, and how they stand behind a figure.
pub(super) struct Known {
    told: ToldOf,
    counts: [(People, Fit); People::ALL.len()],
    row: Arc<Row>,
}

impl Known {
    fn counts(&self, people: People) -> Fit {
        self.counts.iter().find(|(one, _)| *one == people).map_or(Fit::No, |(_, fit)| *fit)
    }
}

/// What is known of each person, in the order of the register: asked once for all forms of a year.
pub(super) fn tell(facts: &Facts) -> Vec<Known> {
    let known = |one| Known {
        told: ToldOf::of(one, facts.as_at, &facts.rulings),
        counts: People::ALL.map(|people| (people, counts(people, one, facts))),
        row: row_of(one),
    };
    facts.people.iter().map(known).collect()
}

/// The cells of a form in the order of its rows, with the rows themselves.
pub(super) fn laid_out(form: &Form, grid: &Grid, facts: &Facts, told: &[Known]) -> (Vec<GridRow>, Vec<Cell>) {
    let candidates =
        grid.columns.iter().map(|column| candidates(grid, column, facts, told)).collect::<Vec<_>>();
    let rows = expanded(grid, facts, &candidates);
    let counted =
        grid.columns.iter().zip(&candidates).map(|(column, found)| placed(column, &rows, found, facts));
    let mut counted = counted.collect::<Vec<_>>();
    // A sum takes the typed amounts of its parts; one typed at the sum itself is added to it, and K1 will say so.
    let type_in = |counted: &mut [Vec<Counted>], sums: bool| {
        for (column, cells) in grid.columns.iter().zip(counted).filter(|(one, _)| one.sum.is_empty() != sums)
        {
            for (row, cell) in rows.iter().zip(cells) {
                cell.rows.extend(typed(form, (&cell_id(row, column), column.kind), facts));
            }
        }
    };
    type_in(&mut counted, false);
    sums(grid, &mut counted);
    type_in(&mut counted, true);
    explained(grid, &mut counted, facts);
    let mut columns = counted.into_iter().map(Vec::into_iter).collect::<Vec<_>>();
    let mut cells = Vec::new();
    for row in &rows {
        for (column, counted) in grid.columns.iter().zip(&mut columns) {
            cells.push(cell(grid, row, column, counted.next().unwrap_or_default()));
        }
    }
    (rows, cells)
}

pub(super) fn count_grid(form: &Form, grid: &Grid, facts: &Facts) -> Vec<Cell> {
    laid_out(form, grid, facts, &tell(facts)).1
}

fn cell_id(row: &GridRow, column: &Column) -> String {
    format!("{}.{}", row.id, column.id)
}

pub(super) fn cell(grid: &Grid, row: &GridRow, column: &Column, counted: Counted) -> Cell {
    let head = column
        .group
        .as_ref()
        .map_or_else(|| column.label.clone(), |group| format!("{group}：{}", column.label));
    Cell {
        id: cell_id(row, column),
        label: format!("{}，{head}", row.label),
        indent: row.indent,
        definition: column.definition.replace("{row}", &row.label),
        unit: column.unit.clone().unwrap_or_else(|| grid.unit.clone()),
        kind: column.kind,
        counted,
    }
}

/// What a column asks of everybody and of every record, before it is known in which row they stand.
fn candidates<'a>(grid: &Grid, column: &Column, facts: &'a Facts, told: &'a [Known]) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    if let Some(people) = column.people {
        for (person, told) in facts.people.iter().zip(told) {
            let what = What::Person(person, told);
            let fit = both(told.counts(people), || fit(&what, &grid.conditions, facts));
            keep(&mut found, what, both(fit, || fit_of(&what, column, facts)));
        }
    }
    if let Some(records) = &column.records {
        for record in &facts.records {
            if fits(record, records) && in_time(record, column.kind, facts) {
                let what = What::Record(record);
                let sure = record.doubt.map_or(Fit::Yes, Fit::Doubtful);
                let here = both(sure, || fit(&what, &grid.conditions, facts));
                keep(&mut found, what, both(here, || fit_of(&what, column, facts)));
            }
        }
    }
    // Of one body or person a record that surely counts goes before one that may not.
    found.sort_by_key(|candidate| candidate.doubt.is_some());
    found
}

fn fit_of(what: &What<'_>, column: &Column, facts: &Facts) -> Fit {
    fit(what, &column.conditions, facts)
}

fn keep<'a>(found: &mut Vec<Candidate<'a>>, what: What<'a>, fit: Fit) {
    match fit {
        Fit::Yes => found.push(Candidate { what, doubt: None }),
        Fit::Doubtful(doubt) => found.push(Candidate { what, doubt: Some(doubt) }),
        Fit::No => {}
    }
}

/// Both hold; the first doubt is the one that is asked.
fn both(one: Fit, other: impl FnOnce() -> Fit) -> Fit {
    match one {
        Fit::No => Fit::No,
        Fit::Yes => other(),
        Fit::Doubtful(doubt) => match other() {
            Fit::No => Fit::No,
            _ => Fit::Doubtful(doubt),
        },
    }
}

/// Whether a column of people counts somebody (`design.md` 4a 5 to 8; `domain.md` 1.3).
fn counts(people: People, person: &Registered, facts: &Facts) -> Fit {
    let before = facts.first.pred_opt().unwrap_or(facts.first);
    let listed = || if person.uncounted { Fit::No } else { Fit::Yes };
    match people {
        People::Registered => here(person, facts.as_at, "in", facts),
        People::Members => match person.is_member(facts.as_at) && person.branch(facts.as_at).is_some() {
            true => here(person, facts.as_at, "in", facts),
            false => Fit::No,
        },
        People::Actual => both(listed(), || {
            both(here(person, facts.as_at, "in", facts), || retired_by(person, facts.as_at, facts))
        }),
        People::Last => both(listed(), || {
            both(here(person, before, "in_before", facts), || retired_by(person, before, facts))
        }),
        People::Retired => both(listed(), || {
            let within = person.retire.map_or(Tri::No, |day| day.within(facts.first, facts.as_at));
            decided(within, person, "retired", "离退休时间不全，不能确定是否在本年", facts)
        }),
        People::Died => both(listed(), || match person.died_here() {
            true => {
                let within = person.dead(facts.as_at).and(person.dead(before).not());
                decided(within, person, "died", "去世时间不全，不能确定是否在本年", facts)
            }
            false => Fit::No,
        }),
    }
}

fn here(person: &Registered, day: NaiveDate, fact: &'static str, facts: &Facts) -> Fit {
    let there = match person.standing(day) {
        Standing::In => Tri::Yes,
        Standing::Out => Tri::No,
        Standing::Undecided => Tri::Undecided,
    };
    decided(there, person, fact, STANDING_DOUBT.why, facts)
}

/// Retired by the end of a day; who is registered without a date was.
fn retired_by(person: &Registered, day: NaiveDate, facts: &Facts) -> Fit {
    let Some(retire) = person.retire else { return Fit::Yes };
    match (retire.on_or_before(day), ruled(person, "retired", facts)) {
        (Tri::Yes, _) => Fit::Yes,
        (Tri::No, _) => Fit::No,
        (Tri::Undecided, Some(this_year)) => {
            if this_year && day < facts.first {
                Fit::No
            } else {
                Fit::Yes
            }
        }
        (Tri::Undecided, None) => Fit::Doubtful(Doubt {
            fact: "retired",
            why: "离退休时间不全，不能确定是否在本年",
        }),
    }
}

fn decided(tri: Tri, person: &Registered, fact: &'static str, why: &'static str, facts: &Facts) -> Fit {
    match (tri, ruled(person, fact, facts)) {
        (Tri::Yes, _) | (Tri::Undecided, Some(true)) => Fit::Yes,
        (Tri::No, _) | (Tri::Undecided, Some(false)) => Fit::No,
        (Tri::Undecided, None) => Fit::Doubtful(Doubt { fact, why }),
    }
}

fn fit(what: &What<'_>, conditions: &Conditions, facts: &Facts) -> Fit {
    conditions.iter().fold(Fit::Yes, |so_far, (fact, words)| {
        both(so_far, || match word(what, fact, facts) {
            Ok(word) if words.iter().any(|one| *one == *word) => Fit::Yes,
            Ok(_) => Fit::No,
            Err(doubt) => Fit::Doubtful(doubt),
        })
    })
}

/// What is known of a fact.
fn word<'a>(what: &What<'a>, fact: &str, facts: &'a Facts) -> Result<Cow<'a, str>, Doubt> {
    match what {
        What::Person(person, _) if fact == "composition" => {
            let branch = person.branch(facts.as_at);
            Ok(branch.and_then(|id| facts.compositions.get(id)).map_or("未定", String::as_str).into())
        }
        What::Person(_, known) => match known.told.get(fact) {
            Some(Told::Is(word)) => Ok(word.into()),
            Some(Told::Unknown(why)) => {
                let fact = ASKED.into_iter().find(|asked| *asked == fact).unwrap_or("in");
                Err(Doubt { fact, why })
            }
            None => Ok("".into()),
        },
        What::Record(record) => Ok(match fact {
            "branch" | "body" => record.body.as_deref().unwrap_or("none").into(),
            "month" => record.from.map_or(Cow::Borrowed(""), |day| format!("{:02}", day.month()).into()),
            _ => record.facts.get(fact).map_or("", String::as_str).into(),
        }),
    }
}

/// The rows of the form: those it names, and one for each word that is found.
fn expanded(grid: &Grid, facts: &Facts, candidates: &[Vec<Candidate<'_>>]) -> Vec<GridRow> {
    let mut rows = Vec::new();
    for rule in &grid.rows {
        match rule {
            RowRule::Each { each, of } => rows.extend(each_word(each, of, facts, candidates)),
            one => rows.extend(fixed(one)),
        }
    }
    rows
}

/// A row that stands on the form whatever is counted.
pub(super) fn fixed(rule: &RowRule) -> Option<GridRow> {
    let RowRule::One { id, label, group, indent, conditions } = rule else { return None };
    Some(GridRow {
        id: id.clone(),
        label: label.clone(),
        group: group.clone(),
        indent: *indent,
        conditions: conditions.clone(),
    })
}

fn each_word(fact: &str, of: &[String], facts: &Facts, candidates: &[Vec<Candidate<'_>>]) -> Vec<GridRow> {
    let found = candidates.iter().flatten().filter_map(|one| word(&one.what, fact, facts).ok());
    let found = found.map(Cow::into_owned).collect::<BTreeSet<String>>();
    let names = if matches!(fact, "branch" | "body") { facts.branches.as_slice() } else { &[] };
    let known = names.iter().map(|(id, _)| id).filter(|id| found.contains(*id));
    let mut words = of.iter().chain(known).cloned().collect::<Vec<_>>();
    let others = found.into_iter().filter(|word| !words.contains(word)).collect::<Vec<_>>();
    words.extend(others);
    let row = |word: String| GridRow {
        label: match names.iter().find(|(id, _)| *id == word) {
            Some((_, name)) => name.clone(),
            None => shown(fact, &word),
        },
        group: None,
        indent: 0,
        conditions: BTreeMap::from([(fact.to_owned(), vec![word.clone()])]),
        id: if word.is_empty() { "none".into() } else { word },
    };
    words.into_iter().map(row).collect()
}

fn shown(fact: &str, word: &str) -> String {
    match (fact, word) {
        ("branch" | "body", _) => "没有登记组织".into(),
        ("month", month) => format!("{}月", month.trim_start_matches('0')),
        (_, "") => "未填".into(),
        _ => word.to_owned(),
    }
}

/// The candidates of a column in its cells, one a row.
fn placed(column: &Column, rows: &[GridRow], candidates: &[Candidate<'_>], facts: &Facts) -> Vec<Counted> {
    let places = Places::of(rows);
    let mut cells = vec![Counted::default(); rows.len()];
    let mut seen = BTreeSet::new();
    for candidate in candidates {
        for (place, doubt) in places.find(candidate, rows, facts) {
            let Some(cell) = cells.get_mut(place) else { continue };
            let once = match (candidate.what, &column.records) {
                (What::Record(record), Some(records)) => once(record, records),
                _ => Some(None),
            };
            let Some(once) = once else { continue };
            if once.is_some_and(|key| !seen.insert((place, key))) {
                continue;
            }
            let row = match (candidate.what, &column.records) {
                (What::Person(_, known), _) => known.row.clone(),
                (What::Record(record), Some(records)) => row_of_record(record, records),
                (What::Record(_), None) => continue,
            };
            match doubt {
                None => cell.rows.push(row),
                Some(doubt) => cell.undecided.push(doubted(&row, doubt)),
            }
        }
    }
    cells
}

/// Rows by the one word of the one fact they ask, so that a register is not asked about each of seventy-six rows.
struct Places<'a> {
    by_word: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
    others: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(rows: &'a [GridRow]) -> Places<'a> {
        let mut places = Places { by_word: BTreeMap::new(), others: Vec::new() };
        for (place, row) in rows.iter().enumerate() {
            match row.conditions.iter().next() {
                Some((fact, words)) if row.conditions.len() == 1 => {
                    let by_word = places.by_word.entry(fact).or_default();
                    words.iter().for_each(|word| by_word.entry(word).or_default().push(place));
                }
                _ => places.others.push(place),
            }
        }
        places
    }

    fn find(
        &self,
        candidate: &Candidate<'_>,
        rows: &[GridRow],
        facts: &Facts,
    ) -> Vec<(usize, Option<Doubt>)> {
        let mut found = Vec::new();
        for (fact, by_word) in &self.by_word {
            match word(&candidate.what, fact, facts) {
                Ok(word) => {
                    let here = by_word.get(&*word).into_iter().flatten();
                    found.extend(here.map(|place| (*place, candidate.doubt)));
                }
                Err(doubt) => {
                    let all = by_word.values().flatten().collect::<BTreeSet<_>>();
                    found.extend(all.into_iter().map(|place| (*place, candidate.doubt.or(Some(doubt)))));
                }
            }
        }
        for place in &self.others {
            let Some(row) = rows.get(*place) else { continue };
            match fit(&candidate.what, &row.conditions, facts) {
                Fit::Yes => found.push((*place, candidate.doubt)),
                Fit::Doubtful(doubt) => found.push((*place, candidate.doubt.or(Some(doubt)))),
                Fit::No => {}
            }
        }
        found
    }
}
