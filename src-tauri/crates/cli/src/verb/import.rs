use crate::args::{Args, Hidden, ImportArgs, ImportsVerb, Policy, Suspect};
use crate::desk::Desk;
use crate::output::{Stop, say};
use crate::verb::{list, number, text};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Plans an import, and runs it with `--commit`.
pub(crate) fn import(args: &Args, what: &ImportArgs) -> Result<(), Stop> {
    let desk = if what.commit { Desk::open(args)? } else { Desk::open_to_read(args)? };
    let files = what.files.iter().map(|path| desk.file(path)).collect::<Result<Vec<_>, _>>()?;
    let mut plan = desk.call("import.plan", &json!({ "files": files, "options": options(what) }))?;
    if let Some(path) = &what.mapping {
        let columns = mapping(&plan, path)?;
        let mut options = options(what);
        options.insert("columns".into(), columns);
        plan = desk.call("import.replan", &json!({ "plan": text(&plan, "plan"), "options": options }))?;
    }
    if let Some(path) = &what.readings {
        let readings = desk.call("import.readings", &json!({ "plan": text(&plan, "plan") }))?;
        let lines = list(&readings, "lines").iter().fold(String::new(), |mut lines, line| {
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{line}");
            lines
        });
        std::fs::write(path, lines)?;
    }
    let run = what.commit.then(|| desk.call("import.run", &json!({ "plan": text(&plan, "plan") })));
    // After the run, so that the rows say into which records they went; also of a run that was refused.
    if let Some(path) = &what.problems {
        let request = json!({ "plan": text(&plan, "plan"), "file": desk.file(path)? });
        desk.call("import.problem_table", &request)?;
    }
    let run = run.transpose()?;
    let answer = json!({
        "import": run.as_ref().map(|run| text(run, "id")),
        "committed": what.commit,
        "sheets": list(&plan, "sheets").iter().map(sheet).collect::<Vec<_>>(),
        "counts": plan.get("counts"),
        "problems": plan.get("problems"),
    });
    say(args, &answer, told)
}

fn options(what: &ImportArgs) -> Map<String, Value> {
    let policy = match what.policy {
        Policy::Fill => "fill",
        Policy::Update => "update",
        Policy::Skip => "skip",
    };
    let suspect = match what.suspect {
        Suspect::New => "new",
        Suspect::Skip => "skip",
    };
    let hidden = match what.hidden {
        Hidden::Skip => "skip",
        Hidden::Take => "take",
    };
    let mut options = Map::new();
    options.insert("policy".into(), policy.into());
    options.insert("suspect".into(), suspect.into());
    options.insert("hidden".into(), hidden.into());
    if let Some(sheet) = &what.sheet {
        options.insert("sheet".into(), sheet.clone().into());
    }
    options
}

/// `{"表名": {"D": "identity", "E": null}}` as choices of columns; `*` stands for every sheet.
fn mapping(plan: &Value, path: &std::path::Path) -> Result<Value, Stop> {
    let wrong = || {
        Stop::Usage("列的对应关系请写成 {\"表名\": {\"D\": \"identity\", \"E\": null}} 这样的 JSON。".into())
    };
    let file = std::fs::read_to_string(path).map_err(|_| wrong())?;
    let given: Map<String, Value> = serde_json::from_str(&file).map_err(|_| wrong())?;
    let mut choices = Vec::new();
    for sheet in list(plan, "sheets") {
        let name = text(sheet, "name");
        let Some(columns) = given.get(name).or_else(|| given.get("*")) else { continue };
        for (letter, field) in columns.as_object().ok_or_else(wrong)? {
            let col = column(letter).ok_or_else(wrong)?;
            choices.push(json!({ "sheet": name, "col": col, "field": field }));
        }
    }
    Ok(choices.into())
}

/// The column of its letters, from 0.
fn column(letters: &str) -> Option<i64> {
    let known =
        !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    known.then(|| letters.bytes().fold(0_i64, |sum, byte| sum * 26 + i64::from(byte - b'A') + 1) - 1)
}

fn sheet(found: &Value) -> Value {
    let column = |column: &Value| {
        json!({
            "col": column.get("letter"),
            "header": column.get("header"),
            "field": column.get("field"),
            "reason": column.get("reason"),
        })
    };
    json!({
        "file": found.get("file"),
        "name": found.get("name"),
        "header_rows": found.get("header_rows"),
        "left_out": found.get("left_out"),
        "rows": found.get("rows"),
        "skipped": found.get("skipped"),
        "columns": list(found, "columns").iter().map(column).collect::<Vec<_>>(),
    })
}

fn told(answer: &Value) -> String {
    let counts = answer.get("counts").cloned().unwrap_or_default();
    let done = answer.get("committed").and_then(Value::as_bool).unwrap_or(false);
    let mut lines = vec![format!(
        "{}：新增 {} · 更新 {} · 相同 {} · 文件内重复 {} · 疑似同一人 {} · 不能导入 {}",
        if done { "已导入" } else { "核对结果（没有写入，加 --commit 才写入）" },
        number(&counts, "new"),
        number(&counts, "update"),
        number(&counts, "same"),
        number(&counts, "duplicate"),
        number(&counts, "suspect"),
        number(&counts, "refused"),
    )];
    if done {
        lines.push(format!("导入编号 {}，可用 imports undo 整批撤销。", text(answer, "import")));
    }
    for problem in list(answer, "problems") {
        // Row 0 is the sheet itself.
        let place = match number(problem, "row") {
            0 => String::new(),
            row => format!(" 第{row}行 {}", text(problem, "col")),
        };
        lines.push(format!("{}{place}：{}", text(problem, "sheet"), text(problem, "text")));
    }
    lines.join("\n")
}

/// Lists imports, or takes one back.
pub(crate) fn imports(args: &Args, verb: &ImportsVerb) -> Result<(), Stop> {
    match verb {
        ImportsVerb::List => {
            let found = Desk::open_to_read(args)?.call("import.list", &Value::Null)?;
            say(args, &found, |found| {
                let line = |import: &Value| {
                    let undone = import.get("undone").and_then(Value::as_bool).unwrap_or(false);
                    let files =
                        list(import, "files").iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、");
                    let off = if undone { "\t已撤销" } else { "" };
                    format!("{}\t{}\t{files}{off}", text(import, "id"), text(import, "at"))
                };
                found.as_array().into_iter().flatten().map(line).collect::<Vec<_>>().join("\n")
            })
        }
        ImportsVerb::Undo { id } => {
            let undone = Desk::open(args)?.call("import.undo", &json!({ "id": id }))?;
            say(args, &undone, kept)
        }
    }
}

/// What an undo did, in words.
pub(crate) fn kept(undone: &Value) -> String {
    let mut lines = vec![format!("已撤销 {} 项。", number(undone, "undone"))];
    lines.extend(
        list(undone, "kept")
            .iter()
            .map(|kept| format!("保留 {}：{}", text(kept, "name"), text(kept, "reason"))),
    );
    lines.join("\n")
}
