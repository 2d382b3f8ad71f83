use crate::args::{Args, CheckinArgs};
use crate::desk::Desk;
use crate::output::{Stop, say};
use crate::verb::import::kept;
use crate::verb::{list, number, text};
use serde_json::{Map, Value, json};
use yinhui_app::{ApiError, Code};

/// Checks in a person or a group, or takes a check-in back.
pub(crate) fn checkin(args: &Args, what: &CheckinArgs) -> Result<(), Stop> {
    if let Some(name) = &what.group {
        return group(args, what, name);
    }
    match what.words.as_slice() {
        [] => Err(Stop::Usage("请写卡号、身份证号、后四位、姓名或拼音。".into())),
        [verb, id] if verb == "undo" => {
            let undone = Desk::open(args)?.call("checkin.undo", &json!({ "id": id }))?;
            say(args, &undone, kept)
        }
        words => person(args, what, &words.join(" ")),
    }
}

fn person(args: &Args, what: &CheckinArgs, words: &str) -> Result<(), Stop> {
    let desk = Desk::open(args)?;
    let found = desk.call("checkin.find", &json!({ "words": words }))?;
    let Some(person) = found.get("enter").and_then(Value::as_str) else {
        return Err(Stop::Refused(nobody(&found)));
    };
    let mut request = Map::from_iter([("person".to_owned(), Value::from(person))]);
    add_context(what, &mut request);
    let done = desk.call("checkin.person", &request)?;
    say(args, &done, |done| {
        let clock = text(done, "at").get(11..16).unwrap_or_default();
        let repeat = done.get("repeat").and_then(Value::as_bool).unwrap_or(false);
        let word = if repeat { "今天已签到" } else { "签到成功" };
        format!("{} {clock} {word}，今年第 {} 次。", text(done, "name"), number(done, "visits_this_year"))
    })
}

/// Why nobody was taken; those who fit stand in `detail`, not in the sentence.
fn nobody(found: &Value) -> ApiError {
    let matches = list(found, "matches");
    let (code, message) = match (number(found, "total"), matches) {
        (0, _) => (Code::NotFound, "没有找到这个人，请换姓名、拼音首字母或后四位再试。".to_owned()),
        // One who fits and is not taken: the desk is told why.
        (1, [only]) => (Code::Conflict, format!("{}。", text(only, "say"))),
        (total, _) => (Code::Ambiguous, format!("有 {total} 人符合，请说得更准些。")),
    };
    ApiError { detail: Some(json!({ "matches": matches })), ..ApiError::new(code, message) }
}

/// Those who fit, a line each, for a person at a terminal.
pub(crate) fn lines(matches: &[Value]) -> String {
    let line = |one: &Value| ["name", "sex", "birth", "branch", "unit"].map(|key| text(one, key)).join("\t");
    matches.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn group(args: &Args, what: &CheckinArgs, name: &str) -> Result<(), Stop> {
    let mut heads = Map::new();
    for part in
        what.heads.as_deref().unwrap_or_default().split([',', '，']).filter(|part| !part.trim().is_empty())
    {
        let (kind, count) = part.split_once('=').ok_or_else(wrong_heads)?;
        let key = match kind.trim() {
            "老干部" => "retired",
            "在职" => "in_service",
            "群众" => "public",
            _ => return Err(wrong_heads()),
        };
        heads.insert(key.into(), count.trim().parse::<i64>().map_err(|_| wrong_heads())?.into());
    }
    let mut request = Map::from_iter([("name".to_owned(), name.into()), ("heads".to_owned(), heads.into())]);
    add_context(what, &mut request);
    let done = Desk::open(args)?.call("checkin.group", &request)?;
    say(args, &done, |done| format!("{} {} 人已登记。", text(done, "name"), number(done, "heads")))
}

fn add_context(what: &CheckinArgs, request: &mut Map<String, Value>) {
    for (key, value) in [("event", &what.event), ("purpose", &what.purpose), ("at", &what.at)] {
        if let Some(value) = value {
            request.insert(key.into(), value.clone().into());
        }
    }
}

fn wrong_heads() -> Stop {
    Stop::Usage("人数请写成 老干部=9,在职=2,群众=0。".into())
}
