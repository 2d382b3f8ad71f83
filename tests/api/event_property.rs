//! Whatever people do with a full event: nobody passes those who wait, and no place stays free while somebody waits.

use crate::at::{list, text};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use yinhui_testkit::{Desk, Person};

const PEOPLE: usize = 6;

#[derive(Debug, Clone)]
enum Act {
    Register(usize),
    Withdraw(usize),
    Excuse(usize),
    Room(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..PEOPLE).prop_map(Act::Register),
        2 => (0..PEOPLE).prop_map(Act::Withdraw),
        1 => (0..PEOPLE).prop_map(Act::Excuse),
        1 => (1..5_i64).prop_map(Act::Room),
    ]
}

/// The slow and obvious way: who has a place, and who waits, in order.
#[derive(Debug, Default)]
struct Model {
    placed: Vec<usize>,
    waiting: Vec<usize>,
    room: usize,
}

impl Model {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Register(who) if self.placed.contains(who) || self.waiting.contains(who) => {}
            Act::Register(who) => self.waiting.push(*who),
            Act::Withdraw(who) | Act::Excuse(who) => {
                self.placed.retain(|one| one != who);
                self.waiting.retain(|one| one != who);
            }
            Act::Room(room) => {
                if usize::try_from(*room).unwrap() >= self.placed.len() {
                    self.room = usize::try_from(*room).unwrap();
                }
            }
        }
        while self.placed.len() < self.room && !self.waiting.is_empty() {
            self.placed.push(self.waiting.remove(0));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_waiting_list_is_a_queue(acts in prop::collection::vec(act(), 1..25)) {
        let desk = Desk::new();
        let names = ["岩温", "玉罕", "李正清", "周启明", "刀美兰", "张文华"];
        let people: Vec<String> = names.iter().map(|name| desk.register(&Person::named(name))).collect();
        let mut event = json!({ "name": "书法", "kind": "老年大学课程", "day": "2026-03-06", "from": "0900", "to": "1100", "capacity": 2 });
        event["id"] = desk.did("event.save", event.clone())["id"].clone();
        let mut model = Model { room: 2, ..Model::default() };
        for act in &acts {
            desk.host().pass(chrono::Duration::seconds(1));
            perform(&desk, &mut event, &people, act);
            model.act(act);
            let (placed, waiting) = places(&desk, &event, &people);
            let mut expected = model.placed.clone();
            expected.sort_unstable();
            prop_assert_eq!(placed, expected, "who has a place after {:?}", act);
            prop_assert_eq!(waiting, model.waiting.clone(), "who waits, in order, after {:?}", act);
        }
    }
}

fn perform(desk: &Desk, event: &mut Value, people: &[String], act: &Act) {
    let mark =
        |who: &usize, state: &str| json!({ "event": event["id"], "person": people[*who], "state": state });
    // Withdrawing who is not registered, or less room than places, is nothing.
    let (command, args) = match act {
        Act::Register(who) => ("event.register", json!({ "event": event["id"], "people": [people[*who]] })),
        Act::Withdraw(who) => ("event.mark", mark(who, "withdrawn")),
        Act::Excuse(who) => ("event.mark", mark(who, "excused")),
        Act::Room(room) => {
            event["capacity"] = json!(room);
            ("event.save", event.clone())
        }
    };
    let _ = desk.admin().call(command, args, None);
}

fn places(desk: &Desk, event: &Value, people: &[String]) -> (Vec<usize>, Vec<usize>) {
    let page = desk.did("event.get", json!({ "id": event["id"] }));
    let (mut placed, mut waiting) = (Vec::new(), BTreeMap::new());
    for line in list(&page, "roster") {
        let who = people.iter().position(|person| person == text(line, "person")).unwrap();
        match text(line, "state") {
            "报名" => placed.push(who),
            "候补" => drop(waiting.insert(line["waiting"].as_i64().unwrap(), who)),
            _ => {}
        }
    }
    placed.sort_unstable();
    (placed, waiting.into_values().collect())
}
