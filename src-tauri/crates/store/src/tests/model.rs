//! A naive second count, kept beside the store: who came, as lists in memory.

use std::collections::BTreeSet;

/// One presence as the model knows it.
#[derive(Debug, Clone)]
pub(super) struct Presence {
    pub id: String,
    /// `None` for heads.
    pub person: Option<String>,
    pub day: String,
    pub purpose: String,
    pub per_purpose: bool,
    pub heads: i64,
    pub live: bool,
}

/// What an operation did to whether presences are there: place, before, after.
pub(super) type Done = Vec<(usize, bool, bool)>;

/// Every presence ever written, in the order they were written, and what each operation did to them.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub presences: Vec<Presence>,
    /// Operation id, what it did, whether it is taken back, and the operation it takes back.
    pub operations: Vec<(String, Done, bool, Option<usize>)>,
}

impl Model {
    pub(super) fn came(&mut self, presence: Presence) -> (usize, bool, bool) {
        self.presences.push(presence);
        (self.presences.len() - 1, false, true)
    }

    /// Undo in the words of the design: what still holds the value the operation wrote goes back to the one before.
    pub(super) fn undo(&mut self, operation: usize) -> Done {
        let done = self.operations[operation].1.clone();
        let mut undone = Done::new();
        for (place, before, after) in done {
            let presence = &mut self.presences[place];
            if presence.live == after {
                presence.live = before;
                undone.push((place, after, before));
            }
        }
        self.operations[operation].2 = true;
        if let Some(first) = self.operations[operation].3 {
            self.operations[first].2 = false;
        }
        undone
    }

    /// 人次 of a day: each person once, or once for each purpose where it was written so; heads as heads.
    pub(super) fn visits(&self, day: &str) -> i64 {
        let of_day = || self.presences.iter().filter(|presence| presence.live && presence.day == day);
        let people = of_day().filter_map(|presence| presence.person.as_deref()).collect::<BTreeSet<_>>();
        let named: usize = people
            .iter()
            .map(|person| {
                let mut counted = Vec::<&str>::new();
                for presence in of_day().filter(|presence| presence.person.as_deref() == Some(person)) {
                    let again =
                        counted.iter().any(|other| !presence.per_purpose || *other == presence.purpose);
                    if !again {
                        counted.push(&presence.purpose);
                    }
                }
                counted.len()
            })
            .sum();
        let heads: i64 =
            of_day().filter(|presence| presence.person.is_none()).map(|presence| presence.heads).sum();
        i64::try_from(named).unwrap() + heads
    }

    /// 人数 of a day.
    pub(super) fn persons(&self, day: &str) -> i64 {
        let people = self
            .presences
            .iter()
            .filter(|presence| presence.live && presence.day == day)
            .filter_map(|presence| presence.person.as_deref())
            .collect::<BTreeSet<_>>();
        i64::try_from(people.len()).unwrap()
    }
}
