use crate::context::Context;
use crate::duplicate::list::{fuller_first, side};
use crate::duplicate::{ComparedFact, Comparison, PairRef};
use crate::error::Answer;
use crate::person::show;
use yinhui_core::person::field::Kind;
use yinhui_core::person::{Facts, Field, duplicate};

/// Two records side by side, the one that knows more first.
pub(crate) fn compare(context: &Context<'_>, which: PairRef) -> Answer<Comparison> {
    context.read(|reader| {
        reader.must_stand_alone(&which.one)?;
        reader.must_stand_alone(&which.other)?;
        let (one, other) = (reader.person(&which.one)?, reader.person(&which.other)?);
        let (one, other) = fuller_first(&one, &other);
        Ok(Comparison {
            reasons: duplicate::reasons(&one.facts, &other.facts).iter().map(|r| (*r).to_owned()).collect(),
            facts: Field::ALL.iter().filter_map(|field| compared(*field, &one.facts, &other.facts)).collect(),
            one: side(reader, one)?,
            other: side(reader, other)?,
        })
    })
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
