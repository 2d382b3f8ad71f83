use crate::card::{Card, CardRef, until};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};

/// A card holds again from today on, as long as the centre lets a new one.
pub(crate) fn renew(context: &Context<'_>, which: CardRef) -> Answer<Card> {
    let today = context.today();
    context.write(|writer| {
        let card = writer.card(&which.id)?;
        if card.ended.is_some() {
            return Err(ApiError::new(Code::Conflict, "这张卡已经停用，不能续期；需要时请另发新卡。"));
        }
        let until = until(writer, today)?;
        writer.renew_card(&card, until.as_deref())?;
        Ok(Card::of(writer.card(&which.id)?, today))
    })
}
