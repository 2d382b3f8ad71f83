use crate::context::Context;
use crate::error::Answer;
use crate::report::count::registered;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::report::Standing;

/// Count organizations at the end of a day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CountOrganizations {
    /// `2026-03-05`; today when left out.
    pub day: Option<String>,
}

/// The register by organization at the end of a day: each person once (不重不漏).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganizationCounts {
    /// The day.
    pub day: String,
    /// Every organization that has people or stands above one that has.
    pub rows: Vec<OrganizationCount>,
    /// People 在册 in no organization.
    pub outside: i64,
    /// People of whom the dates do not tell whether they were 在册.
    pub undecided: i64,
    /// Everybody 在册.
    pub total: i64,
}

/// One organization at the end of a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganizationCount {
    /// Record id.
    pub id: String,
    /// 直属: people 在册 whose formal membership is here.
    pub people: i64,
    /// Party members among them.
    pub members: i64,
    /// 含下级: people here and in everything under it.
    pub people_all: i64,
    /// Party members among those.
    pub members_all: i64,
}

/// The register by organization at the end of a day.
pub(crate) fn counts(context: &Context<'_>, count: CountOrganizations) -> Answer<OrganizationCounts> {
    let day = count.day.as_deref().map(|day| business_day("day", day)).transpose()?;
    let day = day.unwrap_or_else(|| context.today());
    context.read(|reader| {
        let organizations = reader.organizations()?;
        let mut own = BTreeMap::<String, (i64, i64)>::new();
        let (mut outside, mut undecided, mut total) = (0, 0, 0);
        for person in reader.register()?.into_iter().map(registered) {
            match person.standing(day) {
                Standing::Out => continue,
                Standing::Undecided => {
                    undecided += 1;
                    continue;
                }
                Standing::In => total += 1,
            }
            match person.branch(day) {
                None => outside += 1,
                Some(branch) => {
                    let (people, members) = own.entry(branch.to_owned()).or_default();
                    *people += 1;
                    *members += i64::from(person.is_member(day));
                }
            }
        }
        let parents = organizations.iter().map(|one| (one.id.as_str(), one.parent.as_deref()));
        let parents = parents.collect::<BTreeMap<_, _>>();
        let mut all = own.clone();
        for (id, (people, members)) in &own {
            for above in ancestors(&parents, id) {
                let (all_people, all_members) = all.entry(above.to_owned()).or_default();
                *all_people += people;
                *all_members += members;
            }
        }
        let rows = all.into_iter().map(|(id, (people_all, members_all))| {
            let (people, members) = own.get(&id).copied().unwrap_or_default();
            OrganizationCount { id, people, members, people_all, members_all }
        });
        Ok(OrganizationCounts { day: day.to_string(), rows: rows.collect(), outside, undecided, total })
    })
}

/// What stands above an organization, nearest first; the tree has no loops, and a spoiled one ends here.
fn ancestors<'a>(parents: &BTreeMap<&'a str, Option<&'a str>>, id: &str) -> Vec<&'a str> {
    let mut above = Vec::new();
    let mut at = parents.get(id).copied().flatten();
    while let Some(parent) = at.filter(|parent| !above.contains(parent)) {
        above.push(parent);
        at = parents.get(parent).copied().flatten();
    }
    above
}
