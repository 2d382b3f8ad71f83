use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::operator::good_password;
use crate::router::{Handle, open_store};
use crate::session::login::{enter, with_newest_backup};
use crate::session::{Recover, Recovered};
use yinhui_store::StoreError;
use yinhui_store::key::RecoveryCode;
use yinhui_store::write::Table;
use zeroize::Zeroizing;

/// The name misses are counted under: there is one recovery code.
const RECOVERY: &str = "\u{0}recovery";

/// Sets an operator's password anew with the printed code, and renews the code.
pub(crate) fn recover(context: &Context<'_>, recover: Recover) -> Answer<Recovered> {
    let app = context.app;
    let code = RecoveryCode::typed(&Zeroizing::new(recover.code))?;
    app.attempts().admit(RECOVERY, context.now())?;
    let ring = app.ring();
    let opened = ring.recover(&code);
    if matches!(opened, Err(StoreError::WrongPassword)) {
        app.attempts().missed(RECOVERY, context.now());
        return Err(ApiError::new(
            Code::WrongPassword,
            "这不是现在的恢复码。恢复码用过一次就换新，请找最新的打印件。",
        ));
    }
    let key = opened?;
    app.attempts().succeeded(RECOVERY);
    let name = recover.operator.trim();
    good_password("new_password", &recover.new_password, name)?;
    let Handle::Own(store) = open_store(app, &key).map_err(|error| with_newest_backup(context, error))?
    else {
        return Err(StoreError::InUse.into());
    };
    let operator = store
        .read(|reader| reader.operator_named(name))?
        .ok_or_else(|| ApiError::new(Code::NoOperator, "没有这位操作员，请核对姓名。"))?;
    let session = enter(context, &operator.id)?;

    let renewed = RecoveryCode::random()?;
    ring.put_operator(&operator.id, &operator.name, &Zeroizing::new(recover.new_password), &key)?;
    ring.put_recovery(&renewed, &key)?;
    app.attempts().succeeded(name);
    app.end_sessions_of(Some(&operator.id), None);
    // Ending the operator's last session may have closed the store.
    open_store(app, &key)?;
    context.write(|writer| {
        writer.remark(Table::Operator, &operator.id, None, "recovered")?;
        writer.set_recovery_confirmed(false)?;
        Ok(())
    })?;
    let (operator, role) = (session.name.clone(), session.role);
    let recovery_code = renewed.printed();
    app.give_code(renewed);
    Ok(Recovered { session: app.begin_session(session)?, operator, role, recovery_code })
}
