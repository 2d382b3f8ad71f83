//! Where a year begins and ends, who stood in it, and figures against a recount by hand.

use crate::at::{find, list};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use yinhui_testkit::{Desk, Person};

fn figure(desk: &Desk, year: i64, cell: &str) -> i64 {
    let annual = desk.did("report.annual", json!({ "year": year }));
    let value = find(&annual["forms"][0]["cells"], "id", cell)["value"].as_f64().unwrap();
    assert_eq!(value.fract(), 0.0);
    value as i64
}

#[test]
fn a_year_begins_and_ends_at_midnight_in_the_centre() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.host().set("2026-12-31T23:59");
    desk.check_in(&person);
    desk.host().set("2027-01-01T00:01");
    desk.check_in(&person);
    assert_eq!(
        (figure(&desk, 2026, "visits"), figure(&desk, 2027, "visits")),
        (1, 1),
        "not the hours of UTC"
    );
    assert_eq!((figure(&desk, 2026, "visits_to_date"), figure(&desk, 2027, "visits_to_date")), (1, 2));
    let opened = desk.did("report.cell", json!({ "form": "centre_annual", "cell": "visits", "year": 2026 }));
    assert_eq!(opened["rows"][0]["date"], "2026-12-31");
    let annual = desk.did("report.annual", json!({ "year": 2027 }));
    assert_eq!(find(&annual["forms"][0]["cells"], "id", "visits")["last_year"], 1.0);
    desk.assert_sound();
}

#[test]
fn a_death_on_the_last_day_of_the_year_is_out_of_that_year() {
    let desk = Desk::new();
    let (last, next, coarse) = (
        desk.register(&Person::named("岩罕")),
        desk.register(&Person::named("玉波")),
        desk.register(&Person::named("李正清")),
    );
    desk.host().set("2027-01-10T09:00");
    let died = |id: &str, since: &str| {
        desk.did("person.change_state", json!({ "id": id, "state": "去世", "since": since }));
    };
    died(&last, "2026-12-31");
    died(&next, "2027-01-01");
    died(&coarse, "2026");
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let form = &annual["forms"][0];
    assert_eq!((form["as_at"].as_str(), form["closed"].as_bool()), (Some("2026-12-31"), Some(true)));
    let opened =
        desk.did("report.cell", json!({ "form": "centre_annual", "cell": "registered", "year": 2026 }));
    let names = list(&opened, "rows").iter().map(|row| row["label"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        names,
        ["玉波"],
        "who died on 1 January still stood on 31 December; a year is over on its last day"
    );
    assert_eq!(figure(&desk, 2027, "registered"), 0);
}

#[test]
fn who_died_at_an_unknown_time_is_listed_and_never_added() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.host().set("2027-02-01T09:00");
    desk.did("person.change_state", json!({ "id": person, "state": "去世" }));
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let cell = find(&annual["forms"][0]["cells"], "id", "registered");
    assert_eq!((cell["value"].as_f64(), cell["undecided"].as_i64()), (Some(0.0), Some(1)));
    let opened =
        desk.did("report.cell", json!({ "form": "centre_annual", "cell": "registered", "year": 2026 }));
    assert_eq!(opened["undecided"][0]["label"], "岩温");
    assert!(!opened["undecided"][0]["detail"].as_str().unwrap().is_empty(), "with the reason");
}

#[test]
fn figures_equal_a_recount_by_hand() {
    let desk = Desk::new();
    let people = (0..12)
        .map(|n| desk.register(&Person::named(&format!("玉{}", ["香", "波", "罕"][n % 3]))))
        .collect::<Vec<_>>();
    let purposes = ["活动中心", "书屋", "咨询"];
    let (mut days, mut came, mut heads) = (BTreeSet::new(), BTreeSet::new(), 0);
    // A spread without a pattern, the same every time.
    let mut seed: usize = 20_260_305;
    for _ in 0..300 {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        let (person, purpose, day) = (seed / 7 % 12, seed / 101 % 3, 1 + seed / 1_009 % 28);
        let at = format!("2026-02-{day:02}T{:02}:00", 8 + seed / 13 % 10);
        if seed.is_multiple_of(5) {
            heads += 4;
            desk.did("checkin.group", json!({ "name": "社区", "heads": { "public": 4 }, "at": at }));
            continue;
        }
        let done = desk.did(
            "checkin.person",
            json!({ "person": people[person], "purpose": purposes[purpose], "at": at }),
        );
        if seed % 11 == 3 && done["repeat"] == false && days.insert((person, day)) {
            desk.did("checkin.undo", json!({ "id": done["id"] }));
            days.remove(&(person, day));
            continue;
        }
        days.insert((person, day));
        came.insert(person);
    }
    came.retain(|person| days.iter().any(|(other, _)| other == person));
    assert_eq!(figure(&desk, 2026, "visits_named"), i64::try_from(days.len()).unwrap());
    assert_eq!(figure(&desk, 2026, "visits_anonymous"), heads);
    assert_eq!(figure(&desk, 2026, "visits"), i64::try_from(days.len()).unwrap() + heads);
    assert_eq!(figure(&desk, 2026, "visitors"), i64::try_from(came.len()).unwrap());
    let by_day: i64 = (1..=28)
        .map(|day| {
            desk.did("checkin.day", json!({ "day": format!("2026-02-{day:02}") }))["visits"].as_i64().unwrap()
        })
        .sum();
    assert_eq!(by_day, figure(&desk, 2026, "visits"), "the desk's days and the year agree");
    desk.assert_sound();
}

#[test]
fn a_restored_centre_reports_the_same_year() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.check_in(&person);
    let before = desk.did("report.annual", json!({ "year": 2026 }));
    let (path, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    let other = Desk::empty();
    let restore: Value = json!({ "file": other.file(&path), "recovery_code": desk.recovery_code() });
    other.did("backup.restore", restore);
    let seat = other.log_in(yinhui_testkit::OPERATOR, yinhui_testkit::PASSWORD).unwrap();
    assert_eq!(seat.did("report.annual", json!({ "year": 2026 })), before);
}
