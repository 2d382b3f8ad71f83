use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::import::former;
use crate::import::plan::against_now;
use crate::import::plans::Stored;
use crate::import::report::told;
use crate::import::told::{counts, outcome, problems};
use crate::import::write::write_people;
use crate::import::{ImportCounts, ImportReport, Outcome, PlanRef};
use std::collections::BTreeMap;
use yinhui_core::import::plan::{SheetPlan, Source};
use yinhui_core::import::table::{Taken, headers};
use yinhui_core::person::Field;
use yinhui_store::Writer;
use yinhui_store::import::{NewImport, extra_key, sheet_key};

/// Problems kept with the import: what a clerk can work through.
const MOST_KEPT: usize = 10_000;

/// Applies a plan as one operation: all of it or, when stopped, nothing.
pub(crate) fn run(context: &Context<'_>, which: PlanRef) -> Answer<ImportReport> {
    let found = context.app.plans().get(&which.plan);
    let mut people = Vec::new();
    let id = context.write(|writer| {
        // Inside the operation, so that a repeat of a run that is done answers as it did then.
        let stored = found.clone()?;
        refuse_stale(writer, &stored)?;
        writer.expect_much()?;
        let id = begin(writer, &stored)?;
        people = write_people(context, writer, &stored)?;
        remember(writer, &stored)?;
        Ok(id)
    })?;
    if let Ok(stored) = found {
        // Of a repeat nothing was written anew, and whom they became is known already.
        let _ = stored.ran.set(people);
    }
    told(&context.read(|reader| reader.import(&id))?)
}

/// The numbers on the button must be what happens: people may have been edited since the plan was made.
fn refuse_stale(writer: &Writer<'_>, stored: &Stored) -> Answer<()> {
    if stored.ran.get().is_some() {
        return Err(ApiError::new(
            Code::Conflict,
            "这次核对的内容已经导入过了。要再导入一次，请重新选择文件。",
        ));
    }
    if writer.last_change()? == stored.seen || against_now(writer, stored)? == stored.plan {
        return Ok(());
    }
    Err(ApiError::new(Code::Conflict, "核对之后人员资料有变化，没有导入。请重新核对一遍再导入。"))
}

/// Keeps each table's headers, and what a person decided about its columns, for the next time.
fn remember(writer: &Writer<'_>, stored: &Stored) -> Answer<()> {
    // Tables of the same headers, one for each branch, are remembered together.
    let mut known = BTreeMap::<String, (BTreeMap<&str, Taken>, &str)>::new();
    for sheet in stored.plan.sheets.iter().filter(|sheet| sheet.left_out.is_none()) {
        let headers = json(&headers::of(&sheet.columns))?;
        let (choices, _) = known.entry(headers).or_insert_with(|| (BTreeMap::new(), &sheet.file));
        choices.extend(former::decided(&sheet.columns));
    }
    for (headers, (choices, file)) in &known {
        writer.remember_mapping(headers, &json(choices)?, file)?;
    }
    Ok(())
}

/// Rows by fate and what they come to, as one value.
#[derive(serde::Serialize)]
struct Both {
    #[serde(flatten)]
    counts: ImportCounts,
    #[serde(flatten)]
    outcome: Outcome,
}

fn begin(writer: &Writer<'_>, stored: &Stored) -> Answer<String> {
    let files = stored.books.iter().map(|(name, _)| name).collect::<Vec<_>>();
    let columns = stored.plan.sheets.iter().map(|sheet| {
        let place =
            Source { file: sheet.file.clone(), sheet: sheet.name.clone(), table: sheet.table, row: 0 };
        (sheet_key(&sheet.file, &place.title()), letters(sheet))
    });
    let kept = problems(&stored.plan).take(MOST_KEPT).collect::<Vec<_>>();
    Ok(writer.create_import(NewImport {
        files: &json(&files)?,
        counts: &json(&Both { counts: counts(&stored.plan), outcome: outcome(&stored.plan) })?,
        columns: &json(&columns.collect::<BTreeMap<_, _>>())?,
        problems: &json(&kept)?,
    })?)
}

/// The column each field comes from, and each name of the centre's own; a combined column gives unit and post.
fn letters(sheet: &SheetPlan) -> BTreeMap<String, &str> {
    let mut letters = BTreeMap::new();
    for column in &sheet.columns {
        let mut put = |key: String| {
            letters.entry(key).or_insert(column.letter.as_str());
        };
        match column.taken {
            Taken::No | Taken::Remark => {}
            Taken::Own => put(extra_key(&column.header)),
            Taken::Field(field) => {
                put(field.key().to_owned());
                if field == Field::UnitPost {
                    put(Field::Unit.key().to_owned());
                    put(Field::Post.key().to_owned());
                }
            }
        }
    }
    letters
}

fn json(value: &impl serde::Serialize) -> Answer<String> {
    serde_json::to_string(value).map_err(|error| ApiError::fault(&error))
}
