//! SIGKILL at any moment: every acknowledged write is there, no half import, the store is sound.

use crate::apart::endless;
use crate::lines::Lines;
use crate::program::{Place, arg};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use yinhui_testkit::identity;

/// Different every time: the moment of a kill must not be chosen.
fn chance(below: u64) -> u64 {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_be_bytes(bytes) % below.max(1)
}

/// A roster of `count` people with IDs of their own, in a sheet for each branch, with a column no register knows.
fn people(place: &Place, name: &str, first: u32, count: u32) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (sheet, from) in ["第一党支部", "第二党支部"].into_iter().zip([first, first + count / 2]) {
        let page = book.add_worksheet();
        page.set_name(sheet).unwrap();
        let head = ["姓名", "身份证号", "家庭住址", &own(first)].map(str::to_owned);
        let rows = (from..from + count / 2).map(|number| {
            let birth = format!("{}0{}1{}", 1935 + number / 900 % 20, 1 + number / 100 % 9, number / 10 % 10);
            let name = format!("玉{}", ["香", "波", "罕", "应"][number as usize % 4]);
            [name, identity("532822", &birth, number % 1_000), "勐海镇".to_owned(), format!("都{number}")]
        });
        for (line, cells) in (0..).zip(std::iter::once(head).chain(rows)) {
            for (col, text) in (0..).zip(cells) {
                page.write_string(line, col, text).unwrap();
            }
        }
    }
    let path = place.file(name);
    book.save(&path).unwrap();
    path
}

/// The header of a column that is kept by its own name; each roster has another, so that each is remembered by itself.
fn own(first: u32) -> String {
    format!("法号{first}")
}

fn plan(lines: &mut Lines, path: &Path) -> Value {
    let columns =
        ["第一党支部", "第二党支部"].map(|sheet| json!({ "sheet": sheet, "col": 3, "field": "keep_own" }));
    let request = json!({ "files": [{ "path": path }], "options": { "columns": columns } });
    lines.ask("import.plan", request)["plan"].clone()
}

/// What was decided of the columns is remembered with the import and only so, and read by that every fact of everybody,
/// those under a name of their own too, is there already; or nothing of it is.
fn assert_whole(lines: &mut Lines, path: &Path, count: u32, is_there: bool) {
    let again = lines.ask("import.plan", json!({ "files": [{ "path": path }] }));
    for sheet in again["sheets"].as_array().unwrap() {
        assert_eq!(sheet["former"]["same_headers"] == true, is_there, "{}", sheet["former"]);
        let own = sheet["columns"].as_array().unwrap().iter().find(|column| column["letter"] == "D").unwrap();
        assert_eq!(own["field"] == "keep_own", is_there, "{own}");
    }
    let (same, new) = if is_there { (count, 0) } else { (0, count) };
    assert_eq!(
        (&again["counts"]["same"], &again["counts"]["new"]),
        (&json!(same), &json!(new)),
        "{}",
        again["counts"]
    );
}

fn count_people(lines: &mut Lines) -> u64 {
    lines.ask("person.list", json!({ "limit": 1 }))["total"].as_u64().unwrap()
}

fn assert_sound(lines: &mut Lines) {
    let found = lines.ask("backup.verify", json!({}));
    assert_eq!(found["ok"], true, "after a kill: {found}");
}

/// Kills the program and answers what it had still said.
fn kill(mut lines: Lines) -> Vec<Value> {
    lines.child.kill().unwrap();
    lines.child.wait().unwrap();
    drop(lines.input);
    let mut said = Vec::new();
    while let Some(answer) = read(&mut lines.output) {
        said.push(answer);
    }
    said
}

fn read(output: &mut impl std::io::BufRead) -> Option<Value> {
    let mut line = String::new();
    output.read_line(&mut line).ok().filter(|read| *read > 0)?;
    // The last line may be cut: then it was not acknowledged.
    serde_json::from_str(&line).ok()
}

#[test]
fn two_hundred_check_ins_through_kills_are_all_there_once() {
    const ALL: usize = 200;
    const BATCH: usize = 30;
    let place = Place::new();
    let mut lines = Lines::start(&place);
    let roster = people(&place, "名册.xlsx", 0, 200);
    let plan = plan(&mut lines, &roster);
    lines.ask("import.run", json!({ "plan": plan }));
    let page = lines.ask("person.list", json!({ "limit": 200 }));
    let ids = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(ids.len(), ALL);

    let mut acknowledged = BTreeSet::new();
    let mut kills = 0;
    while acknowledged.len() < ALL {
        // A handful at a time, so that it is killed often however fast it is.
        let waiting =
            ids.iter().filter(|id| !acknowledged.contains(*id)).take(BATCH).cloned().collect::<Vec<_>>();
        for id in &waiting {
            // All on one day long past, so that midnight does not matter. The id makes a repeat harmless.
            let args = json!({ "person": id, "at": "2026-01-05T09:00" });
            assert!(lines.send(&json!({ "id": id, "cmd": "checkin.person", "args": args, "request": id })));
        }
        for _ in 0..chance(BATCH as u64).min(waiting.len() as u64) {
            take(&lines.next().expect("alive"), &mut acknowledged);
        }
        spin(Duration::from_micros(chance(4_000)));
        for answer in kill(lines) {
            take(&answer, &mut acknowledged);
        }
        kills += 1;
        lines = Lines::start(&place);
        assert_sound(&mut lines);
        let day = lines.ask("checkin.day", json!({ "day": "2026-01-05", "limit": 500 }));
        let there =
            day["stream"].as_array().unwrap().iter().map(|line| line["person"].as_str().unwrap().to_owned());
        let there = there.collect::<BTreeSet<_>>();
        assert!(acknowledged.is_subset(&there), "an acknowledged check-in is gone after kill {kills}");
        assert_eq!(day["visits"].as_u64().unwrap(), there.len() as u64, "nobody counts twice");
    }
    let day = lines.ask("checkin.day", json!({ "day": "2026-01-05" }));
    assert_eq!((day["visits"].as_u64(), day["persons"].as_u64()), (Some(200), Some(200)));
    assert!(kills >= ALL / BATCH, "killed {kills} times");
    kill(lines);
}

