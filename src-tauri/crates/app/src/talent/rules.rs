use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::required;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::talent::{Category, Rules};
use yinhui_store::{Reader, StoreError};

/// Where the rules stand among the settings.
const NAME: &str = "talent_rules";

/// Rules of the pool, as the centre has set them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TalentRules {
    /// The categories in their order.
    pub categories: Vec<TalentCategory>,
    /// Older people are warned of; 0 for no limit.
    pub age_ceiling: i64,
    /// Years between two reviews.
    pub review_years: i64,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TalentCategory {
    /// Its name.
    pub name: String,
    /// It is not offered any more.
    pub retired: bool,
}

/// The rules in force.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Rules, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// The rules of the pool.
pub(crate) fn rules(context: &Context<'_>, (): ()) -> Answer<TalentRules> {
    Ok(shown(&context.read(in_force)?))
}

/// Sets the rules of the pool. A category somebody is in stays on the list.
pub(crate) fn save_rules(context: &Context<'_>, rules: TalentRules) -> Answer<TalentRules> {
    let number = |path: &str, label: &str, number: i64, most: u32| {
        let number = u32::try_from(number).ok().filter(|number| *number <= most);
        number.ok_or_else(|| ApiError::invalid(path, "range", format!("{label}请填 0 到 {most}。")))
    };
    let (age_ceiling, review_years) = (
        number("age_ceiling", "年龄上限", rules.age_ceiling, 120)?,
        number("review_years", "复核间隔年数", rules.review_years, 20)?,
    );
    let mut categories = Vec::<Category>::new();
    for (at, one) in rules.categories.iter().enumerate() {
        let path = format!("categories.{at}.name");
        let name = required(&path, "类别名称", &one.name, 20)?;
        if categories.iter().any(|known| known.name == name) {
            return Err(ApiError::invalid(&path, "taken", "这个类别已经有了。"));
        }
        categories.push(Category { name, retired: one.retired });
    }
    let rules = Rules { categories, age_ceiling, review_years };
    context.write(|writer| {
        let talents = writer.talents()?;
        let held = talents.iter().flat_map(|talent| {
            let others = talent.facts.get("others").map(String::as_str).unwrap_or_default();
            others.split_whitespace().chain([talent.category.as_str()])
        });
        let mut held = held.filter(|name| rules.categories.iter().all(|category| category.name != *name));
        if let Some(lost) = held.next() {
            let message = format!("“{lost}”类别里还有人，不能去掉；不再使用请勾选“停用”。");
            return Err(ApiError::invalid("categories", "in_use", message));
        }
        writer.save_setting(NAME, &rules)?;
        Ok(shown(&rules))
    })
}

fn shown(rules: &Rules) -> TalentRules {
    let category =
        |category: &Category| TalentCategory { name: category.name.clone(), retired: category.retired };
    TalentRules {
        categories: rules.categories.iter().map(category).collect(),
        age_ceiling: rules.age_ceiling.into(),
        review_years: rules.review_years.into(),
    }
}
