//! From rows to people: rows of the files that are surely one person become one.

use super::{
    Problem, Source,
    merge::{Merged, is_told_already, weigh},
    problems::problem,
};
use crate::{
    import::{
        matching::{Index, Likeness, Traits},
        read::{BookReading, RowReading},
    },
    person::{Facts, Field},
};
use std::collections::{BTreeMap, BTreeSet};

/// A person of the files before anybody registered was looked at.
pub(super) struct Person {
    pub(super) facts: Facts,
    /// Where each fact comes from: place in `sources`, column.
    pub(super) origins: BTreeMap<Field, (usize, Option<u32>)>,
    pub(super) sources: Vec<Source>,
    pub(super) warn: BTreeSet<Field>,
    /// The traits of each row, so that a third row is compared with all of them.
    pub(super) traits: Vec<Traits>,
    /// Earlier people of the files it may be.
    pub(super) maybe: Vec<usize>,
}

/// All people of the files, and the rows that are nobody.
pub(super) struct Gathered {
    pub(super) people: Vec<Person>,
    pub(super) refused: Vec<(Source, String)>,
    /// Rows of one person that say different things.
    pub(super) problems: Vec<Problem>,
}

pub(super) fn gather(books: &[BookReading]) -> Gathered {
    let mut out = Gathered { people: Vec::new(), refused: Vec::new(), problems: Vec::new() };
    let mut index = Index::default();
    let rows = books
        .iter()
        .flat_map(|book| book.sheets.iter().flat_map(move |s| s.rows.iter().map(move |r| (book, r))));
    for (book, row) in rows {
        let source = Source { file: book.file.clone(), sheet: row.sheet.clone(), row: row.row };
        match &row.refused {
            Some(why) => out.refused.push((source, why.clone())),
            None => place(row, source, &mut out, &mut index),
        }
    }
    settle(&mut out.people);
    out
}

/// Adds a row to the one person it surely is, or makes a new one.
fn place(row: &RowReading, source: Source, out: &mut Gathered, index: &mut Index) {
    let traits = Traits::of(&row.facts, row.identity_hint.as_deref());
    let likes: Vec<(usize, Likeness)> = index
        .candidates(&traits)
        .into_iter()
        .filter_map(|at| out.people.get(at).map(|person| (at, likeness(person, &traits))))
        .filter(|(_, likeness)| *likeness != Likeness::Different)
        .collect();
    let same: Vec<usize> = likes.iter().filter(|(_, l)| *l == Likeness::Same).map(|(at, _)| *at).collect();
    let at = match same.as_slice() {
        [one] => *one,
        // None, or two people of whom it may be either: kept apart and shown.
        _ => {
            out.people.push(Person {
                facts: Facts::new(),
                origins: BTreeMap::new(),
                sources: Vec::new(),
                warn: BTreeSet::new(),
                traits: Vec::new(),
                maybe: likes.iter().map(|(at, _)| *at).collect(),
            });
            out.people.len() - 1
        }
    };
    index.add(at, &traits);
    if let Some(person) = out.people.get_mut(at) {
        person.traits.push(traits);
        add(person, row, source, &mut out.problems);
        if same.len() == 1 {
            let more = likes.iter().map(|(other, _)| *other).filter(|other| *other < at);
            person.maybe.extend(more);
        }
    }
}

/// A row is as like a person as the row of that person it is most like, unless one of them rules it out.
fn likeness(person: &Person, traits: &Traits) -> Likeness {
    let each = person.traits.iter().map(|t| t.likeness(traits));
    let same_identity =
        traits.identity().is_some_and(|id| person.traits.iter().any(|t| t.identity() == Some(id)));
    if !same_identity && each.clone().any(|l| l == Likeness::Different) {
        return Likeness::Different;
    }
    each.max().unwrap_or(Likeness::Different)
}

/// Adds what a row says: the first value stays, a finer one replaces it, a contradiction is shown.
fn add(person: &mut Person, row: &RowReading, source: Source, problems: &mut Vec<Problem>) {
    let place = person.sources.len();
    for (field, text) in &row.facts {
        let col = row.cells.iter().find(|c| c.field == *field && c.understood == *text).and_then(|c| c.col);
        let told = place > 0 && is_told_already(*field, |f| person.facts.contains_key(&f));
        let merged = match person.facts.get(field) {
            _ if told => continue,
            None => Merged::Finer(text.clone()),
            Some(first) => weigh(*field, first, text),
        };
        match merged {
            Merged::First => {}
            Merged::Finer(text) => {
                person.facts.insert(*field, text);
                person.origins.insert(*field, (place, col));
            }
            Merged::Differs => {
                let first =
                    person.sources.first().map(|s| format!("{}第{}行", s.sheet, s.row)).unwrap_or_default();
                let text = format!("{}与{first}的同一人不同，按{first}的导入，请核对", field.label());
                problems.push(problem(&source, col, "differs", text));
            }
        }
    }
    person.warn.extend(&row.warn);
    person.sources.push(source);
}

/// A pair noted before more rows came may have been settled by them.
fn settle(people: &mut [Person]) {
    for at in 0..people.len() {
        let (before, rest) = people.split_at_mut(at);
        let Some(person) = rest.first_mut() else { continue };
        person.maybe.sort_unstable();
        person.maybe.dedup();
        person.maybe.retain(|other| {
            before.get(*other).is_some_and(|o| {
                !o.traits.iter().any(|a| {
                    person
                        .traits
                        .iter()
                        .any(|b| matches!((a.identity(), b.identity()), (Some(a), Some(b)) if a != b))
                })
            })
        });
    }
}
