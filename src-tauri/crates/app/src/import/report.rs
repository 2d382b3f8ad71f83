use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::import::{ImportCounts, ImportRef, ImportReport, Outcome};
use crate::time::told_ms;
use yinhui_store::import::ImportRecord;

/// An import that ran: what went in and what did not, with the reason.
pub(crate) fn report(context: &Context<'_>, which: ImportRef) -> Answer<ImportReport> {
    told(&context.read(|reader| reader.import(&which.id))?)
}

pub(crate) fn told(record: &ImportRecord) -> Answer<ImportReport> {
    let counts: ImportCounts = parsed(&record.counts)?;
    Ok(ImportReport {
        id: record.id.clone(),
        at: told_ms(record.at),
        operator: record.operator.clone(),
        files: parsed(&record.files)?,
        outcome: outcome(&record.counts, &counts)?,
        counts,
        problems: parsed(&record.problems)?,
        undone: record.undone,
    })
}

/// What an import came to; of those made before that was kept, what their counts say.
fn outcome(text: &str, counts: &ImportCounts) -> Answer<Outcome> {
    let kept: Outcome = parsed(text)?;
    let is_old = kept == Outcome::default();
    Ok(if is_old { Outcome { added: counts.new, updated: counts.update, ..kept } } else { kept })
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|error| ApiError::fault(&error))
}
