use crate::context::Context;
use crate::error::Answer;
use crate::import::plans::Stored;
use crate::import::{CellFlag, ImportCell, ImportRow, ImportRows, ShowRows, Verdict};
use crate::person::{FieldChange, show};
use std::collections::HashMap;
use yinhui_core::flag::Flag;
use yinhui_core::import::plan::{self, Planned, RowPlan, Target};
use yinhui_core::import::read::{CellReading, RowReading};
use yinhui_core::person::identity;

/// The most rows of one page.
const MOST: usize = 200;

/// A page of a plan's rows: what was written, what was understood, what would happen.
pub(crate) fn rows(context: &Context<'_>, show: ShowRows) -> Answer<ImportRows> {
    let stored = context.app.plans().get(&show.plan)?;
    let readings = readings(&stored);
    let wanted = stored
        .plan
        .rows
        .iter()
        .filter(|row| show.sheet.as_ref().is_none_or(|sheet| row.source.sheet == *sheet))
        .filter(|row| show.verdict.is_none_or(|verdict| verdict_of(row.verdict) == verdict))
        .filter_map(|row| Some((row, *readings.get(&row.source)?)))
        .filter(|(row, reading)| !show.odd.unwrap_or(false) || is_odd(row, reading))
        .collect::<Vec<_>>();
    let offset = usize::try_from(show.offset.max(0)).unwrap_or(0);
    let limit = usize::try_from(show.limit.max(1)).unwrap_or(MOST).min(MOST);
    Ok(ImportRows {
        total: i64::try_from(wanted.len()).unwrap_or(i64::MAX),
        rows: wanted
            .iter()
            .skip(offset)
            .take(limit)
            .map(|(row, reading)| shown(&stored, row, reading))
            .collect(),
    })
}

/// Each row's reading by where it stands.
pub(crate) fn readings(stored: &Stored) -> HashMap<plan::Source, &RowReading> {
    let sheets =
        stored.readings.iter().flat_map(|book| book.sheets.iter().map(move |sheet| (&book.file, sheet)));
    sheets
        .flat_map(|(file, sheet)| {
            sheet.rows.iter().map(move |row| {
                (plan::Source { file: file.clone(), sheet: sheet.name.clone(), row: row.row }, row)
            })
        })
        .collect()
}

fn is_odd(row: &RowPlan, reading: &RowReading) -> bool {
    row.text.is_some() || !reading.warn.is_empty() || reading.cells.iter().any(|cell| cell.flag.needs_look())
}

fn shown(stored: &Stored, row: &RowPlan, reading: &RowReading) -> ImportRow {
    let planned = row.person.and_then(|place| stored.plan.people.get(place));
    ImportRow {
        sheet: row.source.sheet.clone(),
        row: i64::from(row.source.row),
        verdict: verdict_of(row.verdict),
        note: row.text.clone().or_else(|| reading.refused.clone()).unwrap_or_default(),
        cells: cells(stored, row, reading),
        changes: planned.map(|planned| changes(planned, row)).unwrap_or_default(),
        person: planned.and_then(|planned| match &planned.target {
            Target::Existing(id) => Some(id.clone()),
            Target::New | Target::Nobody => None,
        }),
    }
}

/// A row's cells by column: those that were read, and, as they stand, those of columns that are not taken.
fn cells(stored: &Stored, row: &RowPlan, reading: &RowReading) -> Vec<ImportCell> {
    let mut cells = reading.cells.iter().filter_map(cell).collect::<Vec<_>>();
    cells.extend(left(stored, row).into_iter().flatten());
    cells.sort_by_key(|cell| cell.col);
    cells
}

fn left(stored: &Stored, row: &RowPlan) -> Option<Vec<ImportCell>> {
    let source = &row.source;
    let book = stored.books.iter().find(|(name, _)| *name == source.file)?;
    let raw = book.1.sheets.iter().find(|sheet| sheet.name == source.sheet)?.row(source.row)?;
    let plan =
        stored.plan.sheets.iter().find(|sheet| sheet.file == source.file && sheet.name == source.sheet)?;
    let untaken =
        plan.columns.iter().filter(|column| column.field.is_none() && !raw.cell(column.col).is_blank());
    Some(untaken.map(|column| untouched(i64::from(column.col), &raw.cell(column.col).written())).collect())
}

/// A cell that is not taken. What it holds is not known, so anything as long as a number of a person is masked.
fn untouched(col: i64, written: &str) -> ImportCell {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let shown = if digits >= 7 { identity::mask(written) } else { written.to_owned() };
    ImportCell { col, written: shown, understood: String::new(), flag: CellFlag::Normal, note: None }
}

fn cell(reading: &CellReading) -> Option<ImportCell> {
    Some(ImportCell {
        col: i64::from(reading.col?),
        written: show::masked(reading.field, &reading.written, false),
        understood: show::masked(reading.field, &reading.understood, false),
        flag: match reading.flag {
            Flag::Normal => CellFlag::Normal,
            Flag::Normalised => CellFlag::Normalised,
            Flag::Doubtful => CellFlag::Doubtful,
            Flag::Damaged => CellFlag::Damaged,
            Flag::Unreadable => CellFlag::Unreadable,
        },
        note: reading.note.clone(),
    })
}

/// For a person already registered: the fields this row changes, old → new.
fn changes(planned: &Planned, row: &RowPlan) -> Vec<FieldChange> {
    if !matches!(planned.target, Target::Existing(_)) {
        return Vec::new();
    }
    planned
        .changes
        .iter()
        .filter(|change| planned.sources.get(change.source) == Some(&row.source))
        .map(|change| FieldChange {
            label: change.field.label().to_owned(),
            before: show::masked(change.field, change.before.as_deref().unwrap_or_default(), true),
            after: show::masked(change.field, &change.after, true),
        })
        .collect()
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
