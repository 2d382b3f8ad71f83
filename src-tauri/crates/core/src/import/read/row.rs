//! Reading one row: the ID first, then each cell, then the whole against itself.

use super::{
    CellReading, Extra, RowReading,
    carried::Carried,
    cell,
    memo::{Memo, stands_alone},
    says,
    whole::{by_identity, contradictions, date, understood, warn},
};
use crate::{
    date::{PartialDate, read::Context},
    flag::Flag,
    import::{
        raw::{Cell, Row, Sheet},
        table::{Column, Fix, Person, SheetOverride, Taken},
    },
    person::{
        Field,
        identity::IdentityNumber,
        name,
        record_code::{self, RecordCode},
    },
    text::{is_blank_word, is_cjk, tidy},
};
use chrono::NaiveDate;
use compact_str::CompactString;
use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

/// A table and all that bears on reading its rows.
pub(super) struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) columns: &'a [Column],
    pub(super) carried: &'a Carried,
    pub(super) over: &'a SheetOverride,
    pub(super) rewrites: &'a BTreeMap<(Field, String), String>,
    pub(super) today: NaiveDate,
    pub(super) memo: Option<&'a Memo>,
}

impl<'a> Table<'a> {
    /// The cell a field is read from, and what a person typed instead of it.
    fn cell(&self, raw: &'a Row, col: u32, field: Field) -> Cow<'a, Cell> {
        if let Some(fix) = self.fix(raw.number, col, field).filter(|fix| fix.text != Fix::KEEP) {
            return Cow::Owned(Cell::Text(fix.text.as_str().into()));
        }
        let own = raw.cell(col);
        let carried = matches!(field, Field::Unit | Field::Branch | Field::UnitPost) && own.is_blank()
            || self.carried.is_ditto(raw.number, col);
        Cow::Borrowed(if carried { self.carried.cell(self.sheet, raw.number, col) } else { own })
    }

    fn fixes(&self, row: u32) -> &'a [Fix] {
        self.over.fixes.get(&row).map_or(&[], Vec::as_slice)
    }

    /// What a person said of a cell.
    fn fix(&self, row: u32, col: u32, field: Field) -> Option<&'a Fix> {
        self.fixes(row).iter().find(|f| f.col == Some(col) && f.field == field)
    }
}

/// A row has some readings more than columns: what follows from an ID, two facts in one cell.
const SPARE: usize = 4;

/// Reads a row of a table.
pub(super) fn read(table: &Table<'_>, person: &Person) -> RowReading {
    static NONE: LazyLock<Row> = LazyLock::new(Row::default);
    let raw = table.sheet.row(person.row).unwrap_or(&NONE);
    let cells = Vec::with_capacity(table.columns.len() + SPARE);
    let mut row = RowReading { row: person.row, cells, ..RowReading::default() };
    row.record = record(raw, table.columns);
    let mut context = Context { today: table.today, birth: None };
    let identity = identity(&mut row, raw, table);
    // Birth goes before the other dates: it tells the century of a short year.
    context.birth = identity.as_ref().and_then(|id| PartialDate::full(id.birth()));
    let is_birth = |column: &&Column| column.field() == Some(Field::Birth);
    for column in table.columns.iter().filter(is_birth).chain(table.columns.iter().filter(|c| !is_birth(c))) {
        take(&mut row, raw, column, table, &context);
        if column.field() == Some(Field::Birth) && context.birth.is_none() {
            context.birth = date(&row, Field::Birth);
        }
    }
    elsewhere(&mut row, person, table.carried);
    beside_the_name(&mut row);
    marked(&mut row, raw, table);
    by_identity(&mut row, identity.as_ref(), table.today);
    fixed(&mut row, table, &context);
    contradictions(&mut row, table.today);
    rewritten(&mut row, table.rewrites);
    finish(&mut row);
    row
}

