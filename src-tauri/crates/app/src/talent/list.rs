use crate::context::Context;
use crate::error::Answer;
use crate::talent::{Shown, Talent, rules::in_force};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::text;

/// Which of the pool. All conditions hold together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListTalents {
    /// Name, pinyin, or words that stand in their skills, wishes and results.
    pub words: Option<String>,
    /// Main or other category.
    pub category: Option<String>,
    /// 入库 …; those not 出库 when left out.
    pub state: Option<String>,
    /// Available on this day of the week, 1 for Monday to 7 for Sunday.
    pub weekday: Option<i64>,
    /// Only those to be reviewed.
    pub review: Option<bool>,
}

/// The pool.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TalentList {
    /// Those that fit: used least lately first where a weekday is asked for, else by name.
    pub rows: Vec<Talent>,
    /// How many of everybody are in each state.
    pub states: BTreeMap<String, i64>,
}

/// Those of the pool that fit.
pub(crate) fn list(context: &Context<'_>, list: ListTalents) -> Answer<TalentList> {
    let today = context.today();
    context.read(|reader| {
        let rules = in_force(reader)?;
        let words = list.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let named = match words {
            None => BTreeSet::new(),
            Some(words) => reader.people_named(words)?.into_iter().collect::<BTreeSet<_>>(),
        };
        let shown = Shown { reader, rules: &rules, today };
        let (mut rows, mut states) = (Vec::new(), BTreeMap::<String, i64>::new());
        for record in reader.talents()? {
            let talent = Talent::of(&shown, record)?;
            *states.entry(talent.state.clone()).or_default() += 1;
            if fits(&list, words, &named, &talent) {
                rows.push(talent);
            }
        }
        if list.weekday.is_some() {
            rows.sort_by(|one, other| one.last_used.cmp(&other.last_used));
        }
        Ok(TalentList { rows, states })
    })
}

fn fits(list: &ListTalents, words: Option<&str>, named: &BTreeSet<String>, talent: &Talent) -> bool {
    let state = match list.state.as_deref().filter(|state| !state.is_empty()) {
        None => talent.state != "出库",
        Some(state) => talent.state == state,
    };
    let among = |key: &str, part: &str| {
        talent.facts.get(key).is_some_and(|value| value.split_whitespace().any(|one| one == part))
    };
    let category = list.category.as_deref().filter(|category| !category.is_empty());
    let category = category.is_none_or(|category| talent.category == category || among("others", category));
    let weekday = list.weekday.is_none_or(|day| among("weekdays", &day.to_string()));
    let review = !list.review.unwrap_or(false) || talent.review;
    let words = words.is_none_or(|words| named.contains(&talent.person.id) || says(talent, words));
    state && category && weekday && review && words
}

/// Every one of the words stands somewhere in what is known of them, in large letters or small.
fn says(talent: &Talent, words: &str) -> bool {
    let told = talent.facts.iter().filter(|(key, _)| *key != "weekdays").map(|(_, value)| value.as_str());
    let told = told.chain([talent.category.as_str()]).collect::<Vec<_>>().join("\n").to_lowercase();
    text::normal(words).to_lowercase().split_whitespace().all(|word| told.contains(word))
}
