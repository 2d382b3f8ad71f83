//! The card numbers of the files against those given out.

use super::{Change, Known, Plan, Planned, Source, Target, problems::problem};
use crate::person::Field;
use compact_str::CompactString;
use std::collections::HashMap;

/// Whose a card number is.
enum Holder<'a> {
    /// A registered person's.
    Known(&'a str),
    /// It was taken in, or lost.
    Ended,
    /// A person's of the files before this one.
    Row(Source),
}

/// The card numbers there are, as the people of the files take theirs.
pub(super) struct Cards<'a>(HashMap<CompactString, Holder<'a>>);

impl<'a> Cards<'a> {
    pub(super) fn of(existing: &'a [Known]) -> Self {
        let mut cards = HashMap::new();
        for known in existing {
            for (code, is_good) in &known.cards {
                let holder = if *is_good { Holder::Known(known.id.as_str()) } else { Holder::Ended };
                cards.insert(CompactString::from(code.as_str()), holder);
            }
            if let Some(code) = known.facts.get(&Field::Card) {
                cards.entry(code.clone()).or_insert(Holder::Known(known.id.as_str()));
            }
        }
        Self(cards)
    }

    /// A number that is another's or no longer good is not written, and a card at hand is not replaced by a list, unless
    /// somebody said so: that is done at the desk.
    pub(super) fn settle(&mut self, planned: &mut Planned, replaces: bool, plan: &mut Plan) {
        if planned.target == Target::Nobody {
            return;
        }
        let is_new = planned.target == Target::New;
        let change = planned.changes.iter().find(|change| change.field == Field::Card);
        let told = if is_new { planned.facts.get(&Field::Card) } else { change.map(|change| &change.after) };
        let Some(code) = told.cloned() else { return };
        let Some(source) = source_of(planned, change).cloned() else { return };
        let why = match self.0.get(&code) {
            Some(Holder::Known(id)) if !matches!(&planned.target, Target::Existing(own) if own == id) => {
                Some("这个卡号在另一位人员名下，没有写入，请核对".to_owned())
            }
            Some(Holder::Ended) => Some("这张卡挂失或停用过，没有写入".to_owned()),
            Some(Holder::Row(row)) => {
                Some(format!("与{}第{}行的卡号相同，没有写入，请核对", row.title(), row.row))
            }
            _ if !replaces && change.is_some_and(|change| change.before.is_some()) => {
                Some("与正在用的卡号不同，保留正在用的；换卡请到这位人员的“会员卡”里办".to_owned())
            }
            _ => None,
        };
        match why {
            Some(why) => {
                plan.problems.push(problem(&source, None, "kept", format!("{}：{why}", Field::Card.label())));
                forget(planned, change.and_then(|change| change.before.clone()));
            }
            None => drop(self.0.insert(code, Holder::Row(source))),
        }
    }
}

/// The row that tells it.
fn source_of<'a>(planned: &'a Planned, change: Option<&Change>) -> Option<&'a Source> {
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
