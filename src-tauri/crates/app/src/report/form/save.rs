use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::form::body::{form_of, parsed};
use crate::report::form::{FormBody, every_form, none_leans_on};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use yinhui_core::report as rules;

/// A centre has not more of its own.
const MOST: usize = 60;

/// Write a form of the centre's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveForm {
    /// The form as JSON; with an id that is not of the centre's own it becomes a new one.
    pub body: String,
}

/// Writes a form of the centre's own, in place of the one of that id.
pub(crate) fn save(context: &Context<'_>, save: SaveForm) -> Answer<FormBody> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let mut value = parsed(&save.body)?;
    context.write(|writer| {
        let all = every_form(writer)?;
        let own = all.iter().filter(|form| rules::shipped(&form.id).is_none()).collect::<Vec<_>>();
        let given = value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let is_new = own.iter().all(|form| form.id != given);
        if is_new && own.len() >= MOST {
            return Err(ApiError::new(Code::TooLarge, format!("自编报表最多 {MOST} 张，请先移除不用的。")));
        }
        let id = if is_new { new_key() } else { given };
        if let Some(place) = value.get_mut("id") {
            *place = Value::from(id.as_str());
        }
        let form = form_of(&value)?;
        if all.iter().any(|other| other.id != id && other.title == form.title) {
            return Err(ApiError::invalid("title", "taken", "已有同名的报表，请换一个标题。"));
        }
        let faults = form.faults(&all);
        if let Some(first) = faults.first() {
            let more =
                if faults.len() > 1 { format!("（共 {} 处）", faults.len()) } else { String::new() };
            return Err(ApiError::invalid("body", "unsound", format!("报表还不能用：{first}。{more}")));
        }
        let body = value.to_string();
        writer.save_return_form(&id, &body)?;
        none_leans_on(&form, &all, &every_form(writer)?)?;
        Ok(FormBody { id, own: true, body })
    })
}

/// Never one that was there before: amounts and explanations are kept by it.
fn new_key() -> String {
    // The end of an id is what is random in it.
    let id = uuid::Uuid::now_v7().simple().to_string();
    format!("own_{}", id.chars().skip(20).collect::<String>())
}
