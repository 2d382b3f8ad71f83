//! SIGKILL at any moment: every acknowledged write is there, no half import, the store is sound.

use crate::lines::Lines;
use crate::program::Place;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use yinhui_testkit::{identity, roster};

/// Different every time: the moment of a kill must not be chosen.
fn chance(below: u64) -> u64 {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_be_bytes(bytes) % below.max(1)
}

/// A roster of `count` people with IDs of their own.
fn people(place: &Place, name: &str, first: u32, count: u32) -> std::path::PathBuf {
    let rows = (first..first + count)
        .map(|number| {
            let birth = format!("{}0{}1{}", 1935 + number / 900 % 20, 1 + number / 100 % 9, number / 10 % 10);
            vec![
                format!("玉{}", ["香", "波", "罕", "应"][number as usize % 4]),
                identity("532822", &birth, number % 1_000),
                "勐海镇".to_owned(),
            ]
        })
        .collect::<Vec<_>>();
    let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>()).collect::<Vec<_>>();
    let rows = rows.iter().map(Vec::as_slice).collect::<Vec<_>>();
    roster(place.folder.path(), name, &["姓名", "身份证号", "家庭住址"], &rows)
}

fn plan(lines: &mut Lines, path: &std::path::Path) -> Value {
    let files = json!({ "files": [{ "path": path }] });
    lines.ask("import.plan", files)["plan"].clone()
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
        there = now;
    }
    kill(lines);
}
