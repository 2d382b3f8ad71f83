use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where it stands among the settings.
const NAME: &str = "certificate";

/// The words that stand for what is different on each certificate.
const BLANKS: [&str; 6] = ["姓名", "活动", "类别", "日期", "地点", "主办"];

/// The wording of certificates of attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// 参加证明 …
    pub title: String,
    /// What it says; `{姓名}`, `{活动}`, `{类别}`, `{日期}`, `{地点}`, `{主办}` are filled in.
    pub words: String,
    /// Who gives it; empty for the centre.
    pub issuer: String,
}

impl Default for Certificate {
    fn default() -> Self {
        Self {
            title: "参加证明".into(),
            words: "{姓名}同志于{日期}参加由{主办}举办的“{活动}”（{类别}）。特此证明。".into(),
            issuer: String::new(),
        }
    }
}

/// The wording of certificates of attendance.
pub(crate) fn certificate(context: &Context<'_>, (): ()) -> Answer<Certificate> {
    Ok(context.read(|reader| reader.setting(NAME))?.unwrap_or_default())
}

/// Sets the wording of certificates of attendance.
pub(crate) fn save_certificate(context: &Context<'_>, save: Certificate) -> Answer<Certificate> {
    let certificate = Certificate {
        title: required("title", "证明标题", &save.title, 30)?,
        words: required("words", "证明内容", &save.words, 500)?,
        issuer: sentence(&save.issuer, 60),
    };
    if !certificate.words.contains("{姓名}") {
        return Err(ApiError::invalid("words", "name", "证明内容里要有 {姓名}，打印时换成每人的姓名。"));
    }
    if let Some(strange) = blanks(&certificate.words).find(|blank| !BLANKS.contains(blank)) {
        let known = BLANKS.map(|blank| format!("{{{blank}}}")).join("、");
        let message = format!("不认识 {{{strange}}}。可以用的有 {known}。");
        return Err(ApiError::invalid("words", "unknown", message));
    }
    context.write(|writer| {
        writer.save_setting(NAME, &certificate)?;
        Ok(certificate.clone())
    })
}

/// What stands in braces.
fn blanks(words: &str) -> impl Iterator<Item = &str> {
    words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest))
}
