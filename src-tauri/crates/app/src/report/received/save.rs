use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::required;
use crate::organization::Saved;
use crate::report::count::known_year;
use crate::report::received::{figures, no_form, received_forms};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_store::report::ReceivedRecord;

/// Letters of a name of a unit.
pub(super) const NAME: usize = 60;

/// Write a form a unit sent, or one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveReceived {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Calendar year.
    pub year: i64,
    /// Id of the form.
    pub form: String,
    /// 填报单位
    pub sender: String,
    /// Whole numbers by the ids of the cells that are filled in.
    pub figures: BTreeMap<String, i64>,
}

/// Writes a form as a unit sent it.
pub(crate) fn save(context: &Context<'_>, save: SaveReceived) -> Answer<Saved> {
    known_year(context, save.year)?;
    let sender = required("sender", "填报单位", &save.sender, NAME)?;
    context.write(|writer| {
        let forms = received_forms(writer)?;
        let form = forms.iter().find(|form| form.id == save.form).ok_or_else(no_form)?;
        let figures = figures(form, "figures", &save.figures)?;
        if figures.is_empty() {
            return Err(ApiError::invalid("figures", "required", "一个数字也没有填，请至少填一格。"));
        }
        let before = save.id.as_deref().map(|id| writer.received_return(id)).transpose()?;
        let kept = ReceivedRecord {
            year: save.year,
            sent: rules::Received {
                id: save.id.clone().unwrap_or_default(),
                form: form.id.clone(),
                sender: sender.clone(),
                figures,
                // Its name list was sent with it and is not typed.
                listed: before.as_ref().and_then(|before| before.sent.listed.clone()),
            },
            file: before.and_then(|before| before.file),
        };
        Ok(Saved { id: writer.save_received_return(&kept)? })
    })
}
