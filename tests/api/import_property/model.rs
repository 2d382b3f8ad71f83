//! A naive second register, kept beside the program: what each person's facts are, and what every step did to them.

use std::collections::{BTreeMap, BTreeSet};

/// A person by number, a fact by its key.
pub type Facts = BTreeMap<&'static str, String>;
/// What a roster says of each person: only cells with something in them.
pub type Rows = BTreeMap<usize, Facts>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    Fill,
    Update,
    Skip,
}

impl Policy {
    pub fn key(self) -> &'static str {
        match self {
            Policy::Fill => "fill",
            Policy::Update => "update",
            Policy::Skip => "skip",
        }
    }
}

/// What one step did.
#[derive(Debug, Default, Clone)]
struct Done {
    /// People who are there because of it.
    came: BTreeSet<usize>,
    /// People who are gone because of it.
    went: BTreeSet<usize>,
    /// Person, fact, before, after; empty for none.
    wrote: Vec<(usize, &'static str, String, String)>,
    /// The step it takes back.
    undoes: Option<usize>,
    undone: bool,
}

impl Done {
    fn did_anything(&self) -> bool {
        !(self.came.is_empty() && self.went.is_empty() && self.wrote.is_empty())
    }
}

#[derive(Debug, Default)]
pub struct Model {
    pub facts: BTreeMap<usize, Facts>,
    pub there: BTreeSet<usize>,
    steps: Vec<Done>,
}

/// How many an import brings, changes and leaves.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: usize,
    pub update: usize,
    pub same: usize,
}

impl Model {
    fn value(&self, person: usize, field: &str) -> String {
        self.facts.get(&person).and_then(|facts| facts.get(field)).cloned().unwrap_or_default()
    }

    fn put(&mut self, person: usize, field: &'static str, value: &str) {
        let facts = self.facts.entry(person).or_default();
        if value.is_empty() {
            facts.remove(field);
        } else {
            facts.insert(field, value.to_owned());
        }
    }

    fn write(&mut self, done: &mut Done, person: usize, field: &'static str, after: &str) {
        let before = self.value(person, field);
        if before != after {
            self.put(person, field, after);
            done.wrote.push((person, field, before, after.to_owned()));
        }
    }

    /// An edit by hand of a fact of somebody who is there; of nothing to change there is no step.
    pub fn edit(&mut self, person: usize, field: &'static str, value: &str) {
        let mut done = Done::default();
        self.write(&mut done, person, field, value);
        if !done.wrote.is_empty() {
            self.steps.push(done);
        }
    }

    /// An import: a blank never overwrites; the rest by the policy of the field.
    pub fn import(&mut self, rows: &Rows, policy: impl Fn(&str) -> Policy) -> Counts {
        let (mut done, mut counts) = (Done::default(), Counts::default());
        for (person, facts) in rows {
            if self.there.insert(*person) {
                self.facts.insert(*person, facts.clone());
                done.came.insert(*person);
                counts.new += 1;
                continue;
            }
            let before = done.wrote.len();
            for (field, value) in facts {
                let takes = match policy(field) {
                    Policy::Fill => self.value(*person, field).is_empty(),
                    Policy::Update => true,
                    Policy::Skip => false,
                };
                let stored = self.value(*person, field);
                if takes && *field == "phones" && !stored.is_empty() {
                    // A telephone more does not make the one before wrong.
                    let more = value.split(' ').filter(|number| !stored.split(' ').any(|has| has == *number));
                    let all = stored.split(' ').chain(more).collect::<Vec<_>>().join(" ");
                    self.write(&mut done, *person, field, &all);
                } else if takes {
                    self.write(&mut done, *person, field, value);
                }
            }
            *(if done.wrote.len() > before { &mut counts.update } else { &mut counts.same }) += 1;
        }
        self.steps.push(done);
        counts
    }

    /// How many steps there were.
    pub fn steps(&self) -> usize {
        self.steps.len()
    }

    /// The steps that somebody may want to take back: acts, and the taking back of one where that did anything.
    pub fn in_force(&self) -> Vec<usize> {
        let is_act = |step: usize| self.steps[step].undoes.is_none();
        let is_wanted = |step: &Done| match step.undoes {
            None => !step.undone,
            Some(of) => !step.undone && is_act(of) && step.did_anything(),
        };
        (0..self.steps.len()).filter(|step| is_wanted(&self.steps[*step])).collect()
    }

    /// Whether another step in force, no undo, did anything to a person.
    fn used(&self, person: usize, root: usize) -> bool {
        self.steps.iter().enumerate().any(|(at, step)| {
            let did = step.came.contains(&person) || step.wrote.iter().any(|(who, ..)| *who == person);
            at != root && !step.undone && step.undoes.is_none() && did
        })
    }

    /// Takes a step back; answers the people who stay with something and must be named.
    pub fn undo(&mut self, step: usize) -> BTreeSet<usize> {
        let was = self.steps[step].clone();
        let mut root = step;
        while let Some(undoes) = self.steps[root].undoes {
            root = undoes;
        }
        let whole = was.came.iter().copied().filter(|who| self.used(*who, root)).collect::<BTreeSet<_>>();
        let mut named = whole.clone();
        let mut done = Done { undoes: Some(step), ..Done::default() };
        for who in was.came.difference(&whole) {
            self.there.remove(who);
            done.went.insert(*who);
        }
        for who in &was.went {
            self.there.insert(*who);
            done.came.insert(*who);
        }
        for (who, field, before, after) in was.wrote.iter().filter(|(who, ..)| !whole.contains(who)) {
            if self.value(*who, field) == *after {
                self.put(*who, field, before);
                done.wrote.push((*who, field, after.clone(), before.clone()));
            } else {
                named.insert(*who);
            }
        }
        self.steps[step].undone = true;
        if let Some(first) = was.undoes {
            self.steps[first].undone = false;
        }
        self.steps.push(done);
        named
    }
}
