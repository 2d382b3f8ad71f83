use crate::context::Context;
use crate::error::Answer;
use crate::report::form::every_form;
use crate::{event, team};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::kind::Kind;
use yinhui_core::report as rules;

/// Every form, and what their rows and columns may ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormList {
    /// Ours first, in the order of the tabs.
    pub forms: Vec<FormInfo>,
    /// What may be asked of people.
    pub facts: Vec<FormFact>,
    /// The records a column may count.
    pub tables: Vec<FormTable>,
}

/// One form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormInfo {
    /// Its id.
    pub id: String,
    /// Title on the paper.
    pub title: String,
    /// The centre's own.
    pub own: bool,
    /// Its figures stand in rows and columns, not one a line.
    pub table: bool,
}

/// Something a row or column may ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormFact {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The words it can be; empty where they depend on what a centre writes down.
    pub words: Vec<String>,
}

/// Records a column may count.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormTable {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What may be asked of them.
    pub facts: Vec<FormFact>,
}

/// Every form, and what may be asked.
pub(crate) fn list(context: &Context<'_>, _: ()) -> Answer<FormList> {
    let (all, events, teams) = context.read(|reader| {
        Ok((every_form(reader)?, event::kinds::in_force(reader)?, team::kinds::in_force(reader)?))
    })?;
    let info = |form: rules::Form| FormInfo {
        own: rules::shipped(&form.id).is_none(),
        table: form.grid.is_some(),
        id: form.id,
        title: form.title,
    };
    let fact = |known: rules::Known| FormFact { key: known.key, label: known.label, words: known.words };
    let tables = rules::tables().into_iter().map(|table| {
        let kinds = match table.key.as_str() {
            "event" | "attendance" => &events[..],
            "team" => &teams,
            _ => &[],
        };
        let told = |known: rules::Known| match known.words[..] {
            [] => rules::Known { words: names(kinds, &known.key), ..known },
            _ => known,
        };
        FormTable {
            facts: table.facts.into_iter().map(told).map(fact).collect(),
            key: table.key,
            label: table.label,
        }
    });
    Ok(FormList {
        forms: all.into_iter().map(info).collect(),
        facts: rules::facts_of_people().into_iter().map(fact).collect(),
        tables: tables.collect(),
    })
}

/// What events or teams can be: at the top of their tree, or anywhere in it.
fn names(kinds: &[Kind], fact: &str) -> Vec<String> {
    let fits = |kind: &&Kind| fact == "type" || kind.parent.is_empty();
    let asked = ["kind", "type"].contains(&fact);
    kinds.iter().filter(|_| asked).filter(fits).map(|kind| kind.name.clone()).collect()
}
