use crate::context::Context;
use crate::duplicate::list::{fuller_first, side};
use crate::duplicate::{ComparedFact, Comparison, PairRef};
use crate::error::Answer;
use crate::person::{own, show};
use std::collections::BTreeSet;
use yinhui_core::person::field::Kind;
use yinhui_core::person::{Facts, Field, duplicate};
use yinhui_store::person::Extras;

/// Two records side by side, the one that knows more first.
pub(crate) fn compare(context: &Context<'_>, which: PairRef) -> Answer<Comparison> {
    context.read(|reader| {
        reader.must_stand_alone(&which.one)?;
        reader.must_stand_alone(&which.other)?;
        let (one, other) = (reader.person(&which.one)?, reader.person(&which.other)?);
        let (one, other) = fuller_first(&one, &other);
        let facts = Field::ALL.iter().filter_map(|field| compared(*field, &one.facts, &other.facts));
        let own = own(&reader.extras_of(&one.id)?, &reader.extras_of(&other.id)?);
        Ok(Comparison {
            reasons: duplicate::reasons(&one.facts, &other.facts).iter().map(|r| (*r).to_owned()).collect(),
            facts: facts.chain(own).collect(),
            one: side(reader, one)?,
            other: side(reader, other)?,
        })
    })
}

/// Facts of the centre's own, by their names.
fn own(one: &Extras, other: &Extras) -> Vec<ComparedFact> {
    let labels = one.keys().chain(other.keys()).collect::<BTreeSet<_>>();
    let compared = |label: &String| {
        let told = |of: &Extras| of.get(label).cloned().unwrap_or_default();
        let (a, b) = (told(one), told(other));
        let known = !a.is_empty() || !b.is_empty();
        known.then(|| ComparedFact {
            field: own::key_of(label),
            label: label.clone(),
            differs: !a.is_empty() && !b.is_empty() && a != b,
            joins: false,
            one: show::guarded(&a),
            other: show::guarded(&b),
        })
    };
    labels.into_iter().filter_map(compared).collect()
}

/// Two numbers that differ only under their masks are told to differ.
fn compared(field: Field, one: &Facts, other: &Facts) -> Option<ComparedFact> {
    let (a, b) = (show::fact(one, field), show::fact(other, field));
    if a.is_empty() && b.is_empty() {
        return None;
    }
    Some(ComparedFact {
        field: field.key().to_owned(),
        label: field.label().to_owned(),
        differs: !a.is_empty() && !b.is_empty() && a != b,
        joins: field.kind() == Kind::Phones,
        one: show::masked(field, &a, true),
        other: show::masked(field, &b, true),
    })
}
