use crate::args::{Args, PeopleVerb};
use crate::desk::Desk;
use crate::output::{Stop, say};
use crate::verb::{list, number, text};
use serde_json::json;

/// Finds people, or exports them.
pub(crate) fn people(args: &Args, verb: &PeopleVerb) -> Result<(), Stop> {
    match verb {
        PeopleVerb::Find { words } => {
            let request = json!({ "filter": { "words": words }, "limit": 200, "offset": 0 });
            let found = Desk::open_to_read(args)?.call("person.list", &request)?;
            say(args, &found, |found| {
                let line = |row: &serde_json::Value| {
                    ["name", "sex", "birth", "branch", "unit", "state", "id"]
                        .map(|key| text(row, key))
                        .join("\t")
                };
                let rows = list(found, "rows").iter().map(line).collect::<Vec<_>>();
                format!("共 {} 人\n{}", number(found, "total"), rows.join("\n"))
            })
        }
        PeopleVerb::Export { out, full, purpose } => {
            let desk = Desk::open(args)?;
            let mut request = json!({ "file": desk.file(out)?, "full": full });
            if let (Some(purpose), Some(fields)) = (purpose, request.as_object_mut()) {
                fields.insert("purpose".into(), purpose.clone().into());
            }
            let done = desk.call("person.export", &request)?;
            let answer = json!({ "rows": done.get("rows"), "out": out });
            say(args, &answer, |answer| format!("已导出 {} 人。", number(answer, "rows")))
        }
    }
}
