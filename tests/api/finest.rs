//! 最美银发志愿者评选: nomination, the scores of several reviewers, the result and the award it brings.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn score(person: &str, reviewer: &str, score: &str) -> Value {
    json!({ "ledger": "finest_score", "day": "2026-03-02", "person": person,
        "facts": { "year": "2026", "reviewer": reviewer, "score": score } })
}

#[test]
fn the_scores_of_the_reviewers_make_the_mean_and_the_chosen_are_awarded() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let team = desk.did("team.save", json!({ "name": "银发志愿服务队", "kind": "志愿服务队" }))["id"].clone();
    desk.err("ledger.save", score(&one, "李老师", "90"), Code::Conflict);
    let nominated = json!({ "ledger": "finest", "day": "2026-03-01", "person": one, "facts": { "year": "2026", "recommender": "老年大学" } });
    let nominated = desk.did("ledger.save", nominated);
    let again =
        json!({ "ledger": "finest", "day": "2026-03-02", "person": one, "facts": { "year": "2026" } });
    assert_eq!(desk.err("ledger.save", again, Code::Invalid).fields[0].path, "facts.year");
    let of_team =
        json!({ "ledger": "finest", "day": "2026-03-01", "team": team, "facts": { "year": "2026" } });
    desk.did("ledger.save", of_team);
    let now = || {
        let filter = json!({ "filter": { "ledger": "finest", "person": one } });
        desk.did("ledger.list", filter)["rows"][0].clone()
    };
    let mean = || {
        let line = now();
        (
            text(&line["facts"], "average").to_owned(),
            text(&line["facts"], "reviews").to_owned(),
            text(&line, "state").to_owned(),
        )
    };
    desk.did("ledger.save", score(&one, "李老师", "90"));
    let second = desk.did("ledger.save", score(&one, "王老师", "92.5"));
    desk.did("ledger.save", score(&one, "张老师", "95"));
    assert_eq!(mean(), ("92.5".into(), "3".into(), "评审中".into()));
    desk.err("ledger.save", score(&one, "王老师", "10"), Code::Invalid);
    desk.err("ledger.save", score(&one, "赵老师", "100.5"), Code::Invalid);
    desk.err("ledger.save", score(&two, "王老师", "90"), Code::Conflict);
    let mut changed = score(&one, "王老师", "80");
    changed["id"] = second["id"].clone();
    desk.did("ledger.save", changed);
    assert_eq!(mean().0, "88.33");
    desk.did("ledger.remove", json!({ "id": second["id"] }));
    assert_eq!(mean(), ("92.5".into(), "2".into(), "评审中".into()), "a score taken out counts no more");
    desk.did("ledger.restore", json!({ "id": second["id"] }));
    assert_eq!(mean().0, "88.33");
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(mean().0, "92.5", "undo takes the mean back with the score");

    let mut chosen = json!({ "id": nominated["id"], "ledger": "finest", "day": "2026-03-01", "person": one, "state": "当选", "facts": now()["facts"] });
    let refused = desk.err("ledger.save", chosen.clone(), Code::Invalid);
    assert_eq!(refused.fields[0].path, "until");
    chosen["until"] = json!("2026-03-04");
    assert_eq!(desk.err("ledger.save", chosen.clone(), Code::Invalid).fields[0].path, "facts.level");
    chosen["facts"]["level"] = json!("市（县）");
    desk.did("ledger.save", chosen.clone());
    let awards = || desk.did("ledger.list", json!({ "filter": { "ledger": "award" } }));
    let award = awards()["rows"][0].clone();
    assert_eq!((text(&award, "day"), text(&award["person"], "name")), ("2026-03-04", "岩温"));
    assert_eq!(
        (text(&award["facts"], "name"), text(&award["facts"], "level")),
        ("最美银发志愿者", "市（县）")
    );
    chosen["until"] = json!("2026-03-05");
    chosen["facts"]["issuer"] = json!("市委老干部局");
    desk.did("ledger.save", chosen.clone());
    let award = awards()["rows"].clone();
    let [award] = award.as_array().unwrap().as_slice() else { panic!("awarded once: {award}") };
    assert_eq!(
        (text(award, "day"), text(&award["facts"], "issuer")),
        ("2026-03-05", "市委老干部局"),
        "put right with the result"
    );
    desk.err("ledger.save", score(&one, "赵老师", "90"), Code::Conflict);
    chosen["state"] = json!("未当选");
    desk.did("ledger.save", chosen);
    assert_eq!(list(&awards(), "rows").len(), 0, "who is not chosen after all has no award");
    desk.assert_sound();
}

/// A score written for the wrong person counts for neither too much nor too little once it is put right.
#[test]
fn a_score_moved_to_somebody_else_leaves_the_mean_of_the_first() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    for person in [&one, &two] {
        desk.did(
            "ledger.save",
            json!({ "ledger": "finest", "day": "2026-03-01", "person": person, "facts": { "year": "2026" } }),
        );
    }
    desk.did("ledger.save", score(&one, "李老师", "90"));
    let mut moved = score(&one, "王老师", "70");
    moved["id"] = desk.did("ledger.save", moved.clone())["id"].clone();
    moved["person"] = json!(two);
    desk.did("ledger.save", moved);
    let mean = |person: &str| {
        let lines = desk.did("ledger.list", json!({ "filter": { "ledger": "finest", "person": person } }));
        text(&lines["rows"][0]["facts"], "average").to_owned()
    };
    assert_eq!((mean(&one), mean(&two)), ("90".into(), "70".into()));
    desk.assert_sound();
}
