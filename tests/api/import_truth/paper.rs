//! Small rosters as a clerk would type them, each with what is so beside it.

use super::score::{Truth, pair_of};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A workbook being typed.
#[derive(Default)]
pub struct Paper {
    sheets: Vec<Worksheet>,
    row: u32,
    people: Vec<Value>,
    rows: Vec<Value>,
    truth: Truth,
}

impl Paper {
    /// A new sheet of that name.
    pub fn sheet(mut self, name: &str) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).unwrap();
        self.sheets.push(sheet);
        self.row = 0;
        self
    }

    fn last(&mut self) -> &mut Worksheet {
        self.sheets.last_mut().unwrap()
    }

    /// The next row. A text beginning with # is a number.
    pub fn row(mut self, cells: &[&str]) -> Self {
        let row = self.row;
        for (col, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            match text.strip_prefix('#') {
                Some(number) => self.last().write_number(row, col, number.parse::<f64>().unwrap()).unwrap(),
                None => self.last().write_string(row, col, *text).unwrap(),
            };
        }
        self.row += 1;
        self
    }

    /// Rows that are nobody.
    pub fn rows(self, rows: &[&[&str]]) -> Self {
        rows.iter().fold(self, |paper, row| paper.row(row))
    }

    /// The next row, somebody's; what is so of them.
    pub fn person(self, cells: &[&str], exp: Value) -> Self {
        let mut paper = self.row(cells);
        paper.is(paper.row, exp, 0);
        paper
    }

    /// The same, and the fields somebody must be asked about.
    pub fn asked(self, cells: &[&str], exp: Value, flag: &[&str]) -> Self {
        let mut paper = self.person(cells, exp);
        paper.rows.last_mut().unwrap()["flag"] = json!(flag);
        paper
    }

    /// Two people in one row, in tables side by side: of the second the row is told as a thousand more.
    pub fn two(self, cells: &[&str], left: Value, right: Value) -> Self {
        let mut paper = self.row(cells);
        paper.is(paper.row, left, 0);
        paper.is(paper.row, right, 1_000);
        paper
    }

    /// The next row, hidden.
    pub fn hidden(self, cells: &[&str], exp: Value) -> Self {
        let mut paper = self.person(cells, exp);
        paper.rows.last_mut().unwrap()["hidden"] = json!(true);
        let row = paper.row - 1;
        paper.last().set_row_hidden(row).unwrap();
        paper
    }

    /// A row that repeats somebody of an earlier one, counted from 0.
    pub fn again(self, cells: &[&str], earlier: usize) -> Self {
        let mut paper = self.row(cells);
        let place = paper.place(paper.row, 0);
        let pid = paper.people[earlier]["pid"].clone();
        paper.people[earlier]["rows"].as_array_mut().unwrap().push(place.clone());
        paper
            .rows
            .push(json!({ "sheet": place[1], "row": place[2], "pid": pid, "hidden": false, "flag": [] }));
        paper
    }

    /// The last two rows may be one person or not.
    pub fn unclear(mut self) -> Self {
        let at = |row: &Value| (row["sheet"].as_str().unwrap().to_owned(), row["row"].as_u64().unwrap());
        let [.., one, other] = self.rows.as_slice() else { panic!("two rows") };
        self.truth.unclear.insert(pair_of(at(one), at(other)));
        self
    }

    /// Merges cells of the row before, from a column to another, over a number of rows above and with it.
    pub fn merge(mut self, rows: u32, first: u16, last: u16, text: &str) -> Self {
        let row = self.row - 1;
        self.last().merge_range(row + 1 - rows, first, row, last, text, &Format::new()).unwrap();
        self
    }

    /// Does something else with the sheet.
    pub fn with(mut self, change: impl FnOnce(&mut Worksheet)) -> Self {
        change(self.last());
        self
    }

    fn place(&mut self, row: u32, more: u32) -> Value {
        json!([0, self.last().name(), row + more])
    }

    fn is(&mut self, row: u32, exp: Value, more: u32) {
        let place = self.place(row, more);
        let pid = format!("P{}", self.people.len());
        self.rows
            .push(json!({ "sheet": place[1], "row": place[2], "pid": pid, "hidden": false, "flag": [] }));
        self.people.push(json!({ "pid": pid, "exp": exp, "alt": {}, "truth": exp, "rows": [place] }));
    }

    /// Saves the file; answers where, and what is so.
    pub fn save(mut self, folder: &Path, name: &str) -> (PathBuf, Truth) {
        let mut book = Workbook::new();
        for sheet in self.sheets.drain(..) {
            book.push_worksheet(sheet);
        }
        let path = folder.join(name);
        book.save(&path).unwrap();
        (path, Truth { people: self.people, rows: self.rows, ..self.truth })
    }
}
