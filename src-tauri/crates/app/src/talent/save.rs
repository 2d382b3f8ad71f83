use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use crate::organization::Saved;
use crate::person::show;
use crate::talent::{FACTS, rules::in_force};
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_core::talent::Rules;
use yinhui_store::talent::TalentFacts;

/// 五老: 老干部, 老战士, 老专家, 老教师, 老模范.
pub(crate) const ELDERS: [&str; 5] = ["老干部", "老战士", "老专家", "老教师", "老模范"];

/// No fact is longer.
const LONGEST: usize = 500;

/// Write somebody's entry in the pool, or take them up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveTalent {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// 主类别
    pub category: String,
    /// 外来, 候鸟
    #[serde(default)]
    pub external: bool,
    /// What else is known, by key.
    pub facts: BTreeMap<String, String>,
    /// The day of 申报; today when left out. Of a new entry alone.
    pub day: Option<String>,
}

/// Writes somebody's entry in the pool; a new one begins as 申报.
pub(crate) fn save(context: &Context<'_>, save: SaveTalent) -> Answer<Saved> {
    let facts = facts(&save.facts)?;
    let day = save.day.as_deref().map(|day| business_day("day", day)).transpose()?;
    let day = day.unwrap_or_else(|| context.today());
    if day > context.today() {
        return Err(ApiError::invalid("day", "future", "申报日期还没有到，请核对。"));
    }
    context.write(|writer| {
        refuse_category(&in_force(writer)?, &save.category, save.facts.get("others"))?;
        if show::fact(&writer.person(&save.person)?.facts, Field::State) == "去世" && save.id.is_none() {
            return Err(ApiError::invalid("person", "deceased", "这位同志登记为去世，不能申报。"));
        }
        let held = writer.talent_of(&save.person)?;
        if held.is_some_and(|held| Some(&held.id) != save.id.as_ref()) {
            return Err(ApiError::new(Code::Conflict, "这位同志已在人才库里，请打开原来的登记修改。"));
        }
        let written = TalentFacts {
            person: &save.person,
            category: &save.category,
            external: save.external,
            facts: &facts,
        };
        let id = writer.save_talent(save.id.as_deref(), written)?;
        if save.id.is_none() {
            writer.begin_talent_state(&writer.talent(&id)?, "申报", &day.to_string(), None)?;
        }
        Ok(Saved { id })
    })
}

/// Facts by key, tidied; an unknown one is refused.
pub(crate) fn facts(written: &BTreeMap<String, String>) -> Answer<BTreeMap<String, String>> {
    if written.keys().any(|key| FACTS.iter().all(|(known, _)| known != key)) {
        return Err(ApiError::invalid("facts", "unknown", "人才库没有这一栏，请刷新页面后再试。"));
    }
    let tidied = |key: &str, value: &str| match key {
        // Names of categories with a space between them: no sentence.
        "others" | "elders" => value.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => sentence(value, LONGEST),
    };
    let facts = written.iter().map(|(key, value)| (key.clone(), tidied(key, value)));
    let mut facts = facts.filter(|(_, value)| !value.is_empty()).collect::<BTreeMap<_, _>>();
    if let Some(elders) = facts.get("elders") {
        let known = |word: &str| ELDERS.contains(&word);
        if !elders.split_whitespace().all(known) {
            return Err(ApiError::invalid("facts.elders", "not_in_list", "五老身份请从列表中选择。"));
        }
    }
    if let Some(days) = facts.get("weekdays") {
        let mut days = days.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if days.iter().any(|day| !matches!(day.as_str(), "1" | "2" | "3" | "4" | "5" | "6" | "7")) {
            return Err(ApiError::invalid("facts.weekdays", "not_in_list", "可服务的星期请从列表中选择。"));
        }
        days.sort();
        days.dedup();
        facts.insert("weekdays".into(), days.join(" "));
    }
    Ok(facts)
}

/// Refuses a category the centre does not have.
pub(crate) fn refuse_category(rules: &Rules, category: &str, others: Option<&String>) -> Answer<()> {
    let known = |name: &str| rules.categories.iter().any(|category| category.name == name);
    if !known(category) {
        return Err(ApiError::invalid("category", "not_in_list", "主类别请从列表中选择。"));
    }
    let others = others.map(String::as_str).unwrap_or_default().split_whitespace();
    if others.into_iter().any(|other| !known(other) || other == category) {
        return Err(ApiError::invalid(
            "facts.others",
            "not_in_list",
            "其他类别请从列表中选择，不重复主类别。",
        ));
    }
    Ok(())
}
