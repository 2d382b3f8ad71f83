//! What a row takes from elsewhere than its own cells: merged areas, ditto marks, the tab, the title of its group.

use super::unit_post;
use crate::{
    import::{
        raw::{Cell, Sheet},
        table::{Column, Person},
    },
    person::Field,
    text::{compact, tidy},
};
use std::collections::{BTreeMap, BTreeSet};

/// Looks by which clerks mark the dead mean something only where few names have them.
const FEW: usize = 4;

/// What the rows of a table take over.
#[derive(Debug, Clone, Default)]
pub(super) struct Carried {
    /// The unit of each row of a column that names a unit once for a group.
    units: BTreeMap<u32, String>,
    /// The branch or unit the tab is named after.
    pub(super) tab: Option<(Field, String)>,
    /// The cells that say 同上: row, column → the row whose cell they mean.
    dittos: BTreeMap<(u32, u32), u32>,
    /// The rows covered by a merged area, by column: first row → last row.
    merged: BTreeMap<u32, BTreeMap<u32, u32>>,
    /// Names with a black frame, or struck through, are few: the mark means something.
    pub(super) marks_mean: bool,
}

impl Carried {
    pub(super) fn of(sheet: &Sheet, columns: &[Column], people: &[Person]) -> Carried {
        let has = |field: Field| columns.iter().any(|c| c.field() == Some(field));
        let tab_name = tidy(&sheet.name);
        let tab = if !has(Field::Branch) && (tab_name.ends_with("支部") || tab_name.ends_with("总支")) {
            Some((Field::Branch, tab_name))
        } else if !has(Field::Unit) && !has(Field::UnitPost) && unit_post::is_unit(&tab_name) {
            Some((Field::Unit, tab_name))
        } else {
            None
        };
        let mut carried = Carried {
            units: BTreeMap::new(),
            tab,
            dittos: dittos(sheet, columns, people),
            merged: merged(sheet, columns),
            marks_mean: marks_mean(sheet, columns, people),
        };
        carried.units = units(sheet, columns, people, &carried).unwrap_or_default();
        carried
    }

    /// The cell that holds for a place: of 同上 the one meant, of a merged area its first.
    pub(super) fn cell<'a>(&self, sheet: &'a Sheet, row: u32, col: u32) -> &'a Cell {
        let row = self.dittos.get(&(row, col)).copied().unwrap_or(row);
        let own = sheet.row(row).map_or(&Cell::Empty, |row| row.cell(col));
        if !own.is_blank() {
            return own;
        }
        let area = self.merged.get(&col).and_then(|areas| areas.range(..=row).next_back());
        match area {
            Some((first, last)) if row <= *last => sheet.row(*first).map_or(own, |row| row.cell(col)),
            _ => own,
        }
    }

    /// True when the cell itself only says 同上.
    pub(super) fn is_ditto(&self, row: u32, col: u32) -> bool {
        self.dittos.contains_key(&(row, col))
    }

    /// The unit written above a row.
    pub(super) fn unit(&self, row: u32) -> Option<&String> {
        self.units.get(&row)
    }
}

/// Units written once above the rows they hold for: only where the column is clearly grouped, which means that
/// many cells are blank and no unit comes back further down.
fn units(
    sheet: &Sheet,
    columns: &[Column],
    people: &[Person],
    carried: &Carried,
) -> Option<BTreeMap<u32, String>> {
    let col = columns.iter().find(|c| c.field() == Some(Field::Unit))?.col;
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut current: Option<String> = None;
    let mut blanks = 0;
    for person in people {
        let written = carried.cell(sheet, person.row, col).written().into_owned();
        if tidy(&written).is_empty() {
            blanks += 1;
            found.insert(person.row, current.clone()?);
        } else if current.as_deref() != Some(&written) {
            if !seen.insert(written.clone()) {
                return None;
            }
            current = Some(written);
        }
    }
    (blanks * 5 >= people.len()).then_some(found)
}

/// Cells of 同上 and the like, each with the row it means. Names and numbers of a person are never taken over.
fn dittos(sheet: &Sheet, columns: &[Column], people: &[Person]) -> BTreeMap<(u32, u32), u32> {
    let mut out = BTreeMap::new();
    for column in columns {
        let Some(field) = column.field() else { continue };
        if matches!(field, Field::Name | Field::Identity | Field::Card | Field::Phones) {
            continue;
        }
        let mut last = None;
        for person in people {
            let Some(row) = sheet.row(person.row) else { continue };
            let cell = row.cell(column.col);
            match last {
                Some(meant) if is_ditto(cell) => {
                    out.insert((person.row, column.col), meant);
                }
                _ if !cell.is_blank() => last = Some(person.row),
                _ => {}
            }
        }
    }
    out
}

fn is_ditto(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    text.len() <= 12 && matches!(compact(text).as_str(), "同上" | "〃" | "″" | "\"" | "\"\"" | "''" | "々" | "上同")
}

/// Units and branches fill merged areas, nothing else does (`domain.md` 4.3).
fn merged(sheet: &Sheet, columns: &[Column]) -> BTreeMap<u32, BTreeMap<u32, u32>> {
    let fills = |col: u32| {
        let field = columns.iter().find(|c| c.col == col).and_then(Column::field);
        matches!(field, Some(Field::Unit | Field::Branch | Field::UnitPost))
    };
    let mut out: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    for merge in sheet.merges.iter().filter(|merge| fills(merge.first_col)) {
        out.entry(merge.first_col).or_default().insert(merge.first_row, merge.last_row);
    }
    out
}

fn marks_mean(sheet: &Sheet, columns: &[Column], people: &[Person]) -> bool {
    let Some(col) = columns.iter().find(|c| c.field() == Some(Field::Name)).map(|c| c.col) else {
        return false;
    };
    let marked = people
        .iter()
        .filter_map(|person| sheet.row(person.row))
        .filter(|row| row.framed.contains(&col) || row.struck.contains(&col))
        .count();
    marked * FEW <= people.len()
}
