//! A naive second count, kept beside the store: who came, as lists in memory.

use std::collections::{BTreeMap, BTreeSet};

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
    pub left: bool,
    /// At the event of that day.
    pub event: bool,
    /// Which took place elsewhere.
    pub away: bool,
}

/// What an act did to a presence: its place, and the value before and after.
#[derive(Debug, Clone)]
pub(super) enum Did {
    Live(usize, bool, bool),
    Left(usize, bool, bool),
    Person(usize, String, String),
}

/// Everything an operation did.
pub(super) type Done = Vec<Did>;

/// One operation.
#[derive(Debug, Clone, Default)]
pub(super) struct Operation {
    pub id: String,
    pub done: Done,
    pub taken_back: bool,
    /// The place of the operation it takes back.
    pub undoes: Option<usize>,
    /// The records it joined or took apart: gone, kept.
    pub merge: Option<(String, String)>,
}

/// Every presence ever written, in the order they were written, and what each operation did to them.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub presences: Vec<Presence>,
    pub operations: Vec<Operation>,
    /// Who was joined into whom.
    pub merged: BTreeMap<String, String>,
}

impl Model {
    pub(super) fn came(&mut self, presence: Presence) -> Did {
        self.presences.push(presence);
        Did::Live(self.presences.len() - 1, false, true)
    }

    /// Everything that is one record's becomes another's.
    pub(super) fn hand_over(&mut self, gone: &str, kept: &str) -> Done {
        self.merged.insert(gone.to_owned(), kept.to_owned());
        let theirs = self.presences.iter_mut().enumerate();
        let theirs = theirs.filter(|(_, presence)| presence.person.as_deref() == Some(gone));
        theirs
            .map(|(place, presence)| {
                presence.person = Some(kept.to_owned());
                Did::Person(place, gone.to_owned(), kept.to_owned())
            })
            .collect()
    }

    /// Undo in the words of the design: what still holds the value the operation wrote goes back to the one before.
    pub(super) fn undo(&mut self, number: usize) -> Done {
        let operation = self.operations[number].clone();
        let mut undone = Done::new();
        let apart = operation.merge.as_ref().is_some_and(|(gone, _)| self.merged.remove(gone).is_some());
        for did in operation.done {
            match did {
                Did::Live(place, before, after) if self.presences[place].live == after => {
                    self.presences[place].live = before;
                    undone.push(Did::Live(place, after, before));
                }
                Did::Left(place, before, after) if self.presences[place].left == after => {
                    self.presences[place].left = before;
                    undone.push(Did::Left(place, after, before));
                }
                Did::Person(place, before, after)
                    if self.presences[place].person.as_ref() == Some(&after) =>
                {
                    let back = self.stands_for(before);
                    self.presences[place].person = Some(back.clone());
                    undone.push(Did::Person(place, after, back));
                }
                _ => {}
            }
        }
        if let Some((gone, kept)) = &operation.merge
            && !apart
        {
            undone.extend(self.hand_over(gone, kept));
        }
        self.operations[number].taken_back = true;
        let mut taken_back = true;
        let mut at = number;
        while let Some(first) = self.operations[at].undoes {
            taken_back = !taken_back;
            self.operations[first].taken_back = taken_back;
            at = first;
        }
        undone
    }

    /// The record that stands for somebody now.
    fn stands_for(&self, mut person: String) -> String {
        while let Some(into) = self.merged.get(&person) {
            person.clone_from(into);
        }
        person
    }

    /// Whether a merge cannot be taken apart, or together, for another one around it.
    pub(super) fn is_inner(&self, merge: &(String, String)) -> bool {
        let (gone, kept) = merge;
        self.merged.contains_key(kept) || self.merged.get(gone).is_some_and(|into| into != kept)
    }

    /// 在馆: people once, heads as heads.
    pub(super) fn inside(&self, day: &str) -> i64 {
        let open = || self.presences.iter().filter(|p| p.live && !p.away && !p.left && p.day == day);
        let people = open().filter_map(|presence| presence.person.as_deref()).collect::<BTreeSet<_>>();
        let heads: i64 = open().filter(|presence| presence.person.is_none()).map(|p| p.heads).sum();
        i64::try_from(people.len()).unwrap() + heads
    }

    /// 人次 of a day: each person once, or once for each purpose where it was written so; heads as heads.
    pub(super) fn visits(&self, day: &str) -> i64 {
        let of_day = || {
            self.presences.iter().filter(|presence| presence.live && !presence.away && presence.day == day)
        };
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
            .filter(|presence| presence.live && !presence.away && presence.day == day)
            .filter_map(|presence| presence.person.as_deref())
            .collect::<BTreeSet<_>>();
        i64::try_from(people.len()).unwrap()
    }
}
