use crate::context::Context;
use crate::error::Answer;
use crate::system::{Stage, Status, Who};
use crate::time::{told, told_ms};
use yinhui_store::{Store, backup};

/// What the page should show first.
pub(crate) fn status(context: &Context<'_>, (): ()) -> Answer<Status> {
    let centre = match context.session {
        Some(_) => Some(context.read(|reader| reader.centre())?),
        None => None,
    };
    let stage = match context.session {
        Some(_) => Stage::Open,
        None if Store::exists(context.app.data()) || !context.app.ring().is_empty() => Stage::Locked,
        None => Stage::Empty,
    };
    let last_backup = context.session.as_ref().and_then(|_| backup::newest(context.app.data()));
    Ok(Status {
        stage,
        version: env!("CARGO_PKG_VERSION").into(),
        host: context.host().kind(),
        today: context.today().to_string(),
        now: told(context.now()),
        recovery_pending: centre.as_ref().is_some_and(|centre| !centre.recovery_confirmed),
        region: centre.as_ref().map(|centre| centre.region.clone()).unwrap_or_default(),
        centre: centre.map(|centre| centre.name).unwrap_or_default(),
        operator: context
            .session
            .as_ref()
            .map(|session| Who { name: session.name.clone(), role: session.role }),
        last_backup: last_backup.map(|(_, at)| told_ms(at)),
    })
}
