use crate::args::{Args, BackupArgs, BackupVerb};
use crate::desk::{Desk, password, secret};
use crate::output::{Stop, say};
use crate::verb::{list, number, text};
use serde_json::{Map, Value, json};
use std::path::Path;
use yinhui_app::Opening;

/// Makes a backup, or shows what stands in one.
pub(crate) fn backup(args: &Args, what: &BackupArgs) -> Result<(), Stop> {
    let (command, path) = match (&what.verb, &what.out) {
        (Some(BackupVerb::Show { file }), _) => ("backup.show", file),
        (None, Some(out)) => ("backup.create", out),
        (None, None) => return Err(Stop::Usage("请用 --out 写明备份到哪个文件。".into())),
    };
    let desk = Desk::open_to_read(args)?;
    let info = desk.call(command, &json!({ "file": desk.file(path)? }))?;
    say(args, &info, told)
}

fn told(info: &Value) -> String {
    format!(
        "{}：{} 的备份，{} 人，{} 次到馆，{} 步操作。",
        text(info, "name"),
        text(info, "at"),
        number(info, "people"),
        number(info, "presences"),
        number(info, "operations")
    )
}

/// Puts a backup in place. The password or the recovery code is that of the time the backup was made.
pub(crate) fn restore(args: &Args, file: &Path, recovery_file: Option<&Path>) -> Result<(), Stop> {
    let mut desk = Desk::closed(args, Opening::Own)?;
    let mut request = Map::from_iter([("file".to_owned(), json!(desk.file(file)?))]);
    match recovery_file {
        Some(path) => request.insert("recovery_code".into(), secret(path)?.into()),
        None => request.insert("password".into(), password(args)?.into()),
    };
    if let Some(name) = &args.operator {
        request.insert("operator".into(), name.clone().into());
    }
    let operators = desk.call("session.names", &Value::Null)?;
    if args.data.join("yinhui.db").exists() && operators.as_array().is_some_and(|names| !names.is_empty()) {
        desk.log_in(args)?;
    }
    let restored = desk.call("backup.restore", &request)?;
    say(args, &restored, |restored| {
        let kept = match text(restored, "kept_as") {
            "" => String::new(),
            name => format!("原来的数据保留为 {name}。"),
        };
        format!("已恢复：{}{kept}", told(restored.get("backup").unwrap_or(&Value::Null)))
    })
}

/// Checks the store; a check that fails is exit 1.
pub(crate) fn verify(args: &Args, against: Option<&Path>) -> Result<(), Stop> {
    let desk = Desk::open_to_read(args)?;
    let mut request = Map::new();
    if let Some(path) = against {
        request.insert("file".into(), json!(desk.file(path)?));
    }
    let found = desk.call("backup.verify", &request)?;
    say(args, &found, |found| {
        list(found, "checks")
            .iter()
            .map(|check| text(check, "detail").to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    if found.get("ok").and_then(Value::as_bool).unwrap_or(false) {
        return Ok(());
    }
    Err(Stop::Refused(yinhui_app::ApiError::new(
        yinhui_app::Code::Damaged,
        "检查没有通过，请不要继续使用这份数据，联系维护人员或从备份恢复。",
    )))
}
