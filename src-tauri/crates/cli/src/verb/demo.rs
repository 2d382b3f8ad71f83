use crate::args::Args;
use crate::desk::{Desk, password};
use crate::output::{Stop, say};
use crate::verb::{number, text};
use serde_json::json;
use yinhui_app::{Opening, sample};

/// The operator of the sample centre, where no name was given.
const OPERATOR: &str = "示例";

/// Begins the sample centre in an empty folder.
pub(crate) fn demo(args: &Args, year: Option<i64>, seed: Option<i64>) -> Result<(), Stop> {
    let operator = args.operator.clone().unwrap_or_else(|| OPERATOR.into());
    let password = password(args)?;
    let mut desk = Desk::closed(args, Opening::Own)?;
    // Before anything is begun.
    let year = sample::year_of(year, desk.now())?;
    let (centre, region) = sample::centre()?;
    let request = json!({ "centre": centre, "region": region, "operator": operator, "password": password });
    let begun = desk.call("system.setup", &request)?;
    desk.adopt(&begun);
    let built = desk.call("sample.build", &json!({ "year": year, "seed": seed }))?;
    let answer = json!({
        "year": built.get("year"),
        "operator": operator,
        "people": built.get("people"),
        "visits": built.get("visits"),
    });
    say(args, &answer, |answer| {
        format!(
            "示例中心已建立：{} 年度，{} 人，到馆 {} 人次；操作员 {}。人员全部虚构。\n恢复码：{}",
            number(answer, "year"),
            number(answer, "people"),
            number(answer, "visits"),
            text(answer, "operator"),
            text(&begun, "recovery_code")
        )
    })
}
