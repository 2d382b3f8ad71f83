use crate::checkin::moment::Moment;
use crate::checkin::{CheckInPerson, CheckedIn};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use crate::time::told_ms;
use yinhui_core::person::Field;
use yinhui_store::Writer;

/// Checks a person in. A repeat on the same day for the same purpose shows the earlier time and counts nobody twice.
pub(crate) fn person(context: &Context<'_>, check_in: CheckInPerson) -> Answer<CheckedIn> {
    context.write(|writer| {
        let moment = Moment::read(context, writer, check_in.at.as_deref(), check_in.purpose.as_deref())?;
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
    let earlier = writer.visits_of_day(&person.id, &moment.day)?;
    let same = earlier.iter().find(|visit| visit.purpose == moment.purpose_name);
    let returned = match same {
        // Back after lunch: the same visit goes on.
        Some(visit) => writer.leave(&writer.presence(&visit.id)?, None)? > 0,
        None => false,
    };
    let (id, at) = match same {
        Some(visit) => (visit.id.clone(), visit.at),
        None => (writer.add_visit(&person.id, moment.visit())?, moment.at.timestamp_millis()),
    };
    let year = moment.day.split('-').next().unwrap_or_default();
    let visits = writer.visit_count(&person.id, &format!("{year}-01-01"), &format!("{year}-12-31"))?;
    let first = earlier.iter().map(|visit| visit.at).chain([at]).min().unwrap_or(at);
    Ok(CheckedIn {
        id,
        at: told_ms(at),
        repeat: same.is_some(),
        returned,
        first_at: told_ms(first),
        visits_this_year: visits,
        say: show::say(&person.facts, context.today()),
        name: show::fact(&person.facts, Field::Name),
        person: person.id,
    })
}
