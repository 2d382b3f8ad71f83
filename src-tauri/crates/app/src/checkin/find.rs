use crate::checkin::{Find, Match, Matches};
use crate::context::Context;
use crate::error::Answer;
use crate::person::show;
use crate::time::clock_ms;
use chrono::{Duration, NaiveDate};
use yinhui_core::person::Field;
use yinhui_store::person::{Hit, PersonRecord};
use yinhui_store::{Reader, StoreError};

/// As many as can be numbered.
const MOST: i64 = 9;
/// Who came often in this time stands higher.
const OFTEN_DAYS: i64 = 180;

/// Who fits what was typed or scanned.
pub(crate) fn find(context: &Context<'_>, find: Find) -> Answer<Matches> {
    let today = context.today();
    let since = (today - Duration::days(OFTEN_DAYS)).to_string();
    context.read(|reader| {
        let (hits, total) = reader.find(&find.words, &since, MOST)?;
        let enter = enter(&hits, total);
        let matches = hits.iter().map(|hit| shown(reader, hit, today)).collect::<Result<Vec<_>, _>>()?;
        Ok(Matches { matches, total, enter })
    })
}

/// The one that Enter takes: the sole exact match, or the sole match. Never the wrong 玉罕.
fn enter(hits: &[Hit], total: i64) -> Option<String> {
    let mut exact = hits.iter().filter(|hit| hit.exact);
    match (exact.next(), exact.next()) {
        (Some(only), None) => Some(only.person.clone()),
        (None, _) if total == 1 => hits.first().map(|hit| hit.person.clone()),
        _ => None,
    }
}

fn shown(reader: &Reader<'_>, hit: &Hit, today: NaiveDate) -> Result<Match, StoreError> {
    let PersonRecord { facts, id, .. } = reader.person(&hit.person)?;
    let visits = reader.visits_of_day(&id, &today.to_string())?;
    Ok(Match {
        name: show::fact(&facts, Field::Name),
        sex: show::fact(&facts, Field::Sex),
        birth: show::fact(&facts, Field::Birth).chars().take(7).collect(),
        age: show::age(&facts, today),
        ethnicity: show::fact(&facts, Field::Ethnicity),
        branch: show::fact(&facts, Field::Branch),
        unit: facts.get(&Field::Unit).or_else(|| facts.get(&Field::UnitPost)).cloned().unwrap_or_default(),
        today: visits.first().map(|visit| clock_ms(visit.at)),
        say: show::say(&facts, today),
        exact: hit.exact,
        person: id,
    })
}
