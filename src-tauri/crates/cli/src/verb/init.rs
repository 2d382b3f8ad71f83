use crate::args::Args;
use crate::desk::{Desk, password};
use crate::output::{Stop, say};
use crate::verb::text;
use serde_json::json;
use yinhui_app::Opening;

/// The first operator, who is 管理员, where no name was given.
const FIRST: &str = "管理员";

/// Begins a centre in an empty folder. The recovery code is shown this once.
pub(crate) fn init(args: &Args, centre: &str, region: Option<&str>) -> Result<(), Stop> {
    let operator = args.operator.clone().unwrap_or_else(|| FIRST.into());
    let password = password(args)?;
    let desk = Desk::closed(args, Opening::Own)?;
    let mut request = json!({ "centre": centre, "operator": operator, "password": password });
    if let (Some(region), Some(fields)) = (region, request.as_object_mut()) {
        fields.insert("region".into(), region.into());
    }
    let done = desk.call("system.setup", &request)?;
    let answer = json!({
        "data": args.data,
        "centre": done.get("centre"),
        "operator": done.get("operator"),
        "recovery_code": done.get("recovery_code"),
    });
    say(args, &answer, |answer| {
        format!(
            "{} 已建立，管理员 {}。\n恢复码（只显示这一次，请抄下或打印后锁好）：\n{}",
            text(answer, "centre"),
            text(answer, "operator"),
            text(answer, "recovery_code")
        )
    })
}
