use crate::context::Context;
use crate::error::Answer;
use crate::import::ImportReport;
use crate::import::report::told;

/// Every import, newest first; each one's problems stand in its own report.
pub(crate) fn list(context: &Context<'_>, (): ()) -> Answer<Vec<ImportReport>> {
    let records = context.read(|reader| reader.imports())?;
    records.iter().map(|record| Ok(ImportReport { problems: Vec::new(), ..told(record)? })).collect()
}
