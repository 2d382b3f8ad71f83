//! Party organizations.

use crate::at::{each, find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let committee = json!({ "name": "勐海县离退休干部党委", "kind": "党委", "composition": "离退休" });
    let committee = desk.ok("organization.save", committee).check(|saved| text(saved, "id").to_owned());
    let branch = json!({ "name": "勐混镇离退休党支部", "kind": "支部", "composition": "", "parent": committee });
    let branch = text(&desk.did("organization.save", branch), "id").to_owned();
    desk.register(&Person::ai_wen());
    let dead = desk.register(&Person::named("玉金").with("branch", "勐混镇离退休党支部"));
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-02" }));
    desk.ok("organization.list", Value::Null).check(|all| {
        let found = find(all, "id", &branch);
        assert_eq!(found["kind"], "党支部", "a usual word is understood");
        assert_eq!(found["parent"], committee.as_str());
        assert_eq!(found["people"], 1, "the living whose membership is here");
    });

    let loops = json!({ "id": committee, "name": "勐海县离退休干部党委", "kind": "党委", "composition": "", "parent": branch });
    assert_eq!(desk.err("organization.save", loops, Code::Invalid).fields[0].code, "loop");
    let taken = json!({ "name": "勐混镇离退休党支部", "kind": "党支部", "composition": "" });
    assert_eq!(desk.err("organization.save", taken, Code::Invalid).fields[0].code, "taken");
    let unknown = json!({ "name": "某支部", "kind": "小分队", "composition": "" });
    assert_eq!(desk.err("organization.save", unknown, Code::Invalid).fields[0].path, "kind");
    page_scenario(&desk);
}

fn branch(desk: &Desk, name: &str, kind: &str, parent: Option<&str>) -> String {
    let branch = json!({ "name": name, "kind": kind, "composition": "离退休", "parent": parent });
    text(&desk.did("organization.save", branch), "id").to_owned()
}

fn member(desk: &Desk, name: &str, branch: &str) -> String {
    desk.register(&Person::named(name).with("branch", branch).with("political", "中共党员").with("party_join", "1975-07"))
}

