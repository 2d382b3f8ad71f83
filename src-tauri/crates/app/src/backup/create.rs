use crate::backup::{BackupFile, BackupInfo};
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::router::Handle;
use crate::time::told_ms;
use std::path::Path;
use yinhui_core::date::day::at_beijing;
use yinhui_store::backup::{self, BackupFacts};

/// Copies the store, and opens and checks the copy before saying that it is good.
pub(crate) fn create(context: &Context<'_>, target: BackupFile) -> Answer<BackupInfo> {
    let path = match &target.file {
        Some(file) => context.host().path(file)?,
        None => {
            let stamp = at_beijing(context.now()).format("%Y%m%d-%H%M%S");
            context.app.data().join("backups").join(format!("yinhui-{stamp}.yhb"))
        }
    };
    let facts = match context.handle()? {
        Handle::Own(store) => backup::create(&store, &path, context.now())?,
        Handle::Beside(store) => {
            let store = store.lock().map_err(|error| ApiError::fault(&error))?;
            backup::create_beside(&store, &path, context.now())?
        }
    };
    Ok(info(&path, facts))
}

pub(crate) fn info(path: &Path, facts: BackupFacts) -> BackupInfo {
    let size = std::fs::metadata(path).map_or(0, |file| i64::try_from(file.len()).unwrap_or(i64::MAX));
    BackupInfo {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        size,
        at: told_ms(facts.at),
        people: facts.people,
        presences: facts.presences,
        operations: facts.operations,
        log_head: facts.log_head,
        schema: facts.schema,
    }
}
