//! The desk and the register under ten years of visits: 10,000 and 100,000 people, 1,000,000 visits. Prints the median
//! and the slowest hundredth of each thing a clerk waits for; asserts no time.
//!
//! `cargo bench -p yinhui-tests --bench load`, or with `-- 10000` for so many people alone, `-- 10000 annual` for so many
//! people and one part.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "measures, not shipped"
)]

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use yinhui_core::person::{Facts, Field};
use yinhui_store::checkin::NewVisit;
use yinhui_store::key::{KeyRing, WorkFactor};
use yinhui_store::{Op, Store, StoreError};
use yinhui_testkit::{Desk, OPERATOR, PASSWORD, identity};

const VISITS: usize = 1_000_000;
/// Days the centre was open in ten years.
const DAYS: usize = 2_500;
const TIMES: usize = 1_000;
/// What takes long is measured less often.
const MOST: Duration = Duration::from_secs(20);

fn main() {
    // A test runner that asks what there is, or runs everything once, gets nothing from here.
    if std::env::args().any(|arg| arg == "--list" || arg == "--test") {
        return;
    }
    let asked = std::env::args().filter_map(|arg| arg.parse().ok()).collect::<Vec<usize>>();
    let sizes = if asked.is_empty() { vec![10_000, 100_000] } else { asked };
    let parts: [(&str, Part); 8] = [
        ("find", |desk, ids| find(desk, ids.len())),
        ("list", |desk, _| list(desk)),
        ("check_in", check_in),
        ("span", |desk, _| span(desk)),
        ("records", records),
        ("event", event),
        ("life", |desk, _| life(desk)),
        ("annual", annual),
    ];
    let named =
        parts.map(|(name, _)| name).into_iter().filter(|name| std::env::args().any(|arg| arg == *name));
    let named = named.collect::<Vec<_>>();
    for people in sizes {
        println!("{people} people, {VISITS} visits");
        let (desk, ids) = filled(people);
        for (name, part) in parts {
            if named.is_empty() || named.contains(&name) {
                part(&desk, &ids);
            }
        }
    }
}

/// A part of the bench: what a clerk waits for on one page.
type Part = fn(&Desk, &[String]);

/// A desk on a store of that many people and a million visits, written straight into it.
fn filled(people: usize) -> (Desk, Vec<String>) {
    let mut desk = Desk::new();
    desk.stop();
    let (_, key) = KeyRing::new(desk.data(), WorkFactor::TEST).open(OPERATOR, PASSWORD).unwrap();
    let began = Instant::now();
    let store = Store::open(desk.data(), &key, chrono::Utc::now()).unwrap();
    let op = Op {
        kind: "bench",
        operator: OPERATOR,
        role: "admin",
        desk: "一号台",
        at: chrono::DateTime::UNIX_EPOCH,
        request: None,
        undoes: None,
    };
    let mut ids = Vec::with_capacity(people);
    let registered = store.operation(op, |writer| {
        writer.expect_much()?;
        for number in 0..people {
            ids.push(writer.create_person(&person(number), &Default::default(), "2016-01-04")?);
        }
        Ok::<_, StoreError>(())
    });
    registered.unwrap();
    let purposes = store.read(|reader| reader.purposes()).unwrap();
    let first = NaiveDate::from_ymd_opt(2016, 1, 4).unwrap();
    for days in (0..DAYS).collect::<Vec<_>>().chunks(250) {
        let visited = store.operation(op, |writer| {
            writer.expect_much()?;
            for number in days.iter().flat_map(|day| (0..VISITS / DAYS).map(move |nth| (*day, nth))) {
                let (day, nth) = number;
                let day = first.checked_add_days(Days::new(day as u64 * 3 / 2)).unwrap();
                // Some come often, most now and then.
                let person =
                    (nth * 7_919 + number.0 * 104_729) % if nth % 2 == 0 { people / 20 } else { people };
                let visit = NewVisit {
                    day: &day.to_string(),
                    at: day.and_hms_opt(1, 0, 0).unwrap().and_utc().timestamp_millis() + nth as i64 * 60_000,
                    purpose: &purposes[nth % purposes.len()].id,
                    back_entered: false,
                    event: None,
                    booking: None,
                };
                writer.add_visit(&ids[person], visit)?;
            }
            Ok::<_, StoreError>(())
        });
        visited.unwrap();
    }
    drop(store);
    println!("  written in {:?}", began.elapsed());
    desk.start().unwrap();
    let session = desk.log_in(OPERATOR, PASSWORD).unwrap().session().map(str::to_owned);
    desk.adopt(session);
    (desk, ids)
}

