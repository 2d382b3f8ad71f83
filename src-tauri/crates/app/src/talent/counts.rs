use crate::context::Context;
use crate::error::Answer;
use crate::talent::{plain, rules::in_force};
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::talent::state_on;

/// Count the pool at the end of a day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CountTalents {
    /// `2026-03-05`; today when left out.
    pub day: Option<String>,
}

/// The pool at the end of a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TalentCounts {
    /// The day.
    pub day: String,
    /// How many are in each state.
    pub states: BTreeMap<String, i64>,
    /// 在库 by main category, in the order of the categories; 暂停 is not 在库 (`design.md` 4a 11).
    pub categories: Vec<CategoryCount>,
    /// 在库 altogether.
    pub total: i64,
}

/// One category.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CategoryCount {
    /// Its name.
    pub category: String,
    /// 在库
    pub people: i64,
}

/// The pool at the end of a day, by state and by main category.
pub(crate) fn counts(context: &Context<'_>, count: CountTalents) -> Answer<TalentCounts> {
    let day = count.day.as_deref().map(|day| business_day("day", day)).transpose()?;
    let day = day.unwrap_or_else(|| context.today()).to_string();
    context.read(|reader| {
        let rules = in_force(reader)?;
        let mut by = rules.categories.iter().map(|one| (one.name.clone(), 0)).collect::<Vec<(String, i64)>>();
        let (mut states, mut total) = (BTreeMap::<String, i64>::new(), 0);
        for talent in reader.talents()? {
            let held = plain(&talent);
            let Some(state) = state_on(&held, &day) else { continue };
            *states.entry(state.to_owned()).or_default() += 1;
            if state != "入库" {
                continue;
            }
            total += 1;
            match by.iter_mut().find(|(name, _)| *name == talent.category) {
                Some((_, people)) => *people += 1,
                None => by.push((talent.category, 1)),
            }
        }
        let categories = by.into_iter().map(|(category, people)| CategoryCount { category, people });
        Ok(TalentCounts { day: day.clone(), states, categories: categories.collect(), total })
    })
}
