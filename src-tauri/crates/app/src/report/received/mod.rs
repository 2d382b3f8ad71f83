//! 下级报表: forms as other units sent them, typed or read from their workbooks, checked by the rules of the form and
//! added up.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::count::known_year;
use crate::report::form::every_form;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_core::report::sheet::LARGEST;
use yinhui_store::report::ReceivedRecord;
use yinhui_store::{Reader, StoreError};

mod add;
mod export;
mod form;
mod list;
mod read;
mod remove;
mod save;

pub(crate) use add::add;
pub use add::{AddReceived, NewReceived, ReceivedAdded};
pub use export::ExportReceived;
pub(crate) use export::export;
pub(crate) use form::form;
pub use form::{OpenReceived, ReceivedForm, ReceivedPart};
pub(crate) use list::list;
pub use list::{ReceivedInfo, ReceivedList, ReceivedTitle};
pub(crate) use read::read;
pub use read::{ReadReceived, ReceivedDraft, ReceivedFile, ReceivedNames};
pub(crate) use remove::remove;
pub use save::SaveReceived;
pub(crate) use save::save;

/// Names one received form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceivedRef {
    /// Record id.
    pub id: String,
}

/// A year's received forms, and what they are checked against.
struct Received {
    forms: Vec<rules::Form>,
    kept: Vec<ReceivedRecord>,
    last: Vec<rules::Received>,
    facts: rules::Facts,
}

impl Received {
    /// Refuses a year that no return can be of.
    fn read(context: &Context<'_>, year: i64) -> Answer<Self> {
        let number = known_year(context, year)?;
        let day = |month, day| NaiveDate::from_ymd_opt(number, month, day).unwrap_or(context.today());
        let facts = rules::Facts::nothing(day(1, 1), day(12, 31));
        context.read(|reader| {
            let last = reader.received_returns(year - 1)?.into_iter().map(|one| one.sent).collect();
            Ok(Self { forms: received_forms(reader)?, kept: reader.received_returns(year)?, last, facts })
        })
    }

    fn known(&self, form: &str) -> Answer<&rules::Form> {
        self.forms.iter().find(|one| one.id == form).ok_or_else(no_form)
    }

    /// What some senders sent, filled in: those the filter lets through.
    fn filled(&self, wanted: impl Fn(&rules::Received) -> bool) -> rules::Filled<'_> {
        let sent =
            self.kept.iter().map(|one| &one.sent).filter(|one| wanted(one)).cloned().collect::<Vec<_>>();
        let last = self.last.iter().filter(|one| wanted(one)).cloned().collect::<Vec<_>>();
        rules::Filled::of(&self.forms, &self.facts, &sent, Some(&last))
    }
}

/// The forms that can be received: tables whose rows are the same for everybody.
fn received_forms(reader: &Reader<'_>) -> Result<Vec<rules::Form>, StoreError> {
    Ok(every_form(reader)?.into_iter().filter(rules::Form::is_received).collect())
}

/// Figures of a form, each in a cell it has.
fn figures(form: &rules::Form, path: &str, typed: &BTreeMap<String, i64>) -> Answer<BTreeMap<String, i64>> {
    let (_, cells) = form.blank();
    if typed.keys().any(|id| !cells.contains(id)) {
        let message = format!("有的格子不是“{}”里的，请刷新页面后再试。", form.title);
        return Err(ApiError::invalid(path, "unknown", message));
    }
    if let Some((id, _)) = typed.iter().find(|(_, figure)| !(-LARGEST..=LARGEST).contains(*figure)) {
        let message = format!("数字请填 -{LARGEST} 到 {LARGEST} 之间的整数。");
        return Err(ApiError::invalid(&format!("{path}.{id}"), "range", message));
    }
    Ok(typed.clone())
}

fn no_form() -> ApiError {
    ApiError::new(Code::NotFound, "没有这张可以接收的报表。")
}
