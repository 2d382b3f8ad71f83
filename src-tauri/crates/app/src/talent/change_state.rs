use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use crate::person::show;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_core::talent::{STATES, may_follow};

/// Begin a state of somebody in the pool.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ChangeTalentState {
    /// Record id of the entry.
    pub id: String,
    /// 审核, 入库, 暂停, 出库, 申报.
    pub state: String,
    /// Since when; today when left out.
    pub day: Option<String>,
    /// Why; must be said of 暂停 and 出库.
    pub reason: Option<String>,
}

/// Begins a state of somebody in the pool: 申报 → 审核 → 入库 → 暂停 → 出库, and in again; 入库 once more is a review they
/// passed.
pub(crate) fn change_state(context: &Context<'_>, change: ChangeTalentState) -> Answer<()> {
    if !STATES.contains(&change.state.as_str()) {
        return Err(ApiError::invalid("state", "not_in_list", "状态请从列表中选择。"));
    }
    let day = change.day.as_deref().map(|day| business_day("day", day)).transpose()?;
    let day = day.unwrap_or_else(|| context.today());
    if day > context.today() {
        return Err(ApiError::invalid("day", "future", "日期还没有到，请核对。"));
    }
    let reason = sentence(change.reason.as_deref().unwrap_or_default(), 120);
    if reason.is_empty() && matches!(change.state.as_str(), "暂停" | "出库") {
        return Err(ApiError::invalid("reason", "required", format!("请写明{}的原因。", change.state)));
    }
    let day = day.to_string();
    context.write(|writer| {
        let talent = writer.talent(&change.id)?;
        let last = talent.states.last();
        if !may_follow(last.map(|(_, state, _)| state.as_str()), &change.state) {
            let now = last.map_or("未申报", |(_, state, _)| state.as_str());
            let message = format!("现在是“{now}”，不能直接改为“{}”。", change.state);
            return Err(ApiError::new(Code::Conflict, message));
        }
        if last.is_some_and(|(since, ..)| day < *since) {
            return Err(ApiError::invalid("day", "order", "日期早于上一个状态开始的日期，请核对。"));
        }
        let died = show::fact(&writer.person(&talent.person)?.facts, Field::State) == "去世";
        if died && change.state != "出库" {
            return Err(ApiError::new(Code::Conflict, "这位同志登记为去世，只能办理出库。"));
        }
        let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
        Ok(writer.begin_talent_state(&talent, &change.state, &day, reason)?)
    })
}
