use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::{PersonRef, expect_no_more, own, show};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::field::Kind;
use yinhui_core::person::{Facts, Field};
use yinhui_store::person::Dates;

/// Join two records of one person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergePeople {
    /// Record id of the one to keep.
    pub kept: String,
    /// Record id of the one that goes into it.
    pub gone: String,
    /// Keys of fields, and of facts of the centre's own, to take from the one that goes. What the kept one does not know
    /// is taken anyway.
    #[serde(default)]
    pub take: Vec<String>,
}

/// Joins two records of one person. What the one kept does not know is taken from the other; where both know something
/// different, the fields named are taken from the other.
pub(crate) fn merge(context: &Context<'_>, merge: MergePeople) -> Answer<PersonRef> {
    let (own, fields): (Vec<_>, Vec<_>) = merge.take.iter().partition(|key| own::label_of(key).is_some());
    let take = fields.into_iter().map(|key| field(key)).collect::<Answer<Vec<_>>>()?;
    context.write(|writer| {
        let (kept, gone) = (writer.person(&merge.kept)?, writer.person(&merge.gone)?);
        let facts = joined(&kept.facts, &gone.facts, &take);
        let theirs = writer.extras_of(&gone.id)?;
        writer.merge_people(&kept.id, &gone.id)?;
        for label in own.iter().filter_map(|key| own::label_of(key)) {
            if let Some(value) = theirs.get(label).filter(|value| !value.is_empty()) {
                writer.save_extra(&kept.id, label, value)?;
            }
        }
        let today = context.today().to_string();
        writer.save_person(&kept.id, &facts, &Dates::new(), &today)?;
        expect_no_more(writer, &kept.id, &facts, &today)?;
        Ok(PersonRef { id: kept.id })
    })
}

fn field(key: &str) -> Answer<Field> {
    Field::from_key(key).ok_or_else(|| ApiError::invalid("take", "field", "没有这个项目，请刷新后再试。"))
}

/// What is written to the record that is kept.
fn joined(kept: &Facts, gone: &Facts, take: &[Field]) -> Facts {
    let mut out = Facts::new();
    for (field, theirs) in gone {
        let own = show::fact(kept, *field);
        let is_state = matches!(field, Field::State | Field::StateSince);
        if field.kind() != Kind::Phones && take.contains(field) || (own.is_empty() && !is_state) {
            out.insert(*field, theirs.clone());
        } else if field.kind() == Kind::Phones {
            // Two telephones are two: neither is dropped.
            let more = theirs.split(' ').filter(|number| !own.split(' ').any(|held| held == *number));
            let all: Vec<&str> = own.split(' ').chain(more).collect();
            out.insert(*field, all.join(" ").into());
        }
    }
    // When a state began goes with the state.
    if take.contains(&Field::State) {
        out.insert(Field::StateSince, gone.get(&Field::StateSince).cloned().unwrap_or_default());
    }
    out
}
