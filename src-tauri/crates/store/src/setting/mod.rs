//! Rules a centre sets itself, by name.

use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use serde::{Serialize, de::DeserializeOwned};

impl Reader<'_> {
    /// What the centre has set under a name; `None` while it has set nothing.
    ///
    /// # Errors
    /// The engine's.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> StoreResult<Option<T>> {
        let text = self.row("SELECT value FROM setting WHERE id = ?1 AND undone = 0", [name], |row| {
            row.get::<_, String>(0)
        })?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }
}

impl Writer<'_> {
    /// Sets something under a name.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_setting(&self, name: &str, value: &impl Serialize) -> StoreResult<()> {
        let value = Value::from(serde_json::to_string(value)?);
        let held = self.count("SELECT count(*) FROM setting WHERE id = ?1", [name])? > 0;
        if held {
            let row = Row::from([("value", value), ("undone", false.into())]);
            return self.update(Table::Setting, name, &row, None).map(drop);
        }
        let row = Row::from([("site", self.site().into()), ("value", value)]);
        self.insert(Table::Setting, name, &row, None)
    }
}
