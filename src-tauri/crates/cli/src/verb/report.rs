use crate::args::{Args, ReportVerb};
use crate::desk::Desk;
use crate::output::{Stop, say};
use crate::verb::{list, number, text};
use serde_json::{Value, json};

/// A year's figures, or the rows behind one of them.
pub(crate) fn report(args: &Args, verb: &ReportVerb) -> Result<(), Stop> {
    match verb {
        ReportVerb::Annual { year, out } => {
            let desk = match out {
                Some(_) => Desk::open(args)?,
                None => Desk::open_to_read(args)?,
            };
            let annual = desk.call("report.annual", &json!({ "year": year }))?;
            if let Some(out) = out {
                desk.call("report.export", &json!({ "year": year, "file": desk.file(out)? }))?;
            }
            say(args, &annual, |annual| {
                list(annual, "forms").iter().map(form).collect::<Vec<_>>().join("\n\n")
            })
        }
        ReportVerb::Freeze { year } => {
            let state = Desk::open(args)?.call("report.freeze", &json!({ "year": year }))?;
            say(args, &state, |state| match state.get("confirmed_by").and_then(Value::as_str) {
                Some(_) => format!("{year} 年度已定稿。"),
                None => format!("{year} 年度已提交定稿，等另一位操作员复核。"),
            })
        }
        ReportVerb::Unfreeze { year, reason } => {
            let request = json!({ "year": year, "reason": reason.as_deref().unwrap_or_default() });
            Desk::open(args)?.call("report.unfreeze", &request)?;
            say(args, &json!({ "year": year }), |_| format!("{year} 年度已撤销定稿。"))
        }
        ReportVerb::Cell { cell, year } => {
            let (form, id) = cell
                .split_once('.')
                .ok_or_else(|| Stop::Usage("请写成 表.指标，例如 centre_annual.visits。".into()))?;
            let request = json!({ "form": form, "cell": id, "year": year });
            let opened = Desk::open_to_read(args)?.call("report.cell", &request)?;
            let rows = list(&opened, "rows").iter().map(row).collect::<Vec<_>>();
            let undecided = list(&opened, "undecided").iter().map(row).collect::<Vec<_>>();
            let answer = json!({ "value": opened.get("value"), "rows": rows, "undecided": undecided });
            say(args, &answer, |answer| {
                let line = |row: &Value| {
                    format!(
                        "{}\t{}\t{}",
                        text(row, "label"),
                        text(row, "date"),
                        row.get("weight").cloned().unwrap_or_default()
                    )
                };
                list(answer, "rows").iter().map(line).collect::<Vec<_>>().join("\n")
            })
        }
    }
}

fn row(row: &Value) -> Value {
    let part = |key: &str| row.get(key).cloned().unwrap_or_default();
    json!({
        "type": part("type"), "id": part("id"), "label": part("label"), "weight": part("weight"),
        "date": part("date"), "detail": part("detail"),
    })
}

fn form(form: &Value) -> String {
    let line = |cell: &Value| {
        let indent = "  ".repeat(usize::try_from(number(cell, "indent")).unwrap_or(0));
        let undecided = match number(cell, "undecided") {
            0 => String::new(),
            count => format!("（另有 {count} 不能确定）"),
        };
        let value = cell.get("value").and_then(Value::as_f64).unwrap_or_default();
        format!("{indent}{}\t{value} {}{undecided}", text(cell, "label"), text(cell, "unit"))
    };
    let cells = list(form, "cells").iter().map(line).collect::<Vec<_>>().join("\n");
    format!("{}（截至 {}）\n{cells}", text(form, "title"), text(form, "as_at"))
}
