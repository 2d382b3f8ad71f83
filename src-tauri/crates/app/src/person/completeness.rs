use crate::context::Context;
use crate::error::Answer;
use crate::person::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::{Field, complete};

/// How often one fact is known.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldCompleteness {
    /// Key of the field.
    pub field: String,
    /// The word a clerk reads.
    pub label: String,
    /// 统计与识别必需 ….
    pub weight: String,
    /// People it is asked of.
    pub asked: i64,
    /// People of whom it is known.
    pub known: i64,
}

/// How complete the register is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Completeness {
    /// People in the register now.
    pub people: i64,
    /// Facts asked for in all.
    pub asked: i64,
    /// Facts known.
    pub known: i64,
    /// Fact by fact, the weightiest first.
    pub fields: Vec<FieldCompleteness>,
}

/// How complete the register is, fact by fact: of those in it now, and of each fact only those it is asked of.
pub(crate) fn completeness(context: &Context<'_>, (): ()) -> Answer<Completeness> {
    let mut people = context.read(|reader| reader.everybody())?;
    people.retain(|person| show::fact(&person.facts, Field::State) == "在册");
    let fields: Vec<FieldCompleteness> = complete::FACTS
        .iter()
        .map(|(field, weight)| {
            let asked = people.iter().filter(|person| complete::is_asked(*field, &person.facts));
            let (all, known) = asked.fold((0, 0), |(all, known), person| {
                (all + 1, known + i64::from(complete::is_known(*field, &person.facts)))
            });
            FieldCompleteness {
                field: field.key().to_owned(),
                label: field.label().to_owned(),
                weight: weight.label().to_owned(),
                asked: all,
                known,
            }
        })
        .collect();
    let sum = |of: fn(&FieldCompleteness) -> i64| fields.iter().map(of).sum();
    Ok(Completeness {
        people: i64::try_from(people.len()).unwrap_or(i64::MAX),
        asked: sum(|field| field.asked),
        known: sum(|field| field.known),
        fields,
    })
}
