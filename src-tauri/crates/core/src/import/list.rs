//! A plain list in a workbook, such as our own exports and most ledgers kept by hand: one row of headers, lines below.

use crate::import::raw::{Row, Sheet, Workbook};
use crate::text;
use std::collections::BTreeMap;

/// A column that may be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What its values are known by.
    pub key: String,
    /// The headers it goes by.
    pub names: Vec<String>,
}

impl Wanted {
    /// A column that goes by these headers.
    pub fn new(key: &str, names: &[&str]) -> Self {
        Self { key: key.to_owned(), names: names.iter().map(|name| (*name).to_owned()).collect() }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Name of the sheet.
    pub sheet: String,
    /// Names of the other sheets that have such a list, hidden ones among them.
    pub others: Vec<String>,
    /// Row of the headers, from 1.
    pub header: u32,
    /// Every header as written, and what it was taken for.
    pub columns: Vec<(String, Option<String>)>,
    /// The lines.
    pub rows: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Number of its row, from 1.
    pub number: u32,
    /// What stands in its columns, as written; those with nothing are missing.
    pub values: BTreeMap<String, String>,
}

/// Headers stand within these rows.
const DEEPEST: usize = 20;

/// Reads the list of the sheet that has most of the wanted columns; hidden sheets last. `None` where no sheet has a row
/// with the first of them.
pub fn read(book: &Workbook, wanted: &[Wanted]) -> Option<List> {
    let found = book.sheets.iter().filter_map(|sheet| Some((header(sheet, wanted)?, sheet)));
    let found = found.filter(|(heads, sheet)| !lines(sheet, heads).rows.is_empty()).collect::<Vec<_>>();
    let weigh = |one: &(Heads, &Sheet)| (!one.1.hidden, one.0.hits());
    // The first of those that are alike.
    let best = found.iter().reduce(|best, next| if weigh(next) > weigh(best) { next } else { best });
    let others = |taken: &Sheet| {
        let others = found.iter().map(|(_, sheet)| sheet.name.clone());
        others.filter(|name| *name != taken.name).collect()
    };
    match best {
        Some((heads, sheet)) => Some(List { others: others(sheet), ..lines(sheet, heads) }),
        // A list with a head and no line yet.
        None => {
            let empty = book.sheets.iter().find_map(|sheet| Some((header(sheet, wanted)?, sheet)));
            empty.map(|(heads, sheet)| lines(sheet, &heads))
        }
    }
}

/// A row of headers.
struct Heads {
    row: u32,
    columns: Vec<(u32, String, Option<String>)>,
}

impl Heads {
    fn hits(&self) -> usize {
        self.columns.iter().filter(|(.., key)| key.is_some()).count()
    }
}

fn header(sheet: &Sheet, wanted: &[Wanted]) -> Option<Heads> {
    let first = wanted.first()?;
    let rows = sheet.rows.iter().take(DEEPEST).map(|row| {
        let mut taken = Vec::<&str>::new();
        let columns = row.filled().map(|(col, cell)| {
            let written = cell.written().into_owned();
            let key = meaning(&written, wanted).filter(|key| !taken.contains(key));
            taken.extend(key);
            (col, text::tidy(&written), key.map(str::to_owned))
        });
        Heads { columns: columns.collect(), row: row.number }
    });
    let rows = rows.filter(|heads| heads.columns.iter().any(|(.., key)| key.as_ref() == Some(&first.key)));
    rows.reduce(|best, next| if next.hits() > best.hits() { next } else { best })
}

fn meaning<'a>(header: &str, wanted: &'a [Wanted]) -> Option<&'a str> {
    let (whole, bare) = (text::compact(header), plain(header));
    let called = |name: &dyn Fn(&str) -> bool| {
        wanted.iter().find(|one| one.names.iter().any(|other| name(other))).map(|one| one.key.as_str())
    };
    called(&|name| text::compact(name) == whole).or_else(|| called(&|name| plain(name) == bare))
}

/// A header without what stands in brackets: 金额（元） is 金额.
fn plain(header: &str) -> String {
    let compact = text::compact(header);
    let end = compact.find(['(', '（']).filter(|at| *at > 0).unwrap_or(compact.len());
    compact.get(..end).unwrap_or(&compact).trim_end_matches([':', '：']).to_owned()
}

