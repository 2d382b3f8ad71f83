//! What a row takes from elsewhere than its own cells: merged areas, ditto marks, the tab, the title of its group.

use crate::{
    import::{
        raw::{Cell, Sheet},
        table::{Column, Group, Person, Table, tab_title},
    },
    person::Field,
    text::compact,
};
use std::collections::{BTreeMap, BTreeSet};

/// Looks by which clerks mark the dead mean something only where few names have them.
const FEW: usize = 4;

/// What the rows of a table take over.
#[derive(Debug, Clone, Default)]
pub(super) struct Carried {
    /// The unit of each row of a column that names a unit once for a group.
    units: BTreeMap<u32, String>,
    /// The branch, the unit or the kind of people the tab is named after.
    pub(super) tab: Option<Group>,
    /// What the title above the table says of everybody in it.
    pub(super) title: Option<Group>,
    /// The cells that say 同上: row, column → the row whose cell they mean.
    dittos: BTreeMap<(u32, u32), u32>,
    /// The rows covered by a merged area, by column: first row → last row.
    merged: BTreeMap<u32, BTreeMap<u32, u32>>,
    /// Whether units written once above their rows are a guess: few rows leave the cell blank.
    pub(super) guessed: bool,
    /// Names with a black frame, or struck through, are few: the mark means something.
    pub(super) marks_mean: bool,
}

impl Carried {
    pub(super) fn of(sheet: &Sheet, table: &Table) -> Carried {
        let (columns, people) = (table.columns.as_slice(), table.people.as_slice());
        let has = |field: Field| columns.iter().any(|c| c.field() == Some(field));
        let tab = tab_title(&sheet.name).filter(|group| match group.field {
            Field::Unit => !has(Field::Unit) && !has(Field::UnitPost),
            field => !has(field),
        });
        let mut carried = Carried {
            units: BTreeMap::new(),
            guessed: false,
            tab,
            title: table.title.clone(),
            dittos: dittos(sheet, columns, people),
            merged: merged(sheet, columns),
            marks_mean: marks_mean(sheet, columns, people),
        };
        carried.units = units(sheet, columns, people, &carried).unwrap_or_default();
        carried.guessed = carried.units.len() * 2 < people.len() || people.len() < 6;
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

    /// The first row of the merged area a place is in, if it is not that row itself.
    pub(super) fn merged_from(&self, row: u32, col: u32) -> Option<u32> {
        let (first, last) = self.merged.get(&col)?.range(..row).next_back()?;
        (row <= *last).then_some(*first)
    }

    /// True when the cell itself only says 同上.
    pub(super) fn is_ditto(&self, row: u32, col: u32) -> bool {
        !self.dittos.is_empty() && self.dittos.contains_key(&(row, col))
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
        let cell = carried.cell(sheet, person.row, col);
        if cell.is_blank() {
            blanks += 1;
            found.insert(person.row, current.clone()?);
            continue;
        }
        let written = cell.written();
        if current.as_deref() != Some(&*written) {
            if !seen.insert(written.to_string()) {
                return None;
            }
            current = Some(written.into_owned());
        }
    }
    (blanks * 5 >= people.len()).then_some(found)
}

/// Cells of 同上 and the like, each with the row it means. Names and numbers of a person are never taken over.
fn dittos(sheet: &Sheet, columns: &[Column], people: &[Person]) -> BTreeMap<(u32, u32), u32> {
    let carries = |column: &&Column| {
        let own = [Field::Name, Field::Identity, Field::Card, Field::Phones];
        column.field().is_some_and(|field| !own.contains(&field))
    };
    let mut last: Vec<(u32, Option<u32>)> =
        columns.iter().filter(carries).map(|column| (column.col, None)).collect();
    let mut out = BTreeMap::new();
    for row in people.iter().filter_map(|person| sheet.row(person.row)) {
        for (col, meant) in &mut last {
            let cell = row.cell(*col);
            match *meant {
                Some(meant) if is_ditto(cell) => {
                    out.insert((row.number, *col), meant);
                }
                // Above a blank cell nobody can say what 同上 means.
                _ => *meant = Some(row.number).filter(|_| !cell.is_blank()),
            }
        }
    }
    out
}

pub(super) fn is_ditto(cell: &Cell) -> bool {
    let is_mark = |c: char| matches!(c, '〃' | '″' | '"' | '\'' | '“' | '”' | 'ˮ' | '々' | '丨' | '|');
    let Cell::Text(text) = cell else { return false };
    // Asked of every cell: hardly any begins like this.
    let may_be =
        |c: char| is_mark(c) || matches!(c, '同' | '上' | '、' | '-' | '。' | '.') || c.is_whitespace();
    if text.len() > 15 || !text.starts_with(may_be) {
        return false;
    }
    let word = compact(text);
    let bare = word.trim_matches(|c: char| "-。,.".contains(c));
    matches!(bare, "同上" | "同前" | "上同" | "、、") || (!bare.is_empty() && bare.chars().all(is_mark))
}

/// Merged areas that cover rows below their first, by column.
fn merged(sheet: &Sheet, columns: &[Column]) -> BTreeMap<u32, BTreeMap<u32, u32>> {
    let mut out: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    let taken = |col: u32| columns.iter().any(|c| c.col == col && c.field().is_some());
    for merge in
        sheet.merges.iter().filter(|merge| merge.last_row > merge.first_row && taken(merge.first_col))
    {
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
