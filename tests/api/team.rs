//! What somebody is in: one formal branch, functional branches, teams — each apart from the others.

use crate::at::{cells, each, find, list, text};
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
    led(&desk, &chorus, &person, &member);
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

/// Who leads it, who holds which post, who was in it on a day, and the tree of kinds.
fn led(desk: &Desk, chorus: &str, person: &str, member: &str) {
    let save = json!({ "id": chorus, "name": "老干部合唱团", "kind": "文艺队", "leader": person, "phone": "0691-5120000", "founded": "2008.5", "about": "每周二排练" });
    desk.did("team.save", save);
    desk.ok("team.set_post", json!({ "id": member, "post": "团长" })).check(|_| ());
    // What is left out stays.
    desk.did("team.save", json!({ "id": chorus, "name": "老干部合唱团", "kind": "文艺队" }));
    desk.ok("team.get", json!({ "id": chorus })).check(|page| {
        let team = &page["team"];
        assert_eq!((text(&team["leader"], "name"), text(team, "founded"), text(team, "phone")), ("岩温", "2008-05", "0691-5120000"));
        let one = &page["members"][0];
        assert_eq!((text(one, "post"), one["leads"].as_bool(), text(one, "from")), ("团长", Some(true), "2025-01-01"));
    });
    assert_eq!(desk.did("team.get", json!({ "id": chorus, "day": "2024-12-31" }))["members"], json!([]), "not yet");
    desk.err("team.get", json!({ "id": "没有" }), Code::NotFound);
    assert_eq!(desk.err("team.save", json!({ "id": chorus, "name": "老干部合唱团", "kind": "文艺队", "founded": "很早" }), Code::Invalid).fields[0].path, "founded");
    let (path, file) = desk.place("成员.xlsx");
    desk.ok("team.export", json!({ "file": file, "id": chorus })).check(|done| {
        assert_eq!(done["rows"], 1);
        assert!(cells(&path).iter().flatten().any(|cell| cell == "团长"));
    });
    let tree = desk.ok("team.kinds", Value::Null).check(|tree| {
        assert_eq!(text(find(&tree["kinds"], "name", "义诊咨询"), "parent"), "专业帮扶");
        tree.clone()
    });
    let mut more = tree.clone();
    more["kinds"].as_array_mut().unwrap().push(json!({ "name": "京剧队", "parent": "文艺队" }));
    desk.ok("team.save_kinds", more).check(|saved| assert_eq!(find(&saved["kinds"], "name", "京剧队")["parent"], "文艺队"));
    desk.did("team.save", json!({ "name": "梨园京剧队", "kind": "京剧队" }));
    assert_eq!(text(find(&desk.did("team.list", Value::Null), "name", "梨园京剧队"), "top"), "文艺队");
    assert_eq!(desk.err("team.save_kinds", tree.clone(), Code::Invalid).fields[0].code, "in_use");
    for (change, code) in [
        (json!({ "name": "志愿服务队", "parent": "" }), "taken"),
        (json!({ "name": "新的最上级", "parent": "" }), "top"),
        (json!({ "name": "舞蹈队", "parent": "没有的类别" }), "order"),
    ] {
        let mut wrong = tree.clone();
        wrong["kinds"].as_array_mut().unwrap().push(change);
        assert_eq!(desk.err("team.save_kinds", wrong, Code::Invalid).fields[0].code, code);
    }
    assert_eq!(desk.err("team.save_kinds", json!({ "kinds": [] }), Code::Invalid).fields[0].code, "top");
}

#[test]
fn who_leads_a_team_leads_it_under_the_record_that_is_kept() {
    let desk = Desk::new();
    let (kept, gone) = (desk.register(&Person::ai_wen()), desk.register(&Person::named("岩温二")));
    let team = desk.did("team.save", json!({ "name": "棋社", "kind": "社团", "leader": gone }))["id"].clone();
    let talk = json!({ "name": "宣讲", "kind": "讲座", "day": "2026-03-05", "from": "900", "to": "1100", "lecturer": gone });
    let talk = desk.did("event.save", talk)["id"].clone();
    desk.did("person.merge", json!({ "kept": kept, "gone": gone }));
    assert_eq!(desk.did("team.get", json!({ "id": team }))["team"]["leader"]["id"], json!(kept));
    assert_eq!(desk.did("event.get", json!({ "id": talk }))["event"]["lecturer"], json!(kept));
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