fn person(number: usize) -> Facts {
    const FAMILY: [&str; 12] = ["岩", "玉", "李", "周", "刀", "张", "王", "陈", "杨", "单", "曾", "仇"];
    const GIVEN: [&str; 25] = [
        "温", "罕", "香", "正清", "启明", "美兰", "三恩", "文华", "建国", "秀英", "志强", "桂芳", "玉兰",
        "光", "叫", "应", "双", "明亮", "德福", "春梅", "国平", "永生", "丽华", "金凤", "少云",
    ];
    let (year, month, day) = (1930 + number % 35, 1 + number / 35 % 12, 1 + number / 420 % 28);
    let birth = format!("{year}{month:02}{day:02}");
    let name = format!("{}{}", FAMILY[number % 12], GIVEN[number / 12 % 25]);
    let text = |text: String| compact_str::CompactString::from(text);
    Facts::from([
        (Field::Name, text(name)),
        (Field::Sex, text(if number.is_multiple_of(2) { "男" } else { "女" }.into())),
        (Field::Birth, text(format!("{year}-{month:02}-{day:02}"))),
        (Field::Identity, text(identity("532822", &birth, u32::try_from(number % 1_000).unwrap()))),
        (Field::Phones, text(format!("139{:08}", number * 37 % 100_000_000))),
        (Field::Card, text(format!("2000{number:08}"))),
        (Field::RetirementKind, text(if number.is_multiple_of(9) { "离休" } else { "退休" }.into())),
        (Field::Branch, text(format!("第{}离退休党支部", number % 76))),
        (Field::Unit, text(format!("第{}局", number % 120))),
        (Field::Political, text(if number.is_multiple_of(3) { "群众" } else { "中共党员" }.into())),
    ])
}

/// What is typed the nth time.
type Words = fn(usize) -> String;

fn find(desk: &Desk, people: usize) {
    let words: [(&str, Words); 8] = [
        ("the first key", |n| char::from(b'a' + u8::try_from(n % 26).unwrap()).to_string()),
        ("initials", |n| ["yw", "yh", "lzq", "zqm", "dml", "zwh", "aw", "sg"][n % 8].into()),
        ("pinyin", |n| {
            ["yanwen", "yuhan", "lizheng", "zhouq", "daomei", "zhangw", "aiwen", "shang"][n % 8].into()
        }),
        ("a name", |n| ["岩温", "玉罕", "李正清", "周启明", "刀美兰", "张文华"][n % 6].into()),
        ("part of a name", |n| ["温", "罕", "正", "启明", "美", "华"][n % 6].into()),
        ("the first digit", |n| (n % 10).to_string()),
        ("last four", |n| format!("{:04}", n * 7 % 10_000)),
        ("a card", |n| format!("2000{:08}", n * 13 % 10_000)),
    ];
    for (what, words) in words {
        measure(&format!("find by {what} among {people}"), |n| {
            desk.did("checkin.find", json!({ "words": words(n) }))
        });
    }
}

fn list(desk: &Desk) {
    let branches = desk.did("organization.list", Value::Null);
    let branch = |n: usize| branches[n % 76]["id"].clone();
    let also = |field: &str, test: &str, value: String| json!({ "also": [{ "field": field, "test": test, "value": value }] });
    let filters: [(&str, &dyn Fn(usize) -> Value); 9] = [
        ("nothing", &|_| json!({})),
        ("sex and kind", &|n| json!({ "sex": (["男", "女"][n % 2]), "retirement_kind": "离休" })),
        ("branch", &|n| json!({ "branch": branch(n) })),
        ("words", &|n| json!({ "words": (["yw", "玉", "1234", "李正清"][n % 4]) })),
        (
            "age",
            &|n| json!({ "also": [{ "field": "birth", "test": "age_from", "value": (60 + n % 35).to_string() }] }),
        ),
        ("years in the party", &|n| also("standing", "least", (40 + n % 30).to_string())),
        ("visits of the year", &|n| also("visits", "least", (1 + n % 5).to_string())),
        ("last visit", &|n| also("last_visit", "to", format!("{}", 2017 + n % 9))),
        ("unit and age", &|n| {
            json!({ "also": [
            { "field": "unit", "test": "has", "value": format!("第{}", n % 120) },
            { "field": "birth", "test": "age_from", "value": "80" },
        ] })
        }),
    ];
    for (what, filter) in filters {
        measure(&format!("list by {what}"), |n| {
            desk.did("person.list", json!({ "filter": filter(n), "offset": 0, "limit": 60 }))
        });
    }
}

