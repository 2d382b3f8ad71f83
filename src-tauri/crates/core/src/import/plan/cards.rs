//! The card numbers of the files against those given out.

use super::{
    Change, Known, Options, Plan, Planned, Policy, Problem, Source, Target, Verdict, problems::problem,
};
use crate::person::{Field, card::is_card};
use compact_str::CompactString;
use std::collections::{HashMap, HashSet};

/// Whose a card number is.
enum Holder<'a> {
    /// A registered person's.
    Known(&'a str),
    /// It was taken in, or lost.
    Ended,
    /// A person's of the files before this one.
    Row(Source),
}

/// What is known of cards, as the people of the files take theirs.
struct Cards<'a> {
    holders: HashMap<CompactString, Holder<'a>>,
    /// Who has a good card.
    carry: HashSet<&'a str>,
}

/// A number that is another's or no longer good is not written, and a card at hand is not replaced by a list, unless
/// somebody said so: that is done at the desk.
pub(super) fn settle(existing: &[Known], options: &Options, plan: &mut Plan) {
    let mut cards = Cards::of(existing);
    let replaces = options.fields.get(&Field::Card) == Some(&Policy::Update);
    let mut same = HashSet::new();
    for (at, planned) in plan.people.iter_mut().enumerate() {
        if let Some(found) = cards.take(planned, replaces) {
            plan.problems.push(found);
            if planned.verdict == Verdict::Update && planned.changes.is_empty() && planned.extras.is_empty() {
                planned.verdict = Verdict::Same;
                same.insert(at);
            }
        }
    }
    let told = |row: &&mut super::RowPlan| {
        row.verdict == Verdict::Update && row.person.is_some_and(|person| same.contains(&person))
    };
    plan.rows.iter_mut().filter(told).for_each(|row| row.verdict = Verdict::Same);
}

impl<'a> Cards<'a> {
    fn of(existing: &'a [Known]) -> Self {
        let mut holders = HashMap::new();
        let mut carry = HashSet::new();
        for known in existing {
            // Who died or moved away comes no more, and the card may be given again.
            let comes =
                !known.facts.get(&Field::State).is_some_and(|state| state == "去世" || state == "转出");
            let noted = known.facts.get(&Field::Card).map(|code| (code.clone(), true));
            let given =
                known.cards.iter().map(|(code, is_good)| (CompactString::from(code.as_str()), *is_good));
            for (code, is_good) in given.chain(noted) {
                if !is_good {
                    holders.insert(code, Holder::Ended);
                } else if comes {
                    carry.insert(known.id.as_str());
                    holders.entry(code).or_insert(Holder::Known(known.id.as_str()));
                }
            }
        }
        Self { holders, carry }
    }

    /// The number is theirs from now on, or what is wrong with it.
    fn take(&mut self, planned: &mut Planned, replaces: bool) -> Option<Problem> {
        let change = planned.changes.iter().find(|change| change.field == Field::Card);
        let told = match &planned.target {
            Target::Nobody => None,
            Target::New => planned.facts.get(&Field::Card),
            Target::Existing(_) => change.map(|change| &change.after),
        };
        let code = told.cloned()?;
        let source = source_of(planned, change).cloned()?;
        match self.refused(planned, &code, replaces) {
            Some(why) => {
                let before = change.and_then(|change| change.before.clone());
                forget(planned, before);
                Some(problem(&source, None, "kept", format!("{}：{why}", Field::Card.label())))
            }
            None => {
                self.holders.insert(code, Holder::Row(source));
                None
            }
        }
    }

    fn refused(&self, planned: &Planned, code: &str, replaces: bool) -> Option<String> {
        let own = if let Target::Existing(id) = &planned.target { Some(id.as_str()) } else { None };
        match self.holders.get(code) {
            Some(Holder::Known(id)) if own == Some(*id) => None,
            Some(Holder::Known(_)) => Some("这个卡号在另一位人员名下，没有写入，请核对".to_owned()),
            Some(Holder::Ended) => Some("这张卡挂失或停用过，没有写入".to_owned()),
            Some(Holder::Row(row)) => {
                Some(format!("与{}第{}行的卡号相同，没有写入，请核对", row.title(), row.row))
            }
            None if !is_card(code) => Some("应是 4 到 32 位数字，没有写入，请核对".to_owned()),
            None if !replaces && own.is_some_and(|own| self.carry.contains(own)) => {
                Some("与正在用的卡号不同，保留正在用的；换卡请到这位人员的“会员卡”里办".to_owned())
            }
            None => None,
        }
    }
}

/// The row that tells it.
fn source_of<'p>(planned: &'p Planned, change: Option<&Change>) -> Option<&'p Source> {
    let later = planned.later.iter().find(|(field, _)| *field == Field::Card).map(|(_, source)| *source);
    planned.sources.get(change.map(|change| change.source).or(later).unwrap_or(0))
}

fn forget(planned: &mut Planned, before: Option<CompactString>) {
    planned.changes.retain(|change| change.field != Field::Card);
    planned.later.retain(|(field, _)| *field != Field::Card);
    match before {
        Some(before) => drop(planned.facts.insert(Field::Card, before)),
        None => drop(planned.facts.remove(&Field::Card)),
    }
}
