use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::sentence;
use crate::report::count::known_year;
use crate::report::form::every_form;
use crate::report::frozen::must_be_open;
use crate::report::{RuleOn, WriteNote, YearRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::report as rules;

/// Decides a fact of somebody for the returns of a year; their record stays as it is.
pub(crate) fn rule(context: &Context<'_>, ruling: RuleOn) -> Answer<()> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let choices = rules::choices(&ruling.fact);
    if choices.is_empty() {
        return Err(ApiError::invalid("fact", "fact", "这一项不能裁定，请改人员资料。"));
    }
    if !ruling.word.is_empty() && !choices.contains(&ruling.word) {
        return Err(ApiError::invalid("word", "word", format!("请从这些里选：{}。", choices.join("、"))));
    }
    let reason = sentence(ruling.reason.as_deref().unwrap_or_default(), 200);
    must_be_open(context, ruling.year)?;
    context.write(|writer| {
        Ok(writer.save_return_ruling(ruling.year, &ruling.person, &ruling.fact, &ruling.word, &reason)?)
    })
}

/// A ruling that holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Ruling {
    /// Record id of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The fact that was decided.
    pub fact: String,
    /// The word.
    pub word: String,
    /// Why; empty for nothing said.
    pub reason: String,
    /// The words there are to choose from.
    pub choices: Vec<String>,
}

/// Every ruling that holds for the returns of a year, in the order in which they were made.
pub(crate) fn rulings(context: &Context<'_>, which: YearRef) -> Answer<Vec<Ruling>> {
    known_year(context, which.year)?;
    context.read(|reader| {
        let held = reader.return_rulings(which.year)?.into_iter().map(|ruling| {
            Ok(Ruling {
                name: reader.label_of("person", &ruling.person)?.unwrap_or_default(),
                choices: rules::choices(&ruling.fact),
                person: ruling.person,
                fact: ruling.fact,
                word: ruling.word,
                reason: ruling.reason,
            })
        });
        held.collect()
    })
}

/// Writes an explanation beside a check.
pub(crate) fn note(context: &Context<'_>, note: WriteNote) -> Answer<()> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let words = sentence(&note.note, 500);
    let forms = context.read(every_form)?;
    let form = forms.iter().find(|form| form.id == note.form);
    let known = form.is_some_and(|form| {
        let rules = form.grid.iter().flat_map(|grid| grid.rules.iter().map(|rule| &rule.id));
        form.checks.iter().map(|check| &check.id).chain(rules).any(|id| *id == note.check)
    });
    if !known {
        return Err(ApiError::invalid("check", "check", "没有这条审核关系。"));
    }
    must_be_open(context, note.year)?;
    context.write(|writer| Ok(writer.save_return_note(note.year, &note.form, &note.check, &words)?))
}
