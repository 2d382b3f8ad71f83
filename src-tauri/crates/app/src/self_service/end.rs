use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::self_service::EndSelfService;
use crate::session::LoggedIn;
use crate::session::login::enter;
use yinhui_store::StoreError;
use zeroize::Zeroizing;

/// Closes the screen to people; only with the password of the operator who opened it. Where it stood in place of the
/// desk, the operator is back.
pub(crate) fn end(context: &Context<'_>, end: EndSelfService) -> Answer<Option<LoggedIn>> {
    let password = Zeroizing::new(end.password);
    let session = context.session()?;
    let app = context.app;
    app.attempts().admit(&session.name, context.now())?;
    let opened = app.ring().open(&session.name, &password);
    if matches!(opened, Err(StoreError::WrongPassword)) {
        app.attempts().missed(&session.name, context.now());
    }
    let (operator, _) = opened?;
    app.attempts().succeeded(&session.name);
    let beside = session.open_screen.as_ref().is_some_and(|screen| screen.beside);
    let token = context.token.ok_or_else(|| ApiError::new(Code::Forbidden, "已锁定，请先登录。"))?;
    let back = if beside { None } else { Some(enter(context, &operator)?) };
    let answer = match back {
        None => None,
        Some(own) => {
            let (operator, role) = (own.name.clone(), own.role);
            Some(LoggedIn { session: app.begin_session(own)?, operator, role })
        }
    };
    app.attempts().succeeded(token);
    app.end_session(token);
    context.host().hide_open_screen(beside);
    Ok(answer)
}
