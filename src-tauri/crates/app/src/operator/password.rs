use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::operator::ChangePassword;
use yinhui_store::StoreError;
use yinhui_store::write::Table;
use zeroize::Zeroizing;

/// The least a password must have: eight characters of at least two kinds, and not the operator's name.
const LEAST: usize = 8;

/// Changes one's own password.
pub(crate) fn password(context: &Context<'_>, change: ChangePassword) -> Answer<()> {
    let (old, new) = (Zeroizing::new(change.password), Zeroizing::new(change.new_password));
    let session = context.session()?;
    let ring = context.app.ring();
    // The old password is no longer the password: a repeat must not be told that it is wrong.
    if context.answered::<()>()?.is_some() && ring.open(&session.name, &new).is_ok() {
        return Ok(());
    }
    context.app.attempts().admit(&session.name, context.now())?;
    let opened = ring.open(&session.name, &old);
    if matches!(opened, Err(StoreError::WrongPassword)) {
        context.app.attempts().missed(&session.name, context.now());
    }
    let (id, key) = opened.map_err(|error| match ApiError::from(error) {
        refused if refused.code == crate::error::Code::WrongPassword => {
            ApiError::invalid("password", "wrong_password", "现在的密码不对。")
        }
        other => other,
    })?;
    context.app.attempts().succeeded(&session.name);
    good_password("new_password", &new, &session.name)?;
    context.write(|writer| Ok(writer.remark(Table::Operator, &id, None, "password_changed")?))?;
    ring.put_operator(&id, &session.name, &new, &key)?;
    context.app.end_sessions_of(Some(&id), context.token);
    Ok(())
}

/// Refuses a password that is too easy, saying the rule.
pub(crate) fn good_password(path: &str, password: &str, name: &str) -> Answer<()> {
    let kinds = [
        password.chars().any(|letter| letter.is_ascii_digit()),
        password.chars().any(char::is_alphabetic),
        password.chars().any(|letter| !letter.is_alphanumeric()),
    ];
    let good = password.chars().count() >= LEAST
        && kinds.iter().filter(|kind| **kind).count() >= 2
        && (name.is_empty() || !password.contains(name));
    if good {
        return Ok(());
    }
    Err(ApiError::invalid(path, "weak_password", "密码至少 8 位，字母、数字、符号至少有两种，并且不含姓名。"))
}
