use crate::context::Context;
use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::care::Rules;
use yinhui_store::{Reader, StoreError};

/// Where the rules stand among the settings.
const NAME: &str = "care_rules";

/// When somebody is to be visited, as the centre has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CareRules {
    /// From this age on somebody is watched.
    pub age_from: i64,
    /// Days between two visits of those who are watched.
    pub visit_days: i64,
    /// Days after which somebody who used to come is missed.
    pub absent_days: i64,
    /// Days within which somebody is asked after once out of hospital.
    pub discharged_days: i64,
    /// Days before a festival from which its round begins.
    pub festival_days: i64,
}

/// The rules in force.
pub(super) fn in_force(reader: &Reader<'_>) -> Result<Rules, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// When somebody is to be visited.
pub(crate) fn rules(context: &Context<'_>, (): ()) -> Answer<CareRules> {
    Ok(shown(&context.read(in_force)?))
}

/// Sets when somebody is to be visited.
pub(crate) fn save_rules(context: &Context<'_>, rules: CareRules) -> Answer<CareRules> {
    let number = |path: &str, label: &str, number: i64, least: u32, most: u32| {
        let number = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| ApiError::invalid(path, "range", format!("{label}请填 {least} 到 {most}。")))
    };
    let rules = Rules {
        age_from: number("age_from", "年龄", rules.age_from, 50, 120)?,
        visit_days: number("visit_days", "走访间隔天数", rules.visit_days, 1, 3_660)?,
        absent_days: number("absent_days", "未到馆天数", rules.absent_days, 1, 3_660)?,
        discharged_days: number("discharged_days", "出院后天数", rules.discharged_days, 1, 365)?,
        festival_days: number("festival_days", "节前天数", rules.festival_days, 1, 90)?,
    };
    context.write(|writer| {
        writer.save_setting(NAME, &rules)?;
        Ok(shown(&rules))
    })
}

fn shown(rules: &Rules) -> CareRules {
    CareRules {
        age_from: rules.age_from.into(),
        visit_days: rules.visit_days.into(),
        absent_days: rules.absent_days.into(),
        discharged_days: rules.discharged_days.into(),
        festival_days: rules.festival_days.into(),
    }
}
