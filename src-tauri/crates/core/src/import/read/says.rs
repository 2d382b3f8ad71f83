//! What one cell says: its own field, and what follows from it.

use super::{
    CellReading, RowReading,
    cell::{self, Understood},
    deceased::{self, Told},
    named, unit_post,
    whole::understood,
};
use crate::{
    code,
    date::{PartialDate, read::Context},
    flag::Flag,
    import::{raw::Cell, table::Column},
    person::Field,
    text::is_blank_word,
};
use compact_str::CompactString;
use std::borrow::Cow;

/// Reads one cell for a field.
pub(super) fn read(row: &mut RowReading, field: Field, column: &Column, cell: &Cell, context: &Context) {
    let col = column.col;
    match field {
        Field::Name => named(row, col, cell, context),
        Field::UnitPost => unit_and_post(row, col, cell, context),
        Field::Remark => {
            row.cells.push(cell::read(field, cell, context).reading(field, col, cell));
            death(row, col, cell, context);
        }
        Field::Rank => ranked(row, column, cell, context),
        Field::State => row.cells.push(state(column, cell).reading(field, col, cell)),
        Field::StateSince => began(row, column, cell, context),
        Field::Health => {
            let told = death(row, col, cell, context);
            if !matches!(told, Some(Told::Died(_))) {
                row.cells.push(cell::read(field, cell, context).reading(field, col, cell));
            }
        }
        _ => {
            row.cells.push(cell::read(field, cell, context).reading(field, col, cell));
            if cell::is_no_member(field, &cell.written())
                && let Some(entry) = code::table("political").and_then(|t| t.find(&cell.written()))
            {
                let note = Some("由入党时间一栏所写得出".into());
                let label = entry.label.clone();
                let written = cell.written().into_owned();
                row.cells.push(CellReading::derived(Field::Political, Some(col), written, label, note));
            }
        }
    }
}

fn named(row: &mut RowReading, col: u32, cell: &Cell, context: &Context) {
    let named = named::read(&cell.written(), context);
    let mut reading = Understood::of(named.name, &cell.written()).reading(Field::Name, col, cell);
    if let Some(doubt) = named.doubt {
        reading.flag = Flag::Doubtful;
        reading.note = Some(doubt.into());
    }
    row.cells.push(reading);
    if let Some(day) = named.died {
        died(row, col, cell, day);
    }
    for (field, text) in named.asides {
        let part = cell::read(field, &Cell::Text(text.into()), context);
        let mut reading = part.reading(field, col, cell);
        reading.flag = reading.flag.max(Flag::Normalised);
        reading.note.get_or_insert_with(|| "写在姓名旁边".into());
        row.asides.push(reading);
    }
}

/// What a text says of the person's death; what is not sure is asked.
fn death(row: &mut RowReading, col: u32, cell: &Cell, context: &Context) -> Option<Told> {
    let told = deceased::in_remark(&cell.written(), context)?;
    match told {
        Told::Died(day) => died(row, col, cell, day),
        Told::Unsure => row.cells.push(CellReading {
            field: Field::State,
            col: Some(col),
            written: CompactString::new(cell.written()),
            flag: Flag::Doubtful,
            note: Some("提到有人去世，说不准是不是本人，请核实".into()),
            ..CellReading::default()
        }),
    }
    Some(told)
}

/// 副科（享受正科待遇）: what stands in brackets about 待遇 goes there (`domain.md` 4.3). Under 职务（职级） a post is a
/// post, and 局长（正科级） is both.
fn ranked(row: &mut RowReading, column: &Column, cell: &Cell, context: &Context) {
    let written = cell.written();
    let mut part = |field: Field, text: String| {
        let mut reading =
            cell::read(field, &Cell::Text(text.into()), context).reading(field, column.col, cell);
        reading.flag = reading.flag.max(Flag::Normalised);
        row.cells.push(reading);
    };
    if let Some((rank, treatment)) = cell::treatment(&written) {
        part(Field::Rank, rank);
        part(Field::Treatment, treatment);
        return;
    }
    if column.name().contains("职务") {
        if let Some((post, rank)) = cell::post_and_rank(&written) {
            part(Field::Post, post);
            part(Field::Rank, rank);
            return;
        }
        if !cell::is_rank(&written) && unit_post::is_post(&written) && cell::leads(&written) {
            part(Field::Post, written.into_owned());
            return;
        }
    }
    row.cells.push(cell::read(Field::Rank, cell, context).reading(Field::Rank, column.col, cell));
}

/// 是 and 否 mean what the header asks: 是否健在, 是否去世.
fn state(column: &Column, cell: &Cell) -> Understood {
    let asks_death = ["去世", "死亡", "已故", "离世"].iter().any(|word| column.name().contains(word));
    match cell::is_yes(&cell.written()) {
        Some(yes) => {
            Understood::of(if yes == asks_death { "去世" } else { "在册" }.to_owned(), &cell.written())
        }
        None => cell::coded(Field::State, &cell.written()),
    }
}

/// A day under 去世时间 says that the person died.
fn began(row: &mut RowReading, column: &Column, cell: &Cell, context: &Context) {
    let reading = cell::read(Field::StateSince, cell, context).reading(Field::StateSince, column.col, cell);
    let told = !reading.understood.is_empty();
    row.cells.push(reading);
    if told && column.name() != "状态起始时间" && understood(row, Field::State).is_none() {
        let note = Some(format!("由“{}”一栏得出", column.name()).into());
        let written = cell.written().into_owned();
        row.cells.push(CellReading::derived(Field::State, Some(column.col), written, "去世", note));
    }
}

/// Unit and post in one cell.
fn unit_and_post(row: &mut RowReading, col: u32, cell: &Cell, context: &Context) {
    let written = cell.written();
    if is_blank_word(&written) {
        return;
    }
    let mut part = |field: Field, text: String| {
        row.cells.push(cell::read(field, &Cell::Text(text.into()), context).reading(field, col, cell));
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
    let mut derived = |field: Field, text: String, note: Option<Cow<'static, str>>| {
        row.cells.push(CellReading::derived(field, Some(col), cell.written(), text, note));
    };
    derived(Field::State, "去世".to_owned(), Some("原表注明已故".into()));
    if let Some(day) = day {
        derived(Field::StateSince, day.to_string(), None);
    }
}
