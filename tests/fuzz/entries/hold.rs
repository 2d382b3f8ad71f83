//! What must hold of every plan, whatever was read.

use std::collections::BTreeSet;
use yinhui_core::{
    date::PartialDate,
    import::plan::{Plan, Target, Verdict},
    person::{Facts, Field, field::Kind, identity::IdentityNumber, phone},
};

/// Nothing is stored that no reader of ours would take, and every row is accounted for once.
pub fn plan(plan: &Plan) {
    let mut seen = BTreeSet::new();
    for person in &plan.people {
        let facts = &person.facts;
        let is_stored = person.target != Target::Nobody;
        assert!(
            !is_stored || facts.get(&Field::Name).is_some_and(|name| !name.trim().is_empty()),
            "a name: {facts:?}"
        );
        assert!(
            !person.sources.is_empty() && person.sources.iter().all(|source| seen.insert(source.clone())),
            "rows of their own"
        );
        self::facts(facts, &person.warn);
    }
    for row in &plan.rows {
        assert_eq!(row.person.is_none(), row.verdict == Verdict::Refused, "{row:?}");
        let person = row.person.and_then(|at| plan.people.get(at));
        assert!(
            row.person.is_none() || person.is_some_and(|person| person.sources.contains(&row.source)),
            "{row:?}"
        );
    }
    let taken = plan.rows.iter().filter(|row| row.person.is_some()).count();
    assert_eq!(taken, seen.len(), "each row that is taken belongs to somebody");
    let counts = plan.counts;
    assert_eq!(counts.new + counts.update + counts.same + counts.suspect, plan.people.len(), "{counts:?}");
    for line in super::lines(plan) {
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line}");
    }
}

/// The same file on a register that holds everybody in it already brings nobody new.
pub fn again(first: &Plan, again: &Plan) {
    assert_eq!(first.rows.len(), again.rows.len(), "the same rows");
    assert!(again.counts.new <= first.counts.suspect, "{:?} after {:?}", again.counts, first.counts);
}

/// Each fact has the form of its kind; an ID that cannot be right is asked about.
pub fn facts(facts: &Facts, warn: &BTreeSet<Field>) {
    for (field, text) in facts {
        assert!(!text.trim().is_empty(), "{field:?} holds something");
        if field.kind() == Kind::Date {
            assert!(text.parse::<PartialDate>().is_ok(), "{field:?} is a date: {text}");
        }
    }
    if let Some(text) = facts.get(&Field::Identity) {
        let number = IdentityNumber::new(text);
        assert!(number.is_some(), "not the shape of an ID: {text}");
        let is_good = number.is_some_and(|number| number.is_valid());
        assert!(is_good || warn.contains(&Field::Identity), "a wrong ID is asked about: {text}");
    }
    for number in facts.get(&Field::Phones).into_iter().flat_map(|text| text.split_whitespace()) {
        assert_eq!(phone::read(number).numbers, [number], "a telephone number");
    }
}
