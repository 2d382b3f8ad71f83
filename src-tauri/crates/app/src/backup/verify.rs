use crate::backup::{BackupFile, Verified, VerifyCheck};
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::router::Handle;
use yinhui_store::backup;

/// Checks the store whole, and against a backup when one is named.
pub(crate) fn verify(context: &Context<'_>, against: BackupFile) -> Answer<Verified> {
    let against = against.file.map(|file| context.host().path(&file)).transpose()?;
    let data = context.app.data();
    let found = match context.handle()? {
        Handle::Own(store) => backup::verify(data, store.key(), against.as_deref())?,
        Handle::Beside(store) => {
            let store = store.lock().map_err(|error| ApiError::fault(&error))?;
            backup::verify(data, store.key(), against.as_deref())?
        }
    };
    let checks = found
        .into_iter()
        .map(|check| VerifyCheck {
            id: check.id.into(),
            ok: check.ok,
            detail: told(check.id, check.ok, &check.detail),
        })
        .collect::<Vec<_>>();
    Ok(Verified { ok: checks.iter().all(|check| check.ok), checks })
}

fn told(id: &str, ok: bool, detail: &str) -> String {
    let what = match id {
        "pages" => "加密页完好",
        "structure" => "数据结构完好",
        "references" => "记录之间的引用完好",
        "chain" => "操作日志连续、未被改动",
        "counting" => "人次无重复计数",
        "derived" => "检索索引完整",
        "against_backup" => "日志与备份衔接",
        _ => id,
    };
    match (ok, detail.is_empty()) {
        (true, true) => format!("{what}。"),
        (true, false) => format!("{what}（{detail}）。"),
        (false, _) => format!("{what}：没有通过（{detail}）。"),
    }
}
