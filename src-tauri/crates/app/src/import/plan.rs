use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::import::open::open;
use crate::import::plans::Stored;
use crate::import::{
    Hidden, ImportColumn, ImportCounts, ImportOptions, ImportPlan, ImportSheet, PlanImport, Policy, Problem,
    ReplanImport, SkippedRow, Suspect,
};
use std::sync::Arc;
use yinhui_core::import::plan::{self, Known, Options, SheetPlan};
use yinhui_core::import::raw::Workbook;
use yinhui_core::import::read::{self, Settings};
use yinhui_core::import::table::{Overrides, SheetOverride};
use yinhui_core::import::{BookReading, Plan, read_book};
use yinhui_core::person::Field;
use yinhui_store::{Reader, StoreError, new_id};

/// Problems sent to the page at once.
const MOST_PROBLEMS: usize = 1_000;

/// Reads workbooks and says what a run would do. Writes nothing.
pub(crate) fn plan(context: &Context<'_>, request: PlanImport) -> Answer<ImportPlan> {
    if request.files.is_empty() {
        return Err(ApiError::invalid("files", "required", "请选择要导入的文件。"));
    }
    let mut books = Vec::new();
    for (index, file) in request.files.iter().enumerate() {
        context.stop_if_cancelled()?;
        context.progress(index, request.files.len() + 1);
        books.push((file.name.clone(), open(context, file)?));
    }
    let stored = make(context, new_id(), Arc::new(books), request.options.unwrap_or_default())?;
    Ok(told(&context.app.plans().put(stored)))
}

/// Plans again with other options; the workbooks are not read again.
pub(crate) fn replan(context: &Context<'_>, request: ReplanImport) -> Answer<ImportPlan> {
    let before = context.app.plans().get(&request.plan)?;
    let stored = make(context, request.plan, before.books.clone(), request.options)?;
    Ok(told(&context.app.plans().put(stored)))
}

fn make(
    context: &Context<'_>,
    id: String,
    books: Arc<Vec<(String, Workbook)>>,
    options: ImportOptions,
) -> Answer<Stored> {
    let settings = settings(context, &options)?;
    let readings = books.iter().map(|(name, book)| read_book(name, book, &settings)).collect::<Vec<_>>();
    let plan = against(&readings, &context.read(known)?, &options);
    Ok(Stored { id, books, readings, plan, options })
}

/// Everybody registered, as an import compares them.
pub(crate) fn known(reader: &Reader<'_>) -> Result<Vec<Known>, StoreError> {
    Ok(reader.everybody()?.into_iter().map(|person| Known { id: person.id, facts: person.facts }).collect())
}

/// What a run would do to these people.
pub(crate) fn against(readings: &[BookReading], known: &[Known], options: &ImportOptions) -> Plan {
    let options = Options {
        policy: match options.policy.unwrap_or_default() {
            Policy::Fill => plan::Policy::Fill,
            Policy::Update => plan::Policy::Update,
            Policy::Skip => plan::Policy::Skip,
        },
        suspect: match options.suspect.unwrap_or_default() {
            Suspect::New => plan::Suspect::New,
            Suspect::Skip => plan::Suspect::Skip,
        },
    };
    plan::plan(readings, known, options)
}

fn settings(context: &Context<'_>, options: &ImportOptions) -> Answer<Settings> {
    let mut overrides = Overrides::default();
    for choice in options.columns.iter().flatten() {
        let field = match choice.field.as_deref() {
            None | Some("") => None,
            Some(key) => Some(Field::from_key(key).ok_or_else(|| {
                ApiError::invalid("options.columns", "field", "没有这个项目，请从列表中选择。")
            })?),
        };
        let sheet: &mut SheetOverride = overrides.0.entry(choice.sheet.clone()).or_default();
        sheet.columns.insert(letter(choice.col), field);
    }
    Ok(Settings {
        today: context.today(),
        hidden: match options.hidden.unwrap_or_default() {
            Hidden::Skip => read::Hidden::Skip,
            Hidden::Take => read::Hidden::Take,
        },
        only_sheet: options.sheet.clone().filter(|sheet| !sheet.is_empty()),
        overrides,
    })
}

/// Letters of a column from 0.
pub(crate) fn letter(col: i64) -> String {
    let mut letters = Vec::new();
    let mut rest = col.clamp(0, 16_383) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn told(stored: &Stored) -> ImportPlan {
    let plan = &stored.plan;
    ImportPlan {
        plan: stored.id.clone(),
        files: stored.books.iter().map(|(name, _)| name.clone()).collect(),
        sheets: plan.sheets.iter().map(sheet).collect(),
        counts: counts(plan),
        problems: problems(plan).take(MOST_PROBLEMS).collect(),
        problems_total: number(plan.problems.len()),
        options: stored.options.clone(),
    }
}

fn sheet(found: &SheetPlan) -> ImportSheet {
    ImportSheet {
        file: found.file.clone(),
        name: found.name.clone(),
        header_rows: found
            .header_rows
            .map(|(first, last)| (first..=last).map(i64::from).collect())
            .unwrap_or_default(),
        left_out: found.left_out.clone(),
        rows: number(found.rows),
        skipped: found
            .skipped
            .iter()
            .map(|skipped| SkippedRow { row: i64::from(skipped.row), reason: skipped.text.clone() })
            .collect(),
        columns: found
            .columns
            .iter()
            .map(|column| ImportColumn {
                col: i64::from(column.col),
                letter: column.letter.clone(),
                header: column.header.clone(),
                field: column.field.map(|field| field.key().to_owned()),
                label: column.field.map_or("不导入", Field::label).to_owned(),
                reason: column.reason.clone(),
            })
            .collect(),
    }
}

/// Rows by fate.
pub(crate) fn counts(plan: &Plan) -> ImportCounts {
    let counts = plan.counts;
    ImportCounts {
        new: number(counts.new),
        update: number(counts.update),
        same: number(counts.same),
        duplicate: number(counts.duplicate),
        suspect: number(counts.suspect),
        refused: number(counts.refused),
    }
}

/// What a clerk should look at.
pub(crate) fn problems(plan: &Plan) -> impl Iterator<Item = Problem> {
    plan.problems.iter().map(|found| Problem {
        sheet: found.sheet.clone(),
        row: i64::from(found.row),
        col: found.col.clone(),
        code: found.code.to_owned(),
        text: found.text.clone(),
    })
}

fn number(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
