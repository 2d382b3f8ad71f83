//! How complete a record is: the facts a roster asks for (`domain.md` 4.1), by how much hangs on them.

use super::{Facts, Field};

/// How much hangs on a fact. The order is ours, not an official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Counted in the yearly return, or needed to tell two people apart.
    First,
    /// Needed to reach somebody, or to know what is due to them.
    Second,
    /// Good to know.
    Third,
}

impl Weight {
    /// The word a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Weight::First => "统计与识别必需",
            Weight::Second => "联系与待遇需要",
            Weight::Third => "有则更好",
        }
    }
}

/// The facts looked at, the weightiest first.
pub const FACTS: &[(Field, Weight)] = &[
    (Field::Sex, Weight::First),
    (Field::Birth, Weight::First),
    (Field::Identity, Weight::First),
    (Field::RetirementKind, Weight::First),
    (Field::Political, Weight::First),
    (Field::Unit, Weight::First),
    (Field::PartyJoin, Weight::First),
    (Field::FullMembership, Weight::First),
    (Field::Branch, Weight::First),
    (Field::Phones, Weight::Second),
    (Field::EmergencyName, Weight::Second),
    (Field::EmergencyPhones, Weight::Second),
    (Field::Address, Weight::Second),
    (Field::Rank, Weight::Second),
    (Field::Retire, Weight::Second),
    (Field::Health, Weight::Second),
    (Field::Ethnicity, Weight::Third),
    (Field::WorkStart, Weight::Third),
    (Field::Education, Weight::Third),
    (Field::NativePlace, Weight::Third),
];

/// Whether a fact is asked of this person: those outside the Party have no dates in it and no branch.
pub fn is_asked(field: Field, facts: &Facts) -> bool {
    match field {
        Field::PartyJoin | Field::FullMembership | Field::Branch => {
            facts.get(&Field::Political).is_some_and(|word| word.starts_with("中共"))
        }
        _ => true,
    }
}

/// Whether it is known. Unit and post in one text tell the unit.
pub fn is_known(field: Field, facts: &Facts) -> bool {
    let has = |field: Field| facts.get(&field).is_some_and(|text| !text.is_empty());
    has(field) || field == Field::Unit && has(Field::UnitPost)
}

/// What the desk may ask somebody who stands before it, in this order: one word answers it.
const ASKED: [Field; 3] = [Field::Phones, Field::Birth, Field::FullMembership];

/// The one fact to ask somebody for: the first that is missing and that they have not declined to give. A birth known
/// to the year only is asked for again.
pub fn to_ask(facts: &Facts, declined: &[Field]) -> Option<Field> {
    let coarse = |field| field == Field::Birth && facts.get(&field).is_some_and(|birth| birth.len() == 4);
    ASKED.into_iter().find(|field| {
        is_asked(*field, facts) && !declined.contains(field) && (!is_known(*field, facts) || coarse(*field))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_asks_for_one_fact_and_never_again_for_what_was_declined() {
        let mut facts = Facts::from([(Field::Birth, "1949".into()), (Field::Political, "中共党员".into())]);
        assert_eq!(to_ask(&facts, &[]), Some(Field::Phones));
        assert_eq!(to_ask(&facts, &[Field::Phones]), Some(Field::Birth), "a year is no birthday");
        facts.insert(Field::Birth, "1949-03".into());
        assert_eq!(to_ask(&facts, &[Field::Phones]), Some(Field::FullMembership));
        facts.insert(Field::Political, "群众".into());
        assert_eq!(to_ask(&facts, &[Field::Phones]), None);
    }

    #[test]
    fn nobody_outside_the_party_is_asked_for_their_branch() {
        let member = Facts::from([(Field::Political, "中共党员".into())]);
        let other = Facts::from([(Field::Political, "民盟盟员".into())]);
        assert!(is_asked(Field::Branch, &member) && !is_asked(Field::Branch, &other));
        assert!(is_asked(Field::Sex, &other));
        assert!(is_known(Field::Unit, &Facts::from([(Field::UnitPost, "某局局长".into())])));
    }
}
