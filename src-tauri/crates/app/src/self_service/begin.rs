use crate::checkin::moment::Moment;
use crate::context::Context;
use crate::error::Answer;
use crate::operator::Role;
use crate::router::Session;
use crate::self_service::{BeginSelfService, OpenScreen, SelfServiceBegun};

/// Opens the screen to people: beside the desk where there is a second screen, else in place of the desk, whose
/// session ends.
pub(crate) fn begin(context: &Context<'_>, begin: BeginSelfService) -> Answer<SelfServiceBegun> {
    let moment = context.read(|reader| {
        let moment = Moment::read(context, reader, None, begin.purpose.as_deref());
        Ok(moment.and_then(|moment| moment.at_event(reader, begin.event.as_deref())))
    })??;
    let purpose =
        moment.event.as_ref().map_or_else(|| moment.purpose_name.clone(), |event| event.name.clone());
    let beside = context.host().has_second_screen();
    let own = context.session()?;
    let app = context.app;
    let session = app.begin_session(Session {
        role: Role::SelfService,
        open_screen: Some(OpenScreen {
            purpose: moment.purpose_name,
            event: moment.event.map(|event| event.id),
            beside,
        }),
        ..own.clone()
    })?;
    app.end_open_screens(&own.operator, &session);
    if let Err(refusal) = context.host().show_open_screen(beside.then_some(session.as_str())) {
        app.end_session(&session);
        return Err(refusal);
    }
    if beside {
        return Ok(SelfServiceBegun { beside, session: None, purpose });
    }
    if let Some(token) = context.token {
        app.end_session(token);
    }
    Ok(SelfServiceBegun { beside, session: Some(session), purpose })
}
