use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::import::{ImportRef, ImportReport};
use crate::time::told_ms;
use yinhui_store::import::ImportRecord;

/// An import that ran: what went in and what did not, with the reason.
pub(crate) fn report(context: &Context<'_>, which: ImportRef) -> Answer<ImportReport> {
    told(&context.read(|reader| reader.import(&which.id))?)
}

pub(crate) fn told(record: &ImportRecord) -> Answer<ImportReport> {
    Ok(ImportReport {
        id: record.id.clone(),
        at: told_ms(record.at),
        operator: record.operator.clone(),
        files: parsed(&record.files)?,
        counts: parsed(&record.counts)?,
        problems: parsed(&record.problems)?,
        undone: record.undone,
    })
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|error| ApiError::fault(&error))
}
