//! Photos of people. The log keeps what a picture is known by, not the picture.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use rusqlite::params;
use sha2::{Digest, Sha256};

impl Reader<'_> {
    /// The photo of somebody, as JPEG.
    ///
    /// # Errors
    /// The engine's.
    pub fn photo_of(&self, person: &str) -> StoreResult<Option<Vec<u8>>> {
        let newest = "SELECT jpeg FROM photo WHERE person = ?1 AND undone = 0 AND jpeg IS NOT NULL ORDER BY id DESC LIMIT 1";
        self.row(newest, [person], |row| row.get(0))
    }

    /// Whether there is one.
    ///
    /// # Errors
    /// The engine's.
    pub fn has_photo(&self, person: &str) -> StoreResult<bool> {
        Ok(self.count("SELECT count(*) FROM photo WHERE person = ?1 AND undone = 0", [person])? > 0)
    }
}

impl Writer<'_> {
    /// Gives somebody a photo; those before it stay in the file and are shown again when this one is taken back.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] for a record joined into another.
    pub fn save_photo(&self, person: &str, jpeg: &[u8]) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let id = new_id();
        let digest = Sha256::digest(jpeg).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let row =
            Row::from([("site", self.site().into()), ("person", person.into()), ("digest", digest.into())]);
        self.insert(Table::Photo, &id, &row, Some(person))?;
        self.connection().execute("UPDATE photo SET jpeg = ?2 WHERE id = ?1", params![id, jpeg])?;
        Ok(())
    }

    /// Shows no photo of somebody any more. Answers whether there was one.
    ///
    /// # Errors
    /// The engine's.
    pub fn remove_photos(&self, person: &str) -> StoreResult<bool> {
        let held = self.rows("SELECT id FROM photo WHERE person = ?1 AND undone = 0", [person], |row| {
            row.get::<_, String>(0)
        })?;
        for id in &held {
            self.remove(Table::Photo, id, Some(person))?;
        }
        Ok(!held.is_empty())
    }
}
