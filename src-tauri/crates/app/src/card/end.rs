use crate::card::{Card, EndCard};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use yinhui_store::card::CardEnd;

/// From now on the card is no longer good: it was lost, or given back.
pub(crate) fn end(context: &Context<'_>, end: EndCard) -> Answer<Card> {
    let why = match end.why.as_str() {
        "lost" => CardEnd::Lost,
        "returned" => CardEnd::Returned,
        _ => return Err(ApiError::invalid("why", "not_in_list", "请选挂失或交回。")),
    };
    context.write(|writer| {
        let card = writer.card(&end.id)?;
        if card.ended.is_some() {
            return Err(ApiError::new(Code::Conflict, "这张卡已经停用了。"));
        }
        writer.end_card(&card, why, &context.today().to_string())?;
        Ok(Card::of(writer.card(&end.id)?, context.today()))
    })
}
