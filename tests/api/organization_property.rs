//! 不重不漏: on any day each person of the register stands in one organization, in none, or among the undecided.

use crate::at::{list, text};
use proptest::prelude::*;
use serde_json::{Value, json};
use yinhui_testkit::{Desk, Person};

#[derive(Debug, Clone)]
struct Life {
    branch: usize,
    /// Moves to another branch on a day of March.
    moves: Option<(usize, u32)>,
    /// Dies: on a day, in a month, or nobody knows when.
    dies: Option<&'static str>,
}

fn life() -> impl Strategy<Value = Life> {
    let moves = proptest::option::of((0..3_usize, 1..6_u32));
    let dies = proptest::option::of(prop_oneof![Just("2026-03-02"), Just("2026-02"), Just("2026"), Just("")]);
    (0..4_usize, moves, dies).prop_map(|(branch, moves, dies)| Life { branch, moves, dies })
}

const BRANCHES: [&str; 4] = ["教育离退休党支部", "财贸离退休党支部", "政法离退休党支部", ""];
const NAMES: [&str; 8] = ["岩温", "玉罕", "李正清", "周启明", "刀美兰", "张文华", "陈国平", "杨秀英"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_by_organization_partition_the_register(lives in prop::collection::vec(life(), 1..8)) {
        let desk = Desk::new();
        for (life, name) in lives.iter().zip(NAMES) {
            live(&desk, life, name);
        }
        for day in ["2025-12-31", "2026-02-15", "2026-03-01", "2026-03-02", "2026-03-05"] {
            let counts = desk.did("organization.counts", json!({ "day": day }));
            let own: i64 = list(&counts, "rows").iter().map(|row| row["people"].as_i64().unwrap()).sum();
            let (outside, total) = (counts["outside"].as_i64().unwrap(), counts["total"].as_i64().unwrap());
            prop_assert_eq!(own + outside, total, "each person once on {}: {}", day, counts);
            let undecided = counts["undecided"].as_i64().unwrap();
            prop_assert!(total + undecided <= i64::try_from(lives.len()).unwrap(), "nobody twice on {}", day);
            for row in list(&counts, "rows") {
                let members = desk.did("organization.members", json!({ "organization": row["id"], "day": day }));
                prop_assert!(members.as_array().unwrap().len() >= usize::try_from(row["people"].as_i64().unwrap()).unwrap());
                prop_assert!(row["members"].as_i64() <= row["people"].as_i64() && row["people"].as_i64() <= row["people_all"].as_i64());
            }
        }
        let gone = i64::try_from(lives.iter().filter(|life| life.dies.is_some()).count()).unwrap();
        let now = desk.did("organization.counts", json!({}));
        prop_assert_eq!(now["total"].as_i64(), Some(i64::try_from(lives.len()).unwrap() - gone), "today the dead are known");
    }
}

fn live(desk: &Desk, life: &Life, name: &str) {
    let person = Person::named(name).with("political", "中共党员");
    let person = if life.branch < 3 { person.with("branch", BRANCHES[life.branch]) } else { person };
    let id = desk.register(&person);
    if let Some((to, day)) = life.moves {
        let organizations = desk.did("organization.list", Value::Null);
        let to = organizations.as_array().unwrap().iter().find(|one| one["name"] == BRANCHES[to]);
        if let Some(to) = to {
            let day = format!("2026-03-{day:02}");
            // Refused where they are there already, or the day has not come: then they stay.
            let args = json!({ "people": [id], "to": text(to, "id"), "day": day });
            let _ = desk.admin().call("organization.transfer", args, None);
        }
    }
    if let Some(since) = life.dies {
        desk.did("person.change_state", json!({ "id": id, "state": "去世", "since": since }));
    }
}
