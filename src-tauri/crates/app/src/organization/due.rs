use crate::context::Context;
use crate::error::Answer;
use crate::organization::rules::in_force;
use crate::organization::term::{due_key, end_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::organization::term::{Due, due as due_on};

/// 换届 of every organization that elects a committee.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Dues {
    /// Those whose term is over or ends soon, the first end first.
    pub due: Vec<DueTerm>,
    /// Those of which no committee was written down.
    pub unknown: Vec<DueTerm>,
    /// How many are in their term.
    pub running: i64,
}

/// One organization whose committee is to be elected.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueTerm {
    /// Record id of the organization.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// The day of the last election; empty where none is known.
    pub elected: String,
    /// The last day of the term.
    pub ends: String,
    /// `soon` or `over`; empty where none is known.
    pub due: String,
    /// It was extended.
    pub extended: bool,
}

/// Whose committee is to be elected within the months of notice, or should have been.
pub(crate) fn due(context: &Context<'_>, (): ()) -> Answer<Dues> {
    let today = context.today();
    context.read(|reader| {
        let rules = in_force(reader)?;
        let terms = reader.last_terms()?.into_iter().map(|term| (term.organization.clone(), term));
        let mut terms = terms.collect::<BTreeMap<_, _>>();
        let mut dues = Dues { due: Vec::new(), unknown: Vec::new(), running: 0 };
        for organization in reader.organizations()? {
            if organization.closed.is_some() || rules.years(&organization.kind).is_none() {
                continue;
            }
            let term = terms.remove(&organization.id);
            let end = term.as_ref().and_then(end_of);
            let state = end.map(|end| due_on(end, rules.notice_months, today));
            let line = DueTerm {
                organization: organization.id,
                name: organization.name,
                ends: end.map(|end| end.to_string()).unwrap_or_default(),
                due: state.map(|state| due_key(state).to_owned()).unwrap_or_default(),
                extended: term.as_ref().is_some_and(|term| term.extended_to.is_some()),
                elected: term.as_ref().map(|term| term.elected.clone()).unwrap_or_default(),
            };
            match (&term, state) {
                (None, _) => dues.unknown.push(line),
                // An appointed committee has no term (domain.md 2.2).
                (Some(_), None | Some(Due::Running)) => dues.running += 1,
                (Some(_), Some(_)) => dues.due.push(line),
            }
        }
        dues.due.sort_by(|one, other| one.ends.cmp(&other.ends).then(one.name.cmp(&other.name)));
        Ok(dues)
    })
}
