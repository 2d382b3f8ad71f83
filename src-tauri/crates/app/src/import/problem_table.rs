use crate::context::Context;
use crate::error::Answer;
use crate::file::save;
use crate::import::WriteProblems;
use crate::import::options::of_people;
use crate::import::plans::Stored;
use crate::import::told::number;
use crate::person::Exported;
use std::collections::{BTreeMap, HashMap};
use yinhui_core::flag::Flag;
use yinhui_core::import::plan::{Choice, Problem, RowPlan, Source, Verdict};
use yinhui_core::import::raw::{Cell, Sheet, column};
use yinhui_core::import::read::{BookReading, SheetReading};
use yinhui_core::person::record_code::{self, RecordCode};
use yinhui_sheet::write::{Mark, Marked, WHAT, WHERE, problem_table as workbook};

/// Writes the rows that did not go in, or need a hand, into a workbook laid out as the user's own.
pub(crate) fn problem_table(context: &Context<'_>, wanted: WriteProblems) -> Answer<Exported> {
    let stored = context.app.plans().get(&wanted.plan)?;
    let path = context.host().path(&wanted.file)?;
    let tables = tables(&stored)?;
    let sheets = tables.iter().map(|table| Marked {
        sheet: &table.cells,
        header_rows: table.reading.header_rows.unwrap_or_default(),
        rows: &table.rows,
        marks: &table.marks,
        codes: &table.codes,
    });
    let bytes = workbook(&sheets.collect::<Vec<_>>())?;
    let rows = tables.iter().map(|table| table.rows.len()).sum();
    Ok(Exported { rows: number(rows), file: save(&path, &bytes, wanted.file)? })
}

/// A table with rows to give back.
struct Table<'a> {
    cells: Sheet,
    reading: &'a SheetReading,
    rows: Vec<u32>,
    marks: Vec<Mark>,
    codes: BTreeMap<u32, String>,
}

fn tables(stored: &Stored) -> Answer<Vec<Table<'_>>> {
    let decided = of_people(&stored.options)?.rows;
    let is_left = |row: &&RowPlan| needs_a_hand(row) && decided.get(&row.source) != Some(&Choice::Skip);
    let mut rows: HashMap<Source, Vec<&RowPlan>> = HashMap::new();
    for row in stored.plan.rows.iter().filter(is_left) {
        rows.entry(table_of(&row.source)).or_default().push(row);
    }
    let mut problems: HashMap<&Source, Vec<Mark>> = HashMap::new();
    let sources: HashMap<(&str, &str, u32, u32), &Source> =
        stored.plan.rows.iter().map(|row| (place(&row.source), &row.source)).collect();
    for problem in stored.plan.problems.iter().filter(|problem| problem.row > 0) {
        let at = (&*problem.file, &*problem.sheet, problem.table, problem.row);
        if let Some(source) = sources.get(&at) {
            problems.entry(source).or_default().push(mark(problem));
        }
    }
    let each = stored.readings.iter().flat_map(|book| book.sheets.iter().map(move |sheet| (book, sheet)));
    let with_rows = each.filter_map(|(book, reading)| {
        let key =
            Source { file: book.file.clone(), sheet: reading.name.clone(), table: reading.table, row: 0 };
        let rows = rows.get(&key)?;
        let marks = rows.iter().flat_map(|row| {
            let of_cells = problems.get(&row.source).cloned().unwrap_or_default();
            of_cells.into_iter().chain(of_row(row))
        });
        Some(Table {
            cells: own(book.cells(reading)?, reading, several(book, reading)),
            reading,
            marks: marks.collect(),
            codes: rows.iter().filter_map(|row| Some((row.source.row, code(stored, row)?))).collect(),
            rows: rows.iter().map(|row| row.source.row).collect(),
        })
    });
    Ok(with_rows.collect())
}

/// The number of the person a row went to, so that the row is still that person's when it was put right.
fn code(stored: &Stored, row: &RowPlan) -> Option<String> {
    let id = stored.ran.get()?.get(row.person?)?.as_ref()?;
    RecordCode::of(id).map(|code| code.to_string())
}

/// True where a sheet holds more tables than this one.
fn several(book: &BookReading, reading: &SheetReading) -> bool {
    book.sheets.iter().filter(|other| other.name == reading.name).count() > 1
}

/// A sheet with nothing in it but one table: where it has several, each goes back by itself. What an earlier table of
/// problems said is said anew.
fn own(sheet: &Sheet, reading: &SheetReading, several: bool) -> Sheet {
    let mut sheet = sheet.clone();
    let said =
        reading.columns.iter().filter(|column| [WHAT, WHERE, record_code::HEAD].contains(&column.name()));
    let said = said.map(|column| column.col).collect::<Vec<_>>();
    let columns = reading.columns.iter().map(|column| column.col).filter(|_| several);
    let (from, to) = (columns.clone().min().unwrap_or(0), columns.max().unwrap_or(u32::MAX));
    let first_row = reading.header_rows.filter(|_| several).map_or(0, |(first, _)| first);
    let is_kept = |col: &u32| (from..=to).contains(col) && !said.contains(col);
    if several {
        sheet.name =
            Source { file: "".into(), sheet: reading.name.clone(), table: reading.table, row: 0 }.title();
    }
    sheet.rows.retain(|row| row.number >= first_row);
    sheet.merges.retain(|merge| merge.first_row >= first_row && is_kept(&merge.first_col));
    for row in &mut sheet.rows {
        for (cell, col) in row.cells.iter_mut().zip(0..) {
            if !is_kept(&col) {
                *cell = Cell::Empty;
            }
        }
    }
    sheet
}

fn table_of(source: &Source) -> Source {
    Source { row: 0, ..source.clone() }
}

fn place(source: &Source) -> (&str, &str, u32, u32) {
    (&source.file, &source.sheet, source.table, source.row)
}

fn needs_a_hand(row: &RowPlan) -> bool {
    row.verdict != Verdict::Duplicate
        && (row.odd || matches!(row.verdict, Verdict::Refused | Verdict::Suspect))
}

fn mark(problem: &Problem) -> Mark {
    let flag = match problem.code {
        "damaged" => Flag::Damaged,
        "unreadable" | "refused" => Flag::Unreadable,
        _ => Flag::Doubtful,
    };
    Mark { row: problem.row, col: column(&problem.col), flag, text: problem.text.clone() }
}

/// What is to be said of a row as a whole, beside its cells.
fn of_row(row: &RowPlan) -> Option<Mark> {
    let text = match (&row.text, row.verdict) {
        // Why a row is refused stands among its problems already.
        (_, Verdict::Refused) => return None,
        (Some(text), _) => text.clone(),
        (None, Verdict::Suspect) => "疑似同一人，请核对后决定".to_owned(),
        (None, _) => return None,
    };
    Some(Mark { row: row.source.row, col: None, flag: Flag::Doubtful, text })
}
