use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::report::count::known_year;
use crate::report::received::read::ReceivedNames;
use crate::report::received::save::NAME;
use crate::report::received::{figures, no_form, received_forms};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_store::report::ReceivedRecord;

/// Forms of one workbook.
const MOST: usize = 200;

/// Write the forms of a workbook, in place of those the same units sent before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddReceived {
    /// Calendar year.
    pub year: i64,
    /// Name of the workbook.
    pub file: String,
    /// What stands in it.
    pub forms: Vec<NewReceived>,
}

/// A form of a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewReceived {
    /// Id of the form.
    pub form: String,
    /// 填报单位
    pub sender: String,
    /// Whole numbers by the ids of the cells that are filled in.
    pub figures: BTreeMap<String, i64>,
    /// What its name list came to; null where it has none.
    pub list: Option<ReceivedNames>,
}

/// They are written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReceivedAdded {
    /// New ones.
    pub added: i64,
    /// Those that took the place of what was there.
    pub replaced: i64,
    /// The operation, to take it back.
    pub operation: String,
}

/// Writes the forms of a workbook: all of them or none.
pub(crate) fn add(context: &Context<'_>, add: AddReceived) -> Answer<ReceivedAdded> {
    known_year(context, add.year)?;
    if add.forms.is_empty() || add.forms.len() > MOST {
        let message = format!("一次请导入 1 到 {MOST} 张报表。");
        return Err(ApiError::invalid("forms", "count", message));
    }
    let mut seen = BTreeSet::new();
    context.write(|writer| {
        let known = received_forms(writer)?;
        let held = writer.received_returns(add.year)?;
        let mut replaced = 0;
        for (at, new) in add.forms.iter().enumerate() {
            let path = |field: &str| format!("forms.{at}.{field}");
            let sender = required(&path("sender"), "填报单位", &new.sender, NAME)?;
            let form = known.iter().find(|form| form.id == new.form).ok_or_else(no_form)?;
            if !seen.insert((new.form.clone(), sender.clone())) {
                let message = format!("文件里“{sender}”的“{}”有两张，请去掉一张。", form.title);
                return Err(ApiError::invalid(&path("sender"), "twice", message));
            }
            if new.figures.is_empty() {
                let message = format!("“{sender}”的“{}”一个数字也没有，请去掉这一张。", form.title);
                return Err(ApiError::invalid(&path("figures"), "required", message));
            }
            let before = held.iter().find(|one| one.sent.form == new.form && one.sent.sender == sender);
            replaced += i64::from(before.is_some());
            let sent = rules::Received {
                id: before.map(|before| before.sent.id.clone()).unwrap_or_default(),
                form: new.form.clone(),
                figures: figures(form, &path("figures"), &new.figures)?,
                listed: new.list.map(Into::into),
                sender,
            };
            let file = Some(sentence(&add.file, 120)).filter(|name| !name.is_empty());
            writer.save_received_return(&ReceivedRecord { year: add.year, sent, file })?;
        }
        let all = i64::try_from(add.forms.len()).unwrap_or(i64::MAX);
        Ok(ReceivedAdded { added: all - replaced, replaced, operation: writer.operation_id().to_owned() })
    })
}