/// The page of a branch: what is known of it, its committee, its members as at any day, and how it stands in the tree.
fn page_scenario(desk: &Desk) {
    let committee = branch(desk, "景洪市离退休干部党委", "党委", None);
    let first = branch(desk, "教育离退休党支部", "党支部", Some(&committee));
    let second = branch(desk, "财贸离退休党支部", "党支部", Some(&committee));
    let (one, two) = (member(desk, "李正清", "教育离退休党支部"), member(desk, "周启明", "教育离退休党支部"));
    desk.ok("organization.details", Value::Null).check(|all| {
        assert_eq!(find(all, "key", "founded")["label"], "成立日期");
    });
    let facts = json!({ "id": first, "name": "教育离退休党支部", "kind": "党支部", "composition": "离退休", "parent": committee,
                        "resident": true, "details": { "founded": "200607", "contact": "李正清" } });
    desk.did("organization.save", facts);
    let mut wrong = json!({ "id": first, "name": "教育离退休党支部", "kind": "党支部", "composition": "", "details": { "founded": "很早" } });
    assert_eq!(desk.err("organization.save", wrong.clone(), Code::Invalid).fields[0].path, "details.founded");
    wrong["details"] = json!({ "电话": "1" });
    assert_eq!(desk.err("organization.save", wrong, Code::Invalid).fields[0].path, "details");
    let term = json!({ "organization": first, "elected": "2023-04-01", "posts": [
        { "person": one, "title": "书记" }, { "person": two, "title": "组织委员", "from": "2024-01-01" } ] });
    let term = desk.ok("organization.save_term", term).check(|saved| text(saved, "id").to_owned());
    desk.ok("organization.get", json!({ "id": first })).check(|page| {
        assert_eq!((page["members"].as_i64(), text(page, "superior")), (Some(2), "景洪市离退休干部党委"));
        assert_eq!((text(&page["details"], "founded"), page["organization"]["resident"].as_bool()), ("2006-07", Some(true)));
        let term = &page["terms"][0];
        assert_eq!((text(term, "ends"), text(term, "due")), ("2026-03-31", "soon"), "three years, and half a year's notice");
        assert_eq!(each(list(term, "posts"), "title"), ["书记", "组织委员"]);
        assert!(each_text(&page["hints"]).iter().any(|hint| hint.contains("不足 3 人")), "{page}");
    });
    desk.ok("organization.due", Value::Null).check(|dues| {
        assert_eq!(each(list(dues, "due"), "name"), ["教育离退休党支部"]);
        assert!(each(list(dues, "unknown"), "name").contains(&"财贸离退休党支部"));
    });
    desk.ok("organization.save_rules", json!({ "committee_years": 5, "branch_years": 3, "notice_months": 1,
        "meetings": [{ "kind": "党员大会", "per": "quarter" }, { "kind": "主题党日", "per": "month" }] })).check(|_| ());
    desk.ok("organization.rules", Value::Null).check(|rules| assert_eq!(list(rules, "meetings").len(), 2));
    desk.did("organization.remove_term", json!({ "id": term }));
    desk.ok("organization.transfer", json!({ "people": [one, two], "to": second, "day": "2026-03-01", "letter": "2026-008" })).check(|done| {
        assert_eq!((done["moved"].as_i64(), done["stayed"].as_i64()), (Some(2), Some(0)));
    });
    let members = |organization: &str, day: &str| {
        let found = desk.did("organization.members", json!({ "organization": organization, "day": day }));
        found.as_array().unwrap().iter().map(|one| text(&one["person"], "name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(members(&first, "2026-02-28"), ["李正清", "周启明"], "as they were");
    assert_eq!((members(&first, "2026-03-01").len(), members(&second, "2026-03-01").len()), (0, 2));
    desk.ok("organization.counts", json!({ "day": "2026-03-05" })).check(|counts| {
        let of = |id: &str| find(&counts["rows"], "id", id).clone();
        assert_eq!((of(&second)["members"].as_i64(), of(&committee)["members"].as_i64(), of(&committee)["members_all"].as_i64()), (Some(2), Some(0), Some(2)));
    });
    life(desk, &first);
    desk.ok("organization.members", json!({ "organization": second })).check(|all| assert_eq!(all[0]["transfer"]["letter"], "2026-008"));
    desk.ok("organization.remove_term", json!({ "id": text(&desk.did("organization.save_term", json!({ "organization": second, "elected": "2025-01-01", "appointed": true, "posts": [] })), "id") })).check(|_| ());
}

fn each_text(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// A meeting in January, February excused, March missing.
fn life(desk: &Desk, branch: &str) {
    let meeting = json!({ "name": "主题党日", "kind": "主题党日", "day": "2026-01-15", "from": "0900", "to": "1100", "organization": branch, "away": true });
    desk.did("event.save", meeting);
    desk.did("ledger.save", json!({ "ledger": "life_excuse", "day": "2026-03-01", "organization": branch,
        "facts": { "kind": "主题党日", "month": "2026-02", "reason": "春节" } }));
    desk.ok("organization.life", json!({ "year": 2026 })).check(|grid| {
        assert_eq!(each(list(grid, "kinds"), "kind"), ["党员大会", "主题党日"]);
        let row = find(&grid["branches"], "id", branch);
        assert_eq!((row["held"][1][0].as_i64(), row["held"][1][1].as_i64(), row["excused"][1].clone()), (Some(1), Some(0), json!([2])));
        let branches = i64::try_from(list(grid, "branches").len()).unwrap();
        let quarter = list(grid, "quarters").iter().find(|one| one["kind"] == "主题党日" && one["quarter"] == 1).unwrap();
        assert_eq!((quarter["required"].as_i64(), quarter["held"].as_i64(), quarter["excused"].as_i64()), (Some(branches * 3 - 1), Some(1), Some(1)));
    });
    desk.err("organization.life", json!({ "year": 3000 }), Code::Invalid);
}

#[test]
fn what_cannot_be_of_a_committee_or_a_transfer_is_refused_in_a_sentence() {
    let desk = Desk::new();
    let first = branch(&desk, "教育离退休党支部", "党支部", None);
    let second = branch(&desk, "财贸离退休党支部", "党支部", None);
    let functional = branch(&desk, "合唱团功能型党支部", "功能型党支部", None);
    let (one, two) = (member(&desk, "李正清", "教育离退休党支部"), member(&desk, "周启明", "教育离退休党支部"));
    let term = |posts: Value| json!({ "organization": first, "elected": "2024-04-01", "posts": posts });
    for (posts, path) in [
        (json!([{ "person": one, "title": "书记", "from": "2024-03-31" }]), "posts.0.from"),
        (json!([{ "person": one, "title": "书记", "from": "2025-01-01", "until": "2024-12-31" }]), "posts.0.until"),
        (json!([{ "person": one, "title": "书记" }, { "person": two, "title": "书记" }]), "posts.1.title"),
        (json!([{ "person": one, "title": " " }]), "posts.0.title"),
    ] {
        assert_eq!(desk.err("organization.save_term", term(posts), Code::Invalid).fields[0].path, path);
    }
    let handed_over = json!([{ "person": one, "title": "书记", "until": "2025-06-01" }, { "person": two, "title": "书记", "from": "2025-06-01" }]);
    desk.did("organization.save_term", term(handed_over));
    assert_eq!(desk.err("organization.save_term", term(json!([])), Code::Invalid).fields[0].code, "taken");
    desk.err("organization.save_term", json!({ "organization": first, "elected": "2026-04-01", "posts": [] }), Code::Invalid);
    desk.err("organization.save_term", json!({ "organization": "没有", "elected": "2024-04-01", "posts": [] }), Code::NotFound);
    let go = |to: &str, day: &str| json!({ "people": [one], "to": to, "day": day });
    desk.did("organization.transfer", go(&second, "2026-03-02"));
    assert_eq!(desk.err("organization.transfer", go(&first, "2026-03-02"), Code::Invalid).fields[0].code, "twice");
    assert_eq!(desk.err("organization.transfer", go(&first, "2026-03-01"), Code::Invalid).fields[0].code, "order");
    assert_eq!(desk.err("organization.transfer", go(&first, "2026-03-06"), Code::Invalid).fields[0].code, "future");
    assert_eq!(desk.err("organization.transfer", go(&functional, "2026-03-05"), Code::Invalid).fields[0].code, "kind");
    desk.did("organization.save", json!({ "id": first, "name": "教育离退休党支部", "kind": "党支部", "composition": "", "closed": "2026-03-04" }));
    assert_eq!(desk.err("organization.transfer", go(&first, "2026-03-05"), Code::Invalid).fields[0].code, "closed");
    desk.did("organization.transfer", json!({ "people": [one], "day": "2026-03-05", "left": true, "counterpart": "昆明某支部" }));
    let page = desk.did("person.get", json!({ "id": one }));
    assert_eq!((page["facts"]["state"].clone(), page["facts"]["branch"].clone()), (json!("转出"), Value::Null));
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    let page = desk.did("person.get", json!({ "id": one }));
    assert_eq!((page["facts"]["state"].clone(), page["facts"]["branch"].clone()), (json!("在册"), json!("财贸离退休党支部")), "taken back whole");
    desk.err("organization.transfer", json!({ "people": [], "to": second, "day": "2026-03-05" }), Code::Invalid);
    desk.assert_sound();
}

/// What a branch is composed of may change; the years before it stay as they were.
#[test]
fn a_branch_that_becomes_mixed_was_not_mixed_before() {
    let desk = Desk::new();
    let branch = json!({ "name": "勐混镇离退休党支部", "kind": "党支部", "composition": "离退休" });
    let id = desk.did("organization.save", branch)["id"].clone();
    let member = Person::ai_wen().with("political", "中共党员").with("branch", "勐混镇离退休党支部");
    desk.register(&member);
    let members = |year: i64| {
        let annual = desk.did("report.annual", json!({ "year": year }));
        let form = list(&annual, "forms").iter().find(|form| form["id"] == "centre_annual").unwrap().clone();
        ["members_retired", "members_mixed"].map(|cell| find(&form["cells"], "id", cell)["value"].as_f64().unwrap())
    };
    assert_eq!(members(2026), [1.0, 0.0]);
    desk.host().set("2027-05-10T09:00");
    let changed = |composition: &str, from: &str| {
        json!({ "id": id, "name": "勐混镇离退休党支部", "kind": "党支部", "composition": composition, "composition_from": from })
    };
    assert_eq!(desk.err("organization.save", changed("混编", "2027-06-01"), Code::Invalid).fields[0].path, "composition_from");
    desk.did("organization.save", changed("混编", "2027-03-01"));
    assert_eq!((members(2026), members(2027)), ([1.0, 0.0], [0.0, 1.0]));
    let page = desk.did("organization.get", json!({ "id": id }));
    assert_eq!(page["compositions"], json!([{ "composition": "离退休", "until": "2027-03-01" }]));
    assert_eq!(desk.err("organization.save", changed("在职", "2027-02-01"), Code::Invalid).fields[0].path, "composition_from");
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(members(2027), [1.0, 0.0], "taken back in every year");
    // Without a day it was wrong from the beginning.
    desk.did("organization.save", changed("混编", ""));
    assert_eq!((members(2026), members(2027)), ([0.0, 1.0], [0.0, 1.0]));
    desk.assert_sound();
}

#[test]
fn nobody_is_moved_past_the_rules_of_a_transfer() {
    let desk = Desk::new();
    let first = branch(&desk, "教育离退休党支部", "党支部", None);
    let second = branch(&desk, "财贸离退休党支部", "党支部", None);
    branch(&desk, "合唱团功能型党支部", "功能型党支部", None);
    let temporary = branch(&desk, "抗疫临时党支部", "临时党支部", None);
    let person = member(&desk, "李正清", "教育离退休党支部");
    let save = |branch: &str| json!({ "id": person, "facts": { "branch": branch } });
    for closed in ["合唱团功能型党支部", "抗疫临时党支部"] {
        assert_eq!(desk.err("person.save", save(closed), Code::Invalid).fields[0].path, "facts.branch");
    }
    let shut = json!({ "id": second, "name": "财贸离退休党支部", "kind": "党支部", "composition": "离退休", "closed": "2026-01-01" });
    desk.did("organization.save", shut);
    assert_eq!(desk.err("person.save", save("财贸离退休党支部"), Code::Invalid).fields[0].code, "closed");
    let open = json!({ "id": second, "name": "财贸离退休党支部", "kind": "党支部", "composition": "离退休", "closed": "" });
    desk.did("organization.save", open);
    // A second time on a day puts the first right.
    desk.did("person.save", save("财贸离退休党支部"));
    let third = branch(&desk, "卫生离退休党支部", "党支部", None);
    desk.did("person.save", save("卫生离退休党支部"));
    let members = |of: &str| desk.did("organization.members", json!({ "organization": of, "day": "2026-03-05" })).as_array().unwrap().len();
    assert_eq!((members(&first), members(&second), members(&third)), (0, 0, 1));
    // Out and in again on one day, or in before they were out.
    let move_to = |to: Value, day: &str| json!({ "people": [person], "to": to, "day": day });
    assert_eq!(desk.err("organization.transfer", move_to(json!(first), "2026-03-05"), Code::Invalid).fields[0].code, "twice");
    assert_eq!(desk.err("organization.transfer", move_to(json!(first), "2026-01-10"), Code::Invalid).fields[0].code, "order");
    // A 临时党支部 has people beside their formal branch.
    desk.did("organization.join", json!({ "organization": temporary, "person": person }));
    assert_eq!((members(&temporary), members(&third)), (1, 1));
    desk.assert_sound();
}

#[test]
fn who_had_died_by_a_day_is_not_among_the_members_of_that_day() {
    let desk = Desk::new();
    let first = branch(&desk, "教育离退休党支部", "党支部", None);
    let person = member(&desk, "李正清", "教育离退休党支部");
    desk.did("person.change_state", json!({ "id": person, "state": "去世", "since": "2026-01-05" }));
    let members = |day: &str| desk.did("organization.members", json!({ "organization": first, "day": day })).as_array().unwrap().len();
    assert_eq!((members("2026-01-04"), members("2026-02-01"), members("2026-03-05")), (1, 0, 0));
}

#[test]
fn a_term_keeps_the_years_it_was_elected_for() {
    let desk = Desk::new();
    let first = branch(&desk, "教育离退休党支部", "党支部", None);
    let mut term = json!({ "organization": first, "elected": "2020-01-10", "posts": [] });
    term["id"] = desk.did("organization.save_term", term.clone())["id"].clone();
    desk.did("organization.save_rules", json!({ "committee_years": 5, "branch_years": 5, "notice_months": 6, "meetings": [] }));
    term["remark"] = json!("补记");
    desk.did("organization.save_term", term);
    let page = desk.did("organization.get", json!({ "id": first }));
    assert_eq!(page["terms"][0]["ends"], "2023-01-09");
}