/// The record a row of a table of ours is of.
fn record(raw: &Row, columns: &[Column]) -> Option<RecordCode> {
    let mut own =
        columns.iter().filter(|column| column.taken == Taken::No && column.name() == record_code::HEAD);
    own.find_map(|column| RecordCode::read(&raw.cell(column.col).written()))
}

/// Reads the ID column; gives the number when its check digit is right.
fn identity(row: &mut RowReading, raw: &Row, table: &Table<'_>) -> Option<IdentityNumber> {
    let column = table.columns.iter().find(|c| c.field() == Some(Field::Identity))?;
    let cell = table.cell(raw, column.col, Field::Identity);
    if cell.is_blank() {
        return None;
    }
    let reading = cell::identity(&cell);
    row.identity_hint.clone_from(&reading.hint);
    let understood = cell::number(&reading);
    let read = understood.reading(Field::Identity, column.col, &cell);
    row.cells.push(settle(read, raw, column.col, table.fix(raw.number, column.col, Field::Identity)));
    reading.number.filter(IdentityNumber::is_valid)
}

/// A reading of what a person typed, or confirmed: taken as it is, with what the workbook holds beside it.
fn settle(mut reading: CellReading, raw: &Row, col: u32, fix: Option<&Fix>) -> CellReading {
    if let Some(fix) = fix {
        confirm(&mut reading, fix);
        reading.written = CompactString::new(raw.cell(col).written());
    }
    reading
}

/// What a person said is no longer doubtful; what cannot be read stays so.
fn confirm(reading: &mut CellReading, fix: &Fix) {
    if !reading.flag.needs_look() || reading.flag == Flag::Doubtful {
        reading.settled = true;
        reading.flag = Flag::Normalised;
        reading.note = Some(if fix.text == Fix::KEEP { "由您确认" } else { "由您改正" }.into());
    }
}

/// What stands beside the name goes for what no column says.
fn beside_the_name(row: &mut RowReading) {
    for reading in std::mem::take(&mut row.asides) {
        match understood(row, reading.field).map(|c| c.understood.clone()) {
            Some(other) if reading.field != Field::Phones => {
                if other != reading.understood {
                    warn(row, reading.field, "与姓名旁注明的不符，请核对");
                }
            }
            _ => row.cells.push(reading),
        }
    }
}

/// Reads one column of a row and keeps what it says.
fn take(row: &mut RowReading, raw: &Row, column: &Column, table: &Table<'_>, context: &Context) {
    let field = match column.taken {
        Taken::No | Taken::Field(Field::Identity) => return,
        Taken::Field(field) => field,
        Taken::Remark | Taken::Own => return keep(row, raw.cell(column.col), column),
    };
    let cell = match column.parts.as_slice() {
        [] => table.cell(raw, column.col, field),
        parts => Cow::Owned(together(raw, column.col, parts)),
    };
    if cell.is_blank() && table.fix(raw.number, column.col, field).is_some() {
        row.cells.push(CellReading {
            settled: true,
            ..CellReading::derived(
                field,
                Some(column.col),
                raw.cell(column.col).written(),
                "",
                Some("由您留空".into()),
            )
        });
        return;
    }
    if cell.is_blank() {
        return merged_above(row, raw, field, column.col, table);
    }
    let before = row.cells.len();
    let fix = table.fix(raw.number, column.col, field);
    let is_ditto = table.carried.is_ditto(raw.number, column.col);
    if let (Some(memo), Cow::Borrowed(Cell::Text(text))) = (table.memo, &cell)
        && !is_ditto
        && stands_alone(field, text)
    {
        match memo.get(column.col, text) {
            Some(known) => row.cells.extend_from_slice(&known),
            None => {
                says::read(row, field, column, &cell, context);
                memo.put(column.col, text, row.cells.get(before..).unwrap_or_default());
            }
        }
    } else {
        says::read(row, field, column, &cell, context);
    }
    if field == Field::Birth && ["农历", "阴历"].iter().any(|word| column.header.contains(word)) {
        for reading in row.cells.iter_mut().skip(before).filter(|c| !c.understood.is_empty()) {
            reading.flag = reading.flag.max(Flag::Doubtful);
            reading.note = Some("表头写明是农历，未换算成公历，请核对".into());
        }
    }
    for reading in row.cells.iter_mut().skip(before).filter(|_| fix.is_some() || is_ditto) {
        *reading = settle(std::mem::take(reading), raw, column.col, fix);
        if fix.is_none() {
            reading.written = CompactString::new(raw.cell(column.col).written());
            reading.flag = reading.flag.max(Flag::Normalised);
            reading.note.get_or_insert_with(|| "取自上面一行".into());
        }
    }
}

