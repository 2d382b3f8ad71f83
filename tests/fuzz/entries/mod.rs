//! From any bytes into everything that reads what others wrote, and what must hold of whatever is made of them.

mod cells;
mod hold;
mod packed;
mod words;

use chrono::{Datelike, NaiveDate};
use std::sync::Arc;
use yinhui_core::{
    date::{
        PartialDate,
        read::{Context, Usage, read_number, read_text},
    },
    import::{
        BookReading, Settings,
        plan::{Known, Options, Plan, plan},
        raw::{Cell, Row, Sheet, Workbook},
        read_book, readings,
    },
    person::{
        Field,
        identity::{self, IdentityReading},
        name, phone, pinyin,
    },
};

/// What takes any bytes, and panics where something does not hold.
pub type Entry = fn(&[u8]);

/// An entry by the name of its folder in the corpus.
pub const ALL: [(&str, Entry); 8] = [
    ("date", date),
    ("identity", identity),
    ("phone", phone),
    ("name", name),
    ("table", table),
    ("kinds", kinds),
    ("packed", packed),
    ("whole", whole),
];

const fn today() -> NaiveDate {
    match NaiveDate::from_ymd_opt(2026, 3, 6) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// The number a cell holds: the first eight bytes.
fn number(bytes: &[u8]) -> Option<f64> {
    bytes.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

/// Dates, as text and as a number. The first byte says what for.
pub fn date(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let usage = match first % 5 {
        0 => Usage::Birth,
        1 => Usage::Work,
        2 => Usage::Party,
        3 => Usage::Retire,
        _ => Usage::Other,
    };
    let birth =
        (first & 0x80 != 0).then(|| PartialDate::new(1900 + i32::from(first & 0x7f), None, None)).flatten();
    let context = Context { today: today(), birth };
    let readings = [
        Some(read_text(&words::text(rest), usage, &context)),
        number(rest).map(|n| read_number(n, usage, &context)),
    ];
    for reading in readings.into_iter().flatten() {
        assert!(!reading.flag.needs_look() || reading.note.is_some(), "what is odd is said: {reading:?}");
        let Some(date) = reading.date else { continue };
        assert_eq!(date.to_string().parse::<PartialDate>().ok(), Some(date), "a date is one");
        assert!(
            reading.flag.needs_look() || date.earliest() <= today(),
            "nobody is born tomorrow: {reading:?}"
        );
        assert!(reading.flag.needs_look() || date.earliest().year() >= 1850, "nor so long ago: {reading:?}");
    }
}

/// Numbers of identity cards, as text and as a number.
pub fn identity(bytes: &[u8]) {
    let hold = |reading: IdentityReading| {
        assert!(!reading.flag.needs_look() || reading.note.is_some(), "what is odd is said: {reading:?}");
        let Some(number) = reading.number else { return };
        assert!(number.is_valid() || reading.flag.needs_look(), "a wrong number is asked about: {number:?}");
        let again = identity::read(number.as_str());
        assert_eq!(again.number.as_ref(), Some(&number), "a number stays one");
    };
    let text = words::text(bytes);
    hold(identity::read(&text));
    number(bytes).map(identity::read_number).into_iter().for_each(hold);
    let _ = identity::mask(&text);
    let _ = identity::mask_short(&text);
}

/// Telephone numbers, as text and as a number.
pub fn phone(bytes: &[u8]) {
    let text = words::text(bytes);
    let readings = [Some(phone::read(&text)), number(bytes).map(phone::read_number)];
    for reading in readings.into_iter().flatten() {
        assert!(!reading.flag.needs_look() || reading.note.is_some(), "what is odd is said: {reading:?}");
        for number in &reading.numbers {
            assert_eq!(&phone::read(number).numbers, std::slice::from_ref(number), "a number stays one");
        }
    }
    let _ = phone::mask(&text);
}

/// Names by themselves, and as a roster has them: the text in the name's cell of a whole row.
pub fn name(bytes: &[u8]) {
    let written = words::text(bytes);
    let shown = name::display(&written);
    assert_eq!(name::display(&shown), shown, "shown twice is shown once");
    let keys = pinyin::keys(&shown);
    assert!(keys.full.len() <= 64 && keys.initials.len() <= 64, "few keys");
    let text = |text: &str| Cell::Text(text.into());
    let row = |number, cells| Row { number, cells, ..Row::default() };
    let sheet = Sheet {
        name: "花名册".to_owned(),
        rows: vec![
            row(1, ["姓名", "性别", "出生年月", "备注"].map(text).to_vec()),
            row(2, vec![Cell::Text(written.into()), text("男"), text("1949.03"), text("独居")]),
            row(3, ["玉罕", "女", "1951.07", ""].map(text).to_vec()),
        ],
        ..Sheet::default()
    };
    rows(&reading(Workbook { sheets: vec![sheet] }));
}

/// Headers, tables and rows of small sheets.
pub fn table(bytes: &[u8]) {
    let reading = reading(cells::workbook(bytes));
    for table in &reading.sheets {
        let columns = table.columns.iter().map(|column| column.col).collect::<Vec<_>>();
        assert!(
            columns.iter().zip(columns.iter().skip(1)).all(|(a, b)| a < b),
            "each column once: {columns:?}"
        );
        let mut rows = table.people.iter().map(|person| person.row).collect::<Vec<_>>();
        rows.extend(table.skipped.iter().map(|skipped| skipped.row));
        rows.sort_unstable();
        let all = rows.len();
        rows.dedup();
        assert_eq!(rows.len(), all, "a row is somebody or nobody");
    }
    rows(&reading);
}

/// Every reader behind the bytes of a file.
pub fn kinds(bytes: &[u8]) {
    let _ = yinhui_sheet::read(bytes);
}

/// The readers of packed workbooks, part by part: the bytes are the parts.
pub fn packed(bytes: &[u8]) {
    let _ = yinhui_sheet::read(&packed::zip(bytes));
}

/// From the bytes of a file to what an import would store. The first byte may say that they are parts, or cells.
pub fn whole(bytes: &[u8]) {
    let read = match bytes.split_first() {
        Some((0, parts)) => yinhui_sheet::read(&packed::zip(parts)),
        Some((1, cells)) => Ok(cells::workbook(cells)),
        _ => yinhui_sheet::read(bytes),
    };
    // A sheet of many thousand rows is slow in a fuzzer and shows nothing that a small one does not.
    if let Ok(book) = read
        && book
            .sheets
            .iter()
            .map(|sheet| sheet.rows.iter().map(|row| row.cells.len() + 1).sum::<usize>())
            .sum::<usize>()
            < 20_000
    {
        planned(book);
    }
}

fn reading(book: Workbook) -> BookReading {
    read_book("册.xlsx", &Arc::new(book), &Settings::on(today()))
}

/// Reads every row of a workbook.
fn rows(reading: &BookReading) {
    for sheet in &reading.sheets {
        for person in &sheet.people {
            let row = reading.read(sheet, person);
            assert!(row.refused.is_some() || row.facts.contains_key(&Field::Name), "a name: {row:?}");
            hold::facts(&row.facts, &row.warn);
        }
    }
}

/// Plans a workbook on an empty register, and once more on the one that would then be there.
fn planned(book: Workbook) {
    let reading = reading(book);
    let books = std::slice::from_ref(&reading);
    let first = plan(books, &[], &Options::default());
    hold::plan(&first);
    let again = plan(books, &registered(&first), &Options::default());
    hold::plan(&again);
    hold::again(&first, &again);
}

fn registered(plan: &Plan) -> Vec<Known> {
    let known = |(at, person): (usize, &yinhui_core::import::plan::Planned)| Known {
        id: format!("p{at}"),
        facts: person.facts.clone(),
        joined: Vec::new(),
        cards: Vec::new(),
        extras: Default::default(),
    };
    plan.people.iter().enumerate().map(known).collect()
}

/// The lines of `--readings`.
fn lines(plan: &Plan) -> impl Iterator<Item = String> {
    readings::lines(plan)
}
