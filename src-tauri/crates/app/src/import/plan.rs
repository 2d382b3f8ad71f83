use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::host::FileRef;
use crate::import::plans::{Books, Stored};
use crate::import::told::{Formers, key, told};
use crate::import::{
    Hidden, ImportOptions, ImportPlan, PlanImport, ReplanImport, former, open::open, options,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use yinhui_core::import::plan::{self, Choice, Known, Options};
use yinhui_core::import::read::{self, Settings};
use yinhui_core::import::{BookReading, Plan, read_book};
use yinhui_store::{Reader, StoreError, import::MappingRecord, new_id};

/// Reads workbooks and says what a run would do. Writes nothing.
pub(crate) fn plan(context: &Context<'_>, request: PlanImport) -> Answer<ImportPlan> {
    if request.files.is_empty() {
        return Err(ApiError::invalid("files", "required", "请选择要导入的文件。"));
    }
    let mut books = Vec::new();
    let mut names = BTreeSet::new();
    for (index, file) in request.files.iter().enumerate() {
        context.stop_if_cancelled()?;
        context.progress(index, request.files.len() + 1);
        books.push((free_name(&mut names, &file.name), Arc::new(open(context, file)?)));
    }
    let stored = make(context, new_id(), Arc::new(books), request.options.unwrap_or_default())?;
    Ok(told(&context.app.plans().put(stored)))
}

/// Who stands in a workbook, by the same rules. The plan is not kept: nothing of it is ever written.
pub(crate) fn read_people(context: &Context<'_>, file: &FileRef) -> Answer<Stored> {
    let books = Arc::new(vec![(file.name.clone(), Arc::new(open(context, file)?))]);
    make(context, new_id(), books, ImportOptions::default())
}

/// Two files of one name from two folders stay two.
fn free_name(taken: &mut BTreeSet<String>, name: &str) -> String {
    let mut free = name.to_owned();
    for number in 2.. {
        if taken.insert(free.clone()) {
            break;
        }
        free = format!("{name}（{number}）");
    }
    free
}

/// Plans again with other options; the workbooks are not read again.
pub(crate) fn replan(context: &Context<'_>, request: ReplanImport) -> Answer<ImportPlan> {
    let before = context.app.plans().get(&request.plan)?;
    let stored = make(context, request.plan, before.books.clone(), request.options)?;
    Ok(told(&context.app.plans().put(stored)))
}

fn make(context: &Context<'_>, id: String, books: Books, options: ImportOptions) -> Answer<Stored> {
    let mappings = context.read(|reader| reader.mappings())?;
    let (readings, formers) = readings(context, &books, &options, &mappings)?;
    let decided = options::of_people(&options)?;
    let (known, seen) = context.read(|reader| Ok((known(reader)?, reader.last_change()?)))?;
    refuse_strangers(&decided, &known)?;
    context.stop_if_cancelled()?;
    let plan = plan::plan(&readings, &known, &decided);
    Ok(Stored { id, books, readings, formers, plan, options, seen, ran: OnceLock::new() })
}

/// The tables of the workbooks: first by themselves, then with what is remembered of their like.
fn readings(
    context: &Context<'_>,
    books: &Books,
    options: &ImportOptions,
    mappings: &[MappingRecord],
) -> Answer<(Vec<BookReading>, Formers)> {
    let rewrites = options::rewrites(options)?;
    let mut readings = Vec::new();
    let mut formers = Formers::new();
    for (name, book) in books.iter() {
        let mut settings = Settings {
            today: context.today(),
            hidden: match options.hidden.unwrap_or_default() {
                Hidden::Skip => read::Hidden::Skip,
                Hidden::Take => read::Hidden::Take,
            },
            only_sheet: options.sheet.clone().filter(|sheet| !sheet.is_empty()),
            overrides: options::overrides(options, name)?,
            rewrites: rewrites.clone(),
        };
        let mut reading = read_book(name, book, &settings);
        let found = former::find(&reading, mappings, options)?;
        if former::apply(&found, &reading, &mut settings.overrides) {
            reading = read_book(name, book, &settings);
        }
        formers.extend(
            reading
                .sheets
                .iter()
                .map(|sheet| key(&reading, sheet))
                .filter_map(|key| found.get(&key).map(|former| (key, former.told.clone()))),
        );
        readings.push(reading);
    }
    Ok((readings, formers))
}

/// Everybody registered, as an import compares them.
fn known(reader: &Reader<'_>) -> Result<Vec<Known>, StoreError> {
    let mut extras = reader.extras()?;
    let mut joined = reader.joined_records()?;
    let mut cards = BTreeMap::<String, Vec<(String, bool)>>::new();
    for (code, person, is_good) in reader.card_codes()? {
        cards.entry(person).or_default().push((code, is_good));
    }
    let known = reader.everybody()?.into_iter().map(|person| Known {
        extras: extras.remove(&person.id).unwrap_or_default(),
        joined: joined.remove(&person.id).unwrap_or_default(),
        cards: cards.remove(&person.id).unwrap_or_default(),
        id: person.id,
        facts: person.facts,
    });
    Ok(known.collect())
}

/// A row can only be somebody who is registered.
fn refuse_strangers(decided: &Options, known: &[Known]) -> Answer<()> {
    let is_known = |id: &String| known.iter().any(|person| person.id == *id);
    let strange = decided.rows.values().any(|choice| matches!(choice, Choice::Person(id) if !is_known(id)));
    if strange {
        return Err(ApiError::invalid(
            "options.rows",
            "person",
            "指定的这位已经不在册中，请重新选择是哪一位。",
        ));
    }
    Ok(())
}

/// What a run would do now to the people registered now.
pub(crate) fn against_now(reader: &Reader<'_>, stored: &Stored) -> Answer<Plan> {
    Ok(plan::plan(&stored.readings, &known(reader)?, &options::of_people(&stored.options)?))
}