fn check_in(desk: &Desk, ids: &[String]) {
    durable(desk);
    measure("check in", |n| desk.did("checkin.person", json!({ "person": ids[n * 31 % ids.len()] })));
    measure("the day", |_| desk.did("checkin.day", json!({ "limit": 50 })));
    measure("somebody's page", |n| desk.did("person.get", json!({ "id": ids[n * 31 % ids.len()] })));
}

fn span(desk: &Desk) {
    for (what, from) in [("a month", "2026-01-01"), ("a year", "2025-02-01")] {
        let (took, _) = timed(|| desk.did("checkin.span", json!({ "from": from, "to": "2026-01-31" })));
        println!("  past days of {what}: {took:?}");
    }
}

/// The least a durable write of one page can take on this disk, beside which a check-in stands.
fn durable(desk: &Desk) {
    use std::io::Write;
    let mut file = std::fs::File::create(desk.outside().join("page")).unwrap();
    measure("a bare durable page", |_| {
        file.write_all(&[7; 4_096]).unwrap();
        file.sync_data().unwrap();
        Value::Null
    });
}

/// Ten years of what a centre writes down line by line, and the talent pool.
fn records(desk: &Desk, ids: &[String]) {
    let person = |n: usize| ids[n * 37 % ids.len()].clone();
    for n in 0..2_000 {
        let day = format!("{}-{:02}-{:02}", 2016 + n % 10, 1 + n / 10 % 12, 1 + n / 120 % 28);
        let facts = json!({ "type": "日常走访", "amount": "500" });
        desk.did(
            "ledger.save",
            json!({ "ledger": "care_visit", "person": person(n), "day": day, "facts": facts }),
        );
    }
    for n in 0..300 {
        desk.did(
            "talent.save",
            json!({
                "person": person(n), "category": "医疗卫生",
                "facts": { "speciality": (["党史", "书法", "医疗", "合唱"][n % 4]) },
            }),
        );
    }
    let lines = |words: &str| json!({ "filter": { "ledger": "care_visit", "words": words }, "offset": 0 });
    measure("a ledger's first page", |_| desk.did("ledger.list", lines("")));
    measure("a ledger by words", |n| desk.did("ledger.list", lines(["玉", "温", "李"][n % 3])));
    measure("the talent pool by words", |n| {
        desk.did("talent.list", json!({ "words": (["党史", "书法", "合唱"][n % 3]) }))
    });
    for n in 0..2_000 {
        let day = format!("{}-{:02}-{:02}", 2016 + n % 10, 1 + n / 10 % 12, 1 + n / 120 % 28);
        let facts = json!({ "content": "文明劝导", "hours": "2" });
        desk.did(
            "ledger.save",
            json!({ "ledger": "volunteer", "person": person(n), "day": day, "facts": facts }),
        );
    }
    measure("who is to be visited", |_| desk.did("care.due", json!({})));
    measure("who may be given the medal", |_| desk.did("care.medals", json!({ "year": 2026 })));
    let years = json!({ "from": "2016-01-01", "to": "2026-12-31" });
    measure("hours of volunteers, ten years", |_| desk.did("volunteer.totals", years.clone()));
}

/// An event of five hundred.
fn event(desk: &Desk, ids: &[String]) {
    let plan = json!({ "name": "重阳节活动", "kind": "文体活动", "day": "2026-03-05", "from": "9:00", "to": "11:00" });
    let event = desk.did("event.save", plan)["id"].clone();
    desk.did("event.register", json!({ "event": event, "people": ids[..500] }));
    measure("the roster of 500", |_| desk.did("event.get", json!({ "id": event })));
    measure("a mark on it", |n| {
        let answer = ["told", "comes"][n % 2];
        desk.did("event.mark", json!({ "event": event, "person": ids[n % 500], "answer": answer }))
    });
}

