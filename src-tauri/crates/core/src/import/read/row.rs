//! Reading one row: the ID first, then each cell, then the whole against itself.

use super::{CellReading, RowReading, cell, deceased, unit_post};
use crate::{
    code,
    date::{PartialDate, Precision, read::Context},
    flag::Flag,
    import::{
        raw::{Cell, Row, Sheet},
        table::{Column, Person},
    },
    person::{Field, identity::IdentityNumber, name},
    text::{is_blank_word, tidy},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a row takes from elsewhere than its own cells.
pub(super) struct Carried {
    /// The unit of each row of a column that names a unit once for a group.
    units: BTreeMap<u32, String>,
    /// The branch or unit the tab is named after.
    tab: Option<(Field, String)>,
}

impl Carried {
    /// What the rows of a table take over.
    pub(super) fn of(sheet: &Sheet, columns: &[Column], people: &[Person]) -> Carried {
        let has = |field: Field| columns.iter().any(|c| c.field == Some(field));
        let tab_name = tidy(&sheet.name);
        let tab = if !has(Field::Branch) && (tab_name.ends_with("支部") || tab_name.ends_with("总支")) {
            Some((Field::Branch, tab_name))
        } else if !has(Field::Unit) && !has(Field::UnitPost) && unit_post::is_unit(&tab_name) {
            Some((Field::Unit, tab_name))
        } else {
            None
        };
        Carried { units: units(sheet, columns, people).unwrap_or_default(), tab }
    }
}

/// Units written once above the rows they hold for: only where the column is clearly grouped, which means that
/// many cells are blank and no unit comes back further down.
fn units(sheet: &Sheet, columns: &[Column], people: &[Person]) -> Option<BTreeMap<u32, String>> {
    let col = columns.iter().find(|c| c.field == Some(Field::Unit))?.col;
    let mut carried = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut current: Option<String> = None;
    let mut blanks = 0;
    for person in people {
        let written = sheet.shown(person.row, col).written().into_owned();
        if tidy(&written).is_empty() {
            blanks += 1;
            carried.insert(person.row, current.clone()?);
        } else if current.as_deref() != Some(&written) {
            if !seen.insert(written.clone()) {
                return None;
            }
            current = Some(written);
        }
    }
    (blanks * 5 >= people.len()).then_some(carried)
}

/// Reads a row of a table.
pub(super) fn read(
    sheet: &Sheet,
    raw: &Row,
    person: &Person,
    columns: &[Column],
    carried: &Carried,
    today: NaiveDate,
) -> RowReading {
    let mut row = RowReading {
        sheet: sheet.name.clone(),
        row: raw.number,
        cells: Vec::new(),
        facts: BTreeMap::new(),
        warn: BTreeSet::new(),
        identity_hint: None,
        refused: None,
    };
    let mut context = Context { today, birth: None };
    let identity = identity(&mut row, raw, columns);
    // Birth goes before the other dates: it tells the century of a short year.
    context.birth = identity.as_ref().and_then(|id| PartialDate::full(id.birth()));
    let (first, rest): (Vec<&Column>, Vec<&Column>) =
        columns.iter().partition(|c| c.field == Some(Field::Birth));
    for column in first.into_iter().chain(rest) {
        let Some(field) = column.field.filter(|f| *f != Field::Identity) else { continue };
        let cell = source(sheet, raw, column.col, field);
        take(&mut row, field, column.col, cell, &context);
        if field == Field::Birth && context.birth.is_none() {
            context.birth = date(&row, Field::Birth);
        }
    }
    elsewhere(&mut row, person, carried);
    by_identity(&mut row, identity.as_ref());
    contradictions(&mut row);
    finish(&mut row);
    row
}

/// The cell a field is read from: units and branches fill merged areas, nothing else does (`domain.md` 4.3).
fn source<'a>(sheet: &'a Sheet, raw: &'a Row, col: u32, field: Field) -> &'a Cell {
    match field {
        Field::Unit | Field::Branch | Field::UnitPost => sheet.shown(raw.number, col),
        _ => raw.cell(col),
    }
}

/// Reads the ID column; gives the number when its check digit is right.
fn identity(row: &mut RowReading, raw: &Row, columns: &[Column]) -> Option<IdentityNumber> {
    let column = columns.iter().find(|c| c.field == Some(Field::Identity))?;
    let cell = raw.cell(column.col);
    if cell.is_blank() {
        return None;
    }
    let reading = cell::identity(cell);
    row.identity_hint.clone_from(&reading.hint);
    let understood = cell::read(Field::Identity, cell, &Context { today: NaiveDate::MAX, birth: None });
    row.cells.push(understood.reading(Field::Identity, column.col, cell));
    reading.number.filter(IdentityNumber::is_valid)
}

/// Reads one cell and keeps what it says.
fn take(row: &mut RowReading, field: Field, col: u32, cell: &Cell, context: &Context) {
    if cell.is_blank() {
        return;
    }
    match field {
        Field::Name => {
            let (bare, dead) = deceased::name_mark(&cell.written());
            let mut reading = cell::read(field, &Cell::Text(bare), context).reading(field, col, cell);
            if reading.understood.contains(['?', '□', '■', '\u{fffd}']) {
                reading.flag = Flag::Doubtful;
                reading.note = Some("姓名里有显示不出的字，请对照证件改正".to_owned());
            }
            row.cells.push(reading);
            if dead {
                died(row, col, cell, None);
            }
        }
        Field::UnitPost => unit_and_post(row, col, cell, context),
        Field::Remark => {
            let reading = cell::read(field, cell, context).reading(field, col, cell);
            if let Some(day) = deceased::in_remark(&reading.written, context) {
                died(row, col, cell, day);
            }
            row.cells.push(reading);
        }
        _ => {
            row.cells.push(cell::read(field, cell, context).reading(field, col, cell));
            if cell::is_no_member(field, &cell.written())
                && let Some(entry) = code::table("political").and_then(|t| t.find(&cell.written()))
            {
                let note = Some("由入党时间一栏所写得出".to_owned());
                derived(row, Field::Political, Some(col), cell, entry.label.clone(), note);
            }
        }
    }
}

/// Unit and post in one cell.
fn unit_and_post(row: &mut RowReading, col: u32, cell: &Cell, context: &Context) {
    let written = cell.written();
    if is_blank_word(&written) {
        return;
    }
    let mut part = |field: Field, text: String| {
        row.cells.push(cell::read(field, &Cell::Text(text), context).reading(field, col, cell));
    };
    match unit_post::split(&written) {
        Some((unit, post)) => {
            part(Field::Unit, unit);
            part(Field::Post, post);
        }
        None if unit_post::is_post(&written) => part(Field::Post, written.into_owned()),
        None if unit_post::is_unit(&written) => part(Field::Unit, written.into_owned()),
        None => part(Field::UnitPost, written.into_owned()),
    }
}

fn died(row: &mut RowReading, col: u32, cell: &Cell, day: Option<PartialDate>) {
    derived(row, Field::State, Some(col), cell, "去世".to_owned(), Some("原表注明已故".to_owned()));
    if let Some(day) = day {
        derived(row, Field::StateSince, Some(col), cell, day.to_string(), None);
    }
}

/// A fact that follows from what stands elsewhere; a cell of its own goes before it.
fn derived(
    row: &mut RowReading,
    field: Field,
    col: Option<u32>,
    cell: &Cell,
    text: String,
    note: Option<String>,
) {
    row.cells.push(CellReading {
        field,
        col,
        written: cell.written().into_owned(),
        understood: text,
        flag: Flag::Normalised,
        note,
    });
}

/// What the tab, a group title or the cell above says.
fn elsewhere(row: &mut RowReading, person: &Person, carried: &Carried) {
    let mut add = |field: Field, text: &String, note: &str| {
        if understood(row, field).is_none() {
            derived(row, field, None, &Cell::Text(text.clone()), text.clone(), Some(note.to_owned()));
        }
    };
    if let Some(group) = &person.group {
        add(Field::Branch, group, "取自上面的分组标题");
    }
    if let Some((field, name)) = &carried.tab {
        add(*field, name, "取自工作表名称");
    }
    if let Some(unit) = carried.units.get(&person.row) {
        add(Field::Unit, &tidy(unit), "取自上面一行");
    }
}

/// What the row says of a field so far.
fn understood(row: &RowReading, field: Field) -> Option<&CellReading> {
    row.cells.iter().find(|c| c.field == field && !c.understood.is_empty())
}

fn date(row: &RowReading, field: Field) -> Option<PartialDate> {
    understood(row, field).and_then(|c| c.understood.parse().ok())
}

/// Fills sex and birth from a good ID; shows where the cells say otherwise.
fn by_identity(row: &mut RowReading, identity: Option<&IdentityNumber>) {
    let Some(identity) = identity else { return };
    let written = Cell::Text(identity.as_str().to_owned());
    match understood(row, Field::Sex).map(|c| c.understood.clone()) {
        None => derived(
            row,
            Field::Sex,
            None,
            &written,
            identity.sex().to_owned(),
            Some("由身份证号得出".to_owned()),
        ),
        Some(sex) if sex != identity.sex() => warn(row, Field::Sex, "与身份证号的性别不符，请核对"),
        Some(_) => {}
    }
    let Some(in_id) = PartialDate::full(identity.birth()) else { return };
    let fill = |row: &mut RowReading| {
        derived(row, Field::Birth, None, &written, in_id.to_string(), Some("由身份证号得出".to_owned()));
    };
    let Some(reading) = row.cells.iter_mut().find(|c| c.field == Field::Birth && !c.understood.is_empty())
    else {
        return fill(row);
    };
    let Ok(in_file) = reading.understood.parse::<PartialDate>() else { return };
    let same_year = in_file.year() == in_id.year();
    if in_file.finer(in_id) == Some(in_id) || (reading.flag == Flag::Doubtful && same_year) {
        if in_file.precision() < Precision::Day {
            reading.understood = in_id.to_string();
            reading.flag = reading.flag.max(Flag::Normalised);
            reading.note.get_or_insert_with(|| "日取自身份证号".to_owned());
        }
    } else {
        warn(row, Field::Birth, "与身份证号的出生日期不符，请核对；档案日期可与身份证不同");
    }
}

/// Orders of dates that cannot be.
fn contradictions(row: &mut RowReading) {
    let birth = date(row, Field::Birth);
    let at_least = |row: &RowReading, field: Field, years: i32| {
        let (Some(birth), Some(day)) = (birth, date(row, field)) else { return true };
        day.year() - birth.year() >= years
    };
    if !at_least(row, Field::PartyJoin, 16) {
        warn(row, Field::PartyJoin, "入党时不满16岁，请核对");
    }
    if !at_least(row, Field::WorkStart, 8) {
        warn(row, Field::WorkStart, "参加工作时年龄过小，请核对");
    }
    if !at_least(row, Field::Retire, 18) {
        warn(row, Field::Retire, "离退休时年龄过小，请核对");
    }
    if let (Some(work), Some(retire)) = (date(row, Field::WorkStart), date(row, Field::Retire))
        && retire.latest() < work.earliest()
    {
        warn(row, Field::Retire, "离退休早于参加工作，请核对");
    }
}

/// Marks a cell as one a clerk should look at.
fn warn(row: &mut RowReading, field: Field, note: &str) {
    for reading in row.cells.iter_mut().filter(|c| c.field == field && !c.understood.is_empty()) {
        reading.flag = reading.flag.max(Flag::Doubtful);
        reading.note = Some(note.to_owned());
    }
}

/// Gathers the facts and says whether the row can be imported.
fn finish(row: &mut RowReading) {
    for reading in &row.cells {
        if reading.flag.needs_look() {
            row.warn.insert(reading.field);
        }
        if reading.understood.is_empty() {
            continue;
        }
        match row.facts.get_mut(&reading.field) {
            None => {
                row.facts.insert(reading.field, reading.understood.clone());
            }
            // Mobile and landline in two columns.
            Some(numbers) if reading.field == Field::Phones => {
                for number in reading.understood.split(' ') {
                    if !numbers.split(' ').any(|n| n == number) {
                        numbers.push(' ');
                        numbers.push_str(number);
                    }
                }
            }
            Some(_) => {}
        }
    }
    let name = row.facts.get(&Field::Name).map(String::as_str).unwrap_or_default();
    row.refused = if name.is_empty() {
        Some("没有姓名，不能导入，请在原表补上姓名".to_owned())
    } else if name.chars().count() > 40
        || name::key(name).chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
    {
        Some("姓名一栏不是姓名，不能导入，请核对列的对应".to_owned())
    } else {
        None
    };
}
