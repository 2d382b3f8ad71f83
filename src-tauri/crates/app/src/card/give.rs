use crate::card::{Card, CardGiven, GiveCard, until};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use yinhui_core::person::{Field, card::is_card};
use yinhui_core::text;
use yinhui_store::Writer;

/// Digits of a new card: longer than a telephone number, shorter than an ID.
const DIGITS: u32 = 12;

/// Gives somebody a card: one of a number that is there already, or a new number. Cards they had before end.
pub(crate) fn give(context: &Context<'_>, give: GiveCard) -> Answer<CardGiven> {
    let given = give.code.map(|code| text::compact(&code)).filter(|code| !code.is_empty());
    if let Some(code) = &given
        && !is_card(code)
    {
        return Err(ApiError::invalid("code", "digits", "卡号应是 4 到 32 位数字，请重新刷卡。"));
    }
    let today = context.today();
    context.write(|writer| {
        let person = writer.person(&give.person)?;
        if person.facts.get(&Field::State).is_some_and(|state| state == "去世") {
            return Err(ApiError::new(Code::Conflict, "这位同志登记为去世，不能发卡。"));
        }
        let code = match &given {
            Some(code) => {
                let held = writer.card_of_code(code)?;
                if let Some(card) = held.clone().filter(|c| c.person == person.id && c.ended.is_none()) {
                    return Ok(CardGiven { card: Card::of(card, today), operation: None });
                }
                if held.is_some_and(|card| card.ended.is_some()) {
                    return Err(taken("这张卡挂失或停用过，不能再用，请换一张。"));
                }
                if writer.card_holders(code, Some(&person.id))? > 0 {
                    return Err(taken("另一位人员正在用这张卡，请核对；要换人请先把那张卡交回。"));
                }
                code.clone()
            }
            None => free_code(writer)?,
        };
        let id = writer.give_card(&person.id, &code, &today.to_string(), until(writer, today)?.as_deref())?;
        let card = Card::of(writer.card(&id)?, today);
        Ok(CardGiven { card, operation: Some(writer.operation_id().to_owned()) })
    })
}

fn taken(message: &str) -> ApiError {
    ApiError { code: Code::Conflict, ..ApiError::invalid("code", "taken", message) }
}

/// A random number that no card has: it says nothing of the person, and cannot be guessed from another.
pub(super) fn free_code(writer: &Writer<'_>) -> Answer<String> {
    loop {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|error| ApiError::fault(&error))?;
        let (least, most) = (10_u64.pow(DIGITS - 1), 10_u64.pow(DIGITS));
        let code = (least + u64::from_le_bytes(bytes) % (most - least)).to_string();
        if writer.card_of_code(&code)?.is_none() && writer.card_holders(&code, None)? == 0 {
            return Ok(code);
        }
    }
}
