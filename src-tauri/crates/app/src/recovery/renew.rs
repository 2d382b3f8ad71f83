use crate::context::Context;
use crate::error::Answer;
use crate::recovery::RecoveryCode as Renewed;
use yinhui_store::key::RecoveryCode;
use yinhui_store::write::Table;

/// Makes a new recovery code; the old one opens nothing any more.
pub(crate) fn renew(context: &Context<'_>, (): ()) -> Answer<Renewed> {
    let store = context.store()?;
    let code = RecoveryCode::random()?;
    // First the word that the code is not confirmed: cut off in between, the page asks to renew it again.
    context.write(|writer| {
        writer.remark(Table::Centre, writer.site(), None, "recovery_renewed")?;
        writer.set_recovery_confirmed(false)?;
        Ok(())
    })?;
    context.app.ring().put_recovery(&code, store.key())?;
    let recovery_code = code.printed();
    context.app.give_code(code);
    Ok(Renewed { recovery_code })
}
