use crate::context::Context;
use crate::error::Answer;
use crate::person::PersonRef;
use crate::talent::{Shown, Talent, rules::in_force};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody in the pool, with every state they were in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TalentPage {
    /// Their entry.
    pub talent: Talent,
    /// Every state, first to last.
    pub states: Vec<TalentStateSpan>,
}

/// One state.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TalentStateSpan {
    /// 入库 …
    pub state: String,
    /// Since when.
    pub day: String,
    /// Why.
    pub reason: String,
}

/// Somebody's entry in the pool; null for who is not in it.
pub(crate) fn get(context: &Context<'_>, which: PersonRef) -> Answer<Option<TalentPage>> {
    let today = context.today();
    context.read(|reader| {
        let Some(record) = reader.talent_of(&which.id)? else { return Ok(None) };
        let rules = in_force(reader)?;
        let states = record.states.iter().map(|(day, state, reason)| TalentStateSpan {
            state: state.clone(),
            day: day.clone(),
            reason: reason.clone().unwrap_or_default(),
        });
        let states = states.collect();
        let talent = Talent::of(&Shown { reader, rules: &rules, today }, record)?;
        Ok(Some(TalentPage { talent, states }))
    })
}
