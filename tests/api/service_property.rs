//! Whatever is tried: the pool on any day is what the states say, no hour of service counts twice, no room is used twice.

use crate::at::list;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use yinhui_testkit::{Desk, Person};

const STATES: [&str; 5] = ["申报", "审核", "入库", "暂停", "出库"];

fn day(nth: u32) -> String {
    format!("2026-02-{:02}", nth + 1)
}

fn clock(quarter: u32) -> String {
    format!("{:02}:{:02}", 8 + quarter / 4, quarter % 4 * 15)
}

/// True where it was done, false where it was refused with a sentence.
fn tried(desk: &Desk, command: &str, args: &Value) -> bool {
    match desk.admin().call(command, args.clone(), None) {
        Ok(_) => true,
        Err(refused) => {
            assert!(refused.message.ends_with('。'), "{command}: {}", refused.message);
            false
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pool_of_any_day_is_what_the_states_say(steps in prop::collection::vec((0..3_usize, 0..5_usize, 0..20_u32), 1..25)) {
        let desk = Desk::new();
        let entries = ["岩温", "玉罕", "李正清"].map(|name| {
            let person = desk.register(&Person::named(name));
            let entry = json!({ "person": person, "category": "医疗卫生", "facts": {}, "day": day(0) });
            desk.did("talent.save", entry)["id"].clone()
        });
        // What was done, by entry: (day, state) in order.
        let mut held = [0, 1, 2].map(|_| vec![(day(0), "申报")]);
        for (who, state, on) in steps {
            let change = json!({ "id": entries[who], "state": STATES[state], "day": day(on), "reason": "工作需要" });
            if tried(&desk, "talent.change_state", &change) {
                held[who].push((day(on), STATES[state]));
            }
        }
        for on in 0..21 {
            let mut states = BTreeMap::<&str, i64>::new();
            for entry in &held {
                if let Some((_, state)) = entry.iter().rev().find(|(since, _)| *since <= day(on)) {
                    *states.entry(state).or_default() += 1;
                }
            }
            let counts = desk.did("talent.counts", json!({ "day": day(on) }));
            prop_assert_eq!(&counts["states"], &json!(states), "on {}", day(on));
            prop_assert_eq!(&counts["total"], &json!(states.get("入库").copied().unwrap_or(0)));
            let by: i64 = list(&counts, "categories").iter().map(|one| one["people"].as_i64().unwrap()).sum();
            prop_assert_eq!(counts["total"].as_i64(), Some(by), "each of them in one category");
        }
    }

    #[test]
    fn no_hour_of_service_counts_twice(lines in prop::collection::vec((0..2_usize, 0..3_u32, 0..24_u32, 1..12_u32), 1..20)) {
        let desk = Desk::new();
        let people = ["岩温", "玉罕"].map(|name| desk.register(&Person::named(name)));
        let mut held: Vec<(usize, u32, u32, u32)> = Vec::new();
        for (who, on, from, long) in lines {
            let to = from + long;
            let facts = json!({ "content": "劝导", "from": clock(from), "to": clock(to), "hours": format!("{:.2}", f64::from(long) / 4.0) });
            let line = json!({ "ledger": "volunteer", "day": day(on), "person": people[who], "facts": facts });
            let overlaps = held.iter().any(|(other, day, begun, ended)| (*other, *day) == (who, on) && *begun < to && from < *ended);
            prop_assert_eq!(tried(&desk, "ledger.save", &line), !overlaps, "{} to {}", from, to);
            if !overlaps {
                held.push((who, on, from, to));
            }
        }
        let totals = desk.did("volunteer.totals", json!({ "from": "2026-01-01", "to": "2026-12-31" }));
        let quarters: u32 = held.iter().map(|(_, _, from, to)| to - from).sum();
        prop_assert_eq!(totals["times"].as_u64(), Some(held.len() as u64));
        prop_assert_eq!(totals["hours"].as_str().unwrap().parse::<f64>().unwrap(), f64::from(quarters) / 4.0);
        for part in ["persons", "teams"] {
            let sum = list(&totals, part).iter().map(|one| one["hours"].as_str().unwrap().parse::<f64>().unwrap()).sum::<f64>();
            prop_assert_eq!(sum, f64::from(quarters) / 4.0, "by {}", part);
        }
    }

    #[test]
    fn no_room_is_used_twice_at_a_time(bookings in prop::collection::vec((0..2_usize, 0..3_u32, 0..24_u32, 1..12_u32, prop::bool::ANY), 1..20)) {
        let desk = Desk::new();
        let open = json!({ "from": "08:00", "to": "22:00" });
        let rooms = ["多功能厅", "书画室"].map(|name| {
            let room = json!({ "name": name, "seats": 60, "opens": vec![open.clone(); 7], "office": false, "ended": false });
            desk.did("venue.save", room)["id"].clone()
        });
        let mut held: Vec<(usize, u32, u32, u32)> = Vec::new();
        for (room, on, from, long, gives_up) in bookings {
            let to = from + long;
            let book = json!({ "venue": rooms[room], "day": day(on), "from": clock(from), "to": clock(to), "purpose": "学习", "body": "某局" });
            let overlaps = held.iter().any(|(other, day, begun, ended)| (*other, *day) == (room, on) && *begun < to && from < *ended);
            prop_assert_eq!(tried(&desk, "venue.book", &book), !overlaps, "{} to {}", from, to);
            if overlaps {
                continue;
            }
            held.push((room, on, from, to));
            if gives_up {
                let uses = desk.did("venue.uses", json!({ "from": day(on), "to": day(on), "venue": rooms[room] }));
                let used = list(&uses, "uses").iter().find(|used| used["from"] == clock(from) && used["cancelled"] == false).unwrap();
                desk.did("venue.cancel", json!({ "id": used["id"], "reason": "不来了" }));
                held.pop();
            }
        }
        let page = desk.did("venue.uses", json!({ "from": day(0), "to": day(27) }));
        let stands = list(&page, "uses").iter().filter(|used| used["cancelled"] == false).count();
        prop_assert_eq!(stands, held.len());
    }
}
