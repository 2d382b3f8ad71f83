//! Where the tables of a sheet stand: one, several below each other with headers of their own, or side by side.

use super::{
    columns::{self, own_meaning},
    content,
    dictionary::{Meaning, is_name},
    header,
    rows::repeats_header,
};
use crate::{
    import::raw::{Cell, Row, Sheet},
    parallel,
    person::Field,
};

/// Rows that are searched together, in so many pieces.
const TOGETHER: usize = 16_384;
const PIECES: usize = 4;
/// Tables of one sheet that are looked for.
const MOST: usize = 200;

/// The rows and columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// First and last header row.
    pub(super) header: (u32, u32),
    /// The last row that may belong to it.
    pub(super) last_row: u32,
    /// First column, and the one behind the last.
    pub(super) cols: (u32, u32),
}

impl Place {
    /// The columns.
    pub(super) fn columns(&self) -> std::ops::Range<u32> {
        self.cols.0..self.cols.1
    }

    /// The cells of a row with something in them, within the table.
    pub(super) fn filled<'a>(&self, row: &'a Row) -> impl Iterator<Item = (u32, &'a Cell)> + use<'a> {
        let cols = self.columns();
        row.filled().filter(move |(col, _)| cols.contains(col))
    }
}

/// The table under a header a person pointed out.
pub(super) fn whole(sheet: &Sheet, header: (u32, u32)) -> Place {
    Place { header, last_row: u32::MAX, cols: (0, sheet.width()) }
}

/// Every table, from the top, then from the left.
pub(super) fn all(sheet: &Sheet) -> Vec<Place> {
    let Some(first) = header::find(sheet) else { return without_header(sheet).into_iter().collect() };
    let mut headers = vec![first];
    while let Some(next) =
        headers.last().and_then(|last| below(sheet, *last)).filter(|_| headers.len() < MOST)
    {
        headers.push(next);
    }
    let ends = headers.iter().skip(1).map(|(first, _)| first - 1).chain([u32::MAX]);
    let stacked =
        headers.iter().zip(ends).map(|(header, last_row)| Place { last_row, ..whole(sheet, *header) });
    stacked.flat_map(|place| beside(sheet, place)).collect()
}

/// A table whose header is missing: only where a column of names stands beside one that is told without a doubt.
fn without_header(sheet: &Sheet) -> Option<Place> {
    let named = |row: &&Row| row.filled().filter(|(_, cell)| is_name(&cell.written())).count() > 1;
    if sheet.rows.iter().take(10).any(|row| named(&row)) {
        // There is a header, only not one of people.
        return None;
    }
    let below = |col: u32| content::below(sheet, 0, col, 200);
    let columns: Vec<_> = (0..sheet.width()).map(below).collect();
    let sure =
        |cells: &Vec<&Cell>| matches!(content::class(cells), Some((Field::Identity | Field::Phones, _)));
    let names = columns.iter().any(|cells| cells.len() >= 3 && content::are_names(cells));
    (names && columns.iter().any(sure)).then(|| whole(sheet, (0, 0)))
}

/// The next header below that is not the same one printed again.
fn below(sheet: &Sheet, header: (u32, u32)) -> Option<(u32, u32)> {
    let place = whole(sheet, header);
    let columns = columns::map(sheet, &place, &super::SheetOverride::default());
    let from = sheet.rows.partition_point(|row| row.number <= header.1);
    let heads = |row: &&Row| header::is_one(sheet, row) && !repeats_header(row, &columns);
    // A part after the other, so that nothing is searched behind what is found.
    let found = sheet.rows.get(from..).unwrap_or_default().chunks(TOGETHER).find_map(|part| {
        let pieces = part.chunks(TOGETHER / PIECES).collect::<Vec<_>>();
        parallel::each(&pieces, |piece| piece.iter().find(heads)).into_iter().flatten().next()
    });
    Some(header::around(sheet, found?, header.1 + 1))
}

/// A column with nothing in it, neither header nor content: what parts two tables.
fn is_blank_column(sheet: &Sheet, place: &Place, col: u32) -> bool {
    let from = sheet.rows.partition_point(|row| row.number < place.header.0);
    let rows = sheet.rows.iter().skip(from).take_while(|row| row.number <= place.last_row);
    rows.take(500).all(|row| row.cell(col).is_blank())
}

/// Two tables side by side: the names of the first come again to the right, with a column 姓名 of their own.
fn beside(sheet: &Sheet, place: Place) -> Vec<Place> {
    let names = |col: &u32| own_meaning(sheet, place.header, *col) == Some(Meaning::Field(Field::Name));
    let name_columns: Vec<u32> = place.columns().filter(names).collect();
    if name_columns.len() < 2 {
        return vec![place];
    }
    let lead = place.columns().find(|col| !columns::header_text(sheet, place.header, *col).is_empty());
    let lead_text = lead.map(|col| columns::header_text(sheet, place.header, col)).unwrap_or_default();
    let mut starts = vec![place.cols.0];
    for pair in name_columns.windows(2) {
        let [before, name] = pair else { continue };
        let between = || (before + 1..=*name).rev();
        let start = between()
            .find(|col| columns::header_text(sheet, place.header, *col) == lead_text)
            .or_else(|| between().find(|col| is_blank_column(sheet, &place, *col)).map(|col| col + 1))
            .unwrap_or(*name);
        starts.push(start);
    }
    let ends = starts.iter().skip(1).copied().chain([place.cols.1]);
    let parts: Vec<Place> =
        starts.iter().zip(ends).map(|(from, to)| Place { cols: (*from, to), ..place.clone() }).collect();
    // The same names again, at least most of them: a second 姓名 alone is a relative's.
    let texts = |part: &Place| -> Vec<String> {
        let each = part.columns().map(|col| columns::header_text(sheet, part.header, col));
        each.filter(|text| !text.is_empty()).collect()
    };
    let first = parts.first().map(&texts).unwrap_or_default();
    let is_table = |part: &Place| {
        let own = texts(part);
        let again = own.iter().filter(|text| first.contains(text)).count();
        let apart = part.cols.0 == place.cols.0 || is_blank_column(sheet, &place, part.cols.0 - 1);
        own.len() >= 2 && (apart || again * 10 >= first.len().max(own.len()) * 7)
    };
    if parts.iter().all(is_table) { parts } else { vec![place] }
}
