//! From rows to people: rows of the files that are surely one person become one.

use super::{
    Choice, Options, Problem, Source,
    merge::{Merged, is_told_already, weigh},
    problems::{of_row, problem},
};
use crate::{
    import::{
        matching::{Index, Keys, Likeness, Traits},
        read::{BookReading, Extra, Memo, RowReading, SheetReading},
        table,
    },
    person::{Facts, Field, record_code::RecordCode},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    sync::Arc,
};

/// A person of the files before anybody registered was looked at.
#[derive(Default)]
pub(super) struct Person {
    pub(super) facts: Facts,
    /// Facts that do not come from the first source: place in `sources`.
    pub(super) later: Vec<(Field, usize)>,
    pub(super) sources: Vec<Source>,
    /// Whether each source has a cell to look at.
    pub(super) odd: Vec<bool>,
    pub(super) warn: BTreeSet<Field>,
    /// The traits of each row, so that a third row is compared with all of them.
    pub(super) traits: Vec<Traits>,
    /// Earlier people of the files it may be.
    pub(super) maybe: Vec<usize>,
    /// Facts under names of the centre's own: place in `sources`, value and column.
    pub(super) extras: BTreeMap<String, (usize, Extra)>,
    /// The record its row is of, where a table of ours says so.
    pub(super) record: Option<RecordCode>,
    /// What somebody decided about one of its rows.
    pub(super) choice: Option<Choice>,
}

/// All people of the files, and the rows that are nobody.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) people: Vec<Person>,
    pub(super) refused: Vec<(Source, String)>,
    /// What to look at in single cells, and rows of one person that say different things.
    pub(super) problems: Vec<Problem>,
}

pub(super) fn gather(books: &[BookReading], options: &Options) -> Gathered {
    let mut out = Gathered::default();
    let mut placing = Placing {
        index: Index::default(),
        places: HashMap::new(),
        awaited: HashMap::new(),
        options,
        summary: false,
    };
    let rows = books.iter().flat_map(|book| &book.sheets).map(|sheet| sheet.people.len()).sum();
    out.people.reserve_exact(rows);
    let tables = || books.iter().flat_map(|book| book.sheets.iter().map(move |sheet| (book, sheet)));
    // A summary sheet repeats the others: theirs is the word that stands.
    let ordered = tables().filter(|(_, s)| !s.summary).chain(tables().filter(|(_, s)| s.summary));
    for (book, sheet) in ordered {
        let table = Source {
            file: Arc::clone(&book.file),
            sheet: Arc::clone(&sheet.name),
            table: sheet.table,
            row: 0,
        };
        placing.summary = sheet.summary;
        each_in_order(
            &sheet.people,
            |people| read(book, sheet, &table, people),
            |row| placing.row(row, &table, &mut out),
        );
    }
    settle(&mut out.people);
    out
}

/// A row as it is placed: its readings are gone, what they came to stays.
struct Told {
    reading: RowReading,
    traits: Traits,
    keys: Keys,
    problems: Vec<Problem>,
}

fn read(book: &BookReading, sheet: &SheetReading, table: &Source, people: &[table::Person]) -> Vec<Told> {
    let memo = Memo::default();
    let told = |person: &table::Person| {
        let mut reading = book.read_with(sheet, person, Some(&memo));
        let problems = of_row(&reading, table);
        reading.cells = Vec::new();
        let traits = Traits::of(&reading.facts, reading.identity_hint.as_deref());
        Told { keys: Keys::of(&traits), traits, problems, reading }
    };
    people.iter().map(told).collect()
}

/// Works through a list in parts on every processor, and hands the results on in their order, while the next parts are
/// worked on.
fn each_in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&[T]) -> Vec<R> + Sync,
    mut take: impl FnMut(R),
) {
    /// Enough for the words of a column to come again, few enough to need little memory.
    const PART: usize = 8192;
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    if workers == 1 || items.len() < 256 {
        return work(items).into_iter().for_each(take);
    }
    let part = items.len().div_ceil(workers).clamp(128, PART);
    let work = &work;
    std::thread::scope(|scope| {
        let mut under_way = VecDeque::new();
        let mut parts = items.chunks(part).map(|part| scope.spawn(move || work(part)));
        under_way.extend(parts.by_ref().take(workers));
        while let Some(first) = under_way.pop_front() {
            let done = match first.join() {
                Ok(rows) => rows,
                // A fault in a reader is a fault of the whole, as it would be on one thread.
                Err(fault) => std::panic::resume_unwind(fault),
            };
            under_way.extend(parts.next());
            done.into_iter().for_each(&mut take);
        }
    });
}

/// People so far, by what finds them.
struct Placing<'a> {
    index: Index,
    /// Where rows went that somebody may point at.
    places: HashMap<Source, usize>,
    /// Rows still to come that somebody pointed at, and whose they are.
    awaited: HashMap<Source, usize>,
    options: &'a Options,
    /// The rows are those of a summary: they repeat people, and add nobody who may be one of them.
    summary: bool,
}

/// People a row may be that are kept: more of one name are not told apart by looking.
const MOST_MAYBE: usize = 10;

