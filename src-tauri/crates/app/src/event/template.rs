use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::{clock, kinds};
use crate::form::{required, sentence};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_core::kind::Kind;
use yinhui_store::{Reader, StoreError};

/// Where they stand among the settings.
const NAME: &str = "event_templates";

/// Templates of one centre.
const MOST: usize = 100;

/// Events that are held again and again, to begin a new one from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventTemplates {
    /// In the order in which they are offered.
    pub templates: Vec<EventTemplate>,
}

/// What a new event begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventTemplate {
    /// Its name, and that of the event.
    pub name: String,
    /// 主题党日, 讲坛讲座 …
    pub kind: String,
    /// `09:00`, as typed.
    pub from: String,
    /// `11:00`, as typed.
    pub to: String,
    /// Where; empty for none.
    pub venue: String,
    /// As many as fit; null for no limit.
    pub capacity: Option<i64>,
    /// 银发先锋 …; empty for none.
    pub brand: String,
    /// The campaign it belongs to; empty for none.
    pub campaign: String,
    /// It takes place elsewhere.
    pub away: bool,
    /// Free text; empty for none.
    pub remark: String,
}

/// The templates of events.
pub(crate) fn templates(context: &Context<'_>, (): ()) -> Answer<EventTemplates> {
    context.read(in_force)
}

/// The templates as they are.
pub(super) fn in_force(reader: &Reader<'_>) -> Result<EventTemplates, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// Sets the templates of events, all of them.
pub(crate) fn save_templates(context: &Context<'_>, save: EventTemplates) -> Answer<EventTemplates> {
    if save.templates.len() > MOST {
        return Err(ApiError::invalid(
            "templates",
            "count",
            format!("活动模板最多 {MOST} 个，请先删去不用的。"),
        ));
    }
    context.write(|writer| {
        let kinds = kinds::in_force(writer)?;
        let templates =
            save.templates.into_iter().enumerate().map(|(at, template)| read(&kinds, at, template));
        let templates = EventTemplates { templates: templates.collect::<Answer<Vec<_>>>()? };
        let names = templates.templates.iter().map(|template| &template.name).collect::<BTreeSet<_>>();
        if names.len() < templates.templates.len() {
            return Err(ApiError::invalid("templates", "twice", "有两个活动模板同名，请改一个名字。"));
        }
        writer.save_setting(NAME, &templates)?;
        Ok(templates)
    })
}

fn read(kinds: &[Kind], at: usize, template: EventTemplate) -> Answer<EventTemplate> {
    let path = |field: &str| format!("templates.{at}.{field}");
    let kind = kinds::read(kinds, &path("kind"), &template.kind)?;
    let (from, to) = (clock::read(&path("from"), &template.from)?, clock::read(&path("to"), &template.to)?);
    if from >= to {
        return Err(ApiError::invalid(&path("to"), "order", "结束时间要晚于开始时间，请核对。"));
    }
    if template.capacity.is_some_and(|most| !(1..=100_000).contains(&most)) {
        return Err(ApiError::invalid(&path("capacity"), "range", "人数上限请填 1 到 100000，不限请留空。"));
    }
    Ok(EventTemplate {
        name: required(&path("name"), "模板名称", &template.name, 60)?,
        venue: sentence(&template.venue, 60),
        brand: sentence(&template.brand, 60),
        campaign: sentence(&template.campaign, 60),
        remark: sentence(&template.remark, 200),
        kind,
        from,
        to,
        ..template
    })
}
