use crate::context::Context;
use crate::error::Answer;
use crate::report::YearRef;
use crate::report::annual::count;
use crate::report::received::Received;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_core::report::{Checked, Level};

/// What was received for a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedList {
    /// The forms that can be received, in the order of the tabs.
    pub forms: Vec<ReceivedTitle>,
    /// What was received, by sender and form.
    pub returns: Vec<ReceivedInfo>,
}

/// A form that can be received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedTitle {
    /// Its id.
    pub id: String,
    /// Title on the paper.
    pub title: String,
}

/// One form a unit sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedInfo {
    /// Record id.
    pub id: String,
    /// Id of the form.
    pub form: String,
    /// 填报单位
    pub sender: String,
    /// The workbook it was read from; empty where it was typed.
    pub file: String,
    /// Cells that were filled in.
    pub figures: i64,
    /// Rules of the level 错误 that do not hold.
    pub errors: i64,
    /// Rules of the level 提示 that do not hold; those that could not be tried are told where it is opened.
    pub warnings: i64,
}

/// What was received for a year, each checked by the rules of its form.
pub(crate) fn list(context: &Context<'_>, which: YearRef) -> Answer<ReceivedList> {
    let received = Received::read(context, which.year)?;
    let title =
        |form: &yinhui_core::report::Form| ReceivedTitle { id: form.id.clone(), title: form.title.clone() };
    let mut returns = Vec::new();
    for sender in received.kept.iter().map(|kept| kept.sent.sender.as_str()).collect::<BTreeSet<_>>() {
        let filled = received.filled(|one| one.sender == sender);
        // Of a form that was taken away nothing is shown until it is back.
        returns.extend(received.kept.iter().filter(|kept| kept.sent.sender == sender).filter_map(|kept| {
            let form = received.forms.iter().find(|form| form.id == kept.sent.form)?;
            let failed = filled.tried(form);
            let is_at = |one: &Checked, level| !one.passed && !one.untried && one.level == level;
            let at = |level| count(failed.iter().filter(|one| is_at(one, level)).count());
            Some(ReceivedInfo {
                id: kept.sent.id.clone(),
                form: kept.sent.form.clone(),
                sender: kept.sent.sender.clone(),
                file: kept.file.clone().unwrap_or_default(),
                figures: count(kept.sent.figures.len()),
                errors: at(Level::Error),
                warnings: at(Level::Warn),
            })
        }));
    }
    Ok(ReceivedList { returns, forms: received.forms.iter().map(title).collect() })
}
