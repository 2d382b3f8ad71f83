//! Whatever is done at the desk and to the people behind it, the figures shown are those of a slate kept beside it.

use crate::at::{list, text};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use yinhui_testkit::{CENTRE, Desk, Person, roster};

mod compare;

/// The last is today.
const DAYS: [&str; 3] = ["2026-03-03", "2026-03-04", "2026-03-05"];
const TODAY: usize = 2;
const PURPOSES: [&str; 3] = ["书屋", "咨询", "老年大学"];

/// One act; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Register,
    Edit { person: usize, health: usize },
    Dies { person: usize, lives: bool },
    CheckIn { person: usize, purpose: usize },
    Later { person: usize, day: usize, purpose: usize },
    Paper { people: [usize; 2], guests: i64, leaves: [bool; 3], day: usize, purpose: usize },
    Group { heads: i64, purpose: usize },
    Leave { row: usize },
    Undo { row: usize },
    Give { row: usize, person: usize },
    Merge { kept: usize, gone: usize },
    Unmerge { person: usize },
    Import { people: usize },
    UndoImport { import: usize },
    PerPurpose(bool),
}

fn act() -> impl Strategy<Value = Act> {
    let some = 0..1_000_usize;
    let (day, purpose) = (0..DAYS.len(), 0..PURPOSES.len());
    prop_oneof![
        2 => Just(Act::Register),
        1 => (some.clone(), 0..3_usize).prop_map(|(person, health)| Act::Edit { person, health }),
        1 => (some.clone(), any::<bool>()).prop_map(|(person, lives)| Act::Dies { person, lives }),
        6 => (some.clone(), purpose.clone()).prop_map(|(person, purpose)| Act::CheckIn { person, purpose }),
        3 => (some.clone(), day.clone(), purpose.clone()).prop_map(|(person, day, purpose)| Act::Later { person, day, purpose }),
        3 => ([some.clone(), some.clone()], 0..4_i64, any::<[bool; 3]>(), day, purpose.clone())
            .prop_map(|(people, guests, leaves, day, purpose)| Act::Paper { people, guests, leaves, day, purpose }),
        1 => (1..30_i64, purpose).prop_map(|(heads, purpose)| Act::Group { heads, purpose }),
        3 => some.clone().prop_map(|row| Act::Leave { row }),
        4 => some.clone().prop_map(|row| Act::Undo { row }),
        1 => (some.clone(), some.clone()).prop_map(|(row, person)| Act::Give { row, person }),
        4 => (some.clone(), some.clone()).prop_map(|(kept, gone)| Act::Merge { kept, gone }),
        3 => some.clone().prop_map(|person| Act::Unmerge { person }),
        1 => (1..4_usize).prop_map(|people| Act::Import { people }),
        1 => some.prop_map(|import| Act::UndoImport { import }),
        1 => any::<bool>().prop_map(Act::PerPurpose),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_are_those_of_a_slate_kept_beside_the_desk(acts in prop::collection::vec(act(), 5..45)) {
        let mut desk = Beside::new();
        for act in &acts {
            desk.perform(act);
            desk.compare(act)?;
        }
        desk.compare_lists()?;
        desk.program.assert_sound();
    }
}

/// Of the desk's clock, of what is entered later, of a line of paper, of the guests below it, and when who left by it did.
const NOW: i64 = 540;
const LATER: i64 = 500;
const PAPER: i64 = 490;
const GUESTS: i64 = 495;
const PAPER_LEFT: i64 = 515;

/// That somebody left: in which minute of the day, and by which sheet of paper it was said, if by one.
#[derive(Clone, Copy, PartialEq)]
struct Leaving {
    minute: i64,
    sheet: Option<usize>,
}

/// One line on the slate: somebody, or heads without a name, was here.
struct Row {
    id: String,
    person: Option<usize>,
    day: usize,
    purpose: usize,
    heads: i64,
    per_purpose: bool,
    stands: bool,
    minute: i64,
    sheet: Option<usize>,
    left: Option<Leaving>,
}

/// Somebody on the slate, and into whose record theirs was joined.
struct Registered {
    id: String,
    joined: Option<usize>,
}

/// The program, and the slate beside it.
struct Beside {
    program: Desk,
    people: Vec<Registered>,
    rows: Vec<Row>,
    imports: Vec<String>,
    named: usize,
    sheets: usize,
    per_purpose: bool,
}

impl Beside {
    fn new() -> Self {
        let program = Desk::new();
        let mut beside = Self {
            program,
            people: Vec::new(),
            rows: Vec::new(),
            imports: Vec::new(),
            named: 0,
            sheets: 0,
            per_purpose: false,
        };
        beside.set(false);
        beside
    }

    fn set(&mut self, per_purpose: bool) {
        let centre =
            json!({ "name": CENTRE, "region": "", "visits_per_purpose": per_purpose, "check_out": true });
        self.program.did("centre.save", centre);
        self.per_purpose = per_purpose;
    }

    /// What was answered; `None` where it was refused with a sentence.
    fn tried(&self, command: &str, args: Value) -> Option<Value> {
        match self.program.admin().call(command, args, None) {
            Ok(answer) => Some(answer),
            Err(refused) => {
                assert!(refused.message.ends_with('。'), "{command}: {}", refused.message);
                None
            }
        }
    }

    /// Names that are nobody else's, so that nothing but what the test says makes two records one.
    fn name(&mut self) -> String {
        const DIGITS: [char; 10] = ['零', '依', '尔', '散', '思', '武', '柳', '祺', '芭', '玖'];
        self.named += 1;
        let digits = self.named.to_string();
        let given =
            digits.chars().filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize)).collect::<String>();
        format!("岩{given}")
    }

    fn perform(&mut self, act: &Act) {
        let count = self.people.len();
        let one = |number: &usize| (count > 0).then(|| number % count);
        match act {
            Act::Register => {
                let person = Person::named(&self.name());
                let id = self.program.register(&person);
                self.people.push(Registered { id, joined: None });
            }
            Act::Edit { person, health } => {
                let Some(at) = one(person) else { return };
                let health = ["良好", "一般", "较差"][*health];
                self.tried("person.save", json!({ "id": self.people[at].id, "facts": { "health": health } }));
            }
            Act::Dies { person, lives } => {
                let Some(at) = one(person) else { return };
                let state = if *lives { "在册" } else { "去世" };
                let change = json!({ "id": self.people[at].id, "state": state, "reason": "登记有误" });
                self.tried("person.change_state", change);
            }
            Act::CheckIn { person, purpose } => {
                if let Some(at) = one(person) {
                    self.check_in(at, TODAY, *purpose, None);
                }
            }
            Act::Later { person, day, purpose } => {
                if let Some(at) = one(person) {
                    self.check_in(at, *day, *purpose, Some(format!("{}T{}", DAYS[*day], clock(LATER))));
                }
            }
            Act::Paper { people, guests, leaves, day, purpose } => {
                let people = people.iter().filter_map(one).collect::<Vec<_>>();
                self.paper(&people, *guests, *leaves, *day, *purpose);
            }
            Act::Group { heads, purpose } => {
                let group = json!({ "name": "勐海县教育局", "heads": { "retired": heads, "public": 1 }, "purpose": PURPOSES[*purpose] });
                let done = self.program.did("checkin.group", group);
                let row = self.row(text(&done, "id"), None, TODAY, *purpose);
                self.rows.push(Row { heads: heads + 1, ..row });
            }
            Act::Leave { row } => self.leave(*row),
            Act::Undo { row } => self.undo(*row),
            Act::Give { row, person } => {
                if let Some(at) = one(person) {
                    self.give(*row, at);
                }
            }
            Act::Merge { kept, gone } => {
                let (Some(kept), Some(gone)) = (one(kept), one(gone)) else { return };
                let both = json!({ "kept": self.people[kept].id, "gone": self.people[gone].id });
                if self.tried("person.merge", both).is_some() {
                    self.people[gone].joined = Some(kept);
                }
            }
            Act::Unmerge { person } => {
                let joined = (0..count).filter(|at| self.people[*at].joined.is_some()).collect::<Vec<_>>();
                let Some(at) = joined.get(person % joined.len().max(1)) else { return };
                if self.tried("person.unmerge", json!({ "id": self.people[*at].id })).is_some() {
                    self.people[*at].joined = None;
                }
            }
            Act::Import { people } => self.import(*people),
            Act::UndoImport { import } => {
                if let Some(id) = self.imports.get(import % self.imports.len().max(1)) {
                    self.tried("import.undo", json!({ "id": id }));
                }
            }
            Act::PerPurpose(on) => self.set(*on),
        }
    }

    /// A line of somebody who came just now.
    fn row(&self, id: &str, person: Option<usize>, day: usize, purpose: usize) -> Row {
        let (id, per_purpose) = (id.to_owned(), self.per_purpose);
        let (minute, sheet, left) = (NOW, None, None);
        Row { id, person, day, purpose, heads: 1, per_purpose, stands: true, minute, sheet, left }
    }

    /// Who stands for somebody now.
    fn now(&self, mut person: usize) -> usize {
        while let Some(into) = self.people[person].joined {
            person = into;
        }
        person
    }

    fn whose(&self, row: &Row) -> Option<usize> {
        row.person.map(|person| self.now(person))
    }

    /// Standing rows of somebody on a day.
    fn of(&self, person: usize, day: usize) -> Vec<usize> {
        let theirs = |row: &Row| row.stands && row.day == day && self.whose(row) == Some(person);
        (0..self.rows.len()).filter(|at| theirs(&self.rows[*at])).collect()
    }

    fn check_in(&mut self, person: usize, day: usize, purpose: usize, at: Option<String>) {
        let minute = if at.is_some() { LATER } else { NOW };
        let args = json!({ "person": self.people[person].id, "purpose": PURPOSES[purpose], "at": at });
        let Some(done) = self.tried("checkin.person", args) else { return };
        let now = self.now(person);
        let earlier = self.of(now, day);
        let same = earlier.iter().find(|at| self.rows[**at].purpose == purpose).copied();
        assert_eq!(done["repeat"], same.is_some(), "the same day for the same is a repeat");
        if let Some(same) = same {
            // Who had left is back in, with all they had left with; who is here changes nothing.
            if let Some(left) = self.rows[same].left {
                let with = |row: &Row| row.left.is_some_and(|other| other.minute == left.minute);
                let together = earlier.into_iter().filter(|at| with(&self.rows[*at])).collect::<Vec<_>>();
                together.into_iter().for_each(|at| self.rows[at].left = None);
            }
        } else {
            let row = self.row(text(&done, "id"), Some(now), day, purpose);
            self.rows.push(Row { minute, ..row });
        }
    }

    /// Two registered people, and guests in one line below them; each of the three may have left by the paper.
    fn paper(&mut self, people: &[usize], guests: i64, leaves: [bool; 3], day: usize, purpose: usize) {
        let left = |leaves: bool| if leaves { clock(PAPER_LEFT) } else { String::new() };
        let mut lines = people
            .iter()
            .zip(leaves)
            .map(|(at, leaves)| {
                json!({ "person": self.people[*at].id, "time": "0810", "purpose": PURPOSES[purpose], "left": left(leaves) })
            })
            .collect::<Vec<_>>();
        if guests > 0 {
            lines.push(json!({
                "name": "访客", "kind": "public", "heads": guests, "time": clock(GUESTS), "purpose": PURPOSES[purpose],
                "left": left(leaves[2]),
            }));
        }
        let Some(done) = self.tried("checkin.back_enter", json!({ "day": DAYS[day], "lines": lines })) else {
            return;
        };
        self.sheets += 1;
        let sheet = Some(self.sheets);
        for (place, line) in list(&done, "lines").iter().enumerate() {
            let person = people.get(place).map(|person| self.now(*person));
            if line["repeat"] == false {
                let (heads, minute) = if person.is_some() { (1, PAPER) } else { (guests, GUESTS) };
                let row = self.row(text(line, "id"), person, day, purpose);
                self.rows.push(Row { heads, minute, sheet, ..row });
            }
            if person.map_or(leaves[2], |_| leaves[place]) {
                let concerned = match person {
                    Some(person) => self.of(person, day),
                    None => vec![self.rows.len() - 1],
                };
                self.leaves(&concerned, Leaving { minute: PAPER_LEFT, sheet });
            }
        }
    }

    /// Who is still here of these, and came no later, has left.
    fn leaves(&mut self, rows: &[usize], left: Leaving) {
        for at in rows {
            let row = &mut self.rows[*at];
            if row.left.is_none() && row.minute <= left.minute {
                row.left = Some(left);
            }
        }
    }

    fn standing(&self, number: usize, fits: impl Fn(&Row) -> bool) -> Option<usize> {
        let fit = (0..self.rows.len())
            .filter(|at| self.rows[*at].stands && fits(&self.rows[*at]))
            .collect::<Vec<_>>();
        fit.get(number % fit.len().max(1)).copied()
    }

    fn leave(&mut self, number: usize) {
        let Some(at) = self.standing(number, |row| row.day == TODAY) else { return };
        self.program.did("checkin.leave", json!({ "id": self.rows[at].id }));
        let together = match self.whose(&self.rows[at]) {
            Some(person) => self.of(person, TODAY),
            None => vec![at],
        };
        self.leaves(&together, Leaving { minute: NOW, sheet: None });
    }

    /// A sheet of paper was one act and goes as one, with what it said of leaving.
    fn undo(&mut self, number: usize) {
        let Some(at) = self.standing(number, |_| true) else { return };
        self.tried("checkin.undo", json!({ "id": self.rows[at].id }));
        for (day, name) in DAYS.iter().enumerate() {
            let shown = self.program.did("checkin.day", json!({ "day": name, "limit": 500 }));
            let shown = list(&shown, "stream")
                .iter()
                .map(|line| text(line, "id").to_owned())
                .collect::<BTreeSet<_>>();
            let of_act = |row: &Row| row.day == day && row.stands && !shown.contains(&row.id);
            self.rows.iter_mut().filter(|row| of_act(row)).for_each(|row| row.stands = false);
        }
        let sheet = self.rows[at].sheet;
        let said = |row: &Row| sheet.is_some() && row.left.is_some_and(|left| left.sheet == sheet);
        self.rows.iter_mut().filter(|row| said(row)).for_each(|row| row.left = None);
        assert!(!self.rows[at].stands, "what was taken back stands no more");
    }

    fn give(&mut self, number: usize, person: usize) {
        let Some(at) = self.standing(number, |row| row.person.is_some()) else { return };
        let args = json!({ "visits": [self.rows[at].id], "person": self.people[person].id });
        let is_theirs = self.whose(&self.rows[at]) == Some(self.now(person));
        if self.tried("person.move_visits", args).is_some() && !is_theirs {
            self.rows[at].person = Some(self.now(person));
        }
    }

    fn import(&mut self, people: usize) {
        let names = (0..people).map(|_| self.name()).collect::<Vec<_>>();
        let lines = names.iter().map(|name| vec![name.as_str(), "女"]).collect::<Vec<_>>();
        let lines = lines.iter().map(Vec::as_slice).collect::<Vec<_>>();
        let path =
            roster(self.program.outside(), &format!("名册{}.xlsx", self.named), &["姓名", "性别"], &lines);
        let plan = self.program.did("import.plan", json!({ "files": [self.program.file(&path)] }));
        let report = self.program.did("import.run", json!({ "plan": plan["plan"] }));
        self.imports.push(text(&report, "id").to_owned());
        for name in names {
            let found = self.program.did("checkin.find", json!({ "words": name }));
            let id = text(&found, "enter").to_owned();
            self.people.push(Registered { id, joined: None });
        }
    }
}

/// A minute of the day as it is written.
fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
