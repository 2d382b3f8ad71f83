//! From rows to people: rows of the files that are surely one person become one.

use super::{
    Choice, Options, Problem, Source,
    merge::{Merged, is_told_already, weigh},
    problems::{of_row, problem},
};
use crate::{
    import::{
        matching::{Index, Likeness, Traits},
        read::{BookReading, Extra, RowReading, SheetReading},
        table,
    },
    person::{Facts, Field},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// A person of the files before anybody registered was looked at.
#[derive(Default)]
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
    /// Facts under names of the centre's own: place in `sources`, value and column.
    pub(super) extras: BTreeMap<String, (usize, Extra)>,
    /// What somebody decided about one of its rows.
    pub(super) choice: Option<Choice>,
}

/// All people of the files, and the rows that are nobody.
pub(super) struct Gathered {
    pub(super) people: Vec<Person>,
    pub(super) refused: Vec<(Source, String)>,
    /// What to look at in single cells, and rows of one person that say different things.
    pub(super) problems: Vec<Problem>,
    /// Rows with a cell to look at.
    pub(super) odd: HashSet<Source>,
}

/// Rows read at a time: enough to keep every processor busy, few enough to need little memory.
const STRIDE: usize = 4096;

pub(super) fn gather(books: &[BookReading], options: &Options) -> Gathered {
    let mut out =
        Gathered { people: Vec::new(), refused: Vec::new(), problems: Vec::new(), odd: HashSet::new() };
    let mut placing = Placing { index: Index::default(), places: HashMap::new(), options };
    let tables = || books.iter().flat_map(|book| book.sheets.iter().map(move |sheet| (book, sheet)));
    // A summary sheet repeats the others: theirs is the word that stands.
    let ordered = tables().filter(|(_, s)| !s.summary).chain(tables().filter(|(_, s)| s.summary));
    for (book, sheet) in ordered {
        for people in sheet.people.chunks(STRIDE) {
            for row in read_all(book, sheet, people) {
                let source = Source {
                    file: Arc::clone(&book.file),
                    sheet: Arc::clone(&sheet.name),
                    table: sheet.table,
                    row: row.row,
                };
                placing.row(&row, source, &mut out);
            }
        }
    }
    settle(&mut out.people);
    out
}

/// Reads rows on every processor, in their order.
fn read_all(book: &BookReading, sheet: &SheetReading, people: &[table::Person]) -> Vec<RowReading> {
    const WORTH_A_THREAD: usize = 256;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = people.len().div_ceil(workers).max(WORTH_A_THREAD);
    let read =
        |part: &[table::Person]| part.iter().map(|person| book.read(sheet, person)).collect::<Vec<_>>();
    if people.len() <= share {
        return read(people);
    }
    let read = &read;
    std::thread::scope(|scope| {
        let parts: Vec<_> = people.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        let done = parts.into_iter().map(|part| match part.join() {
            Ok(rows) => rows,
            // A fault in a reader is a fault of the whole, as it would be on one thread.
            Err(fault) => std::panic::resume_unwind(fault),
        });
        done.flatten().collect()
    })
}

/// People so far, by what finds them.
struct Placing<'a> {
    index: Index,
    places: HashMap<Source, usize>,
    options: &'a Options,
}

impl Placing<'_> {
    fn row(&mut self, row: &RowReading, source: Source, out: &mut Gathered) {
        let choice = self.options.rows.get(&source);
        if choice == Some(&Choice::Skip) {
            out.refused.push((source, "由您指定不导入".to_owned()));
            return;
        }
        let found = of_row(row, &source);
        if !found.is_empty() {
            out.odd.insert(source.clone());
        }
        out.problems.extend(found);
        match &row.refused {
            Some(why) => out.refused.push((source, why.clone())),
            None => self.place(row, source, choice, out),
        }
    }

    /// Adds a row to the one person it surely is, or makes a new one.
    fn place(&mut self, row: &RowReading, source: Source, choice: Option<&Choice>, out: &mut Gathered) {
        let traits = Traits::of(&row.facts, row.identity_hint.as_deref());
        let likes: Vec<(usize, Likeness)> = self
            .index
            .candidates(&traits)
            .into_iter()
            .filter_map(|at| out.people.get(at).map(|person| (at, likeness(person, &traits))))
            .filter(|(_, likeness)| *likeness != Likeness::Different)
            .collect();
        let same: Vec<usize> =
            likes.iter().filter(|(_, l)| *l == Likeness::Same).map(|(at, _)| *at).collect();
        let told = match choice {
            Some(Choice::Row(other)) => self.places.get(other).copied(),
            _ => None,
        };
        let joined = match (told, same.as_slice()) {
            (Some(at), _) => Some(at),
            (None, [one]) if choice != Some(&Choice::Apart) => Some(*one),
            // None, or two people of whom it may be either: kept apart and shown.
            _ => None,
        };
        let at = joined.unwrap_or_else(|| {
            let is_told = matches!(choice, Some(Choice::Apart | Choice::Person(_)));
            out.people.push(Person {
                maybe: if is_told { Vec::new() } else { likes.iter().map(|(at, _)| *at).collect() },
                ..Person::default()
            });
            out.people.len() - 1
        });
        self.index.add(at, &traits);
        self.places.insert(source.clone(), at);
        if let Some(person) = out.people.get_mut(at) {
            if person.choice.is_none() {
                person.choice = choice.cloned();
            }
            person.traits.push(traits);
            add(person, row, source, &mut out.problems);
            if joined.is_some() && told.is_none() {
                let more = likes.iter().map(|(other, _)| *other).filter(|other| *other < at);
                person.maybe.extend(more);
            }
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
    for (label, extra) in &row.extras {
        match person.extras.get(label) {
            None => {
                person.extras.insert(label.clone(), (place, extra.clone()));
            }
            Some((_, first)) if first.text != extra.text => {
                let text = format!("“{label}”在同一人的两行里不同，按前一行的导入，请核对");
                problems.push(problem(&source, Some(extra.col), "differs", text));
            }
            Some(_) => {}
        }
    }
    person.warn.extend(&row.warn);
    person.sources.push(source);
}

/// A pair noted before more rows came may have been settled by them.
fn settle(people: &mut [Person]) {
    for at in 0..people.len() {
        let (before, rest) = people.split_at_mut(at);
        let Some(person) = rest.first_mut().filter(|person| !person.maybe.is_empty()) else { continue };
        person.maybe.sort_unstable();
        person.maybe.dedup();
        let may_be = |other: &Person| {
            let each = other.traits.iter().flat_map(|a| person.traits.iter().map(move |b| a.likeness(b)));
            each.min().is_some_and(|least| least > Likeness::Different)
        };
        let still = person.maybe.iter().copied().filter(|other| before.get(*other).is_some_and(may_be));
        person.maybe = still.collect();
    }
}