/// 1949, 3 and 5 in three cells as one date.
fn together(raw: &Row, col: u32, parts: &[u32]) -> Cell {
    let cells = std::iter::once(&col).chain(parts).map(|col| raw.cell(*col));
    let written = cells.take_while(|cell| !cell.is_blank()).map(|cell| cell.written());
    let text = written
        .map(|text| text.trim_end_matches(['年', '月', '日']).to_owned())
        .collect::<Vec<_>>()
        .join("-");
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

/// A cell that is part of a merged area: it may hold for this row too, which only a person can tell.
fn merged_above(row: &mut RowReading, raw: &Row, field: Field, col: u32, table: &Table<'_>) {
    let Some(first) = table.carried.merged_from(raw.number, col).filter(|_| field != Field::Name) else {
        return;
    };
    let written = table.sheet.row(first).map(|row| row.cell(col).written().into_owned()).unwrap_or_default();
    if is_blank_word(&written) {
        return;
    }
    row.cells.push(CellReading {
        field,
        col: Some(col),
        written: written.into(),
        flag: Flag::Doubtful,
        note: Some(format!("单元格与第{first}行合并，是否相同请核对，未录入").into()),
        ..CellReading::default()
    });
}

/// A column that is no field of ours, kept under its own name.
fn keep(row: &mut RowReading, cell: &Cell, column: &Column) {
    let written = cell.written();
    if is_blank_word(&written) {
        return;
    }
    let text = tidy(&written);
    if column.taken == Taken::Own {
        row.extras.insert(column.header.clone(), Extra { text, col: column.col });
        return;
    }
    let name = if column.header.is_empty() { &column.letter } else { &column.header };
    let remark = format!("{name}：{text}");
    let note = Some("按您的选择并入备注".into());
    row.cells.push(CellReading::derived(Field::Remark, Some(column.col), &written, remark, note));
}

/// What the tab, a group title or the cell above says.
fn elsewhere(row: &mut RowReading, person: &Person, carried: &Carried) {
    let mut add = |field: Field, text: &str, note: &'static str| {
        if understood(row, field).is_none() {
            row.cells.push(CellReading::derived(field, None, text, text, Some(note.into())));
        }
    };
    if let Some(group) = &person.group {
        add(group.field, &group.name, "取自上面的分组标题");
    }
    if let Some(tab) = &carried.tab {
        add(tab.field, &tab.name, "取自工作表名称");
    }
    if let Some(title) = &carried.title {
        add(title.field, &title.name, "取自表的标题");
    }
    if let Some(unit) = carried.unit(person.row)
        && understood(row, Field::Unit).is_none()
    {
        let text = tidy(unit);
        let mut reading =
            CellReading::derived(Field::Unit, None, text.clone(), text, Some("取自上面一行".into()));
        if carried.guessed {
            reading.flag = Flag::Doubtful;
            reading.note = Some("本格为空，取自上面一行，请核对".into());
        }
        row.cells.push(reading);
    }
}

