//! Any sequence of acts at the desk leaves figures that a naive recount gives too, and a sound store.

use super::model::{Did, Done, Model, Operation, Presence};
use super::{Place, now};
use crate::centre::CentreSettings;
use crate::checkin::{HeadKind, NewHeads, NewVisit};
use crate::event::EventFacts;
use crate::import::NewImport;
use crate::{StoreError, StoreResult, Writer};
use proptest::prelude::*;
use yinhui_core::person::{Facts, Field};

const DAYS: [&str; 3] = ["2026-03-03", "2026-03-04", "2026-03-05"];
/// The event of this day takes place elsewhere: being there is no visit.
const ELSEWHERE: &str = DAYS[1];
const BRANCHES: [&str; 3] = ["勐混镇离退休党支部", "财贸离退休党支部", ""];
const UNITS: [&str; 3] = ["勐海县农业局", "勐海县林业局", ""];

/// One act; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Register { branch: usize, unit: usize },
    Edit { person: usize, health: u8 },
    Move { person: usize, branch: usize, unit: usize },
    Dies { person: usize },
    CheckIn { person: usize, day: usize, purpose: usize },
    Group { day: usize, purpose: usize, heads: i64 },
    Expect { person: usize, day: usize },
    Attend { person: usize, day: usize, purpose: usize },
    Leave { presence: usize, back: bool },
    Merge { kept: usize, gone: usize },
    Give { presence: usize, person: usize },
    PerPurpose(bool),
    Import { people: usize, branch: usize, update: usize },
    Undo(usize),
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    let number = 0_usize..1_000;
    prop_oneof![
        2 => (0..3_usize, 0..3_usize).prop_map(|(branch, unit)| Act::Register { branch, unit }),
        2 => (number.clone(), any::<u8>()).prop_map(|(person, health)| Act::Edit { person, health }),
        2 => (number.clone(), 0..3_usize, 0..3_usize).prop_map(|(person, branch, unit)| Act::Move { person, branch, unit }),
        1 => number.clone().prop_map(|person| Act::Dies { person }),
        8 => (number.clone(), 0..3_usize, 0..3_usize).prop_map(|(person, day, purpose)| Act::CheckIn { person, day, purpose }),
        2 => (0..3_usize, 0..3_usize, 1..20_i64).prop_map(|(day, purpose, heads)| Act::Group { day, purpose, heads }),
        1 => (number.clone(), 0..3_usize).prop_map(|(person, day)| Act::Expect { person, day }),
        4 => (number.clone(), 0..3_usize, 0..3_usize).prop_map(|(person, day, purpose)| Act::Attend { person, day, purpose }),
        3 => (number.clone(), any::<bool>()).prop_map(|(presence, back)| Act::Leave { presence, back }),
        3 => (number.clone(), number.clone()).prop_map(|(kept, gone)| Act::Merge { kept, gone }),
        2 => (number.clone(), number.clone()).prop_map(|(presence, person)| Act::Give { presence, person }),
        1 => any::<bool>().prop_map(Act::PerPurpose),
        2 => (0..4_usize, 0..3_usize, number.clone()).prop_map(|(people, branch, update)| Act::Import { people, branch, update }),
        // Late operations more often than early ones.
        8 => prop_oneof![number.clone(), 0..4_usize].prop_map(Act::Undo),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_acts_leaves_figures_a_recount_gives_too(acts in prop::collection::vec(act(), 1..40)) {
        let mut desk = Desk::new();
        for act in &acts {
            desk.perform(act);
            desk.compare(act)?;
        }
        desk.place.reopen();
        desk.compare(&Act::Reopen)?;
        prop_assert_eq!(desk.place.faults(), Vec::<String>::new());
        prop_assert_eq!(desk.place.store().read(|reader| reader.verify_chain()).unwrap(), None);
    }
}

