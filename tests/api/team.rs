//! What somebody is in: one formal branch, functional branches, teams — each apart from the others.

use crate::at::{each, find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn team(desk: &Desk, name: &str) -> String {
    text(&desk.did("team.save", json!({ "name": name, "kind": "社团" })), "id").to_owned()
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let chorus = desk.ok("team.save", json!({ "name": "老干部合唱团", "kind": "文艺队" })).check(|saved| text(saved, "id").to_owned());
    let member = desk.ok("team.join", json!({ "team": chorus, "person": person, "from": "2025-01-01" })).check(|saved| text(saved, "id").to_owned());
    desk.ok("team.list", Value::Null).check(|teams| {
        let found = find(teams, "name", "老干部合唱团");
        assert_eq!((text(found, "kind"), found["people"].as_i64()), ("文艺队", Some(1)));
    });
    let functional = json!({ "name": "候鸟功能型党支部", "kind": "功能型党支部", "composition": "离退休" });
    let branch = text(&desk.did("organization.save", functional), "id").to_owned();
    let belongs = desk.ok("organization.join", json!({ "organization": branch, "person": person })).check(|saved| text(saved, "id").to_owned());

    let page = desk.did("person.get", json!({ "id": person }));
    assert_eq!(page["facts"]["branch"], "勐混镇离退休党支部", "the formal branch stays what it was");
    assert_eq!(each(list(&page, "teams"), "name"), ["老干部合唱团"]);
    assert_eq!(each(list(&page, "functional"), "from"), ["2026-03-05"]);
    for filter in [json!({ "team": chorus }), json!({ "functional": branch })] {
        assert_eq!(desk.did("person.list", json!({ "filter": filter, "limit": 5 }))["total"], 1);
    }
    desk.ok("team.leave", json!({ "id": member, "day": "2026-02-28" })).check(|_| {
        let page = desk.did("person.get", json!({ "id": person }));
        assert_eq!(page["teams"][0]["until"], "2026-02-28", "what was, is kept");
        assert_eq!(desk.did("person.list", json!({ "filter": { "team": chorus }, "limit": 5 }))["total"], 0);
    });
    desk.ok("organization.leave", json!({ "id": belongs })).check(|_| {
        assert_eq!(desk.did("person.get", json!({ "id": person }))["functional"][0]["until"], "2026-03-05");
    });
    desk.err("team.leave", json!({ "id": member }), Code::Conflict);
    desk.assert_sound();
}

#[test]
fn what_cannot_be_joined_is_refused() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let chorus = team(&desk, "合唱团");
    assert_eq!(desk.err("team.save", json!({ "name": "合唱团", "kind": "社团" }), Code::Invalid).fields[0].code, "taken");
    assert_eq!(desk.err("team.save", json!({ "name": "棋社", "kind": "帮派" }), Code::Invalid).fields[0].path, "kind");
    let join = |from: &str| json!({ "team": chorus, "person": person, "from": from });
    desk.err("team.join", join("2026-03-06"), Code::Invalid);
    desk.err("team.join", join("昨天"), Code::Invalid);
    let first = desk.did("team.join", join("2026-01-01"));
    assert_eq!(desk.did("team.join", join("2026-02-01")), first, "who is in it stays in it, once");
    desk.err("team.leave", json!({ "id": first["id"], "day": "2025-12-31" }), Code::Invalid);
    let formal = desk.did("organization.list", Value::Null)[0]["id"].clone();
    desk.err("organization.join", json!({ "organization": formal, "person": person }), Code::Invalid);
    desk.did("team.save", json!({ "id": chorus, "name": "合唱团", "kind": "社团", "ended": true }));
    let other = desk.register(&Person::with_x());
    desk.err("team.join", json!({ "team": chorus, "person": other }), Code::Conflict);
    let dancers = team(&desk, "舞蹈队");
    desk.did("person.change_state", json!({ "id": other, "state": "去世" }));
    desk.err("team.join", json!({ "team": dancers, "person": other }), Code::Conflict);
    desk.err("team.join", json!({ "team": "没有", "person": person }), Code::NotFound);
}

#[test]
fn a_team_somebody_is_in_stays_when_its_beginning_is_taken_back() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let chorus = team(&desk, "合唱团");
    let made = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("team.join", json!({ "team": chorus, "person": person }));
    let undone = desk.did("log.undo", json!({ "operation": made }));
    assert_eq!(undone["kept"].as_array().unwrap().len(), 1);
    assert_eq!(desk.did("team.list", Value::Null).as_array().unwrap().len(), 1);
}