/// A year of meetings of 76 branches.
fn life(desk: &Desk) {
    let branches = desk.did("organization.list", Value::Null);
    for branch in branches.as_array().unwrap().iter().take(76) {
        for month in 1..=12 {
            let day = format!("2025-{month:02}-11");
            let kind = if month % 3 == 0 { "党员大会" } else { "支部委员会" };
            desk.did("event.save", json!({
                "name": kind, "kind": kind, "day": day, "from": "9:00", "to": "11:00", "organization": branch["id"],
            }));
        }
    }
    measure("三会一课 of 76 branches", |_| desk.did("organization.life", json!({ "year": 2025 })));
    measure("who was at them", |_| desk.did("organization.attendance", json!({ "year": 2025 })));
}

/// The return of a year.
fn annual(desk: &Desk, ids: &[String]) {
    let (took, annual) = timed(|| desk.did("report.annual", json!({ "year": 2025 })));
    println!("  the whole return: {took:?}");
    let mut slowest = Duration::ZERO;
    for form in annual["forms"].as_array().unwrap() {
        let id = &form["id"];
        let value = |cell: &Value| cell["value"].as_f64().unwrap();
        let cells = form["cells"].as_array().unwrap().iter().filter(|cell| value(cell) > 0.0);
        let cell = cells.max_by(|one, other| value(one).total_cmp(&value(other)));
        let Some(cell) = cell else { continue };
        let open = json!({ "form": id, "cell": cell["id"], "year": 2025, "limit": 200 });
        slowest = slowest.max(timed(|| desk.did("report.cell", open)).0);
    }
    println!("  the largest figure of each form opened: {slowest:?} at most");
    meanwhile(desk, ids);
    let (path, file) = desk.place("年报.xlsx");
    let (took, _) = timed(|| desk.did("report.export", json!({ "year": 2025, "file": file })));
    let bytes = std::fs::read(path).unwrap();
    let bare = bare(&bytes);
    let ratio = took.as_secs_f64() / bare.as_secs_f64();
    println!("  its workbook: {took:?}, {} KiB, {ratio:.2} × bare ({bare:?})", bytes.len() / 1_024);
}

/// Check-ins while the return is counted anew.
fn meanwhile(desk: &Desk, ids: &[String]) {
    let done = std::sync::atomic::AtomicBool::new(false);
    let times = std::thread::scope(|scope| {
        let counted = scope.spawn(|| {
            let took = (0..3).map(|_| timed(|| desk.did("report.annual", json!({ "year": 2025 }))).0).max();
            done.store(true, std::sync::atomic::Ordering::Relaxed);
            took
        });
        let mut times = Vec::new();
        for person in ids.iter().rev() {
            if done.load(std::sync::atomic::Ordering::Relaxed) {
                break;
            }
            times.push(timed(|| desk.did("checkin.person", json!({ "person": person }))).0);
        }
        println!("  the return while somebody checks in: {:?} at most", counted.join().unwrap().unwrap());
        times
    });
    let mut sorted = times;
    sorted.sort_unstable();
    println!(
        "  a check-in meanwhile: median {:?}, p99 {:?}, slowest {:?} of {}",
        sorted[sorted.len() / 2],
        sorted[sorted.len() * 99 / 100],
        sorted[sorted.len() - 1],
        sorted.len()
    );
}

/// The time rust_xlsxwriter alone needs for the same cells.
fn bare(bytes: &[u8]) -> Duration {
    use yinhui_core::import::raw::Cell;
    let book = yinhui_sheet::read(bytes).unwrap();
    let began = Instant::now();
    let mut written = rust_xlsxwriter::Workbook::new();
    for sheet in &book.sheets {
        let page = written.add_worksheet();
        for row in &sheet.rows {
            for (col, cell) in row.filled() {
                let (row, col) = (row.number - 1, u16::try_from(col).unwrap());
                match cell {
                    Cell::Number(number) => page.write_number(row, col, *number).unwrap(),
                    other => page.write_string(row, col, &*other.written()).unwrap(),
                };
            }
        }
    }
    written.save_to_buffer().unwrap();
    began.elapsed()
}

fn measure(what: &str, mut work: impl FnMut(usize) -> Value) {
    let until = Instant::now() + MOST;
    let mut times = Vec::new();
    while times.len() < TIMES && (times.len() < TIMES / 20 || Instant::now() < until) {
        times.push(timed(|| work(times.len())).0);
    }
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let (median, last) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("  {what}: median {:.2} ms, p99 {:.2} ms", ms(median), ms(last));
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let value = work();
    (began.elapsed(), value)
}