impl Placing<'_> {
    fn row(&mut self, told: Told, table: &Source, out: &mut Gathered) {
        let source = Source { row: told.reading.row, ..table.clone() };
        let choice = if self.options.rows.is_empty() { None } else { self.options.rows.get(&source) };
        if choice == Some(&Choice::Skip) {
            out.refused.push((source, "由您指定不导入".to_owned()));
            return;
        }
        let odd = !told.problems.is_empty();
        out.problems.extend(told.problems);
        match told.reading.refused {
            Some(why) => out.refused.push((source, why)),
            None => self.place(told.reading, (told.traits, &told.keys), odd, source, choice, out),
        }
    }

    /// Adds a row to the one person it surely is, or makes a new one.
    fn place(
        &mut self,
        row: RowReading,
        (traits, keys): (Traits, &Keys),
        odd: bool,
        source: Source,
        choice: Option<&Choice>,
        out: &mut Gathered,
    ) {
        let mut likes: Vec<(usize, Likeness)> = self
            .index
            .candidates(&traits, keys)
            .into_iter()
            .filter_map(|at| out.people.get(at).map(|person| (at, likeness(person, &traits))))
            .filter(|(_, likeness)| *likeness != Likeness::Different)
            .collect();
        let same: Vec<usize> =
            likes.iter().filter(|(_, l)| *l == Likeness::Same).map(|(at, _)| *at).collect();
        let same =
            if self.summary && same.is_empty() { likes.iter().map(|(at, _)| *at).collect() } else { same };
        if self.summary && same.len() > 1 && choice.is_none() {
            out.refused.push((source, "汇总表里的这一行对应不止一人，以分表为准，未导入".to_owned()));
            return;
        }
        likes.truncate(MOST_MAYBE);
        let told = match choice {
            Some(Choice::Row(other)) => self.places.get(other).copied(),
            _ => self.awaited.get(&source).copied(),
        };
        let joined = match (told, same.as_slice()) {
            (Some(at), _) => Some(at),
            (None, [one]) if choice != Some(&Choice::Apart) => Some(*one),
            // None, or two people of whom it may be either: kept apart and shown.
            _ => None,
        };
        // Two rows of a table of ours stay two, however alike they were made.
        let is_another = |at: &usize| {
            let held = out.people.get(*at).and_then(|person| person.record);
            row.record.is_some() && held.is_some() && held != row.record
        };
        let joined = joined.filter(|at| told.is_some() || !is_another(at));
        let at = joined.unwrap_or_else(|| {
            let is_told = matches!(choice, Some(Choice::Apart | Choice::Person(_)));
            out.people.push(Person {
                maybe: if is_told { Vec::new() } else { likes.iter().map(|(at, _)| *at).collect() },
                ..Person::default()
            });
            out.people.len() - 1
        });
        self.index.add(at, keys);
        if !self.options.rows.is_empty() {
            self.places.insert(source.clone(), at);
            if let Some(Choice::Row(other)) = choice.filter(|_| told.is_none()) {
                self.awaited.insert(other.clone(), at);
            }
        }
        if let Some(person) = out.people.get_mut(at) {
            if person.choice.is_none() {
                person.choice = choice.cloned();
            }
            person.record = person.record.or(row.record);
            one_more(&mut person.traits, traits);
            one_more(&mut person.odd, odd);
            add(person, row, source, &mut out.problems);
            if joined.is_some() && told.is_none() {
                let more = likes.iter().map(|(other, _)| *other).filter(|other| *other < at);
                person.maybe.extend(more);
                person.maybe.truncate(MOST_MAYBE);
            }
        }
    }
}

/// Adds to a list that hardly ever has a second: the first takes no more room than it needs.
fn one_more<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        *list = vec![item];
    } else {
        list.push(item);
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
fn add(person: &mut Person, row: RowReading, source: Source, problems: &mut Vec<Problem>) {
    if person.sources.is_empty() {
        person.facts = row.facts;
        person.extras = row.extras.into_iter().map(|(label, extra)| (label, (0, extra))).collect();
        person.warn = row.warn;
        person.sources = vec![source];
        return;
    }
    let place = person.sources.len();
    for (field, text) in row.facts {
        let told = is_told_already(field, |f| person.facts.contains_key(&f));
        let merged = match person.facts.get(&field) {
            _ if told => continue,
            None => Merged::Finer(text),
            Some(first) => weigh(field, first, &text),
        };
        match merged {
            Merged::First => {}
            Merged::Finer(text) => {
                person.facts.insert(field, text);
                person.later.retain(|(other, _)| *other != field);
                person.later.push((field, place));
            }
            Merged::Differs => {
                let first =
                    person.sources.first().map(|s| format!("{}第{}行", s.sheet, s.row)).unwrap_or_default();
                let text = format!("{}与{first}的同一人不同，按{first}的导入，请核对", field.label());
                problems.push(problem(&source, None, "differs", text));
            }
        }
    }
    for (label, extra) in row.extras {
        match person.extras.get(&label) {
            None => {
                person.extras.insert(label, (place, extra));
            }
            Some((_, first)) if first.text != extra.text => {
                let text = format!("“{label}”在同一人的两行里不同，按前一行的导入，请核对");
                problems.push(problem(&source, Some(extra.col), "differs", text));
            }
            Some(_) => {}
        }
    }
    person.warn.extend(row.warn);
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
