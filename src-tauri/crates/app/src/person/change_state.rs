use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::withdraw_from_all;
use crate::form::{choice, sentence};
use crate::person::{PersonPage, PersonRef, get, show};
use compact_str::{CompactString, ToCompactString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::date::typed;
use yinhui_core::person::{Facts, Field};
use yinhui_store::Writer;
use yinhui_store::ledger::{EntryFacts, EntryFilter};

/// Nobody is deleted: a person changes state.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ChangeState {
    /// Record id.
    pub id: String,
    /// 在册, 转出, 去世 …
    pub state: String,
    /// When it began, as fine as known; may be typed.
    pub since: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Begins a new state of a person: nobody is deleted. Nobody dies twice: a second 去世 tells the first one better.
pub(crate) fn change_state(context: &Context<'_>, change: ChangeState) -> Answer<PersonPage> {
    let state = choice("state", "人员状态", "state", &change.state)?
        .ok_or_else(|| ApiError::invalid("state", "required", "请选择人员状态。"))?;
    let mut facts = Facts::from([(Field::State, state.into())]);
    if let Some(since) = change.since.as_deref().map(str::trim).filter(|since| !since.is_empty()) {
        let date = typed(since, context.today()).ok_or_else(|| {
            ApiError::invalid("since", "date", "时间看不懂，请写成 2026、2026.3 或 20260305 这样。")
        })?;
        if date.earliest() > context.today() {
            return Err(ApiError::invalid("since", "future", "时间还没有到，请核对。"));
        }
        facts.insert(Field::StateSince, date.to_compact_string());
    }
    let reason = change.reason.map(|reason| sentence(&reason, 120)).filter(|reason| !reason.is_empty());
    let today = context.today().to_string();
    context.write(|writer| {
        let person = writer.person(&change.id)?;
        let began = show::date(&facts, Field::StateSince).zip(show::date(&person.facts, Field::Birth));
        if began.is_some_and(|(since, birth)| since.latest() < birth.earliest()) {
            return Err(ApiError::invalid("since", "contradiction", "时间早于出生日期，请核对。"));
        }
        if is_dead(&facts) && is_dead(&person.facts) {
            let since = facts.get(&Field::StateSince).map(CompactString::as_str);
            writer.correct_state(&change.id, since, reason.as_deref())?;
            return Ok(());
        }
        writer.change_state(&change.id, &facts, &today, reason.as_deref())?;
        expect_no_more(writer, &change.id, &facts, &today)
    })?;
    get(context, PersonRef { id: change.id })
}

fn is_dead(facts: &Facts) -> bool {
    facts.get(&Field::State).is_some_and(|state| state == "去世")
}

/// Where what is written of somebody says that they died, nobody goes to visit them and no event expects them.
pub(crate) fn expect_no_more(writer: &Writer<'_>, person: &str, written: &Facts, today: &str) -> Answer<()> {
    if !is_dead(written) {
        return Ok(());
    }
    close_plans(writer, person)?;
    withdraw_from_all(writer, person, today, "去世")
}

/// Nobody is sent to visit the dead: what was planned is not done. Those left behind have a list of their own.
fn close_plans(writer: &Writer<'_>, person: &str) -> Answer<()> {
    let open = EntryFilter {
        ledger: Some("care_plan".into()),
        person: Some(person.to_owned()),
        state: Some("待走访".into()),
        ..EntryFilter::default()
    };
    for plan in writer.entries(&open, 0, i64::from(i32::MAX))? {
        let closed = EntryFacts { state: Some("未走成"), ..plan.written() };
        writer.save_entry(Some(&plan.id), closed)?;
    }
    Ok(())
}
