use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::clock;
use crate::form::{choice, required, sentence};
use crate::organization::Saved;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::event::EventFacts;

/// Plan an event, or write one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveEvent {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// 主题党日, 讲坛讲座 …
    pub kind: String,
    /// `2026-03-05`.
    pub day: String,
    /// As typed: `9:00`, `0900`.
    pub from: String,
    /// As typed: `11:00`, `1100`.
    pub to: String,
    /// Where.
    pub venue: Option<String>,
    /// As many as fit; left out for no limit.
    pub capacity: Option<i64>,
    /// Free text.
    pub remark: Option<String>,
    /// It does not take place.
    #[serde(default)]
    pub cancelled: bool,
}

/// Plans an event, or writes one anew.
pub(crate) fn save(context: &Context<'_>, save: SaveEvent) -> Answer<Saved> {
    let name = required("name", "活动名称", &save.name, 60)?;
    let kind = choice("kind", "类别", "event_kind", &save.kind)?
        .ok_or_else(|| ApiError::invalid("kind", "required", "请选择类别。"))?;
    let day = business_day("day", &save.day)?.to_string();
    let (from, to) = (clock::read("from", &save.from)?, clock::read("to", &save.to)?);
    if from >= to {
        return Err(ApiError::invalid("to", "order", "结束时间要晚于开始时间，请核对。"));
    }
    if save.capacity.is_some_and(|most| !(1..=100_000).contains(&most)) {
        return Err(ApiError::invalid("capacity", "range", "人数上限请填 1 到 100000，不限请留空。"));
    }
    let venue = sentence(save.venue.as_deref().unwrap_or_default(), 60);
    let remark = sentence(save.remark.as_deref().unwrap_or_default(), 200);
    let facts = EventFacts {
        name: &name,
        kind: &kind,
        day: &day,
        from: &from,
        to: &to,
        venue: &venue,
        capacity: save.capacity,
        remark: &remark,
        cancelled: save.cancelled,
    };
    context.write(|writer| {
        if let Some(id) = &save.id {
            let held = writer.event(id)?;
            if held.here > 0 && held.day != day {
                return Err(ApiError::new(Code::Conflict, "已经有人签到，不能改日期；请另建一场活动。"));
            }
            if held.here > 0 && save.cancelled {
                return Err(ApiError::new(Code::Conflict, "已经有人签到，不能取消；请先撤销这些签到。"));
            }
            // More than fit is a warning; a limit is not set below those who have a place.
            if save.capacity != held.capacity && save.capacity.is_some_and(|most| most < held.expected) {
                let message = format!("已有 {} 人报名，人数上限不能再少。", held.expected);
                return Err(ApiError::invalid("capacity", "below", message));
            }
        }
        Ok(Saved { id: writer.save_event(save.id.as_deref(), facts)? })
    })
}
