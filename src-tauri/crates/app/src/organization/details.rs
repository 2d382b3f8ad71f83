use crate::context::Context;
use crate::error::Answer;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::organization::detail::{DETAILS, DetailKind};

/// One thing known of an organization besides its name, kind and place in the tree.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DetailInfo {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// `text`, `choice`, `date`.
    pub kind: String,
    /// The words to choose from.
    pub of: Vec<String>,
}

/// What can be known of an organization, in the order of the form (`domain.md` 2.1).
pub(crate) fn details(_: &Context<'_>, (): ()) -> Answer<Vec<DetailInfo>> {
    let kind = |kind| match kind {
        DetailKind::Text => "text",
        DetailKind::Choice => "choice",
        DetailKind::Date => "date",
    };
    let info = DETAILS.iter().map(|detail| DetailInfo {
        key: detail.key.into(),
        label: detail.label.into(),
        kind: kind(detail.kind).into(),
        of: detail.of.iter().map(|word| (*word).to_owned()).collect(),
    });
    Ok(info.collect())
}
