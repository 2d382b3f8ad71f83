//! Importing a hundred thousand rows beside the least it could take. Prints ratios; asserts no time.
//!
//! `cargo bench -p yinhui-tests --bench import`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_precision_loss,
    reason = "measures, not shipped"
)]

use calamine::{Reader, Xlsx, open_workbook};
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use yinhui_testkit::{Desk, PASSWORD, identity, roster};
use yinhui_tests::sample_roster;

const ROWS: u32 = 100_000;
const UNDONE: u32 = 10_000;
/// A plan and a reading beside it: either may be disturbed, so that one pair says little. An odd number.
const PAIRS: usize = 7;

/// What a part of the bench is asked for in a process of its own, so that its memory is its own.
const PART: &str = "YINHUI_BENCH_PART";

fn main() {
    // A test runner that asks what there is, or runs everything once, gets nothing from here.
    if std::env::args().any(|arg| arg == "--list" || arg == "--test") {
        return;
    }
    match std::env::var(PART) {
        Ok(part) => one(&part),
        Err(_) => all(),
    }
}

fn all() {
    let folder = tempfile::tempdir().unwrap();
    let path = people(folder.path(), ROWS);
    println!("{ROWS} rows × 17 filled columns");
    let mut pairs = (0..PAIRS).map(|_| (part("plan", &path), part("read", &path))).collect::<Vec<_>>();
    pairs.sort_by(|one, other| ratio(one.0.0, one.1.0).total_cmp(&ratio(other.0.0, other.1.0)));
    for (what, at) in [("least", 0), ("middle", PAIRS / 2), ("most", PAIRS - 1)] {
        let (planning, reading) = &pairs[at];
        let times = ratio(planning.0, reading.0);
        println!(
            "plan {:?} = {times:.2} × calamine alone ({:?}), the {what} of {PAIRS}",
            planning.0, reading.0
        );
    }
    let (planning, reading) = &pairs[PAIRS / 2];
    println!(
        "peak memory {} MiB = {:.2} × calamine's ({} MiB)",
        planning.1 >> 10,
        f(planning.1) / f(reading.1),
        reading.1 >> 10
    );
    let (run, bare) = run(&path);
    println!("run {run:?} = {:.2} × bare prepared inserts of the same rows ({bare:?})", ratio(run, bare));
    let ten_thousand = people(folder.path(), UNDONE);
    let desk = Desk::new();
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&ten_thousand)] }));
    let done = desk.did("import.run", json!({ "plan": plan["plan"] }));
    let (undone, _) = timed(|| desk.did("import.undo", json!({ "id": done["id"] })));
    println!("undo of {UNDONE} rows {undone:?}");
    let desk = Desk::new();
    let file = desk.file(&sample_roster("typical_2232.xlsx"));
    let (preview, _) = timed(|| {
        let plan = desk.did("import.plan", json!({ "files": [file] }));
        desk.did("import.rows", json!({ "plan": plan["plan"], "offset": 0, "limit": 100 }))
    });
    println!("preview of 2,232 rows {preview:?}");
}

/// Runs a part in a process of its own: how long it says it took, and its peak memory in KiB.
fn part(name: &str, path: &Path) -> (Duration, u64) {
    let output = Command::new(std::env::current_exe().unwrap()).env(PART, name).arg(path).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    (Duration::from_micros(told["micros"].as_u64().unwrap()), told["peak"].as_u64().unwrap())
}

fn one(part: &str) {
    let path = std::env::args_os().nth(1).unwrap();
    let path = Path::new(&path);
    let (took, _) = match part {
        "read" => timed(|| {
            let mut book: Xlsx<_> = open_workbook(path).unwrap();
            u64::try_from(book.worksheet_range("花名册").unwrap().used_cells().count()).unwrap()
        }),
        _ => {
            let desk = Desk::new();
            let file = desk.file(path);
            timed(|| desk.did("import.plan", json!({ "files": [file] }))["counts"]["new"].as_u64().unwrap())
        }
    };
    println!("{}", json!({ "micros": u64::try_from(took.as_micros()).unwrap(), "peak": peak() }));
}

/// The most memory this process has held, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// A roster of as many people as a workbook: seventeen columns, all filled.
fn people(folder: &Path, count: u32) -> std::path::PathBuf {
    const HEAD: [&str; 17] = [
        "姓名",
        "性别",
        "民族",
        "出生年月",
        "身份证号",
        "籍贯",
        "政治面貌",
        "入党时间",
        "参加工作时间",
        "离退休时间",
        "离退休类型",
        "原工作单位",
        "原职务",
        "职级",
        "联系电话",
        "家庭住址",
        "健康状况",
    ];
    let rows = (0..count).map(person).collect::<Vec<_>>();
    let texts = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect::<Vec<_>>();
    let texts = texts.iter().map(<[&str; 17]>::as_slice).collect::<Vec<_>>();
    roster(folder, &format!("{count}.xlsx"), &HEAD, &texts)
}