struct Desk {
    place: Place,
    model: Model,
    per_purpose: bool,
    /// Record ids of the event of each day.
    events: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let place = Place::new();
        let plan = |day: &&str| {
            let facts = EventFacts {
                name: "宣讲",
                kind: "讲坛讲座",
                day,
                from: "09:00",
                to: "11:00",
                away: *day == ELSEWHERE,
                ..EventFacts::default()
            };
            place.write(None, |writer| writer.save_event(None, facts)).unwrap().0
        };
        let events = DAYS.iter().map(plan).collect();
        Self { place, model: Model::default(), per_purpose: false, events }
    }

    fn people(&self) -> Vec<String> {
        let mut people = self.place.store().read(|reader| reader.everybody()).unwrap();
        people.sort_by(|a, b| a.id.cmp(&b.id));
        people.into_iter().map(|person| person.id).collect()
    }

    fn purpose(&self, number: usize) -> String {
        self.place.store().read(|reader| reader.purposes()).unwrap()[number].id.clone()
    }

    fn perform(&mut self, act: &Act) {
        let people = self.people();
        let person = |number: usize| (!people.is_empty()).then(|| people[number % people.len()].clone());
        match act {
            Act::Register { branch, unit } => {
                let facts = facts("岩温", *branch, *unit);
                self.wrote(|writer| writer.create_person(&facts, &Default::default(), DAYS[2]).map(drop));
            }
            Act::Edit { person: number, health } => {
                let Some(id) = person(*number) else { return };
                let facts = Facts::from([(Field::Health, (health % 4).to_string().into())]);
                self.wrote(|writer| writer.save_person(&id, &facts, &Default::default(), DAYS[2]).map(drop));
            }
            Act::Move { person: number, branch, unit } => {
                let Some(id) = person(*number) else { return };
                let facts = Facts::from([
                    (Field::Branch, BRANCHES[*branch].into()),
                    (Field::Unit, UNITS[*unit].into()),
                ]);
                self.wrote(|writer| writer.save_person(&id, &facts, &Default::default(), DAYS[2]).map(drop));
            }
            Act::Dies { person: number } => {
                let Some(id) = person(*number) else { return };
                let facts = Facts::from([(Field::State, "去世".into())]);
                self.wrote(|writer| writer.change_state(&id, &facts, DAYS[2], None));
            }
            Act::CheckIn { person: number, day, purpose } => {
                if let Some(id) = person(*number) {
                    self.check_in(&id, DAYS[*day], *purpose, None);
                }
            }
            Act::Attend { person: number, day, purpose } => {
                if let Some(id) = person(*number) {
                    let event = self.events[*day].clone();
                    self.check_in(&id, DAYS[*day], *purpose, Some(&event));
                }
            }
            Act::Expect { person: number, day } => {
                let Some(id) = person(*number) else { return };
                let event = self.events[*day].clone();
                self.wrote(|writer| writer.register(&event, &id, "registered").map(drop));
            }
            Act::Group { day, purpose, heads } => self.group(DAYS[*day], *purpose, *heads),
            Act::Leave { presence, back } => self.leave(*presence, *back),
            Act::Merge { kept, gone } => {
                if let (Some(kept), Some(gone)) = (person(*kept), person(*gone)) {
                    self.merge(&kept, &gone);
                }
            }
            Act::Give { presence, person: number } => {
                if let Some(id) = person(*number) {
                    self.give(*presence, &id);
                }
            }
            Act::PerPurpose(on) => {
                self.per_purpose = *on;
                // Not among what the test takes back: the model reads the setting from here.
                let set = |writer: &Writer<'_>| {
                    writer.save_centre(CentreSettings {
                        name: "勐海县离退休干部党群服务中心",
                        region: "",
                        visits_per_purpose: *on,
                        check_out: true,
                        card_years: 0,
                        ask_facts: true,
                    })
                };
                self.place.write(None, set).unwrap();
            }
            Act::Import { people: count, branch, update } => {
                let updated = person(*update);
                self.wrote(|writer| import(writer, *count, *branch, updated.as_deref()));
            }
            Act::Undo(number) => self.undo(*number),
            Act::Reopen => self.place.reopen(),
        }
    }

    fn wrote(&mut self, work: impl FnOnce(&Writer<'_>) -> StoreResult<()>) {
        let ((), operation) = self.place.write(None, work).unwrap();
        if let Some(operation) = operation {
            self.did(Some(operation), Done::new(), None);
        }
    }

    fn check_in(&mut self, person: &str, day: &str, purpose: usize, event: Option<&str>) {
        let purpose = self.purpose(purpose);
        // The command answers a repeat with the time before; it is no presence of its own.
        let same = |other: &&Presence| {
            other.live
                && other.person.as_deref() == Some(person)
                && other.day == day
                && if event.is_some() { other.event } else { !other.away && other.purpose == purpose }
        };
        if self.model.presences.iter().find(same).is_some() {
            return;
        }
        let visit = NewVisit {
            booking: None,
            day,
            at: now().timestamp_millis(),
            purpose: &purpose,
            back_entered: false,
            event,
        };
        let (id, operation) = self.place.write(None, |writer| writer.add_visit(person, visit)).unwrap();
        let did = self.model.came(Presence {
            id,
            person: Some(person.into()),
            day: day.into(),
            purpose,
            per_purpose: self.per_purpose,
            heads: 1,
            live: true,
            left: false,
            event: event.is_some(),
            away: event.is_some() && day == ELSEWHERE,
        });
        self.did(operation, vec![did], None);
    }

    fn group(&mut self, day: &str, purpose: usize, heads: i64) {
        let purpose = self.purpose(purpose);
        let visit = NewVisit {
            day,
            at: now().timestamp_millis(),
            purpose: &purpose,
            back_entered: true,
            event: None,
            booking: None,
        };
        let kinds = [(HeadKind::Retired, heads), (HeadKind::Public, 1)];
        let group = NewHeads { name: Some("勐海县教育局"), heads: &kinds };
        let (id, operation) = self.place.write(None, |writer| writer.add_heads(group, visit)).unwrap();
        let done = [heads, 1].map(|heads| {
            self.model.came(Presence {
                id: id.clone(),
                person: None,
                day: day.into(),
                purpose: purpose.clone(),
                per_purpose: self.per_purpose,
                heads,
                live: true,
                left: false,
                event: false,
                away: false,
            })
        });
        self.did(operation, done.to_vec(), None);
    }

    fn did(&mut self, operation: Option<String>, done: Done, merge: Option<(String, String)>) {
        let id = operation.expect("an operation of its own");
        self.model.operations.push(Operation { id, done, merge, ..Operation::default() });
    }

    /// Somebody leaves, or comes back in, with all they came for that day.
    fn leave(&mut self, number: usize, back: bool) {
        let live = self.model.presences.iter().filter(|presence| presence.live).collect::<Vec<_>>();
        if live.is_empty() {
            return;
        }
        let chosen = live[number % live.len()].clone();
        let at = (!back).then(|| now().timestamp_millis());
        let ((), operation) = self
            .place
            .write(None, |writer| {
                let presence = writer.presence(&chosen.id)?;
                writer.leave(&presence, at).map(drop)
            })
            .unwrap();
        let mut done = Done::new();
        for (place, presence) in self.model.presences.iter_mut().enumerate().filter(|(_, p)| p.live) {
            let goes = match &chosen.person {
                Some(person) => presence.person.as_ref() == Some(person) && presence.day == chosen.day,
                None => presence.id == chosen.id,
            };
            // Everything happens at one moment here: whoever left, left with the one that comes back.
            if goes && presence.left == back && (!back || chosen.left) {
                presence.left = !back;
                done.push(Did::Left(place, back, !back));
            }
        }
        if !done.is_empty() {
            self.did(operation, done, None);
        }
    }

    /// A visit is somebody else's.
    fn give(&mut self, number: usize, person: &str) {
        let named = |p: &&Presence| p.live && p.person.is_some();
        let live = self.model.presences.iter().filter(named).map(|p| p.id.clone()).collect::<Vec<_>>();
        if live.is_empty() {
            return;
        }
        let id = live[number % live.len()].clone();
        let moved = std::slice::from_ref(&id);
        let ((), operation) = self.place.write(None, |writer| writer.move_visits(moved, person)).unwrap();
        let place = self.model.presences.iter().position(|presence| presence.id == id).unwrap();
        let before = self.model.presences[place].person.replace(person.to_owned()).unwrap();
        if before != person {
            self.did(operation, vec![Did::Person(place, before, person.to_owned())], None);
        }
    }

    fn merge(&mut self, kept: &str, gone: &str) {
        let answer = self.place.write(None, |writer| writer.merge_people(kept, gone));
        if kept == gone {
            assert!(matches!(answer, Err(StoreError::Conflict(_))), "{answer:?}");
            return;
        }
        let ((), operation) = answer.unwrap();
        let done = self.model.hand_over(gone, kept);
        self.did(operation, done, Some((gone.to_owned(), kept.to_owned())));
    }

    /// Takes an operation back, counted from the last; one already taken back is refused.
    fn undo(&mut self, back: usize) {
        let count = self.model.operations.len();
        if count == 0 {
            return;
        }
        let number = count - 1 - back % count;
        let Operation { id: operation, taken_back, merge, .. } = self.model.operations[number].clone();
        let answer = self.place.write(Some(&operation), |writer| writer.undo(&operation));
        if taken_back {
            assert!(matches!(answer, Err(StoreError::Conflict("undone already"))), "{answer:?}");
            return;
        }
        if merge.as_ref().is_some_and(|merge| self.model.is_inner(merge)) {
            assert!(matches!(answer, Err(StoreError::Conflict("inside another merge"))), "{answer:?}");
            return;
        }
        // Joined again, both must still be there.
        if matches!(answer, Err(StoreError::Conflict("merged with nobody"))) {
            assert!(merge.is_some());
            return;
        }
        let (undone, id) = answer.unwrap();
        let kept = undone.kept.iter().map(|kept| kept.row.clone()).collect::<Vec<_>>();
        let mut done = self.model.undo(number);
        // A presence of somebody who is no longer there stays away, and is named.
        done.retain(|did| {
            let Did::Live(place, before, after) = did else { return true };
            let presence = &mut self.model.presences[*place];
            let stays = !*before && *after && kept.contains(&presence.id);
            if stays {
                presence.live = *before;
            }
            !stays
        });
        let id = id.expect("an undo is an operation");
        self.model.operations.push(Operation {
            id,
            done,
            undoes: Some(number),
            merge,
            ..Operation::default()
        });
    }

    fn compare(&self, act: &Act) -> Result<(), TestCaseError> {
        for day in DAYS {
            let totals = self.place.store().read(|reader| reader.span_totals(day, day, None)).unwrap();
            prop_assert_eq!(totals.visits, self.model.visits(day), "人次 of {} after {:?}", day, act);
            prop_assert_eq!(totals.persons, self.model.persons(day), "人数 of {} after {:?}", day, act);
            let inside = self.place.store().read(|reader| reader.heads_inside(day)).unwrap();
            prop_assert_eq!(inside, self.model.inside(day), "在馆 of {} after {:?}", day, act);
        }
        let people = self.people();
        let gone = self
            .model
            .presences
            .iter()
            .filter(|presence| presence.live)
            .filter_map(|presence| presence.person.as_ref());
        let gone = gone.filter(|person| !people.contains(person)).collect::<Vec<_>>();
        prop_assert!(gone.is_empty(), "visits of people who are not registered after {:?}", act);
        for person in &people {
            let states = self.place.store().read(|reader| reader.states(person)).unwrap();
            prop_assert!(!states.is_empty(), "somebody without a state after {:?}", act);
        }
        Ok(())
    }
}

fn facts(name: &str, branch: usize, unit: usize) -> Facts {
    let mut facts = Facts::from([
        (Field::Name, name.into()),
        (Field::Branch, BRANCHES[branch].into()),
        (Field::Unit, UNITS[unit].into()),
    ]);
    facts.retain(|_, value| !value.is_empty());
    facts
}

fn import(writer: &Writer<'_>, count: usize, branch: usize, updated: Option<&str>) -> StoreResult<()> {
    writer.create_import(NewImport { files: "[]", counts: "{}", columns: "{}", problems: "[]" })?;
    for row in 0..count {
        writer.set_source(Some(("名册.xlsx", "花名册", i64::try_from(row).unwrap())));
        writer.create_person(&facts("玉罕", branch, row % 3), &Default::default(), DAYS[2])?;
    }
    if let Some(id) = updated {
        let mut facts = facts("玉罕", branch, 1);
        facts.insert(Field::Health, "良好".into());
        writer.save_person(id, &facts, &Default::default(), DAYS[2])?;
    }
    Ok(())
}