fn take(answer: &Value, acknowledged: &mut BTreeSet<String>) {
    assert!(answer.get("error").is_none(), "{answer}");
    acknowledged.insert(answer["id"].as_str().unwrap().to_owned());
}

/// Lets a moment pass without giving the processor away, so that short moments are short.
fn spin(time: Duration) {
    let end = Instant::now() + time;
    while Instant::now() < end {
        std::hint::spin_loop();
    }
}

#[test]
fn twenty_imports_through_kills_are_whole_or_not_there() {
    const EACH: u32 = 60;
    let place = Place::new();
    let mut lines = Lines::start(&place);
    let roster = people(&place, "第一批.xlsx", 0, EACH);
    let first = plan(&mut lines, &roster);
    let began = Instant::now();
    lines.ask("import.run", json!({ "plan": first }));
    let usual = began.elapsed();
    let mut there = u64::from(EACH);
    for run in 1..=20 {
        let roster = people(&place, "一批.xlsx", run * EACH, EACH);
        let planned = plan(&mut lines, &roster);
        assert!(lines.send(&json!({ "id": run, "cmd": "import.run", "args": { "plan": planned } })));
        // Anywhere from before it begins to after it has answered.
        spin(Duration::from_nanos(chance(u64::try_from(usual.as_nanos()).unwrap() * 2)));
        let acknowledged = kill(lines).iter().any(|answer| answer["id"] == run && answer.get("ok").is_some());
        lines = Lines::start(&place);
        assert_sound(&mut lines);
        let now = count_people(&mut lines);
        let whole = there + u64::from(EACH);
        assert!(
            now == whole || (now == there && !acknowledged),
            "{now} people after {there} and {EACH}, said so: {acknowledged}"
        );
        let imports = lines.ask("import.list", Value::Null).as_array().unwrap().len() as u64;
        assert_eq!(imports, now / u64::from(EACH), "what is listed is what is there");
        assert_whole(&mut lines, &roster, EACH, now == whole);
        there = now;
    }
    kill(lines);
}

#[test]
fn the_program_that_imports_is_killed_anywhere_and_leaves_all_or_nothing_and_no_reader() {
    const EACH: u32 = 400;
    let place = Place::new();
    let mapping = place.write("列.json", r#"{"*":{"D":"keep_own"}}"#);
    let import = |path: &Path| {
        let mut command = place.command();
        command.args(["import", arg(path), "--commit", "--mapping", arg(&mapping)]).stdout(Stdio::null());
        command
    };
    let began = Instant::now();
    assert!(import(&people(&place, "第一批.xlsx", 0, EACH)).status().unwrap().success());
    let usual = began.elapsed();
    let mut there = u64::from(EACH);
    for run in 1..=8 {
        let roster = people(&place, "一批.xlsx", run * EACH, EACH);
        let mut program = import(&roster).spawn().unwrap();
        std::thread::sleep(Duration::from_nanos(chance(u64::try_from(usual.as_nanos()).unwrap() * 5 / 4)));
        let readers = children(program.id());
        program.kill().unwrap();
        let acknowledged = program.wait().unwrap().success();
        assert_gone(&readers);
        let mut lines = Lines::start(&place);
        assert_sound(&mut lines);
        let now = count_people(&mut lines);
        let whole = there + u64::from(EACH);
        assert!(now == whole || (now == there && !acknowledged), "{now} people after {there} and {EACH}");
        assert_whole(&mut lines, &roster, EACH, now == whole);
        there = now;
        kill(lines);
    }
}

#[test]
fn no_reader_outlives_the_program_that_asked() {
    let place = Place::new();
    let endless = endless(&place);
    for _ in 0..4 {
        let mut program =
            place.command().args(["import", arg(&endless)]).stderr(Stdio::null()).spawn().unwrap();
        let end = Instant::now() + Duration::from_secs(60);
        let mut readers = Vec::new();
        while readers.is_empty() && Instant::now() < end {
            readers = children(program.id());
        }
        assert!(!readers.is_empty(), "the workbook is read in a process of its own");
        spin(Duration::from_micros(chance(300_000)));
        program.kill().unwrap();
        program.wait().unwrap();
        assert_gone(&readers);
    }
}

/// The processes a process has started.
fn children(of: u32) -> Vec<u32> {
    let all = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    all.filter(|process| parent(*process) == Some(of)).collect()
}

/// The process that started another: the second word behind the name in brackets.
fn parent(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, behind) = stat.rsplit_once(')')?;
    let mut words = behind.split_whitespace();
    // One that has ended and that nobody has asked about yet is no longer there.
    words.next().filter(|state| *state != "Z")?;
    words.next()?.parse().ok()
}

/// Waits for processes to end, for less time than an endless read would take by itself.
fn assert_gone(processes: &[u32]) {
    let end = Instant::now() + Duration::from_secs(5);
    while processes.iter().any(|process| parent(*process).is_some()) {
        assert!(Instant::now() < end, "{processes:?} are still there");
        std::thread::sleep(Duration::from_millis(10));
    }
}
