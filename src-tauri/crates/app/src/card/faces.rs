use crate::card::give::free_code;
use crate::card::{CardFace, CardFaces, until};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;
use yinhui_core::person::Field;

/// Cards of one print.
const MOST: usize = 200;
/// Light squares around a QR code, as its standard asks.
const MARGIN: usize = 4;

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
                None => {
                    let code = free_code(writer)?;
                    writer.give_card(id, &code, &today.to_string(), until(writer, today)?.as_deref())?;
                    code
                }
            };
            let branch = show::fact(&person.facts, Field::Branch);
            let (squares, path) = drawn(&code)?;
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

/// The QR code of some digits: squares along a side, and its dark squares as a path.
fn drawn(code: &str) -> Answer<(i64, String)> {
    let qr =
        QrCode::with_error_correction_level(code, EcLevel::Q).map_err(|error| ApiError::fault(&error))?;
    let width = qr.width();
    let mut path = String::new();
    for (y, line) in qr.to_colors().chunks(width).enumerate() {
        for (x, _) in line.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    Ok((i64::try_from(width + 2 * MARGIN).unwrap_or(0), path))
}
