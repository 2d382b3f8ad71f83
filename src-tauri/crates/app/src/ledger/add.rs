use crate::context::Context;
use crate::error::{Answer, ApiError, Code, FieldError};
use crate::ledger::{SaveEntry, save::Line, target};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// More lines are not written at once.
pub(super) const MOST: usize = 5_000;

/// Write many lines, all or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddEntries {
    /// The lines, none of which has an id.
    pub lines: Vec<SaveEntry>,
}

/// They are written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntriesAdded {
    /// How many.
    pub added: i64,
    /// The operation, to take all of them back.
    pub operation: String,
}

/// Writes many lines as one operation. Where some cannot be written none is, and each is named with its reason.
pub(crate) fn add(context: &Context<'_>, add: AddEntries) -> Answer<EntriesAdded> {
    if add.lines.is_empty() {
        return Err(ApiError::invalid("lines", "required", "没有要登记的行，请至少选一行。"));
    }
    if add.lines.len() > MOST {
        let message = format!("一次最多登记 {MOST} 行，请分几次。");
        return Err(ApiError::new(Code::TooLarge, message));
    }
    let mut refused = Refused::default();
    let mut lines = Vec::new();
    for (at, line) in add.lines.into_iter().enumerate() {
        if line.id.is_some() {
            return Err(ApiError::invalid("lines", "known", "这里只登记新的行。"));
        }
        let ledger = target(context, &line.ledger)?;
        match Line::understood(ledger, line, context.today()) {
            Ok(line) => lines.push(line),
            Err(error) => refused.take(at, error),
        }
    }
    refused.told()?;
    context.write(|writer| {
        let mut refused = Refused::default();
        for (at, line) in lines.iter().enumerate() {
            if at % 100 == 0 {
                context.stop_if_cancelled()?;
                context.progress(at, lines.len());
            }
            match line.write(writer) {
                Ok(_) => {}
                Err(error) if matches!(error.code, Code::Fault | Code::DiskFull | Code::ReadOnly) => {
                    return Err(error);
                }
                Err(error) => refused.take(at, error),
            }
        }
        refused.told()?;
        let added = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        Ok(EntriesAdded { added, operation: writer.operation_id().to_owned() })
    })
}

/// The lines that cannot be written.
#[derive(Default)]
struct Refused {
    fields: Vec<FieldError>,
}

impl Refused {
    fn take(&mut self, at: usize, error: ApiError) {
        let code = error.fields.first().map_or_else(|| "refused".to_owned(), |field| field.code.clone());
        self.fields.push(FieldError { path: format!("lines.{at}"), code, message: error.message });
    }

    fn told(self) -> Answer<()> {
        let Some(first) = self.fields.first() else { return Ok(()) };
        let message =
            format!("有 {} 行不能登记，一行也没有写入。第一处：{}", self.fields.len(), first.message);
        Err(ApiError { fields: self.fields, ..ApiError::new(Code::Invalid, message) })
    }
}
