//! 下级报表: forms as other units sent them.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use yinhui_core::report::{Listed, Received};

/// One form as a unit sent it, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRecord {
    /// The year it is of.
    pub year: i64,
    /// What was sent.
    pub sent: Received,
    /// The workbook it was read from; `None` where it was typed.
    pub file: Option<String>,
}

const SELECT: &str = "SELECT id, year, form, sender, figures, listed, file FROM received_return";

fn json<T: DeserializeOwned>(at: usize, text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReceivedRecord> {
    let listed = row.get::<_, Option<String>>(5)?;
    Ok(ReceivedRecord {
        year: row.get(1)?,
        sent: Received {
            id: row.get(0)?,
            form: row.get(2)?,
            sender: row.get(3)?,
            figures: json::<BTreeMap<String, i64>>(4, &row.get::<_, String>(4)?)?,
            listed: listed.map(|text| json::<Listed>(5, &text)).transpose()?,
        },
        file: row.get(6)?,
    })
}

fn written<T: serde::Serialize>(value: &T) -> StoreResult<Value> {
    let text = serde_json::to_string(value).map_err(|error| StoreError::Broken(error.to_string()))?;
    Ok(text.into())
}

impl Reader<'_> {
    /// The forms received for a year, by form and sender.
    ///
    /// # Errors
    /// The engine's.
    pub fn received_returns(&self, year: i64) -> StoreResult<Vec<ReceivedRecord>> {
        self.rows(
            &format!("{SELECT} WHERE year = ?1 AND undone = 0 ORDER BY form, sender, id"),
            [year],
            record,
        )
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn received_return(&self, id: &str) -> StoreResult<ReceivedRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1 AND undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("received_return"))
    }
}

impl Writer<'_> {
    /// Writes a form a unit sent, or one anew where `sent.id` is empty. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] where that unit's form of that year is there already.
    pub fn save_received_return(&self, kept: &ReceivedRecord) -> StoreResult<String> {
        let sent = &kept.sent;
        let taken = "SELECT count(*) FROM received_return
            WHERE form = ?1 AND year = ?2 AND sender = ?3 AND undone = 0 AND id <> ?4";
        if self.count(taken, (&sent.form, kept.year, &sent.sender, &sent.id))? > 0 {
            return Err(StoreError::Conflict("form of that sender"));
        }
        let mut row = Row::from([
            ("year", kept.year.into()),
            ("form", sent.form.as_str().into()),
            ("sender", sent.sender.as_str().into()),
            ("figures", written(&sent.figures)?),
            ("listed", sent.listed.as_ref().map(written).transpose()?.unwrap_or(Value::Null)),
            ("file", kept.file.clone().into()),
        ]);
        if sent.id.is_empty() {
            row.insert("site", self.site().into());
            let id = new_id();
            self.insert(Table::ReceivedReturn, &id, &row, None)?;
            return Ok(id);
        }
        self.must_be_in_use(Table::ReceivedReturn, &sent.id)?;
        self.update(Table::ReceivedReturn, &sent.id, &row, None)?;
        Ok(sent.id.clone())
    }

    /// Takes one away.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn remove_received_return(&self, id: &str) -> StoreResult<()> {
        self.remove(Table::ReceivedReturn, id, None)
    }
}
