use crate::error::StoreError;
use crate::new_id;
use crate::write::Writer;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// A kind of thing that can change; open pages showing it read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// People, their states and memberships.
    Person,
    /// Party organizations.
    Organization,
    /// Units.
    Unit,
    /// Presences.
    Presence,
    /// Events and their rosters.
    Event,
    /// Lines of ledgers.
    Ledger,
    /// The yearly return.
    Return,
    /// Imports.
    Import,
    /// Operators.
    Operator,
    /// Centre and purposes.
    Setting,
}

/// Who does what, when, at which desk: everything the log says of an operation before its changes.
#[derive(Debug, Clone, Copy)]
pub struct Op<'a> {
    /// What, as a stable word: the name of the command.
    pub kind: &'a str,
    /// Name of the operator, as at the time.
    pub operator: &'a str,
    /// Role needed to take it back.
    pub role: &'a str,
    /// Name of the desk.
    pub desk: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// The caller's own id for it; a repeat does nothing.
    pub request: Option<&'a str>,
    /// The operation this one takes back.
    pub undoes: Option<&'a str>,
}

/// A committed operation.
#[derive(Debug)]
pub struct Committed<T> {
    /// What the work answered.
    pub value: T,
    /// The operation's id; `None` when nothing changed or it was a repeat.
    pub operation: Option<String>,
    /// What kinds of thing changed.
    pub changes: BTreeSet<Kind>,
}

/// Runs the work of one operation in its transaction.
pub(crate) fn run<T, E>(
    transaction: Transaction<'_>,
    op: Op<'_>,
    work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
) -> Result<Committed<T>, E>
where
    T: Serialize + DeserializeOwned,
    E: From<StoreError>,
{
    if let Some(value) = answered_before(&transaction, op)? {
        return Ok(Committed { value, operation: None, changes: BTreeSet::new() });
    }
    let id = new_id();
    let writer = Writer::begin(&transaction, &id, op)?;
    let value = work(&writer)?;
    let changes = writer.finish(&value)?;
    let operation = changes.is_some().then_some(id);
    transaction.commit().map_err(|error| E::from(error.into()))?;
    Ok(Committed { value, operation, changes: changes.unwrap_or_default() })
}

/// What a request already committed answered then.
pub(crate) fn answered_before<T: DeserializeOwned>(
    connection: &Connection,
    op: Op<'_>,
) -> Result<Option<T>, StoreError> {
    let Some(request) = op.request else { return Ok(None) };
    let found: Option<(String, String, Option<String>)> = connection
        .query_row(
            "SELECT kind, operator, response FROM operation WHERE request = ?1",
            params![request],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match found {
        None => Ok(None),
        // Somebody else's id, or the id of something else: not ours to answer.
        Some((kind, operator, _)) if kind != op.kind || operator != op.operator => {
            Err(StoreError::Conflict("request"))
        }
        Some((_, _, None)) => Err(StoreError::Conflict("request")),
        Some((_, _, Some(response))) => Ok(Some(serde_json::from_str(&response)?)),
    }
}