fn lines(sheet: &Sheet, heads: &Heads) -> List {
    let below = sheet.rows.iter().filter(|row| row.number > heads.row && !is_sum(row));
    let rows = below.map(|row| {
        let values = heads.columns.iter().filter_map(|(col, _, key)| {
            let value = text::tidy(&sheet.shown(row.number, *col).written());
            Some((key.clone()?, value)).filter(|(_, value)| !text::is_nothing(value))
        });
        Line { number: row.number, values: values.collect() }
    });
    let rows = rows.filter(|line| !is_note(sheet, line));
    List {
        sheet: sheet.name.clone(),
        others: Vec::new(),
        header: heads.row,
        columns: heads.columns.iter().map(|(_, written, key)| (written.clone(), key.clone())).collect(),
        rows: rows.filter(|line| !line.values.is_empty()).collect(),
    }
}

/// One cell across the table is a note below it, not a line.
fn is_note(sheet: &Sheet, line: &Line) -> bool {
    let filled = sheet.row(line.number).map_or(0, |row| row.filled().count());
    let mut values = line.values.values();
    let first = values.next();
    filled == 1 && line.values.len() > 1 && values.all(|value| Some(value) == first)
}

/// 合计 and its like are no line, whichever column the word stands in.
fn is_sum(row: &Row) -> bool {
    let sums = ["合计", "总计", "小计", "共计"];
    row.filled().any(|(_, cell)| sums.contains(&text::compact(&cell.written()).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::raw::{Cell, Merge};

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let cells = |row: &[&str]| {
            row.iter()
                .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) })
                .collect()
        };
        let rows =
            rows.iter().zip(1..).map(|(row, number)| Row { number, cells: cells(row), ..Row::default() });
        Sheet { name: name.into(), rows: rows.collect(), ..Sheet::default() }
    }

    fn wanted() -> Vec<Wanted> {
        vec![
            Wanted::new("name", &["姓名", "名字"]),
            Wanted::new("amount", &["金额（元）", "慰问金"]),
            Wanted::new("note", &["备注"]),
        ]
    }

    #[test]
    fn headers_are_found_below_titles_and_sums_are_no_line() {
        let book = Workbook {
            sheets: vec![
                sheet("说明", &[&["填表说明"]]),
                sheet(
                    "登记",
                    &[
                        &["走访慰问登记表"],
                        &["序号", "姓 名", "金额", "其他"],
                        &["1", "岩温", "200", "x"],
                        &[],
                        &["2", "玉罕", "", ""],
                        &["合计", "", "200", ""],
                    ],
                ),
            ],
        };
        let list = read(&book, &wanted()).unwrap();
        assert_eq!((list.sheet.as_str(), list.header), ("登记", 2));
        assert_eq!(list.columns[3], ("其他".into(), None));
        assert_eq!(list.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(list.rows[0].values["amount"], "200");
        assert!(!list.rows[1].values.contains_key("amount"));
    }

    #[test]
    fn other_sheets_with_such_a_list_are_named() {
        let month = |name: &str| sheet(name, &[&["姓名", "金额（元）"], &["岩温", "200"]]);
        let empty = sheet("3月", &[&["姓名", "金额（元）"]]);
        let book = Workbook {
            sheets: vec![month("1月"), month("2月"), empty, sheet("说明", &[&["填表说明"]])],
        };
        let list = read(&book, &wanted()).unwrap();
        assert_eq!((list.sheet.as_str(), list.others), ("1月", vec!["2月".to_owned()]));
        let only = Workbook { sheets: vec![sheet("表", &[&["姓名", "金额（元）"]])] };
        assert!(
            read(&only, &wanted()).unwrap().rows.is_empty(),
            "a head without a line is a list all the same"
        );
    }

    #[test]
    fn a_merged_cell_stands_in_each_of_its_rows() {
        let mut one = sheet("表", &[&["姓名", "备注"], &["岩温", "一组"], &["玉罕", ""]]);
        one.merges.push(Merge { first_row: 2, last_row: 3, first_col: 1, last_col: 1 });
        let list = read(&Workbook { sheets: vec![one] }, &wanted()).unwrap();
        assert_eq!(list.rows[1].values["note"], "一组");
    }

    #[test]
    fn a_cell_across_the_table_is_a_note_below_it() {
        let mut one = sheet("表", &[&["姓名", "备注"], &["岩温", "一组"], &["共 1 人", ""]]);
        one.merges.push(Merge { first_row: 3, last_row: 3, first_col: 0, last_col: 1 });
        let list = read(&Workbook { sheets: vec![one] }, &wanted()).unwrap();
        assert_eq!(list.rows.len(), 1);
    }

    #[test]
    fn without_the_first_column_there_is_no_list() {
        let book = Workbook { sheets: vec![sheet("表", &[&["金额", "备注"], &["1", "2"]])] };
        assert_eq!(read(&book, &wanted()), None);
        assert_eq!(read(&Workbook::default(), &wanted()), None);
    }
}
