//! Reads workbooks, plans their import into an empty centre and prints the lines of `--readings`.

use chrono::NaiveDate;
use std::{env, fs, path::Path, time::Instant};
use yinhui_core::import::{self, Settings, plan, read_book, readings};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 6).ok_or("no day")?;
    let mut books = Vec::new();
    for path in env::args().skip(1) {
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let start = Instant::now();
        let workbook = yinhui_sheet::read(&fs::read(&path)?, &name)?;
        eprintln!("read {:?}", start.elapsed());
        let start = Instant::now();
        books.push(read_book(&name, &workbook, &Settings::on(today)));
        eprintln!("understood {:?}", start.elapsed());
    }
    let start = Instant::now();
    let plan = plan(&books, &[], import::plan::Options::default());
    eprintln!("planned {:?} {:?}", start.elapsed(), plan.counts);
    for sheet in &plan.sheets {
        eprintln!("{} {:?} {:?} rows {}", sheet.name, sheet.header_rows, sheet.left_out, sheet.rows);
        for c in &sheet.columns {
            eprintln!("  {} {} -> {:?} {}", c.letter, c.header, c.field, c.reason);
        }
    }
    for line in readings::lines(&plan) {
        println!("{line}");
    }
    Ok(())
}
