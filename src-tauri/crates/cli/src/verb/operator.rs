use crate::args::{Args, OperatorVerb};
use crate::desk::{Desk, password, secret};
use crate::output::{Stop, say};
use crate::verb::text;
use serde_json::{Value, json};
use std::path::Path;
use yinhui_app::operator::Role;
use yinhui_app::{ApiError, Opening};

/// Lists, adds, disables operators; changes one's own password.
pub(crate) fn operator(args: &Args, verb: &OperatorVerb) -> Result<(), Stop> {
    match verb {
        OperatorVerb::List => {
            let found = Desk::open_to_read(args)?.call("operator.list", &Value::Null)?;
            say(args, &found, lines)
        }
        OperatorVerb::Add { name, role, new_password_file } => {
            let role = Role::from_word(role)
                .ok_or_else(|| Stop::Usage("角色请写管理员、统计、前台或查看。".into()))?;
            let request = json!({ "name": name, "role": role, "password": secret(new_password_file)? });
            let added = Desk::open(args)?.call("operator.add", &request)?;
            say(args, &added, |added| format!("已新增操作员 {}。", text(added, "name")))
        }
        OperatorVerb::Passwd { new_password_file } => {
            let request = json!({ "password": password(args)?, "new_password": secret(new_password_file)? });
            Desk::open(args)?.call("operator.password", &request)?;
            say(args, &json!({ "changed": true }), |_| "密码已修改。".into())
        }
        OperatorVerb::Disable { name } => {
            let desk = Desk::open(args)?;
            let found = desk.call("operator.list", &Value::Null)?;
            let id = found.as_array().into_iter().flatten().find(|other| text(other, "name") == name);
            let id = id.map(|other| text(other, "id")).ok_or_else(|| ApiError::not_found("操作员"))?;
            let disabled = desk.call("operator.disable", &json!({ "id": id }))?;
            say(args, &disabled, |disabled| format!("已停用操作员 {}。", text(disabled, "name")))
        }
    }
}

fn lines(found: &Value) -> String {
    let line = |operator: &Value| {
        let role = Role::from_word(text(operator, "role")).map_or("", Role::label);
        let off = operator.get("disabled").and_then(Value::as_bool).unwrap_or(false);
        format!("{}\t{role}{}", text(operator, "name"), if off { "\t已停用" } else { "" })
    };
    found.as_array().into_iter().flatten().map(line).collect::<Vec<_>>().join("\n")
}

/// Makes a new recovery code.
pub(crate) fn renew(args: &Args) -> Result<(), Stop> {
    let renewed = Desk::open(args)?.call("recovery.renew", &Value::Null)?;
    say(args, &renewed, |renewed| format!("新的恢复码（旧的已作废）：\n{}", text(renewed, "recovery_code")))
}

/// Sets a password anew with the printed code.
pub(crate) fn recover(args: &Args, code_file: &Path, new_password_file: &Path) -> Result<(), Stop> {
    let Some(operator) = args.operator.clone() else {
        return Err(Stop::Usage("请用 --operator 写明要重设谁的密码。".into()));
    };
    let request = json!({
        "code": secret(code_file)?,
        "operator": operator,
        "new_password": secret(new_password_file)?,
    });
    let done = Desk::closed(args, Opening::Own)?.call("session.recover", &request)?;
    let answer = json!({ "operator": done.get("operator"), "recovery_code": done.get("recovery_code") });
    say(args, &answer, |answer| {
        format!("密码已重设。新的恢复码（旧的已作废）：\n{}", text(answer, "recovery_code"))
    })
}
