//! How long the desk's work takes beside the least it could take. Prints ratios; asserts no time.
//!
//! `cargo bench -p yinhui-tests`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "measures, not shipped"
)]

use criterion::Criterion;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use yinhui_core::person::{Facts, Field};
use yinhui_store::key::DatabaseKey;
use yinhui_store::{Op, Store, StoreError};
use yinhui_testkit::{Desk, identity, roster};

const PEOPLE: u32 = 10_000;

fn main() {
    // A test runner that asks what there is, or runs everything once, gets nothing from here.
    if std::env::args().any(|arg| arg == "--list" || arg == "--test") {
        return;
    }
    let desk = import();
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    find(&mut criterion, &desk);
    check_in(&mut criterion, &desk);
    criterion.final_summary();
}

fn rows() -> Vec<[String; 4]> {
    (0..PEOPLE)
        .map(|number| {
            let names = ["岩温", "玉罕", "李正清", "周启明", "刀美兰", "岩三恩", "玉香", "张文华"];
            let name =
                format!("{}{}", names[number as usize % 8], ["", "香", "罕", "明"][number as usize / 8 % 4]);
            let birth =
                format!("{}{:02}{:02}", 1930 + number % 35, 1 + number / 35 % 12, 1 + number / 420 % 28);
            [
                name,
                identity("532822", &birth, number % 1_000),
                format!("139{number:08}"),
                format!("第{}离退休党支部", number % 40),
            ]
        })
        .collect()
}

/// A roster of ten thousand, against writing as many bare people in one operation.
fn import() -> Desk {
    let desk = Desk::new();
    let rows = rows();
    let texts = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect::<Vec<_>>();
    let texts = texts.iter().map(<[&str; 4]>::as_slice).collect::<Vec<_>>();
    let path = roster(desk.outside(), "一万人.xlsx", &["姓名", "身份证号", "手机号码", "所在支部"], &texts);
    let bytes = std::fs::read(&path).unwrap();
    let (read, _) = timed(|| yinhui_sheet::read(&bytes).unwrap());
    let (planned, plan) = timed(|| desk.did("import.plan", json!({ "files": [desk.file(&path)] })));
    let (ran, report) = timed(|| desk.did("import.run", json!({ "plan": plan["plan"] })));
    println!("import of {PEOPLE}: {}", report["counts"]);
    let (bare, ()) = timed(|| bare_inserts(&rows));
    println!("read the workbook {read:?}; plan {planned:?} = {:.1} × reading", ratio(planned, read));
    println!("run {ran:?} = {:.1} × bare inserts of as many ({bare:?})", ratio(ran, bare));
    let (verified, found) = timed(|| desk.did("backup.verify", json!({})));
    println!("verify {verified:?}: {}", found["ok"]);
    desk
}

/// The same people with nothing but a name and an ID, straight into a store of their own.
fn bare_inserts(rows: &[[String; 4]]) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &DatabaseKey::random().unwrap()).unwrap();
    let op = Op {
        kind: "bench",
        operator: "陈静",
        role: "admin",
        desk: "一号台",
        at: chrono::DateTime::UNIX_EPOCH,
        request: None,
        undoes: None,
    };
    store.operation(op, |writer| writer.create_centre("勐海县离退休干部党群服务中心", "")).unwrap();
    let written = store.operation(op, |writer| {
        for [name, identity, ..] in rows {
            let facts = Facts::from([
                (Field::Name, name.as_str().into()),
                (Field::Identity, identity.as_str().into()),
            ]);
            writer.create_person(&facts, &Default::default(), "2026-03-05")?;
        }
        Ok::<_, StoreError>(())
    });
    written.unwrap();
}

fn find(criterion: &mut Criterion, desk: &Desk) {
    for (what, words) in [("initials", "aw"), ("pinyin", "yanwen"), ("name", "玉罕"), ("last four", "1234")]
    {
        criterion.bench_function(&format!("find by {what} among {PEOPLE}"), |bench| {
            bench.iter(|| black_box(desk.did("checkin.find", json!({ "words": words }))));
        });
    }
}

fn check_in(criterion: &mut Criterion, desk: &Desk) {
    let page = desk.did("person.list", json!({ "limit": 200 }));
    let ids = page["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<Value>>();
    let mut visit = 0;
    criterion.bench_function("check in", |bench| {
        bench.iter(|| {
            let (person, day) = (visit % ids.len(), visit / ids.len() % 28 + 1);
            let month = visit / ids.len() / 28 % 12 + 1;
            visit += 1;
            let at = format!("2025-{month:02}-{day:02}T09:00");
            desk.did("checkin.person", json!({ "person": ids[person], "at": at }))
        });
    });
    criterion.bench_function("annual return", |bench| {
        bench.iter(|| black_box(desk.did("report.annual", json!({ "year": 2025 }))));
    });
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let value = work();
    (began.elapsed(), value)
}

fn ratio(this: Duration, that: Duration) -> f64 {
    this.as_secs_f64() / that.as_secs_f64().max(f64::EPSILON)
}
