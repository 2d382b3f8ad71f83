//! Forms of a centre's own.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

impl Reader<'_> {
    /// The forms of the centre's own, as JSON, first to last.
    ///
    /// # Errors
    /// The engine's.
    pub fn return_forms(&self) -> StoreResult<Vec<String>> {
        self.rows("SELECT body FROM return_form WHERE undone = 0 ORDER BY id", [], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Writes a form, in place of the one of that key.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_return_form(&self, key: &str, body: &str) -> StoreResult<()> {
        let row = Row::from([("key", key.into()), ("body", body.into())]);
        match self.return_form_id(key)? {
            Some(id) => {
                self.update(Table::ReturnForm, &id, &row, None)?;
            }
            None => {
                let row = row.into_iter().chain([("site", self.site().into())]).collect();
                self.insert(Table::ReturnForm, &new_id(), &row, None)?;
            }
        }
        Ok(())
    }

    /// Takes a form away; answers whether there was one.
    ///
    /// # Errors
    /// The engine's.
    pub fn remove_return_form(&self, key: &str) -> StoreResult<bool> {
        let Some(id) = self.return_form_id(key)? else { return Ok(false) };
        self.remove(Table::ReturnForm, &id, None)?;
        Ok(true)
    }

    fn return_form_id(&self, key: &str) -> StoreResult<Option<String>> {
        self.row("SELECT id FROM return_form WHERE key = ?1 AND undone = 0", [key], |row| row.get(0))
    }
}
