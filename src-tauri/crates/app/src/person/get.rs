use crate::card::Card;
use crate::context::Context;
use crate::error::Answer;
use crate::notice::Notice;
use crate::operator::Role;
use crate::person::{ExtraFact, MergedRecord, PersonPage, PersonRef, Source, StateSpan, Visit, show};
use crate::team::Belonging;
use crate::time::told_ms;
use chrono::Datelike;
use yinhui_store::person::Provenance;

/// The latest visits shown.
const VISITS: i64 = 30;

/// A person's page.
pub(crate) fn get(context: &Context<'_>, which: PersonRef) -> Answer<PersonPage> {
    let today = context.today();
    let (first, last) = (format!("{}-01-01", today.year()), format!("{}-12-31", today.year()));
    let role = context.role();
    context.read(|reader| {
        let person = reader.person(&which.id)?;
        let states = reader.states(&which.id)?;
        let visits = reader.latest_visits(&which.id, VISITS)?;
        let sources = reader.sources(&which.id)?;
        let extras = reader.extras_of(&which.id)?;
        let mut extra_sources = reader.extra_sources(&which.id)?;
        Ok(PersonPage {
            facts: show::masked_facts(&person.facts),
            age: show::age(&person.facts, today),
            standing: show::party_standing(&person.facts, today),
            states: states
                .into_iter()
                .map(|state| StateSpan {
                    state: state.state,
                    since: state.since.unwrap_or_default(),
                    reason: state.reason.unwrap_or_default(),
                })
                .collect(),
            visits_this_year: reader.visit_count(&which.id, &first, &last)?,
            visits_total: reader.visit_count(&which.id, "0000-01-01", "9999-12-31")?,
            visits: visits
                .into_iter()
                .map(|visit| Visit { at: told_ms(visit.at), purpose: visit.purpose })
                .collect(),
            sources: sources
                .into_iter()
                .filter(|(field, _)| person.facts.contains_key(field))
                .map(|(field, at)| (field.key().to_owned(), source(at)))
                .collect(),
            extras: extras
                .into_iter()
                .map(|(label, value)| ExtraFact {
                    source: extra_sources.remove(&label).map(source),
                    masked: show::guarded(&value) != value,
                    value: show::guarded(&value),
                    label,
                })
                .collect(),
            merged_into: reader.merged_into(&which.id)?,
            merged: reader
                .merged_records(&which.id)?
                .into_iter()
                .map(|record| MergedRecord { id: record.id, name: record.name, at: told_ms(record.at) })
                .collect(),
            cards: reader.cards_of(&which.id)?.into_iter().map(|card| Card::of(card, today)).collect(),
            notices: reader.notices_of(&which.id)?.into_iter().map(Notice::of).collect(),
            teams: reader.teams_of(&which.id)?.into_iter().map(Belonging::of).collect(),
            functional: reader.functional_of(&which.id)?.into_iter().map(Belonging::of).collect(),
            declined: reader.declined_by(&which.id)?.iter().map(|field| field.key().to_owned()).collect(),
            has_photo: reader.has_photo(&which.id)?,
            may_merge: role == Some(Role::Admin),
            may_reveal: role == Some(Role::Admin),
            may_edit: matches!(role, Some(Role::Admin | Role::Desk)),
            unit_id: person.unit,
            branch_id: person.branch,
            id: person.id,
        })
    })
}

fn source(at: Provenance) -> Source {
    Source { import: at.import, file: at.file, sheet: at.sheet, cell: at.cell }
}