fn person(number: u32) -> [String; 17] {
    let names = ["岩温", "玉罕", "李正清", "周启明", "刀美兰", "岩三恩", "玉香", "张文华"];
    let ends = ["", "香", "罕", "明", "叫", "光", "宰", "应"];
    let at = |step: u32, of: u32| (number / step % of) as usize;
    let birth = format!("{}{:02}{:02}", 1930 + number % 35, 1 + number / 35 % 12, 1 + number / 420 % 28);
    let units = ["教育局", "民政局", "农业局", "卫生局", "公安局", "林业局", "财政局", "水务局"];
    let posts = ["局长", "副局长", "科长", "科员", "办事员", "主任"];
    [
        format!("{}{}{}", names[at(1, 8)], ends[at(8, 8)], ends[at(64, 8)]),
        ["女", "男"][(number % 1_000 % 2) as usize].to_owned(),
        ["傣", "哈尼族", "汉族", "拉祜", "布朗族"][at(1, 5)].to_owned(),
        format!("{}.{}", &birth[..4], &birth[4..6]),
        identity(["532822", "532801", "532823", "532821"][at(1_000, 4)], &birth, number % 1_000),
        "云南勐海".to_owned(),
        "中共党员".to_owned(),
        format!("{}.{:02}", 1960 + number % 30, 1 + number % 12),
        format!("{}年{}月", 1950 + number % 35, 1 + number % 12),
        format!("{}-{:02}", 1995 + number % 20, 1 + number % 12),
        "退休".to_owned(),
        format!("勐海县{}", units[at(3, 8)]),
        posts[at(5, 6)].to_owned(),
        ["正科级", "副科级", "科员"][at(7, 3)].to_owned(),
        format!("139{number:08}"),
        format!("勐海镇象山路{}号", number % 900 + 1),
        "健康".to_owned(),
    ]
}

/// The run, and the same rows of every table written by prepared statements into the same encrypted schema.
fn run(path: &Path) -> (Duration, Duration) {
    let mut desk = Desk::new();
    let plan = desk.did("import.plan", json!({ "files": [desk.file(path)] }));
    let (ran, report) = timed(|| desk.did("import.run", json!({ "plan": plan["plan"] })));
    assert_eq!(
        report["counts"]["new"].as_u64().unwrap() + report["counts"]["suspect"].as_u64().unwrap(),
        u64::from(ROWS)
    );
    desk.stop();
    let key = key_of(desk.data());
    let source = open(&desk.data().join("yinhui.db"), &key);
    let folder = tempfile::tempdir().unwrap();
    let bare = bare(&source, &folder.path().join("bare.db"), &key);
    (ran, bare)
}

/// The key of a test's file, by the password of its operator.
fn key_of(data: &Path) -> String {
    let slots = std::fs::read_dir(data.join("keys")).unwrap().map(|slot| slot.unwrap().path());
    let opened = slots.filter_map(|slot| {
        let slot: Value = serde_json::from_slice(&std::fs::read(slot).ok()?).ok()?;
        let armored = age::armor::ArmoredReader::new(slot["age"].as_str()?.as_bytes());
        let secret = age::secrecy::SecretString::from(PASSWORD.to_owned());
        let identity = age::scrypt::Identity::new(secret);
        let decryptor = age::Decryptor::new(armored).ok()?;
        let mut key = Vec::new();
        let mut plain = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).ok()?;
        plain.read_to_end(&mut key).ok()?;
        Some(key.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    });
    opened.into_iter().next().expect("the operator's slot opens")
}

/// One table's columns and rows.
type Table = (String, Vec<Vec<Sql>>);

fn bare(source: &Connection, target: &Path, key: &str) -> Duration {
    let names =
        texts(source, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    let schema =
        texts(source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'index', rowid");
    let tables = names.iter().map(|name| rows(source, name)).collect::<Vec<_>>();
    let mut connection = open(target, key);
    for sql in schema {
        connection.execute_batch(&sql).unwrap();
    }
    // What the import found there, so that only what it wrote is measured, is next to nothing.
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    let (took, ()) = timed(|| {
        let transaction = connection.transaction().unwrap();
        for (sql, rows) in &tables {
            let mut insert = transaction.prepare(sql).unwrap();
            for row in rows {
                insert.execute(rusqlite::params_from_iter(row)).unwrap();
            }
        }
        transaction.commit().unwrap();
    });
    took
}

fn rows(source: &Connection, name: &str) -> Table {
    let mut select = source.prepare(&format!("SELECT * FROM {name}")).unwrap();
    let columns = select.column_count();
    let places = (1..=columns).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let found = select.query_map([], |row| (0..columns).map(|n| row.get(n)).collect()).unwrap();
    (format!("INSERT INTO {name} VALUES ({places})"), found.collect::<Result<_, _>>().unwrap())
}

fn texts(source: &Connection, sql: &str) -> Vec<String> {
    let mut select = source.prepare(sql).unwrap();
    select.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn open(path: &Path, key: &str) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "key", format!("x'{key}'")).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection.pragma_update(None, "cache_size", -131_072).unwrap();
    connection
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let value = work();
    (began.elapsed(), value)
}

fn ratio(this: Duration, that: Duration) -> f64 {
    this.as_secs_f64() / that.as_secs_f64().max(f64::EPSILON)
}

fn f(number: u64) -> f64 {
    number as f64
}
