use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::log::{ListLog, LogEntry, LogPage, label, may_undo};
use crate::time;

/// The log, newest first.
pub(crate) fn list(context: &Context<'_>, list: ListLog) -> Answer<LogPage> {
    let since = match list.since.as_deref().map(str::trim).filter(|since| !since.is_empty()) {
        None => 0,
        Some(since) => time::local("since", since)
            .or_else(|_| time::local("since", &format!("{since}T00:00")))
            .map_err(|_| {
                ApiError::invalid("since", "time", "请写日期或时间，例如 2026-03-05 或 2026-03-05T09:10。")
            })?
            .timestamp_millis(),
    };
    let limit = list.limit.unwrap_or(100).clamp(1, 500);
    let (operations, total) =
        context.read(|reader| reader.operations(since, list.offset.unwrap_or(0).max(0), limit))?;
    let rows = operations
        .into_iter()
        .map(|operation| LogEntry {
            at: time::told_ms(operation.at),
            label: label(&operation),
            may_undo: may_undo(context, &operation),
            id: operation.id,
            operator: operation.operator,
            desk: operation.desk,
            changes: operation.changes,
            undone: operation.undone,
        })
        .collect();
    Ok(LogPage { total, rows })
}
