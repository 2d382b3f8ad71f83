use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::talent::{Shown, Talent, rules::in_force};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use yinhui_core::ledger::hundredths;
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
    /// 入库 …; when left out those not 出库, or, where a weekday is asked for, those who can be sent: 入库.
    pub state: Option<String>,
    /// Available on this day of the week, 1 for Monday to 7 for Sunday.
    pub weekday: Option<i64>,
    /// Only those to be reviewed.
    pub review: Option<bool>,
    /// 老干部, 老战士 … (五老)
    pub elder: Option<String>,
    /// Only 外来 and 候鸟, or only others.
    pub external: Option<bool>,
    /// `last_used`: least lately used first; `hours`: most hours first; by name when left out.
    pub order: Option<String>,
}

/// The pool.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TalentList {
    /// Those that fit, in the order asked for; used least lately first where a weekday is asked for.
    pub rows: Vec<Talent>,
    /// How many of everybody are in each state.
    pub states: BTreeMap<String, i64>,
}

/// Those of the pool that fit.
pub(crate) fn list(context: &Context<'_>, list: ListTalents) -> Answer<TalentList> {
    let today = context.today();
    if list.order.as_deref().is_some_and(|order| !["", "last_used", "hours"].contains(&order)) {
        return Err(ApiError::invalid("order", "not_in_list", "排序方式请从列表中选择。"));
    }
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
        match list.order.as_deref().filter(|order| !order.is_empty()) {
            None if list.weekday.is_none() => {}
            None | Some("last_used") => rows.sort_by(|one, other| one.last_used.cmp(&other.last_used)),
            Some("hours") => rows.sort_by_cached_key(|one| Reverse(hundredths(&one.hours))),
            Some(_) => {}
        }
        Ok(TalentList { rows, states })
    })
}

fn fits(list: &ListTalents, words: Option<&str>, named: &BTreeSet<String>, talent: &Talent) -> bool {
    let state = match list.state.as_deref().filter(|state| !state.is_empty()) {
        None if list.weekday.is_some() => talent.state == "入库",
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
    let elder = list.elder.as_deref().filter(|elder| !elder.is_empty());
    let elder = elder.is_none_or(|elder| among("elders", elder));
    let external = list.external.is_none_or(|external| talent.external == external);
    state && category && weekday && review && words && elder && external
}

/// Every one of the words stands somewhere in what is known of them, in large letters or small.
fn says(talent: &Talent, words: &str) -> bool {
    let told = talent.facts.iter().filter(|(key, _)| *key != "weekdays").map(|(_, value)| value.as_str());
    let told = told.chain([talent.category.as_str()]).collect::<Vec<_>>().join("\n").to_lowercase();
    text::normal(words).to_lowercase().split_whitespace().all(|word| told.contains(word))
}
