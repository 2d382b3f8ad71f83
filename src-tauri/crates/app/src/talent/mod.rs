//! 银发人才库: who can do what, and when.

use crate::ledger::show::short;
use crate::person::{PersonRow, show};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::date::PartialDate;
use yinhui_core::person::Field;
use yinhui_core::talent::{Rules, last_span, state_on};
use yinhui_store::talent::TalentRecord;
use yinhui_store::{Reader, StoreError};

mod change_state;
mod counts;
mod export;
mod get;
mod list;
pub(crate) mod rules;
pub(crate) mod save;

pub use change_state::ChangeTalentState;
pub(crate) use change_state::change_state;
pub(crate) use counts::counts;
pub use counts::{CategoryCount, CountTalents, TalentCounts};
pub use export::ExportTalents;
pub(crate) use export::export;
pub(crate) use get::get;
pub use get::{TalentPage, TalentStateSpan};
pub(crate) use list::list;
pub use list::{ListTalents, TalentList};
pub use rules::{TalentCategory, TalentRules};
pub(crate) use rules::{rules, save_rules};
pub use save::SaveTalent;
pub(crate) use save::save;

/// What is known of somebody in the pool besides their categories, by key and label.
pub(crate) const FACTS: [(&str, &str); 12] = [
    ("others", "其他类别"),
    ("elders", "五老"),
    ("speciality", "专业特长"),
    ("achievements", "主要成果"),
    ("title", "职称或技术等级"),
    ("rehired", "返聘岗位"),
    ("wish", "服务意愿"),
    ("weekdays", "可服务的星期"),
    ("area", "服务区域"),
    ("recommended", "推荐单位意见"),
    ("reviewed", "审核意见"),
    ("number", "入库编号"),
];

/// Somebody in the pool.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Talent {
    /// Record id.
    pub id: String,
    /// Who.
    pub person: PersonRow,
    /// 主类别
    pub category: String,
    /// 外来, 候鸟
    pub external: bool,
    /// What else is known, by key: `others`, `speciality`, `weekdays` (`1` to `7` with a space between them) …
    pub facts: BTreeMap<String, String>,
    /// 申报, 审核, 入库, 暂停, 出库.
    pub state: String,
    /// Since when.
    pub since: String,
    /// The day of the last review (复核); empty for none.
    pub reviewed: String,
    /// Hours of completed dispatches: `12.5`.
    pub hours: String,
    /// The day of the last one; empty for none.
    pub last_used: String,
    /// The register asks for a review: in the pool for longer than the years between two.
    pub review: bool,
    /// What speaks against it, in words.
    pub warnings: Vec<String>,
}

/// What must be known to show somebody.
pub(crate) struct Shown<'a> {
    pub reader: &'a Reader<'a>,
    pub rules: &'a Rules,
    pub today: NaiveDate,
}

impl Talent {
    pub(crate) fn of(shown: &Shown<'_>, record: TalentRecord) -> Result<Self, StoreError> {
        let person = shown.reader.person(&record.person)?;
        let today = shown.today.to_string();
        let states = plain(&record);
        let state = state_on(&states, &today).unwrap_or("申报").to_owned();
        let (since, last) = last_span(&states).unwrap_or_default();
        let (since, last) = (since.to_owned(), last.to_owned());
        let mut warnings = Vec::new();
        let fact = |field| show::fact(&person.facts, field);
        let birth = fact(Field::Birth).parse::<PartialDate>().ok();
        let ceiling = shown.rules.age_ceiling;
        // The age at entry is what is warned of; who is not in yet would enter today.
        let entered = states.iter().find(|(_, state)| state == "入库").and_then(|(day, _)| day.parse().ok());
        let then = if entered.is_some() { "入库时" } else { "" };
        let entered = entered.unwrap_or(shown.today);
        if ceiling > 0
            && state != "出库"
            && birth.is_some_and(|birth| birth.full_years_by(entered).0 > ceiling)
        {
            warnings.push(format!("{then}已超过 {ceiling} 岁"));
        }
        if fact(Field::State) == "去世" && state != "出库" {
            warnings.push("登记为去世，请办理出库".into());
        }
        Ok(Self {
            review: state == "入库" && is_long_ago(&last, shown.rules.review_years, shown.today),
            reviewed: if last > since { last } else { String::new() },
            hours: short(record.hours),
            last_used: record.last_used.unwrap_or_default(),
            person: show::row(person, shown.today),
            id: record.id,
            category: record.category,
            external: record.external,
            facts: record.facts,
            state,
            since,
            warnings,
        })
    }
}

/// The states without their reasons.
pub(crate) fn plain(record: &TalentRecord) -> Vec<(String, String)> {
    record.states.iter().map(|(day, state, _)| (day.clone(), state.clone())).collect()
}

fn is_long_ago(since: &str, years: u32, today: NaiveDate) -> bool {
    let months = chrono::Months::new(years.saturating_mul(12));
    let since = since.parse::<NaiveDate>().ok().and_then(|since| since.checked_add_months(months));
    since.is_some_and(|due| due <= today)
}
