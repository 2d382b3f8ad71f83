use crate::context::Context;
use crate::error::Answer;
use crate::import::told::number;
use crate::import::{Cluster, ClusterValue, PlanRef};
use std::collections::{BTreeMap, BTreeSet};
use yinhui_core::import::clusters;
use yinhui_core::import::plan::Target;
use yinhui_core::person::Field;

/// Units and branches of a plan that look like one and the same, written in several ways. Nothing is joined until
/// somebody says so.
pub(crate) fn clusters(context: &Context<'_>, which: PlanRef) -> Answer<Vec<Cluster>> {
    let stored = context.app.plans().get(&which.plan)?;
    let (units, branches) = context.read(|reader| Ok((reader.units()?, reader.organizations()?)))?;
    let registered = [
        (Field::Unit, units.into_iter().map(|unit| unit.name).collect::<BTreeSet<_>>()),
        (Field::Branch, branches.into_iter().map(|branch| branch.name).collect()),
    ];
    let mut out = Vec::new();
    for (field, names) in registered {
        let mut values = BTreeMap::<String, usize>::new();
        for person in stored.plan.people.iter().filter(|person| person.target != Target::Nobody) {
            if let Some(value) = person.facts.get(&field) {
                *values.entry(value.to_string()).or_default() += 1;
            }
        }
        out.extend(clusters::clusters(field, &values, &names).into_iter().map(|found| told(found, &names)));
    }
    Ok(out)
}

fn told(found: clusters::Cluster, registered: &BTreeSet<String>) -> Cluster {
    let values = found.values.into_iter().map(|(text, people)| ClusterValue {
        registered: registered.contains(&text),
        people: number(people),
        text,
    });
    Cluster {
        field: found.field.key().to_owned(),
        label: found.field.label().to_owned(),
        values: values.collect(),
        suggested: found.suggested,
        reason: found.reason.to_owned(),
    }
}
