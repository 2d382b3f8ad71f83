use crate::card::give::free_code;
use crate::card::{CardFace, CardFaces, until};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use crate::qr::{self, Drawn};
use yinhui_core::person::Field;

/// Cards of one print.
const MOST: usize = 200;

/// What is printed on these people's cards. Who has no card is given one.
pub(crate) fn faces(context: &Context<'_>, which: CardFaces) -> Answer<Vec<CardFace>> {
    if which.people.is_empty() || which.people.len() > MOST {
        return Err(ApiError::invalid("people", "count", format!("请选 1 到 {MOST} 位人员。")));
    }
    let today = context.today();
    context.write(|writer| {
        let mut faces = Vec::new();
        for id in &which.people {
            let person = writer.person(id)?;
            writer.must_stand_alone(id)?;
            if show::fact(&person.facts, Field::State) == "去世" {
                return Err(ApiError::new(
                    Code::Conflict,
                    "名单里有登记为去世的人员，不能发卡。请只选在册的人员。",
                ));
            }
            let held = writer.cards_of(id)?.into_iter().find(|card| card.ended.is_none());
            let code = match held {
                Some(card) => card.code,
                None => match writer.take_up_noted_card(id, &today.to_string())? {
                    Some(code) => code,
                    None => {
                        let code = free_code(writer)?;
                        writer.give_card(id, &code, &today.to_string(), until(writer, today)?.as_deref())?;
                        code
                    }
                },
            };
            let branch = show::fact(&person.facts, Field::Branch);
            let Drawn { squares, path } = qr::draw(&code)?;
            faces.push(CardFace {
                name: show::fact(&person.facts, Field::Name),
                belongs: if branch.is_empty() { show::unit(&person.facts) } else { branch },
                person: person.id,
                code,
                squares,
                path,
            });
        }
        Ok(faces)
    })
}
