use crate::card;
use crate::checkin::moment::Moment;
use crate::checkin::say::say;
use crate::checkin::{CheckInPerson, CheckedIn};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event;
use crate::person::show;
use crate::time::told_ms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::{Field, complete, field::Kind};
use yinhui_store::checkin::{NewVisit, VisitRecord};
use yinhui_store::person::PersonRecord;
use yinhui_store::{Reader, Writer};

/// A missing fact to ask somebody for who stands at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ask {
    /// Key of the field.
    pub field: String,
    /// The word a clerk reads.
    pub label: String,
    /// `phones` or `date`.
    pub kind: String,
}

/// Checks a person in. A repeat on the same day for the same purpose shows the earlier time and counts nobody twice.
pub(crate) fn person(context: &Context<'_>, check_in: CheckInPerson) -> Answer<CheckedIn> {
    context.write(|writer| {
        let moment = Moment::read(context, writer, check_in.at.as_deref(), check_in.purpose.as_deref())?
            .at_event(writer, check_in.event.as_deref())?;
        enter(context, writer, &check_in.person, &moment)
    })
}

/// The one way a person comes in at this desk: by the clerk, or by themselves.
pub(crate) fn enter(
    context: &Context<'_>,
    writer: &Writer<'_>,
    person: &str,
    moment: &Moment,
) -> Answer<CheckedIn> {
    let person = writer.person(&writer.stands_for(person)?)?;
    if person.facts.get(&Field::State).is_some_and(|state| state == "去世") {
        return Err(ApiError::new(
            Code::Conflict,
            "这位同志登记为去世，不能签到。如果登记有误，请管理员在人员页改回。",
        ));
    }
    let event = match &moment.event {
        Some(event) => Some((event.id.clone(), event.name.clone())),
        // On paper the event is named, if there was one.
        None if moment.back_entered => None,
        None => event::registered(writer, &event::on_now(writer, moment.at)?, &person.id)?,
    };
    let earlier = writer.visits_of_day(&person.id, &moment.day)?;
    let same = match &event {
        None => earlier.iter().find(|visit| visit.purpose == moment.purpose_name).cloned(),
        Some((event, _)) => writer.presence_at(event, &person.id)?.map(|(id, at)| VisitRecord {
            id,
            at,
            purpose: moment.purpose_name.clone(),
        }),
    };
    let returned = match &same {
        // Back after lunch: the same visit goes on.
        Some(visit) => writer.leave(&writer.presence(&visit.id)?, None)? > 0,
        None => false,
    };
    let visit = NewVisit { event: event.as_ref().map(|(id, _)| id.as_str()), ..moment.visit() };
    let (id, at) = match &same {
        Some(visit) => (visit.id.clone(), visit.at),
        None => (writer.add_visit(&person.id, visit)?, moment.at.timestamp_millis()),
    };
    let year = moment.day.split('-').next().unwrap_or_default();
    let visits = writer.visit_count(&person.id, &format!("{year}-01-01"), &format!("{year}-12-31"))?;
    let first = earlier.iter().map(|visit| visit.at).chain([at]).min().unwrap_or(at);
    // What was on paper is told and asked by nobody now.
    let told = if moment.back_entered { Told::default() } else { Told::of(context, writer, &person)? };
    let asks = !moment.back_entered && same.is_none() && writer.centre()?.ask_facts;
    let ask = if asks { complete::to_ask(&person.facts, &writer.declined_by(&person.id)?) } else { None };
    Ok(CheckedIn {
        id,
        at: told_ms(at),
        repeat: same.is_some(),
        returned,
        event: event.map(|(_, name)| name),
        first_at: told_ms(first),
        visits_this_year: visits,
        say: told.say,
        notice: told.notice,
        expired_card: told.expired_card,
        ask: ask.map(Ask::of),
        name: show::fact(&person.facts, Field::Name),
        person: person.id,
    })
}

/// The one thing that is said: what somebody wrote down for them, then the day, then their card.
#[derive(Default)]
struct Told {
    say: Option<String>,
    notice: Option<String>,
    expired_card: Option<String>,
}

impl Told {
    fn of(context: &Context<'_>, reader: &Reader<'_>, person: &PersonRecord) -> Answer<Self> {
        let today = context.today();
        if let Some(notice) = reader.notice_due(&person.id, &today.to_string())? {
            return Ok(Self { say: Some(notice.text), notice: Some(notice.id), ..Self::default() });
        }
        if let Some(say) = say(reader, person, today)? {
            return Ok(Self { say: Some(say), ..Self::default() });
        }
        let cards = reader.cards_of(&person.id)?;
        let held = cards.into_iter().find(|card| card.ended.is_none());
        Ok(match held.filter(|card| card::is_expired(card, today)) {
            None => Self::default(),
            Some(card) => {
                let until = card.until_day.unwrap_or_default();
                let say = Some(format!("会员卡已于 {until} 到期，请续期"));
                Self { say, expired_card: Some(card.id), ..Self::default() }
            }
        })
    }
}

impl Ask {
    fn of(field: Field) -> Self {
        let kind = if field.kind() == Kind::Phones { "phones" } else { "date" };
        Self { field: field.key().into(), label: field.label().into(), kind: kind.into() }
    }
}