/// A black frame around a name, or a line through it, may say that somebody died or left: nothing is stored, a
/// person is asked.
fn marked(row: &mut RowReading, raw: &Row, table: &Table<'_>) {
    let Some(column) = table.columns.iter().find(|c| c.field() == Some(Field::Name)) else { return };
    let note = if !table.carried.marks_mean || understood(row, Field::State).is_some() {
        return;
    } else if raw.framed.contains(&column.col) {
        "姓名加了黑框，可能已故，请核实后改正人员状态"
    } else if raw.struck.contains(&column.col) {
        "姓名划了删除线，可能已故或转出，请核实后改正人员状态"
    } else {
        return;
    };
    row.cells.push(CellReading {
        field: Field::State,
        col: Some(column.col),
        written: CompactString::new(raw.cell(column.col).written()),
        flag: Flag::Doubtful,
        note: Some(note.into()),
        ..CellReading::default()
    });
}

/// What a person said of a fact that has no cell of its own, or shares one.
fn fixed(row: &mut RowReading, table: &Table<'_>, context: &Context) {
    let own =
        |fix: &&Fix| !table.columns.iter().any(|c| Some(c.col) == fix.col && c.field() == Some(fix.field));
    for fix in table.fixes(row.row).iter().filter(own) {
        if fix.text == Fix::KEEP {
            row.cells.iter_mut().filter(|c| c.field == fix.field).for_each(|c| confirm(c, fix));
            continue;
        }
        let cell = Cell::Text(fix.text.as_str().into());
        let mut reading = cell::read(fix.field, &cell, context).reading(fix.field, 0, &cell);
        let former = row.cells.iter().find(|c| c.field == fix.field);
        reading.col = fix.col;
        reading.written = former.map(|c| c.written.clone()).unwrap_or_default();
        confirm(&mut reading, fix);
        row.cells.retain(|c| c.field != fix.field);
        row.cells.push(reading);
    }
}

/// Values a person had written one way throughout.
fn rewritten(row: &mut RowReading, rewrites: &BTreeMap<(Field, String), String>) {
    if rewrites.is_empty() {
        return;
    }
    for reading in row.cells.iter_mut().filter(|c| !c.understood.is_empty() && !c.settled) {
        if let Some(text) = rewrites.get(&(reading.field, reading.understood.to_string())) {
            reading.understood = CompactString::new(text);
            reading.flag = reading.flag.max(Flag::Normalised);
            reading.note = Some("按您的整理统一了写法".into());
        }
    }
}

/// Gathers the facts and says whether the row can be imported.
fn finish(row: &mut RowReading) {
    let mut facts: Vec<(Field, CompactString)> = Vec::with_capacity(row.cells.len());
    for reading in &row.cells {
        if reading.flag.needs_look() {
            row.warn.insert(reading.field);
        }
        if reading.understood.is_empty() {
            continue;
        }
        match facts.iter_mut().find(|(field, _)| *field == reading.field) {
            None => facts.push((reading.field, reading.understood.clone())),
            // Mobile and landline in two columns.
            Some((Field::Phones | Field::EmergencyPhones, numbers)) => {
                for number in reading.understood.split(' ') {
                    if !numbers.split(' ').any(|n| n == number) {
                        numbers.push(' ');
                        numbers.push_str(number);
                    }
                }
            }
            Some((Field::Remark, text)) if !text.contains(reading.understood.as_str()) => {
                text.push('；');
                text.push_str(&reading.understood);
            }
            Some(_) => {}
        }
    }
    // Built at once, a map takes less room than grown piece by piece.
    row.facts = facts.into_iter().collect();
    let name = row.facts.get(&Field::Name).map(CompactString::as_str).unwrap_or_default();
    let is_odd = || name::key(name).chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
    row.refused = if name.is_empty() {
        Some("没有姓名，不能导入，请在原表补上姓名".to_owned())
    } else if name.len() > 40 && name.chars().count() > 40 || !name.contains(is_cjk) && is_odd() {
        Some("姓名一栏不是姓名，不能导入，请核对列的对应".to_owned())
    } else {
        None
    };
}
