use crate::context::Context;
use crate::error::Answer;
use crate::report::form::{FormBody, FormRef, no_form};
use serde_json::Value;
use yinhui_core::report as rules;

/// A form as data.
pub(crate) fn get(context: &Context<'_>, which: FormRef) -> Answer<FormBody> {
    if let Some(text) = rules::shipped(&which.id) {
        return Ok(FormBody { id: which.id, own: false, body: text.to_owned() });
    }
    let bodies = context.read(|reader| reader.return_forms())?;
    let mine = bodies.into_iter().find(|body| id_of(body).as_deref() == Some(which.id.as_str()));
    mine.map(|body| FormBody { id: which.id, own: true, body }).ok_or_else(no_form)
}

fn id_of(body: &str) -> Option<String> {
    serde_json::from_str::<Value>(body).ok()?.get("id")?.as_str().map(str::to_owned)
}
