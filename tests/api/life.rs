//! 三会一课: what was to be held, what was held and who was there.

use crate::at::{find, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn organization(desk: &Desk, name: &str, kind: &str, more: Value) -> String {
    let mut save = json!({ "name": name, "kind": kind, "composition": "离退休" });
    save.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&desk.did("organization.save", save), "id").to_owned()
}

fn meeting(desk: &Desk, organization: &str, kind: &str, day: &str) -> String {
    let meeting = json!({ "name": kind, "kind": kind, "day": day, "from": "0900", "to": "1100", "organization": organization, "away": true });
    text(&desk.did("event.save", meeting), "id").to_owned()
}

fn grid(desk: &Desk, year: i64) -> Value {
    desk.did("organization.life", json!({ "year": year }))
}

/// Held, asked for, and the stretches not to be held, of one kind of meeting of one branch.
fn of(grid: &Value, branch: &str, kind: &str) -> (Value, i64, Value) {
    let at = list(grid, "kinds").iter().position(|one| one["kind"] == kind).unwrap();
    let row = find(&grid["branches"], "id", branch);
    (row["held"][at].clone(), row["asked"][at].as_i64().unwrap(), row["outside"][at].clone())
}

fn quarter(grid: &Value, kind: &str, nth: i64) -> (i64, i64) {
    let one = list(grid, "quarters").iter().find(|one| one["kind"] == kind && one["quarter"] == nth).unwrap();
    (number(one, "required"), number(one, "held"))
}

pub fn scenario() {
    let desk = Desk::new();
    let branch = organization(&desk, "教育离退休党支部", "党支部", json!({}));
    let (one, two, three) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()), desk.register(&Person::named("玉应")));
    let event = meeting(&desk, &branch, "主题党日", "2026-03-04");
    desk.did("event.register", json!({ "event": event, "people": [one, two] }));
    desk.did("event.attend", json!({ "event": event, "people": [one, three] }));
    desk.did("event.mark", json!({ "event": event, "person": two, "state": "excused", "reason": "住院" }));
    let stated = meeting(&desk, &branch, "主题党日", "2026-02-04");
    desk.did("ledger.save", json!({ "ledger": "minutes", "day": "2026-02-04", "event": stated, "organization": branch, "state": "通过",
        "facts": { "content": "学习", "due": "20", "present": "17" } }));
    meeting(&desk, &branch, "主题党日", "2026-01-04");
    desk.ok("organization.attendance", json!({ "year": 2026 })).check(|rows| {
        let row = &rows[0];
        assert_eq!((text(row, "kind"), number(row, "quarter"), number(row, "meetings")), ("主题党日", 1, 3));
        assert_eq!((number(row, "due"), number(row, "present"), number(row, "excused"), number(row, "absent")), (22, 18, 1, 3));
        assert_eq!((row["reasons"].clone(), number(row, "untold")), (json!(["住院"]), 1), "of January nobody told");
    });
    desk.err("organization.attendance", json!({ "year": 3000 }), Code::Invalid);
    desk.assert_sound();
}

#[test]
fn a_meeting_that_is_only_planned_was_not_held() {
    let desk = Desk::new();
    let branch = organization(&desk, "教育离退休党支部", "党支部", json!({}));
    meeting(&desk, &branch, "主题党日", "2026-03-20");
    meeting(&desk, &branch, "主题党日", "2026-03-05");
    meeting(&desk, &branch, "主题党日", "2027-01-05");
    let grid = grid(&desk, 2026);
    assert_eq!(of(&grid, &branch, "主题党日").0[2], 1, "today's stands, that of the 20th does not yet");
    assert_eq!(quarter(&self::grid(&desk, 2027), "主题党日", 1), (0, 0));
}

#[test]
fn the_meetings_of_groups_count_for_their_branch_and_who_has_none_holds_none() {
    let desk = Desk::new();
    let (with, without) = (organization(&desk, "甲离退休党支部", "党支部", json!({})), organization(&desk, "乙离退休党支部", "党支部", json!({})));
    let groups = ["第一党小组", "第二党小组"].map(|name| organization(&desk, name, "党小组", json!({ "parent": with })));
    for group in &groups {
        meeting(&desk, group, "党小组会", "2026-01-10");
    }
    meeting(&desk, &groups[0], "党小组会", "2026-02-10");
    let grid = grid(&desk, 2026);
    let (held, asked, outside) = of(&grid, &with, "党小组会");
    assert_eq!((held[0].clone(), held[1].clone(), asked, outside), (json!(2), json!(1), 2, json!([])));
    assert_eq!(of(&grid, &without, "党小组会").2, json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    assert_eq!(quarter(&grid, "党小组会", 1), (3, 1), "January both groups, February one of two, March none yet");
}

#[test]
fn a_branch_holds_meetings_only_while_it_is_there_and_none_for_those_who_still_work() {
    let desk = Desk::new();
    let young = organization(&desk, "甲离退休党支部", "党支部", json!({ "details": { "founded": "2026-02-10" } }));
    let closed = organization(&desk, "乙离退休党支部", "党支部", json!({ "closed": "2026-02-01" }));
    let gone = organization(&desk, "丙离退休党支部", "党支部", json!({ "closed": "2025-02-01" }));
    organization(&desk, "机关在职党支部", "党支部", json!({ "composition": "在职" }));
    let grid = grid(&desk, 2026);
    let ids = list(&grid, "branches").iter().map(|one| text(one, "id")).collect::<Vec<_>>();
    assert_eq!(ids, [closed.as_str(), young.as_str()], "by name, 丙 and those in service left out: {gone}");
    assert_eq!(of(&grid, &young, "主题党日").2, json!([1]));
    assert_eq!(of(&grid, &closed, "主题党日").2, json!([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    assert_eq!(quarter(&grid, "主题党日", 1), (3, 0), "甲 February and March, 乙 January");
    assert!(list(&self::grid(&desk, 2025), "branches").iter().all(|one| text(one, "id") != young), "not before it was founded");
}
