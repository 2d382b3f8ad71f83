use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::import::plan::{against, counts, known, problems};
use crate::import::plans::Stored;
use crate::import::report::told;
use crate::import::write::write_people;
use crate::import::{ImportReport, PlanRef};
use std::collections::BTreeMap;
use std::sync::Arc;
use yinhui_core::import::plan::SheetPlan;
use yinhui_core::person::Field;
use yinhui_store::Writer;
use yinhui_store::import::{NewImport, sheet_key};

/// Problems kept with the import: what a clerk can work through.
const MOST_KEPT: usize = 10_000;

/// Applies a plan as one operation: all of it or, when stopped, nothing.
pub(crate) fn run(context: &Context<'_>, which: PlanRef) -> Answer<ImportReport> {
    let found = context.app.plans().get(&which.plan);
    let id = context.write(|writer| {
        // Inside the operation, so that a repeat of a run that is done answers as it did then.
        let stored = found.clone()?;
        refuse_stale(writer, &stored)?;
        let id = begin(writer, &stored)?;
        write_people(context, writer, &stored)?;
        Ok(id)
    })?;
    context.app.plans().remove(&which.plan);
    told(&context.read(|reader| reader.import(&id))?)
}

/// The numbers on the button must be what happens: people may have been edited since the plan was made.
fn refuse_stale(writer: &Writer<'_>, stored: &Arc<Stored>) -> Answer<()> {
    let now = against(&stored.readings, &known(writer)?, &stored.options);
    if now == stored.plan {
        return Ok(());
    }
    Err(ApiError::new(Code::Conflict, "核对之后人员资料有变化，没有导入。请重新核对一遍再导入。"))
}

fn begin(writer: &Writer<'_>, stored: &Stored) -> Answer<String> {
    let files = stored.books.iter().map(|(name, _)| name).collect::<Vec<_>>();
    let columns =
        stored.plan.sheets.iter().map(|sheet| (sheet_key(&sheet.file, &sheet.name), letters(sheet)));
    let kept = problems(&stored.plan).take(MOST_KEPT).collect::<Vec<_>>();
    Ok(writer.create_import(NewImport {
        files: &json(&files)?,
        counts: &json(&counts(&stored.plan))?,
        columns: &json(&columns.collect::<BTreeMap<_, _>>())?,
        problems: &json(&kept)?,
    })?)
}

/// The column each field comes from; a combined column gives unit and post.
fn letters(sheet: &SheetPlan) -> BTreeMap<Field, String> {
    let mut letters = BTreeMap::new();
    for column in &sheet.columns {
        let Some(field) = column.field else { continue };
        letters.entry(field).or_insert_with(|| column.letter.clone());
        if field == Field::UnitPost {
            letters.entry(Field::Unit).or_insert_with(|| column.letter.clone());
            letters.entry(Field::Post).or_insert_with(|| column.letter.clone());
        }
    }
    letters
}

fn json(value: &impl serde::Serialize) -> Answer<String> {
    serde_json::to_string(value).map_err(|error| ApiError::fault(&error))
}
