use crate::card::Card;
use crate::context::Context;
use crate::error::Answer;
use crate::person::PersonRef;

/// A person's cards, newest first.
pub(crate) fn list(context: &Context<'_>, which: PersonRef) -> Answer<Vec<Card>> {
    context.read(|reader| {
        Ok(reader.cards_of(&which.id)?.into_iter().map(|card| Card::of(card, context.today())).collect())
    })
}
