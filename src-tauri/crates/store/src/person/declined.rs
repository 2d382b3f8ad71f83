//! 不愿提供: facts somebody does not want to give and is not asked for again.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use yinhui_core::person::Field;

impl Reader<'_> {
    /// What this person is not asked for again.
    ///
    /// # Errors
    /// The engine's.
    pub fn declined_by(&self, person: &str) -> StoreResult<Vec<Field>> {
        let keys = self.rows(
            "SELECT DISTINCT field FROM declined WHERE person = ?1 AND undone = 0",
            [person],
            |row| row.get::<_, String>(0),
        )?;
        Ok(keys.iter().filter_map(|key| Field::from_key(key)).collect())
    }
}

impl Writer<'_> {
    /// Remembers that they do not want to give it. Answers whether that is new.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn decline(&self, person: &str, field: Field, today: &str) -> StoreResult<bool> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        if self.declined_by(person)?.contains(&field) {
            return Ok(false);
        }
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("field", field.key().into()),
            ("day", today.into()),
        ]);
        self.insert(Table::Declined, &new_id(), &row, Some(person))?;
        Ok(true)
    }
}
