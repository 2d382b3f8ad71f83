use crate::context::Context;
use crate::error::Answer;
use crate::organization::rules::in_force;
use crate::organization::{Organization, OrganizationRef, Term};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::organization::term::hints;

/// An organization's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrganizationPage {
    /// What it is.
    pub organization: Organization,
    /// What else is known, by key (`organization.details`).
    pub details: BTreeMap<String, String>,
    /// Name of the superior organization; empty for none.
    pub superior: String,
    /// The organizations under it.
    pub under: Vec<Organization>,
    /// Party members whose formal membership is here now.
    pub members: i64,
    /// Those of them no longer on probation.
    pub full_members: i64,
    /// Its committees, the last one first.
    pub terms: Vec<Term>,
    /// What it was composed of before, the latest first.
    pub compositions: Vec<PastComposition>,
    /// What its size suggests; never a refusal.
    pub hints: Vec<String>,
}

/// What an organization was composed of until a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PastComposition {
    /// 离退休, 混编, 在职; empty while it was 未定.
    pub composition: String,
    /// The first day of what followed.
    pub until: String,
}

/// An organization's page.
pub(crate) fn get(context: &Context<'_>, which: OrganizationRef) -> Answer<OrganizationPage> {
    let today = context.today();
    context.read(|reader| {
        let record = reader.organization(&which.id)?;
        let rules = in_force(reader)?;
        let all = reader.organizations()?;
        let under = all.iter().filter(|one| one.parent.as_ref() == Some(&record.id)).cloned();
        let under = under.map(Organization::of).collect();
        let superior = all.iter().find(|one| Some(&one.id) == record.parent.as_ref());
        let (members, full_members) = reader.party_members(&record.id)?;
        let terms = reader.terms_of(&record.id)?.into_iter();
        let terms = terms
            .map(|term| Term::of(reader, term, rules.notice_months, today))
            .collect::<Result<Vec<_>, _>>()?;
        let now = today.to_string();
        let held = terms.first().map_or(0, |term| {
            term.posts.iter().filter(|post| post.until.is_empty() || post.until > now).count()
        });
        let hints = hints(&record.kind, members, full_members, held);
        let past = reader.past_compositions(&record.id)?.into_iter();
        let past = past.map(|(composition, until)| PastComposition {
            composition: composition.unwrap_or_default(),
            until,
        });
        Ok(OrganizationPage {
            compositions: past.collect(),
            details: record.details.clone(),
            superior: superior.map(|one| one.name.clone()).unwrap_or_default(),
            under,
            members,
            full_members,
            terms,
            hints: hints.into_iter().map(str::to_owned).collect(),
            organization: Organization::of(record),
        })
    })
}
