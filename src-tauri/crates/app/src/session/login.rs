use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::HostKind;
use crate::operator::Role;
use crate::router::{Session, open_store};
use crate::session::{LoggedIn, Login};
use crate::time::told_ms;
use yinhui_store::{StoreError, backup};
use zeroize::Zeroizing;

/// Opens the store with an operator's password and begins a session.
pub(crate) fn login(context: &Context<'_>, login: Login) -> Answer<LoggedIn> {
    let password = Zeroizing::new(login.password);
    let name = login.operator.trim().to_owned();
    let app = context.app;
    let ring = app.ring();
    if ring.is_empty() {
        return Err(ApiError::new(Code::NoOperator, "这里还没有操作员，请先完成首次设置。"));
    }
    app.attempts().admit(&name, context.now())?;
    let opened = ring.open(&name, &password);
    if matches!(opened, Err(StoreError::WrongPassword)) {
        app.attempts().missed(&name, context.now());
    }
    let (id, key) = opened?;
    app.attempts().succeeded(&name);
    open_store(app, &key).map_err(|error| with_newest_backup(context, error))?;
    let session = enter(context, &id)?;
    // In the one window nobody logs in while the open screen stands there: its page was loaded anew.
    if context.host().kind() == HostKind::Window {
        app.end_open_screens_in_place();
        context.host().hide_open_screen(false);
    }
    let (operator, role) = (session.name.clone(), session.role);
    Ok(LoggedIn { session: app.begin_session(session)?, operator, role })
}

/// Who that operator is, unless they may no longer come in.
pub(crate) fn enter(context: &Context<'_>, id: &str) -> Answer<Session> {
    let operator = context.read(|reader| reader.operator(id))?;
    if operator.disabled {
        return Err(ApiError::new(Code::Forbidden, "这位操作员已停用，请找管理员。"));
    }
    let role = Role::from_word(&operator.role).ok_or_else(|| ApiError::fault(&"unknown role"))?;
    Ok(Session { operator: operator.id, name: operator.name, role, open_screen: None })
}

/// A damaged store comes with the newest good backup to go back to.
pub(crate) fn with_newest_backup(context: &Context<'_>, error: StoreError) -> ApiError {
    let damaged = matches!(error, StoreError::Damaged { .. } | StoreError::Missing);
    let mut answer = ApiError::from(error);
    if damaged && let Some((path, at)) = backup::newest(context.app.data()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let day = told_ms(at).replace('T', " ").chars().take(16).collect::<String>();
        answer.message.push_str(&format!("最近的一份是 backups 文件夹里的 {name}（{day}）。"));
    }
    answer
}
