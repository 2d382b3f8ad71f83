use crate::card;
use crate::checkin::say::say;
use crate::checkin::{Find, Match, Matches};
use crate::context::Context;
use crate::error::Answer;
use crate::event;
use crate::event::row_code::{RowOf, row_of};
use crate::person::show;
use crate::time::clock_ms;
use chrono::NaiveDate;
use yinhui_core::event::RowCode;
use yinhui_core::person::Field;
use yinhui_core::text;
use yinhui_store::person::{Hit, PersonRecord};
use yinhui_store::{Reader, StoreError};

/// As many as can be numbered.
const MOST: i64 = 9;
/// What is said of somebody found by their own number who is registered as dead.
const DEAD: &str = "登记为去世，请管理员核对";

/// Who fits what was typed or scanned.
pub(crate) fn find(context: &Context<'_>, find: Find) -> Answer<Matches> {
    let today = context.today();
    context.read(|reader| {
        let words = text::compact(&find.words);
        let card = reader.card_of_code(&words)?;
        if let Some(refused) = card.as_ref().and_then(card::refusal) {
            return Ok(refuse(refused));
        }
        let on = event::on_now(reader, context.now())?;
        let ids = on.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        if let Some(code) = RowCode::read(&words).filter(|_| card.is_none()) {
            return row(reader, code, &find, today, &on);
        }
        if RowCode::is_meant(&words) && card.is_none() {
            return Ok(refuse("签到表上的码没有读全，请再扫一次。".into()));
        }
        let (hits, total) = reader.find(&find.words, &ids, MOST)?;
        let mut found = Vec::new();
        for hit in &hits {
            found.push(shown(reader, hit, today, &on)?);
        }
        // A card that was given again is the living holder's.
        let taken = found.iter().any(|(one, dead)| one.exact && !dead);
        let shown = found.len();
        found.retain(|(_, dead)| !(taken && *dead));
        let total = total - i64::try_from(shown - found.len()).unwrap_or(0);
        let enter = enter(&found, total);
        let matches = found.into_iter().map(|(one, _)| one).collect();
        Ok(Matches { matches, total, enter, refused: None, signed: None })
    })
}

fn refuse(why: String) -> Matches {
    Matches { matches: Vec::new(), total: 0, enter: None, refused: Some(why), signed: None }
}

/// Who stands beside a code on a list to sign, where that list is the one open, or one of an event on now.
fn row(
    reader: &Reader<'_>,
    code: RowCode,
    find: &Find,
    today: NaiveDate,
    on: &[(String, String)],
) -> Result<Matches, StoreError> {
    let Some(RowOf { event, name, day, cancelled, person }) = row_of(reader, code)? else {
        return Ok(refuse("这是签到表上的码，但那场活动已经不在了。请按姓名查找。".into()));
    };
    if cancelled {
        return Ok(refuse(format!("这是“{name}”（{day}）签到表上的码，那场活动已经取消。")));
    }
    let is_on = || find.at_desk.unwrap_or(false) && on.iter().any(|(id, _)| *id == event);
    let fits = find.event.as_ref().map_or_else(is_on, |open| *open == event);
    if !fits {
        return Ok(refuse(format!("这是“{name}”（{day}）签到表上的码，请到那场活动的页面里扫。")));
    }
    let Some(person) = person else {
        return Ok(refuse(format!("这是“{name}”签到表上的码，但名单里已没有这个人。请按姓名查找。")));
    };
    let (one, dead) = shown(reader, &Hit { person, exact: true }, today, on)?;
    if dead {
        return Ok(refuse(format!("{}{DEAD}。", one.name)));
    }
    let enter = Some(one.person.clone());
    Ok(Matches { matches: vec![one], total: 1, enter, refused: None, signed: Some(event) })
}

/// The one that Enter takes: the sole exact match, or the sole match. Never the wrong 玉罕, and nobody who died.
fn enter(found: &[(Match, bool)], total: i64) -> Option<String> {
    let mut exact = found.iter().filter(|(one, dead)| one.exact && !dead);
    match (exact.next(), exact.next()) {
        (Some((only, _)), None) => Some(only.person.clone()),
        (None, _) if total == 1 => found.first().filter(|(_, dead)| !dead).map(|(one, _)| one.person.clone()),
        _ => None,
    }
}

/// One who fits, and whether they are registered as dead.
fn shown(
    reader: &Reader<'_>,
    hit: &Hit,
    today: NaiveDate,
    on: &[(String, String)],
) -> Result<(Match, bool), StoreError> {
    let person = reader.person(&hit.person)?;
    let visits = reader.visits_of_day(&person.id, &today.to_string())?;
    let dead = show::fact(&person.facts, Field::State) == "去世";
    let say = if dead { Some(DEAD.into()) } else { say(reader, &person, today)? };
    let PersonRecord { facts, id, .. } = person;
    let one = Match {
        name: show::fact(&facts, Field::Name),
        sex: show::fact(&facts, Field::Sex),
        birth: show::fact(&facts, Field::Birth).chars().take(7).collect(),
        age: show::age(&facts, today),
        ethnicity: show::fact(&facts, Field::Ethnicity),
        branch: show::fact(&facts, Field::Branch),
        unit: show::unit(&facts),
        today: visits.first().map(|visit| clock_ms(visit.at)),
        say,
        event: event::registered(reader, on, &id)?.map(|(_, name)| name),
        exact: hit.exact,
        has_photo: reader.has_photo(&id)?,
        person: id,
    };
    Ok((one, dead))
}
