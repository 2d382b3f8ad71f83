use crate::context::Context;
use crate::error::Answer;
use crate::import::options::RowPlace;
use crate::import::plans::Stored;
use crate::import::told::number;
use crate::import::{
    CellChoice, CellFlag, ImportCell, ImportRow, ImportRows, MaybeSame, RowFate, ShowRows, Verdict,
};
use crate::person::{FieldChange, show};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::HashMap;
use yinhui_core::flag::Flag;
use yinhui_core::import::plan::{self, Planned, RowPlan, Source, Target};
use yinhui_core::import::read::{BookReading, CellReading, RowReading, SheetReading, choices};
use yinhui_core::import::table::{Fix, Taken};
use yinhui_core::person::{Facts, Field, field::Kind};

/// The most rows of one page.
const MOST: usize = 200;

/// A page of a plan's rows: what was written, what was understood, what would happen.
pub(crate) fn rows(context: &Context<'_>, show: ShowRows) -> Answer<ImportRows> {
    let stored = context.app.plans().get(&show.plan)?;
    let wanted = stored.plan.rows.iter().filter(|row| is_wanted(row, &show)).collect::<Vec<_>>();
    let offset = usize::try_from(show.offset.max(0)).unwrap_or(0);
    let limit = usize::try_from(show.limit.max(1)).unwrap_or(MOST).min(MOST);
    let page = wanted.iter().skip(offset).take(limit).copied().collect::<Vec<_>>();
    let registered = registered(context, &stored, &page)?;
    let today = context.today();
    Ok(ImportRows {
        total: number(wanted.len()),
        rows: page
            .into_iter()
            .map(|row| Shown { stored: &stored, registered: &registered, today }.row(row))
            .collect(),
    })
}

fn is_wanted(row: &RowPlan, show: &ShowRows) -> bool {
    let source = &row.source;
    show.file.as_ref().is_none_or(|file| *source.file == **file)
        && show.sheet.as_ref().is_none_or(|sheet| *source.sheet == **sheet)
        && show.table.is_none_or(|table| i64::from(source.table) == table)
        && show.verdict.is_none_or(|verdict| verdict_of(row.verdict) == verdict)
        && (!show.odd.unwrap_or(false) || row.odd)
}

/// The facts of registered people that rows of a page may be.
fn registered(context: &Context<'_>, stored: &Stored, page: &[&RowPlan]) -> Answer<HashMap<String, Facts>> {
    let people = page.iter().filter_map(|row| stored.plan.people.get(row.person?));
    let ids = people.flat_map(|person| &person.suspect_of).collect::<Vec<_>>();
    context.read(|reader| {
        let known = |id: &String| Ok((id.clone(), reader.person(id)?.facts));
        ids.into_iter().map(known).collect()
    })
}

/// The table and the row of a place.
pub(crate) fn find<'a>(stored: &'a Stored, source: &Source) -> Option<(&'a BookReading, &'a SheetReading)> {
    let book = stored.readings.iter().find(|book| book.file == source.file)?;
    Some((book, book.sheet(&source.sheet, source.table)?))
}

/// A row of a plan, read again.
pub(crate) fn reading(stored: &Stored, source: &Source) -> Option<RowReading> {
    let (book, sheet) = find(stored, source)?;
    book.row(sheet, source.row)
}

/// What a page of rows is shown by.
struct Shown<'a> {
    stored: &'a Stored,
    registered: &'a HashMap<String, Facts>,
    today: NaiveDate,
}

impl Shown<'_> {
    fn row(&self, row: &RowPlan) -> ImportRow {
        let planned = row.person.and_then(|place| self.stored.plan.people.get(place));
        let reading = reading(self.stored, &row.source).unwrap_or_default();
        ImportRow {
            place: RowPlace::of(&row.source),
            verdict: verdict_of(row.verdict),
            note: row.text.clone().or_else(|| reading.refused.clone()).unwrap_or_default(),
            cells: self.cells(row, &reading),
            changes: planned.map(|planned| changes(planned, row)).unwrap_or_default(),
            person: planned.and_then(|planned| match &planned.target {
                Target::Existing(id) => Some(id.clone()),
                Target::New | Target::Nobody => None,
            }),
            maybe: planned.map(|planned| self.maybe(planned)).unwrap_or_default(),
            fate: self.fate(&row.source),
        }
    }

    fn fate(&self, source: &Source) -> Option<RowFate> {
        let mut rows = self.stored.options.rows.iter().flatten();
        rows.find(|choice| choice.place.source() == *source).map(|choice| choice.fate)
    }

    /// People a row may be, with what tells them apart.
    fn maybe(&self, planned: &Planned) -> Vec<MaybeSame> {
        let registered = planned.suspect_of.iter().filter_map(|id| {
            let facts = self.registered.get(id)?;
            Some(MaybeSame { person: Some(id.clone()), place: None, ..about(facts) })
        });
        let in_file = planned.suspect_in_file.iter().filter_map(|place| {
            let other = self.stored.plan.people.get(*place)?;
            let first = other.sources.first()?;
            Some(MaybeSame { place: Some(RowPlace::of(first)), ..about(&other.facts) })
        });
        registered.chain(in_file).collect()
    }

    /// A row's cells by column: those that were read, and, as they stand, those of columns that are not taken.
    fn cells(&self, row: &RowPlan, reading: &RowReading) -> Vec<ImportCell> {
        let read = reading.cells.iter().map(|cell| self.cell(cell, reading));
        let kept = reading.extras.values().map(|extra| ImportCell {
            understood: show::guarded(&extra.text),
            ..untouched(extra.col, &extra.text)
        });
        let mut cells = read.chain(kept).collect::<Vec<_>>();
        cells.extend(left(self.stored, row).into_iter().flatten());
        cells.sort_by_key(|cell| cell.col.unwrap_or(i64::MAX));
        cells
    }

    fn cell(&self, cell: &CellReading, row: &RowReading) -> ImportCell {
        let ways = choices(row, cell, self.today).into_iter();
        ImportCell {
            col: cell.col.map(i64::from),
            field: cell.field.key().to_owned(),
            label: cell.field.label().to_owned(),
            written: show::written(Some(cell.field), &cell.written),
            understood: show::written(Some(cell.field), &cell.understood),
            flag: flag_of(cell.flag),
            note: cell.note.clone().map(Cow::into_owned),
            choices: ways
                .map(|text| CellChoice {
                    label: show::written(Some(cell.field), &spoken(cell.field, &text)),
                    text: if cell.field.is_masked() { Fix::KEEP.to_owned() } else { text },
                })
                .collect(),
            settled: cell.settled,
        }
    }
}

