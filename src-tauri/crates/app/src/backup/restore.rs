use crate::backup::create::info;
use crate::backup::{Restore, Restored};
use crate::context::{Context, locked};
use crate::error::{Answer, ApiError};
use crate::operator::Role;
use crate::router::Opening;
use yinhui_store::backup::{self, Opener};
use yinhui_store::key::RecoveryCode;
use yinhui_store::{Store, StoreError};
use zeroize::Zeroizing;

/// Puts a backup in place of the store. Whoever can open the backup may do it where there is no store to lose, or none
/// that anybody could log in to; beside a good one only 管理员. Everybody is logged out; the store of before is kept under another name.
pub(crate) fn restore(context: &Context<'_>, restore: Restore) -> Answer<Restored> {
    let app = context.app;
    if app.opening() == Opening::Beside {
        return Err(StoreError::InUse.into());
    }
    let can_log_in = Store::exists(app.data()) && !app.ring().is_empty();
    if can_log_in && context.role() != Some(Role::Admin) {
        return Err(ApiError {
            message: "已有数据时，请管理员登录后再恢复备份。".into(), ..locked()
        });
    }
    let path = context.host().path(&restore.file)?;
    let secret = Zeroizing::new(restore.password.unwrap_or_default());
    let name = restore.operator.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let code =
        restore.recovery_code.map(Zeroizing::new).map(|code| RecoveryCode::typed(&code)).transpose()?;
    let opener = code.as_ref().map_or(Opener::Password(name, &secret), Opener::Recovery);
    let opened = backup::open(app.data(), &path, opener)?;
    // From here on nobody works with the store of before.
    let _alone = app.close()?;
    let facts = opened.facts.clone();
    let kept_as = opened.put_in_place(app.data(), context.now())?;
    Ok(Restored { backup: info(&path, facts), kept_as })
}
