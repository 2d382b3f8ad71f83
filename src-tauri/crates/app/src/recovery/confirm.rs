use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::recovery::ConfirmRecovery;

/// Proves that the code was printed: its last group typed back. The code itself is not kept anywhere; the group is
/// compared with what this program last gave out.
pub(crate) fn confirm(context: &Context<'_>, confirm: ConfirmRecovery) -> Answer<()> {
    if context.answered::<bool>()?.is_some() {
        return Ok(());
    }
    let given = context.app.given_code().ok_or_else(|| {
        ApiError::new(
            crate::error::Code::Conflict,
            "恢复码只在生成后的这一次能核对。请在“设置”里换一个新的恢复码。",
        )
    })?;
    if !given.is_last_group(&confirm.part) {
        return Err(ApiError::invalid(
            "part",
            "recovery_part",
            "与打印的恢复码最后一组不一致，请对照打印件再输一次。",
        ));
    }
    context.write(|writer| Ok(writer.set_recovery_confirmed(true)?))?;
    context.app.forget_code();
    Ok(())
}