/// `1949-10` as a clerk says it.
fn spoken(field: Field, text: &str) -> String {
    if field.kind() != Kind::Date {
        return text.to_owned();
    }
    let mut parts = text.split('-').map(|part| part.trim_start_matches('0'));
    let names = ["年", "月", "日"].into_iter();
    names.map_while(|name| parts.next().map(|part| format!("{part}{name}"))).collect()
}

/// A person in a few words.
pub(crate) fn about(facts: &Facts) -> MaybeSame {
    let told = [
        Field::Sex,
        Field::Birth,
        Field::Unit,
        Field::UnitPost,
        Field::Post,
        Field::Branch,
        Field::Identity,
        Field::Phones,
    ];
    let words = told.into_iter().filter_map(|field| Some(show::masked(field, facts.get(&field)?, true)));
    MaybeSame { person: None, place: None, name: show::fact(facts, Field::Name), about: words.collect() }
}

fn left(stored: &Stored, row: &RowPlan) -> Option<Vec<ImportCell>> {
    let (book, sheet) = find(stored, &row.source)?;
    let raw = book.cells(sheet)?.row(row.source.row)?;
    let untaken =
        sheet.columns.iter().filter(|column| column.taken == Taken::No && !raw.cell(column.col).is_blank());
    Some(untaken.map(|column| untouched(column.col, &raw.cell(column.col).written())).collect())
}

/// A cell that is not taken. What it holds is not known, so anything as long as a number of a person is masked.
fn untouched(col: u32, written: &str) -> ImportCell {
    ImportCell {
        col: Some(i64::from(col)),
        field: String::new(),
        label: String::new(),
        written: show::guarded(written),
        understood: String::new(),
        flag: CellFlag::Normal,
        note: None,
        choices: Vec::new(),
        settled: false,
    }
}

/// A fact as a preview may show it, beside a birth.
fn shown(field: Field, text: &str) -> String {
    if field.is_masked() { show::masked(field, text, true) } else { show::guarded(text) }
}

const fn flag_of(flag: Flag) -> CellFlag {
    match flag {
        Flag::Normal => CellFlag::Normal,
        Flag::Normalised => CellFlag::Normalised,
        Flag::Doubtful => CellFlag::Doubtful,
        Flag::Damaged => CellFlag::Damaged,
        Flag::Unreadable => CellFlag::Unreadable,
    }
}

/// For a person already registered: the fields this row changes, old → new.
fn changes(planned: &Planned, row: &RowPlan) -> Vec<FieldChange> {
    if !matches!(planned.target, Target::Existing(_)) {
        return Vec::new();
    }
    let here = |source: usize| planned.sources.get(source) == Some(&row.source);
    let facts = planned.changes.iter().filter(|change| here(change.source)).map(|change| FieldChange {
        field: change.field.key().to_owned(),
        label: change.field.label().to_owned(),
        before: shown(change.field, change.before.as_deref().unwrap_or_default()),
        after: shown(change.field, &change.after),
    });
    let extras = planned.extras.iter().filter(|change| here(change.source)).map(|change| FieldChange {
        field: String::new(),
        label: change.label.clone(),
        before: show::guarded(change.before.as_deref().unwrap_or_default()),
        after: show::guarded(&change.after),
    });
    facts.chain(extras).collect()
}

fn verdict_of(verdict: plan::Verdict) -> Verdict {
    match verdict {
        plan::Verdict::New => Verdict::New,
        plan::Verdict::Update => Verdict::Update,
        plan::Verdict::Same => Verdict::Same,
        plan::Verdict::Duplicate => Verdict::Duplicate,
        plan::Verdict::Suspect => Verdict::Suspect,
        plan::Verdict::Refused => Verdict::Refused,
    }
}
