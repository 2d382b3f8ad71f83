use crate::backup::create::info;
use crate::backup::{BackupFile, BackupInfo};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::router::Handle;
use yinhui_store::backup;

/// What stands in a backup, told by opening it with this store's key: the newest of the data folder when none is named.
pub(crate) fn show(context: &Context<'_>, which: BackupFile) -> Answer<BackupInfo> {
    let path = match &which.file {
        Some(file) => context.host().path(file)?,
        None => {
            backup::newest(context.app.data())
                .ok_or_else(|| ApiError::new(Code::NotFound, "还没有备份，请先备份一次。"))?
                .0
        }
    };
    let facts = match context.handle()? {
        Handle::Own(store) => backup::show(&path, store.key(), context.app.data())?,
        Handle::Beside(store) => {
            let store = store.lock().map_err(|error| ApiError::fault(&error))?;
            backup::show(&path, store.key(), &std::env::temp_dir())?
        }
    };
    Ok(info(&path, facts))
}
