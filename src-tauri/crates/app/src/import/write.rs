//! A plan's people, written.

use crate::context::Context;
use crate::error::Answer;
use crate::import::plans::Stored;
use crate::import::rows::readings;
use std::collections::{BTreeMap, HashMap};
use yinhui_core::import::plan::{Change, Planned, Source, Target};
use yinhui_core::import::read::RowReading;
use yinhui_core::person::{Facts, Field, field::Kind};
use yinhui_store::Writer;
use yinhui_store::person::Dates;

/// People between two looks at whether to stop.
const STRIDE: usize = 50;

/// Writes every person of a plan, each change with the row it comes from.
pub(crate) fn write_people(context: &Context<'_>, writer: &Writer<'_>, stored: &Stored) -> Answer<()> {
    let today = context.today().to_string();
    let rows = readings(stored);
    let people = &stored.plan.people;
    let mut ids = Vec::with_capacity(people.len());
    for (index, planned) in people.iter().enumerate() {
        if index % STRIDE == 0 {
            context.stop_if_cancelled()?;
            context.progress(index, people.len());
        }
        ids.push(write_person(writer, planned, &rows, &today)?);
    }
    writer.set_source(None);
    keep_pairs(writer, people, &ids)?;
    context.progress(people.len(), people.len());
    Ok(())
}

fn write_person(
    writer: &Writer<'_>,
    planned: &Planned,
    rows: &HashMap<Source, &RowReading>,
    today: &str,
) -> Answer<Option<String>> {
    match &planned.target {
        Target::Nobody => Ok(None),
        Target::New => {
            set_source(writer, planned.sources.first());
            let fields = planned.facts.keys().copied().collect::<Vec<_>>();
            let dates = written_dates(&fields, &planned.facts, &planned.sources, rows);
            Ok(Some(writer.create_person(&planned.facts, &dates, today)?))
        }
        Target::Existing(id) => {
            for (index, source) in planned.sources.iter().enumerate() {
                let changes =
                    planned.changes.iter().filter(|change| change.source == index).collect::<Vec<_>>();
                if changes.is_empty() {
                    continue;
                }
                set_source(writer, Some(source));
                let facts = facts_of(&changes);
                let fields = facts.keys().copied().collect::<Vec<_>>();
                let dates = written_dates(&fields, &facts, std::slice::from_ref(source), rows);
                writer.save_person(id, &facts, &dates, today)?;
            }
            Ok(Some(id.clone()))
        }
    }
}

fn facts_of(changes: &[&Change]) -> Facts {
    changes.iter().map(|change| (change.field, change.after.clone())).collect()
}

fn set_source(writer: &Writer<'_>, source: Option<&Source>) {
    writer.set_source(
        source.map(|source| (source.file.as_str(), source.sheet.as_str(), i64::from(source.row))),
    );
}

/// Dates as they stood in the workbook, where that differs from what is stored.
fn written_dates(
    fields: &[Field],
    facts: &Facts,
    sources: &[Source],
    rows: &HashMap<Source, &RowReading>,
) -> Dates {
    let mut dates = BTreeMap::new();
    for field in fields.iter().filter(|field| field.kind() == Kind::Date) {
        let cell = sources
            .iter()
            .filter_map(|source| rows.get(source))
            .flat_map(|row| &row.cells)
            .find(|cell| cell.field == *field && Some(&cell.understood) == facts.get(field));
        if let Some(cell) = cell.filter(|cell| cell.written != cell.understood && !cell.written.is_empty()) {
            dates.insert(*field, cell.written.clone());
        }
    }
    dates
}

/// Keeps each pair a human should look at, once both records are there.
fn keep_pairs(writer: &Writer<'_>, people: &[Planned], ids: &[Option<String>]) -> Answer<()> {
    const REASON: &str = "导入时姓名与出生年月相近，不能确定是否同一人";
    for (planned, id) in people.iter().zip(ids) {
        let Some(id) = id else { continue };
        for other in &planned.suspect_of {
            writer.add_suspect_pair(id, other, REASON)?;
        }
        for other in planned.suspect_in_file.iter().filter_map(|place| ids.get(*place)?.as_ref()) {
            // Each pair stands on both sides of a plan; one record of it is enough.
            if id < other {
                writer.add_suspect_pair(id, other, REASON)?;
            }
        }
    }
    Ok(())
}
